/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "accounts/rst-accounts.h"
#include "base/rst-error.h"
#include "rst-application-accounts.h"
#include "rst-application.h"
#include "rst-settings.h"
#include "store/rst-store.h"
#include "window/rst-window.h"

/* What is over in a moment is not worth a page. */
#define PREPARING_AFTER (G_USEC_PER_SEC / 2)

struct _RstApplication
{
  AdwApplication parent_instance;

  char *profile;      /* what --profile names, or NULL */
  int width;          /* what --size asks for, or 0 */
  int height;
  GCancellable *opening; /* stops it; NULL while nothing is opened */
  gint64 opening_since;
  gboolean fetch;     /* as soon as the profile is open */

  RstStore *store;
  RstAccounts *accounts;
  RstFetcher *fetcher;
  RstWindow *window;  /* the program's only one; no reference */
};

G_DEFINE_FINAL_TYPE (RstApplication, rst_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "profile", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_("Keep mail and settings in this folder"), N_("FOLDER") },
  { "fetch", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Fetch mail at once"), NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_("Open the window at this size"), N_("WIDTHxHEIGHT") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
  { NULL }
};

/* The profile */

static void
show_profile (RstApplication *self)
{
  if (self->window != NULL)
    rst_window_set_profile (self->window, self->store, self->accounts, self->fetcher);
  rst_application_enable_account_actions (G_ACTION_MAP (self), self->accounts, self->store);
  if (self->fetch)
    rst_fetcher_start (self->fetcher);
  self->fetch = FALSE;
}

/* Stopped because its window was closed: meanwhile there may be another one. */
static void
show_failure (RstApplication *self, const GError *error)
{
  if (self->window == NULL)
    return;

  if (g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED))
    g_action_group_activate_action (G_ACTION_GROUP (self), "open-profile", NULL);
  else
    rst_window_show_failure (self->window, error);
}

static void
open_profile_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RstStore) store = rst_store_open_finish (result, &error);

  g_clear_object (&self->opening);
  g_application_unmark_busy (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
  if (store == NULL)
    {
      show_failure (self, error);
      return;
    }

  self->store = g_steal_pointer (&store);
  rst_store_keep_indexed (self->store);
  self->accounts = rst_accounts_new (self->store);
  self->fetcher = rst_fetcher_new (self->store, self->accounts);
  show_profile (self);
}

static void
open_progress_cb (guint64 done, guint64 total, gpointer user_data)
{
  RstApplication *self = user_data;

  if (self->window != NULL && g_get_monotonic_time () - self->opening_since > PREPARING_AFTER)
    rst_window_show_preparing (self->window, done, total);
}

/* The program stays until a profile is open or is let go of, also when its window
 * was closed meanwhile.
 */
static void
open_profile (RstApplication *self)
{
  g_autofree char *folder = NULL;

  if (self->opening != NULL || self->store != NULL)
    return;

  self->opening = g_cancellable_new ();
  self->opening_since = g_get_monotonic_time ();
  g_application_hold (G_APPLICATION (self));
  g_application_mark_busy (G_APPLICATION (self));
  if (self->window != NULL)
    rst_window_show_opening (self->window);
  folder = self->profile != NULL ? g_strdup (self->profile) : rst_store_dup_default_folder ();
  rst_store_open_async (folder, open_progress_cb, self, self->opening, open_profile_cb, g_object_ref (self));
}

/* Actions */

static void
open_profile_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_profile (user_data);
}

static void
fetch_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstApplication *self = user_data;

  if (self->fetcher != NULL)
    rst_fetcher_start (self->fetcher);
  else
    self->fetch = TRUE;
}

