/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-size.h"

#include <errno.h>

/* Each a thousand times the one before. */
static const char units[] = { 'k', 'M', 'G' };

/* What the unit stands for; 0 for one that there is not. */
static guint64
parse_unit (const char *text)
{
  guint64 factor = 1;

  if (*text == '\0')
    return 1;
  if (g_ascii_strcasecmp (text, "B") == 0)
    return 1;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      factor *= 1000;
      if (g_ascii_tolower (*text) == g_ascii_tolower (units[i]))
        return text[1] == '\0' || g_ascii_strcasecmp (text + 1, "B") == 0 ? factor : 0;
    }
  return 0;
}

gboolean
rst_size_parse (const char *text, guint64 *octets)
{
  guint64 number;
  guint64 factor;
  char *end;

  g_return_val_if_fail (text != NULL && octets != NULL, FALSE);

  if (!g_ascii_isdigit (*text))
    return FALSE;

  errno = 0;
  number = g_ascii_strtoull (text, &end, 10);
  factor = parse_unit (end);
  if (errno != 0 || factor == 0 || number > (guint64) G_MAXINT64 / factor)
    return FALSE;

  *octets = number * factor;
  return TRUE;
}

char *
rst_size_dup_text (guint64 octets)
{
  guint n = 0;

  for (; octets > 0 && octets % 1000 == 0 && n < G_N_ELEMENTS (units); n++)
    octets /= 1000;
  if (n == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, octets);
  return g_strdup_printf ("%" G_GUINT64_FORMAT "%cB", octets, units[n - 1]);
}
