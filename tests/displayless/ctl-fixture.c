/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <stdarg.h>

#include "ctl-fixture.h"

#define MAX_WORDS 20

int
ctl_fixture_run (const char *folder, char **output, ...)
{
  const char *words[MAX_WORDS + 1] = { g_getenv ("RST_CTL"), "--profile", folder, "--json" };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *ignored = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 4;
  va_list more;

  va_start (more, output);
  do
    words[n] = va_arg (more, const char *);
  while (words[n] != NULL && ++n < MAX_WORDS);
  va_end (more);
  process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, output != NULL ? output : &ignored, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (process);
}
