/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-secret.h"

#include <string.h>

void
rst_secret_free (RstSecret *secret)
{
  if (secret == NULL)
    return;

  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
