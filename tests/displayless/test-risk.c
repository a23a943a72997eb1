/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "mime/rst-message.h"
#include "mime/rst-risk.h"

typedef struct
{
  const char *name;
  RstRisk risk;
  const char *disguise;
} NameCase;

/* The last ending of a name is what a desktop goes by. */
static const NameCase names[] = {
  { "report.pdf", RST_RISK_NONE, NULL },
  { "photo.jpg", RST_RISK_NONE, NULL },
  { "no ending", RST_RISK_NONE, NULL },
  { "setup.exe", RST_RISK_PROGRAM, NULL },
  { "SETUP.EXE", RST_RISK_PROGRAM, NULL },
  { "photo.jpg.exe", RST_RISK_PROGRAM, "jpg" },
  { "report.pdf     .scr", RST_RISK_PROGRAM, "pdf" },
  { "report v1.2 final.exe", RST_RISK_PROGRAM, NULL },
  { "trailing.exe. .", RST_RISK_PROGRAM, NULL },
  { "starter.desktop", RST_RISK_PROGRAM, NULL },
  { "a.sh", RST_RISK_PROGRAM, NULL },
  { "a.jar", RST_RISK_PROGRAM, NULL },
  { "a.AppImage", RST_RISK_PROGRAM, NULL },
  { "invoice.html", RST_RISK_PAGE, NULL },
  { "invoice.pdf.htm", RST_RISK_PAGE, "pdf" },
  { "drawing.svg", RST_RISK_PAGE, NULL },
  { "link.url", RST_RISK_PAGE, NULL },
  { "archive.tar.gz", RST_RISK_NONE, "tar" },
};

static void
test_name (gconstpointer data)
{
  const NameCase *test = data;
  g_autofree char *disguise = rst_risk_dup_disguise (test->name);

  g_assert_cmpint (rst_risk_judge_name (test->name), ==, test->risk);
  if (test->risk != RST_RISK_NONE && strchr (test->name, 0)[-1] != '.')
    g_assert_cmpstr (disguise, ==, test->disguise);
}

typedef struct
{
  const char *rule;
  const char *fields;
  const char *content;
  RstRisk risk;
  const char *name;
} PartCase;

static const PartCase parts[] = {
  { "data", "Content-Type: image/png; name=a.png\r\n", "\x89PNG\r\n", RST_RISK_NONE, "a.png" },
  { "a program by its type", "Content-Type: application/x-sharedlib; name=a.png\r\n", "x",
    RST_RISK_PROGRAM, "a.png" },
  { "a program by its octets", "Content-Type: image/png; name=a\r\n", "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0",
    RST_RISK_PROGRAM, "a" },
  { "a script by its first line", "Content-Type: text/x-notes; name=notes\r\n", "#!/bin/sh\nrm\n",
    RST_RISK_PROGRAM, "notes" },
  { "a page by its octets", "Content-Type: image/png; name=a\r\n", "<!DOCTYPE html><html>", RST_RISK_PAGE, "a" },
  /* The real ending is not hidden behind turned letters (U+202E and others). */
  { "a turned name", "Content-Type: image/png; name=\"x\xE2\x80\xAEgnp.exe\"\r\n", "x",
    RST_RISK_PROGRAM, "x gnp.exe" },
  { "an isolated name", "Content-Type: image/png; name=\"x\xE2\x81\xA7gnp.exe\"\r\n", "x",
    RST_RISK_PROGRAM, "x gnp.exe" },
};

static void
test_part (gconstpointer data)
{
  const PartCase *test = data;
  GString *text = g_string_new ("Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nx\r\n--m\r\n");
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (RstMessage) message = NULL;
  g_autoptr (RstPart) part = NULL;

  g_string_append_printf (text, "Content-Disposition: attachment\r\n%s\r\n%s\r\n--m--\r\n",
                          test->fields, test->content);
  raw = g_string_free_to_bytes (text);
  message = rst_message_new (raw);
  part = g_list_model_get_item (rst_message_get_parts (message), 1);
  g_assert_cmpint (rst_risk_judge (part), ==, test->risk);
  g_assert_cmpstr (rst_part_get_name (part), ==, test->name);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("/risk/name/%s", names[i].name);

      g_test_add_data_func (path, &names[i], test_name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/risk/part/%s", parts[i].rule);

      g_test_add_data_func (path, &parts[i], test_part);
    }
  return g_test_run ();
}
