/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-risk.h"

/* How much of a file tells its kind. */
#define SNIFF_OCTETS 4096

static const char *const program_types[] = {
  "application/java-archive",
  "application/vnd.debian.binary-package",
  "application/vnd.flatpak",
  "application/vnd.flatpak.ref",
  "application/vnd.microsoft.portable-executable",
  "application/vnd.snap",
  "application/x-desktop",
  "application/x-executable",
  "application/x-java-archive",
  "application/x-ms-shortcut",
  "application/x-msdownload",
  "application/x-msi",
  "application/x-rpm",
  "application/x-sharedlib",
  "application/x-shellscript",
  "application/javascript",
  "text/javascript",
  "text/x-perl",
  "text/x-python",
  NULL,
};

static const char *const program_endings[] = {
  "appimage", "application", "bash", "bat", "bin", "chm", "cmd", "com", "cpl", "csh",
  "deb", "desktop", "dll", "dmg", "elf", "exe", "flatpak", "flatpakref", "flatpakrepo",
  "fish", "gadget", "hlp", "hta", "inf", "jar", "jnlp", "js", "jse", "ksh", "lnk", "lua",
  "mjs", "msc", "msi", "msp", "pif", "pl", "pm", "ps1", "psm1", "py", "pyc", "pyw", "pyz",
  "rb", "reg", "rpm", "run", "scf", "scr", "sct", "sh", "snap", "tcl", "vb", "vbe", "vbs",
  "ws", "wsc", "wsf", "wsh", "zsh", NULL,
};

static const char *const page_types[] = {
  "application/x-mimearchive",
  "application/xhtml+xml",
  "image/svg+xml",
  "image/svg+xml-compressed",
  "text/html",
  NULL,
};

static const char *const page_endings[] = {
  "htm", "html", "mht", "mhtml", "shtm", "shtml", "svg", "svgz", "url", "webloc",
  "website", "xht", "xhtm", "xhtml", NULL,
};

static gboolean
is_one_of (const char *mime_type, const char *const *types)
{
  g_autofree char *type = g_content_type_from_mime_type (mime_type);

  for (gsize i = 0; type != NULL && types[i] != NULL; i++)
    if (g_content_type_is_mime_type (type, types[i]))
      return TRUE;
  return FALSE;
}

static RstRisk
judge_type (const char *mime_type)
{
  if (is_one_of (mime_type, program_types))
    return RST_RISK_PROGRAM;
  return is_one_of (mime_type, page_types) ? RST_RISK_PAGE : RST_RISK_NONE;
}

static char *
guess_type (const char *name, GBytes *content)
{
  gsize length = 0;
  const guchar *data = content != NULL ? g_bytes_get_data (content, &length) : NULL;
  g_autofree char *type = NULL;
  char *mime_type;

  type = g_content_type_guess (name, data, MIN (length, SNIFF_OCTETS), NULL);
  mime_type = g_content_type_get_mime_type (type);
  return mime_type != NULL ? mime_type : g_strdup ("application/octet-stream");
}

char *
rst_risk_dup_kind (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return guess_type (name, NULL);
}

/* Some file systems drop dots and blanks at the end of a name. */
static char *
dup_ending (const char *name)
{
  g_autofree char *trimmed = g_strdup (name);
  gsize length = strlen (trimmed);
  const char *dot;

  while (length > 0 && strchr (". ", trimmed[length - 1]) != NULL)
    trimmed[--length] = '\0';
  dot = strrchr (trimmed, '.');
  return g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);
}

RstRisk
rst_risk_judge_name (const char *name)
{
  g_autofree char *ending = NULL;
  g_autofree char *kind = NULL;

  g_return_val_if_fail (name != NULL, RST_RISK_PROGRAM);

  ending = dup_ending (name);
  if (g_strv_contains (program_endings, ending))
    return RST_RISK_PROGRAM;
  if (g_strv_contains (page_endings, ending))
    return RST_RISK_PAGE;
  kind = rst_risk_dup_kind (name);
  return judge_type (kind);
}

/* A program is worse than a page. */
static RstRisk
worse (RstRisk one, RstRisk other)
{
  if (one == RST_RISK_PROGRAM || other == RST_RISK_PROGRAM)
    return RST_RISK_PROGRAM;
  return MAX (one, other);
}

RstRisk
rst_risk_judge (RstPart *part)
{
  g_autofree char *by_content = NULL;
  RstRisk risk;

  g_return_val_if_fail (RST_IS_PART (part), RST_RISK_PROGRAM);

  by_content = guess_type (NULL, rst_part_get_content (part));
  risk = worse (rst_risk_judge_name (rst_part_get_name (part)),
                judge_type (rst_part_get_content_type (part)));
  return worse (risk, judge_type (by_content));
}

/* As many letters as an ending has: "report v1.2 final.exe" is no disguise. */
static gboolean
is_like_ending (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]))
      return FALSE;
  return length >= 2 && length <= 5 && g_ascii_isalpha (*text);
}

char *
rst_risk_dup_disguise (const char *name)
{
  g_autofree char *stem = NULL;
  g_autofree char *before = NULL;
  char *dot;

  g_return_val_if_fail (name != NULL, NULL);

  dot = strrchr (name, '.');
  if (dot == NULL)
    return NULL;
  stem = g_strndup (name, (gsize) (dot - name));
  before = strchr (stem, '.') != NULL ? dup_ending (stem) : NULL;
  return before != NULL && is_like_ending (before) ? g_steal_pointer (&before) : NULL;
}