static void
stop_fetch_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstApplication *self = user_data;

  if (self->fetcher != NULL)
    rst_fetcher_cancel (self->fetcher);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstApplication *self = user_data;

  adw_show_about_window (GTK_WINDOW (self->window),
                         "application-name", _("Restante"),
                         "application-icon", RST_APP_ID,
                         "version", RST_VERSION,
                         "developer-name", _("The Restante developers"),
                         "comments", _("Fetches your mail and keeps it for good"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: put your names here, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

/* By its window, which remembers its size when it closes. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static const GActionEntry actions[] = {
  { "open-profile", open_profile_action_cb },
  { "fetch", fetch_cb },
  { "stop-fetch", stop_fetch_cb },
  { "about", about_cb },
  { "quit", quit_cb },
};

static const struct
{
  const char *action;
  const char *keys[4];
} shortcuts[] = {
  { "app.fetch", { "F5", "<Control>r" } },
  { "app.stop-fetch", { "<Shift>F5" } },
  { "app.add-account", { "<Control><Shift>n" } },
  { "app.quit", { "<Control>q" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.preferences", { "<Control>comma" } },
  { "window.close", { "<Control>w" } },
  { "win.search", { "<Control>f" } },
  { "win.hide-sidebar", { "F9" } },
  { "win.next-edge", { "F8" } },
  { "win.back", { "<Alt>Left" } },
  { "win.next", { "<Alt>Down" } },
  { "win.previous", { "<Alt>Up" } },
  { "win.next-unread", { "<Alt><Shift>Down", "<Control>bracketright" } },
  { "win.undo", { "<Control>z" } },
  { "win.toggle-flag", { "<Control>d" } },
  { "win.toggle-read", { "<Control>u" } },
  { "win.archive", { "<Control>e" } },
  { "win.move-to-inbox", { "<Control><Shift>e" } },
  { "win.trash", { "<Control>Delete" } },
  { "win.junk", { "<Control>j" } },
  { "win.tags", { "<Control>t" } },
  { "win.empty-mailbox", { "<Control><Shift>Delete" } },
  { "win.save-search", { "<Control><Shift>d" } },
  { "win.clear-filter", { "<Control>1" } },
  { "win.filter-unread", { "<Control>2" } },
  { "win.filter-starred", { "<Control>3" } },
  { "win.filter-attachments", { "<Control>4" } },
  { "win.sort::newest", { "<Alt>1" } },
  { "win.sort::oldest", { "<Alt>2" } },
  { "win.sort::sender", { "<Alt>3" } },
  { "win.sort::subject", { "<Alt>4" } },
  { "win.sort::size", { "<Alt>5" } },
  { "win.group-threads", { "<Alt>6" } },
  { "win.properties", { "<Alt>Return" } },
  { "win.view-source", { "<Control><Shift>u" } },
  { "win.save-message", { "<Control>s" } },
  { "win.save-attachments", { "<Control><Shift>s" } },
  { "win.show-all", { "<Control><Shift>l" } },
  { "win.show-images", { "<Control><Shift>i" } },
  { "win.print", { "<Control>p" } },
  { "win.find", { "<Control><Shift>f" } },
  { "win.plain-text", { "<Control><Shift>t" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom-normal", { "<Control>0", "<Control>KP_0" } },
};

/* GApplication */

static void
print_version (void)
{
  g_print ("restante %s\n", RST_VERSION);
}

static gboolean
parse_size (RstApplication *self, const char *size)
{
  guint width, height;
  char end;

  if (sscanf (size, "%5ux%5u%c", &width, &height, &end) != 2 || width == 0 || height == 0)
    return FALSE;

  self->width = width;
  self->height = height;
  return TRUE;
}

static gboolean
take_options (RstApplication *self, GVariantDict *dict)
{
  const char *size;

  if (g_variant_dict_lookup (dict, "profile", "^ay", &self->profile))
    g_application_set_flags (G_APPLICATION (self),
                             g_application_get_flags (G_APPLICATION (self)) |
                               G_APPLICATION_NON_UNIQUE);
  if (g_variant_dict_lookup (dict, "size", "&s", &size) && !parse_size (self, size))
    {
      g_printerr (_("“%s” is not a size such as 1200x760.\n"), size);
      return FALSE;
    }
  return TRUE;
}

static int
rst_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  RstApplication *self = RST_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      print_version ();
      return EXIT_SUCCESS;
    }
  if (!take_options (self, dict))
    return 64; /* EX_USAGE */

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  /* Reaches the instance that already runs, too. */
  if (g_variant_dict_contains (dict, "fetch"))
    g_action_group_activate_action (G_ACTION_GROUP (application), "fetch", NULL);
  return -1;
}

static void
rst_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (rst_application_parent_class)->startup (application);

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application),
                                           shortcuts[i].action,
                                           (const char *const *) shortcuts[i].keys);
  gtk_window_set_default_icon_name (RST_APP_ID);
  /* While the window is being made. */
  open_profile (RST_APPLICATION (application));
}

static void
window_destroyed_cb (RstApplication *self)
{
  g_cancellable_cancel (self->opening);
}

static void
make_window (RstApplication *self)
{
  g_autoptr (GSettings) settings = rst_settings_open (self->profile);

  self->window = rst_window_new (GTK_APPLICATION (self), settings);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_signal_connect_object (self->window, "destroy", G_CALLBACK (window_destroyed_cb), self, G_CONNECT_SWAPPED);
  if (self->width > 0)
    gtk_window_set_default_size (GTK_WINDOW (self->window), self->width, self->height);
  if (self->store != NULL)
    show_profile (self);
  else
    open_profile (self);
}

static void
rst_application_activate (GApplication *application)
{
  RstApplication *self = RST_APPLICATION (application);

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }
  make_window (self);
  rst_window_present_soon (self->window);
}

static void
rst_application_shutdown (GApplication *application)
{
  RstApplication *self = RST_APPLICATION (application);

  if (self->fetcher != NULL)
    rst_fetcher_cancel (self->fetcher);

  G_APPLICATION_CLASS (rst_application_parent_class)->shutdown (application);
}

static void
rst_application_dispose (GObject *object)
{
  RstApplication *self = RST_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->opening);
  g_clear_object (&self->fetcher);
  g_clear_object (&self->accounts);
  g_clear_object (&self->store);
  g_clear_pointer (&self->profile, g_free);

  G_OBJECT_CLASS (rst_application_parent_class)->dispose (object);
}

static void
rst_application_class_init (RstApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_application_dispose;
  application_class->handle_local_options = rst_application_handle_local_options;
  application_class->startup = rst_application_startup;
  application_class->activate = rst_application_activate;
  application_class->shutdown = rst_application_shutdown;
}

static void
rst_application_init (RstApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  rst_application_add_account_actions (GTK_APPLICATION (self));
}

RstApplication *
rst_application_new (void)
{
  return g_object_new (RST_TYPE_APPLICATION,
                       "application-id", RST_APP_ID,
                       "resource-base-path", "/io/github/restante_mail/Restante",
                       NULL);
}
