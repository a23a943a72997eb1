/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mime/rst-message.h"
#include "reader/rst-print.h"

/* Prints into a file, and gives the number of pages. */
static int
export (const char *path, const char *text)
{
  g_autofree char *source = g_strconcat ("From: A <a@b.example>\r\n"
                                         "To: \"C & <D>\" <c@d.example>\r\n"
                                         "Subject: Ampersand & <angles>\r\n"
                                         "Content-Type: text/plain; charset=utf-8\r\n\r\n",
                                         text, NULL);
  g_autoptr (GBytes) raw = g_bytes_new (source, strlen (source));
  g_autoptr (RstMessage) message = rst_message_new (raw);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  int n_pages;

  operation = rst_print_new (rst_message_get_summary (message), rst_message_get_text (message));
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &n_pages, NULL);
  return n_pages;
}

static void
check_export (const char *text, int min_pages, int max_pages)
{
  g_autofree char *folder = g_dir_make_tmp ("rst-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "message.pdf", NULL);
  int n_pages = export (path, text);
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_cmpint (n_pages, >=, min_pages);
  g_assert_cmpint (n_pages, <=, max_pages);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (length > 5 && memcmp (contents, "%PDF-", 5) == 0);

  g_unlink (path);
  g_rmdir (folder);
}

static char *
repeat (const char *line, int times)
{
  GString *text = g_string_new (NULL);

  while (times-- > 0)
    g_string_append (text, line);
  return g_string_free (text, FALSE);
}

static void
test_short (void)
{
  check_export ("Dear C,\r\n\r\nשלום\r\n", 1, 1);
}

static void
test_empty (void)
{
  check_export ("", 1, 1);
}

/* Every line has a page, and a page takes some fifty. */
static void
test_long (void)
{
  g_autofree char *text = repeat ("A line.\r\n", 500);

  check_export (text, 6, 20);
}

/* A line that is longer than a page is wrapped, and goes on on the next one. */
static void
test_long_line (void)
{
  g_autofree char *text = repeat ("word", 5000);

  check_export (text, 3, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/print/short", test_short);
  g_test_add_func ("/print/empty", test_empty);
  g_test_add_func ("/print/long", test_long);
  g_test_add_func ("/print/long line", test_long_line);
  return g_test_run ();
}
