/* SPDX-License-Identifier: GPL-3.0-or-later */

/* restantectl: Restante without a window, for scripts, timers and tests. */

#include "config.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "ctl/rst-ctl-output.h"
#include "ctl/rst-ctl.h"

static const struct
{
  const char *name;
  RstCtlFunc func;
  const char *usage;
  const char *summary;
} commands[] = {
  { "account", rst_ctl_account, "add|list|show|set|remove …", N_("Set up accounts") },
  { "fetch", rst_ctl_fetch, "[--due] [--report FILE] [ID…]", N_("Fetch mail, from all accounts when none is named") },
  { "doctor", rst_ctl_doctor, "[ID | --url URL] …", N_("Try a mailbox hop by hop and say what is broken") },
  { "list", rst_ctl_list, "[--account ID] [--mailbox M] [--limit N] [--before ID]", N_("List messages, newest first") },
  { "show", rst_ctl_show, "ID [--raw|--headers|--text|--html|--part N]", N_("Show a message") },
  { "origin", rst_ctl_origin, "ID… | --account ID", N_("Say where messages came from, and why they are still on the server") },
  { "mark", rst_ctl_mark, "ID… [--read|--unread] [--star|--unstar] [--tag NAME]… [--untag NAME]… [--mailbox M]", N_("Mark, tag or move messages") },
  { "search", rst_ctl_search, "QUERY [--limit N]", N_("Find messages") },
  { "export", rst_ctl_export, "--format eml FOLDER [QUERY]", N_("Write messages into files") },
  { "check", rst_ctl_check, "[--deep]", N_("Look whether the store is whole") },
  { "stats", rst_ctl_stats, "", N_("Say how much is stored") },
};

static gboolean version;

static GOptionContext *
new_context (RstCtl *ctl)
{
  const GOptionEntry entries[] = {
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &ctl->profile, N_("Keep everything in this folder"), N_("FOLDER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &ctl->json, N_("Write results as JSON"), NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &ctl->quiet, N_("Write results and errors only"), NULL },
    { "debug", 0, 0, G_OPTION_ARG_NONE, &ctl->debug, N_("Write what is sent and received to stderr, secrets masked"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_("Say which version this is"), NULL },
    G_OPTION_ENTRY_NULL
  };
  GOptionContext *context = g_option_context_new (_("COMMAND …"));
  GString *description = g_string_new (_("Commands:\n"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (description, "  %s %s\n      %s\n",
                            commands[i].name, commands[i].usage, _(commands[i].summary));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_description (context, description->str);
  g_option_context_set_strict_posix (context, TRUE);
  g_string_free (description, TRUE);
  return context;
}

static RstCtlFunc
find_command (const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return commands[i].func;

  g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
               _("There is no command “%s”"), name);
  return NULL;
}

static int
run (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GOptionContext) context = new_context (ctl);
  g_autoptr (GError) local_error = NULL;
  RstCtlFunc command;

  if (!g_option_context_parse (context, &argc, &argv, &local_error))
    {
      /* What was read so far was taken back with the rest. */
      ctl->json = g_strv_contains ((const char *const *) argv, "--json");
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, local_error->message);
      return EX_USAGE;
    }
  if (ctl->profile != NULL && *ctl->profile == '\0')
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, _("--profile names no folder"));
      return EX_USAGE;
    }
  if (version)
    {
      g_print ("restantectl %s\n", RST_VERSION);
      return EX_OK;
    }
  if (argc < 2)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, _("No command was given"));
      return EX_USAGE;
    }
  command = find_command (argv[1], error);
  return command != NULL ? command (ctl, argc - 1, argv + 1, error) : EX_USAGE;
}

/* A stream that the caller closed must not become the number of a file that is
 * opened later. What is opened in its place fails, so that lost output shows.
 */
static void
fill_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) == -1)
      open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int
main (int argc, char **argv)
{
  RstCtl ctl = { 0 };
  g_autoptr (GError) error = NULL;
  int status;

  fill_standard_streams ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, RST_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  status = run (&ctl, argc, argv, &error);
  if (error == NULL && status == EX_OK)
    rst_ctl_finish (&error);
  if (error != NULL)
    {
      rst_ctl_print_error (&ctl, error);
      status = rst_error_get_exit_status (error);
    }
  g_clear_object (&ctl.accounts);
  g_clear_object (&ctl.store);
  g_free (ctl.profile);
  return status;
}
