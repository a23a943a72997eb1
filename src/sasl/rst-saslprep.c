/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-saslprep.h"

#include <string.h>

/* SCRAM asks for SASLprep (RFC 5802 §2.2). GnuTLS has its successor only
 * (gnutls_utf8_password_normalize, the OpaqueString of RFC 8265), which gives
 * other octets: it refuses a soft hyphen where SASLprep drops it, and keeps a
 * ligature where SASLprep takes it apart. libidn has SASLprep, and would be one
 * more library for a few ranges; GLib has the hard part, the normalization.
 */

typedef struct
{
  gunichar first;
  gunichar last;
} Range;

/* RFC 3454 table B.1: mapped to nothing. */
static const Range nothing[] = {
  { 0x00AD, 0x00AD }, { 0x034F, 0x034F }, { 0x1806, 0x1806 }, { 0x180B, 0x180D },
  { 0x200B, 0x200D }, { 0x2060, 0x2060 }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF },
};

/* Table C.1.2: mapped to a blank. */
static const Range blanks[] = {
  { 0x00A0, 0x00A0 }, { 0x1680, 0x1680 }, { 0x2000, 0x200B },
  { 0x202F, 0x202F }, { 0x205F, 0x205F }, { 0x3000, 0x3000 },
};

/* Tables C.1.2 and C.2.1 to C.9 together: not allowed in the output. The last
 * two characters of each plane are among them too.
 */
static const Range prohibited[] = {
  { 0x0000, 0x001F }, { 0x007F, 0x00A0 }, { 0x0340, 0x0341 }, { 0x06DD, 0x06DD },
  { 0x070F, 0x070F }, { 0x1680, 0x1680 }, { 0x180E, 0x180E }, { 0x2000, 0x200F },
  { 0x2028, 0x202F }, { 0x205F, 0x2063 }, { 0x206A, 0x206F }, { 0x2FF0, 0x2FFB },
  { 0x3000, 0x3000 }, { 0xD800, 0xF8FF }, { 0xFDD0, 0xFDEF }, { 0xFEFF, 0xFEFF },
  { 0xFFF9, 0xFFFF }, { 0x1D173, 0x1D17A }, { 0xE0001, 0xE0001 }, { 0xE0020, 0xE007F },
  { 0xF0000, 0x10FFFF },
};

/* Table D.1: written from right to left. */
static const Range right_to_left[] = {
  { 0x05BE, 0x05BE }, { 0x05C0, 0x05C0 }, { 0x05C3, 0x05C3 }, { 0x05D0, 0x05EA },
  { 0x05F0, 0x05F4 }, { 0x061B, 0x061B }, { 0x061F, 0x061F }, { 0x0621, 0x063A },
  { 0x0640, 0x064A }, { 0x066D, 0x066F }, { 0x0671, 0x06D5 }, { 0x06DD, 0x06DD },
  { 0x06E5, 0x06E6 }, { 0x06FA, 0x06FE }, { 0x0700, 0x070D }, { 0x0710, 0x0710 },
  { 0x0712, 0x072C }, { 0x0780, 0x07A5 }, { 0x07B1, 0x07B1 }, { 0x200F, 0x200F },
  { 0xFB1D, 0xFB1D }, { 0xFB1F, 0xFB28 }, { 0xFB2A, 0xFB36 }, { 0xFB38, 0xFB3C },
  { 0xFB3E, 0xFB3E }, { 0xFB40, 0xFB41 }, { 0xFB43, 0xFB44 }, { 0xFB46, 0xFBB1 },
  { 0xFBD3, 0xFD3D }, { 0xFD50, 0xFD8F }, { 0xFD92, 0xFDC7 }, { 0xFDF0, 0xFDFC },
  { 0xFE70, 0xFE74 }, { 0xFE76, 0xFEFC },
};

#define IS_IN(c, ranges) is_in (c, ranges, G_N_ELEMENTS (ranges))

static gboolean
is_in (gunichar c, const Range *ranges, gsize n_ranges)
{
  for (gsize i = 0; i < n_ranges && ranges[i].first <= c; i++)
    if (c <= ranges[i].last)
      return TRUE;
  return FALSE;
}

/* RFC 4013 §2.1. A zero width space is in both tables: the blank comes first
 * there. No character becomes longer.
 */
static RstSecret *
map (const char *text)
{
  RstSecret *mapped = g_malloc0 (strlen (text) + 1);
  char *end = mapped;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (IS_IN (c, blanks))
        *end++ = ' ';
      else if (!IS_IN (c, nothing))
        end += g_unichar_to_utf8 (c, end);
    }
  return mapped;
}

/* RFC 4013 §2.3 */
static gboolean
is_allowed (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (IS_IN (c, prohibited) || (c & 0xFFFE) == 0xFFFE)
        return FALSE;
    }
  return TRUE;
}

/* RFC 3454 §6: who writes from right to left writes nothing from left to right,
 * and begins and ends with it. Letters stand for table D.2, which holds some
 * symbols besides.
 */
static gboolean
keeps_direction (const char *text)
{
  gboolean any_right = FALSE;
  gboolean any_left = FALSE;
  gboolean is_right = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      is_right = IS_IN (c, right_to_left);
      any_right |= is_right;
      any_left |= !is_right && g_unichar_isalpha (c);
    }
  return !any_right ||
         (!any_left && is_right && IS_IN (g_utf8_get_char (text), right_to_left));
}

RstSecret *
rst_saslprep (const char *text)
{
  g_autoptr (RstSecret) mapped = NULL;
  g_autoptr (RstSecret) prepared = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  mapped = map (text);
  prepared = g_utf8_normalize (mapped, -1, G_NORMALIZE_NFKC);
  if (*prepared == '\0' || !is_allowed (prepared) || !keeps_direction (prepared))
    return NULL;
  return g_steal_pointer (&prepared);
}
