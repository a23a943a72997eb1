/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The spool gives back what was put in, small or large, with its hash. */

#include "config.h"

#include <glib/gstdio.h>

#include "base/rst-error.h"
#include "base/rst-spool.h"

static void
check_size (gsize size)
{
  g_autofree char *folder = g_dir_make_tmp ("restante-XXXXXX", NULL);
  g_autoptr (RstSpool) spool = rst_spool_new (folder, 0);
  g_autoptr (GBytes) octets = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *data = g_malloc (size + 1);
  g_autofree char *sha256 = NULL;
  g_autofree char *expected = NULL;

  for (gsize i = 0; i < size; i++)
    data[i] = (char) (i * 7 + i / 251);
  for (gsize i = 0; i < size; i += 70001)
    g_assert_true (rst_spool_write (spool, data + i, MIN (70001, size - i), NULL));

  octets = rst_spool_finish (g_steal_pointer (&spool), &sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (octets, NULL), g_bytes_get_size (octets), data, size);
  expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) data, size);
  g_assert_cmpstr (sha256, ==, expected);
  /* The file has no name: the folder is empty. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_sizes (void)
{
  check_size (0);
  check_size (1);
  check_size (1024 * 1024);
  check_size (1024 * 1024 + 1);
  check_size (5 * 1000 * 1000);
}

static void
test_no_folder (void)
{
  g_autoptr (RstSpool) spool = rst_spool_new ("/nonexistent/folder", G_MAXUINT64);
  g_autofree char *data = g_malloc0 (2 * 1024 * 1024);
  g_autoptr (GError) error = NULL;

  g_assert_false (rst_spool_write (spool, data, 2 * 1024 * 1024, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_DISK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spool/sizes", test_sizes);
  g_test_add_func ("/spool/no-folder", test_no_folder);
  return g_test_run ();
}
