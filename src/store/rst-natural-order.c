/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-natural-order.h"

/* In a damaged file a name may be anything. */
static char *
dup_key (const char *text, int length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);

  return g_utf8_collate_key_for_filename (valid, -1);
}

static int
compare_cb (void *data, int length, const void *text, int other_length, const void *other_text)
{
  g_autofree char *key = dup_key (text, length);
  g_autofree char *other_key = dup_key (other_text, other_length);

  return g_strcmp0 (key, other_key);
}

int
rst_natural_order_register (sqlite3 *handle)
{
  g_return_val_if_fail (handle != NULL, SQLITE_MISUSE);

  return sqlite3_create_collation_v2 (handle, "rst_natural", SQLITE_UTF8, NULL, compare_cb, NULL);
}
