/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Octets of a file that were read do not stay in memory, and are still there. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/rst-mapping.h"

#define N_PIECES 64
#define SIZE ((gsize) N_PIECES * RST_MAPPING_PIECE)

static GBytes *
map_numbers (void)
{
  g_autofree char *piece = g_malloc (RST_MAPPING_PIECE);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *octets;
  int fd = g_file_open_tmp ("restante-XXXXXX", &path, NULL);

  for (int i = 0; i < N_PIECES; i++)
    {
      memset (piece, i + 1, RST_MAPPING_PIECE);
      g_assert_cmpint (write (fd, piece, RST_MAPPING_PIECE), ==, RST_MAPPING_PIECE);
    }
  octets = rst_mapping_new (fd, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (octets), ==, SIZE);
  close (fd);
  g_unlink (path);
  return octets;
}

/* How much of files is in this process's memory, in octets. */
static gsize
measure_resident (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "RssFile:");
  g_assert_nonnull (line);
  return (gsize) g_ascii_strtoull (line + strlen ("RssFile:"), NULL, 10) * 1024;
}

static void
test_forget (void)
{
  g_autoptr (GBytes) octets = map_numbers ();
  const char *data = g_bytes_get_data (octets, NULL);
  gsize before = measure_resident ();
  guint sum = 0;

  for (gsize i = 0; i < SIZE; i += RST_MAPPING_PIECE)
    {
      for (gsize j = 0; j < RST_MAPPING_PIECE; j += 512)
        sum += (guchar) data[i + j];
      rst_mapping_forget (data + i, RST_MAPPING_PIECE);
      g_assert_cmpuint (measure_resident (), <, before + 4 * RST_MAPPING_PIECE);
    }
  g_assert_cmpuint (sum, ==, N_PIECES * (N_PIECES + 1) / 2 * (RST_MAPPING_PIECE / 512));

  /* Read again, beyond the end too. */
  rst_mapping_forget (data + SIZE - 10, 1000000);
  g_assert_cmpint (data[SIZE - 1], ==, N_PIECES);
  g_assert_cmpint (data[0], ==, 1);
}

/* Memory that is not a file's is left alone. */
static void
test_other_memory (void)
{
  g_autofree char *memory = g_malloc (4 * RST_MAPPING_PIECE);
  g_autoptr (GBytes) octets = map_numbers ();

  memset (memory, 'x', 4 * RST_MAPPING_PIECE);
  rst_mapping_forget (memory, 4 * RST_MAPPING_PIECE);
  for (gsize i = 0; i < 4 * RST_MAPPING_PIECE; i += 512)
    g_assert_cmpint (memory[i], ==, 'x');
  rst_mapping_forget (NULL, 0);
}

static void
test_nothing (void)
{
  g_autoptr (GBytes) empty = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("restante-XXXXXX", &path, NULL);

  empty = rst_mapping_new (fd, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  close (fd);
  g_unlink (path);
  g_assert_null (rst_mapping_new (-1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_BADF);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping/forget", test_forget);
  g_test_add_func ("/mapping/other-memory", test_other_memory);
  g_test_add_func ("/mapping/nothing", test_nothing);
  return g_test_run ();
}
