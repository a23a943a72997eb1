/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-fuzz.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/rst-error.h"

/* Small segments find the edges; some large ones let the rest come by. */
#define SMALL_SEGMENT 4
#define LARGE_SEGMENT 3000

/* No octets from outside may trip a check that is meant for programmers. GLib
 * would end the program in a way of which libFuzzer does not learn.
 */
static void
log_cb (const char     *domain,
        GLogLevelFlags  level,
        const char     *message,
        gpointer        data)
{
  g_log_default_handler (domain, level & ~(guint) G_LOG_FLAG_FATAL, message, data);
  if ((level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) != 0)
    abort ();
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_log_set_default_handler (log_cb, NULL);
  return 0;
}

guint8
rst_fuzz_input_take (RstFuzzInput *self)
{
  if (self->length == 0)
    return 0;
  self->length--;
  return (guint8) *self->octets++;
}

gboolean
rst_fuzz_input_take_line (RstFuzzInput *self, RstFuzzInput *line)
{
  const char *lf;

  if (self->length == 0)
    return FALSE;

  lf = memchr (self->octets, '\n', self->length);
  line->octets = self->octets;
  line->length = lf != NULL ? (gsize) (lf - self->octets) : self->length;
  self->octets += line->length + (lf != NULL);
  self->length -= line->length + (lf != NULL);
  return TRUE;
}

/* xorshift32: the same everywhere, and never 0. */
static guint32
step (guint32 state)
{
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

gsize
rst_fuzz_cut (guint32 *cutting, gsize left)
{
  gsize size;

  if (*cutting == 0)
    return left;
  if (*cutting == 1)
    return 1;

  *cutting = step (*cutting);
  size = *cutting % 8 == 0 ? *cutting / 8 % LARGE_SEGMENT
                           : *cutting / 8 % SMALL_SEGMENT;
  return MIN (size + 1, left);
}

void
rst_fuzz_assert_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static gboolean
is_steering (gunichar c)
{
  return g_unichar_iscntrl (c) ||
         g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR ||
         g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR ||
         (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

void
rst_fuzz_assert_line (const char *text)
{
  rst_fuzz_assert_text (text);
  if (text == NULL || *text == '\0')
    return;

  g_assert_false (g_unichar_isspace (g_utf8_get_char (text)));
  g_assert_false (g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + strlen (text)))));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (is_steering (g_utf8_get_char (p)));
}

void
rst_fuzz_assert_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == RST_ERROR);
  g_assert_cmpstr (error->message, !=, "");
  rst_fuzz_assert_line (error->message);
}
