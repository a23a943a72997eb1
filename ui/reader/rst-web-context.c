/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-web-context.h"

#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/rst-error.h"
#include "reader/rst-web-scheme.h"

/* Nothing listens on the discard port: whatever would slip through all other
 * layers ends there.
 */
#define DEAD_PROXY "http://127.0.0.1:9"

/* The same for every reader, so that it says little about the machine. */
#define USER_AGENT "Mozilla/5.0"

#define PAGE_MEGABYTES 1024

#define ALLOW(pattern) \
  "{\"trigger\":{\"url-filter\":\"" pattern "\"}," \
  "\"action\":{\"type\":\"ignore-previous-rules\"}}"

#define RULES_BLOCK \
  "{\"trigger\":{\"url-filter\":\".*\"},\"action\":{\"type\":\"block\"}}," \
  ALLOW ("^mail:") "," ALLOW ("^cid:") "," ALLOW ("^data:") "," ALLOW ("^about:")

#define RULES_IMAGES \
  RULES_BLOCK "," \
  "{\"trigger\":{\"url-filter\":\"^https?://\",\"resource-type\":[\"image\"]}," \
  "\"action\":{\"type\":\"ignore-previous-rules\"}}," \
  "{\"trigger\":{\"url-filter\":\"^https?://\"}," \
  "\"action\":{\"type\":\"block-cookies\"}}"

/* Most mail is written for a white page, also where the desktop is dark. Dragging
 * a link or an image out would let another program load it.
 */
#define STYLE \
  "html { color: #1d1d20; }" \
  "body { margin: 18px; line-height: 1.45; overflow-wrap: break-word; }" \
  "blockquote { border-left: 3px solid #d5d5da; margin-left: 0; padding-left: 12px; }" \
  "a { color: #1a5fb4; }" \
  "* { -webkit-user-drag: none !important; }"

/* For what brings no colours of its own. Paper stays white. */
#define STYLE_DARK \
  "@media screen {" \
  "  :root { color-scheme: dark; }" \
  "  html { background: #1e1e1e; color: #ffffff; }" \
  "  blockquote { border-color: #5e5e64; }" \
  "  a { color: #78aeed; }" \
  "}"

enum
{
  BLOCK,
  IMAGES,
  N_KINDS
};

static const char *const rules[N_KINDS] = {
  [BLOCK] = "[" RULES_BLOCK "]",
  [IMAGES] = "[" RULES_IMAGES "]",
};
static const char *const names[N_KINDS] = { "block", "images" };

struct _RstWebContext
{
  GObject parent_instance;

  WebKitWebContext *context;
  WebKitNetworkSession *sessions[N_KINDS];
  WebKitUserContentFilterStore *store;
  WebKitUserContentFilter *filters[N_KINDS];
};

G_DEFINE_FINAL_TYPE (RstWebContext, rst_web_context, G_TYPE_OBJECT)

static void
download_started_cb (WebKitNetworkSession *session, WebKitDownload *download)
{
  webkit_download_cancel (download);
}

static WebKitNetworkSession *
make_session (void)
{
  WebKitNetworkSession *session = webkit_network_session_new_ephemeral ();

  webkit_cookie_manager_set_accept_policy (
      webkit_network_session_get_cookie_manager (session),
      WEBKIT_COOKIE_POLICY_ACCEPT_NEVER);
  webkit_network_session_set_persistent_credential_storage_enabled (session, FALSE);
  g_signal_connect (session, "download-started", G_CALLBACK (download_started_cb), NULL);
  return session;
}

static void
set_dead_proxy (WebKitNetworkSession *session)
{
  WebKitNetworkProxySettings *proxy;

  proxy = webkit_network_proxy_settings_new (DEAD_PROXY, NULL);
  webkit_network_session_set_proxy_settings (session,
                                             WEBKIT_NETWORK_PROXY_MODE_CUSTOM,
                                             proxy);
  webkit_network_proxy_settings_free (proxy);
}

/* These connect before any filter or policy is asked. */
static void
disable_features (WebKitSettings *settings)
{
  static const char *const unwanted[] = {
    "LinkPreconnect", "LinkPreload", "LinkPrefetch", "LinkDNSPrefetch", NULL,
  };
  g_autoptr (WebKitFeatureList) features = webkit_settings_get_all_features ();

  for (gsize i = 0; i < webkit_feature_list_get_length (features); i++)
    {
      WebKitFeature *feature = webkit_feature_list_get (features, i);

      if (g_strv_contains (unwanted, webkit_feature_get_identifier (feature)))
        webkit_settings_set_feature_enabled (settings, feature, FALSE);
    }
}

/* A page of mail draws fast enough without the graphics driver, which is a
 * large and frail thing to put behind foreign HTML.
 */
static WebKitSettings *
make_settings (void)
{
  WebKitSettings *settings;

  settings = g_object_new (WEBKIT_TYPE_SETTINGS,
                           "allow-modal-dialogs", FALSE,
                           "default-charset", "utf-8",
                           "enable-back-forward-navigation-gestures", FALSE,
                           "enable-developer-extras", FALSE,
                           "enable-encrypted-media", FALSE,
                           "enable-fullscreen", FALSE,
                           "enable-html5-database", FALSE,
                           "enable-html5-local-storage", FALSE,
                           "enable-javascript", FALSE,
                           "enable-javascript-markup", FALSE,
                           "enable-media", FALSE,
                           "enable-media-stream", FALSE,
                           "enable-mediasource", FALSE,
                           "enable-page-cache", FALSE,
                           "enable-webaudio", FALSE,
                           "enable-webgl", FALSE,
                           "enable-webrtc", FALSE,
                           "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER,
                           "javascript-can-access-clipboard", FALSE,
                           "javascript-can-open-windows-automatically", FALSE,
                           "media-playback-requires-user-gesture", TRUE,
                           "user-agent", USER_AGENT,
                           NULL);
  disable_features (settings);
  return settings;
}

static void
rst_web_context_dispose (GObject *object)
{
  RstWebContext *self = RST_WEB_CONTEXT (object);

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_clear_object (&self->sessions[i]);
      g_clear_pointer (&self->filters[i], webkit_user_content_filter_unref);
    }
  g_clear_object (&self->store);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rst_web_context_parent_class)->dispose (object);
}

static void
rst_web_context_class_init (RstWebContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rst_web_context_dispose;
}

/* A page that swells (a picture that unpacks to gigabytes) loses its process
 * and not the whole desktop its memory.
 */
static WebKitWebContext *
make_context (void)
{
  WebKitMemoryPressureSettings *pressure = webkit_memory_pressure_settings_new ();
  WebKitWebContext *context;

  webkit_memory_pressure_settings_set_memory_limit (pressure, PAGE_MEGABYTES);
  webkit_memory_pressure_settings_set_kill_threshold (pressure, 1);
  context = g_object_new (WEBKIT_TYPE_WEB_CONTEXT,
                          "memory-pressure-settings", pressure,
                          NULL);
  webkit_memory_pressure_settings_free (pressure);
  return context;
}

static void
rst_web_context_init (RstWebContext *self)
{
  self->context = make_context ();
  webkit_web_context_set_cache_model (self->context,
                                      WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  rst_web_scheme_register (self->context);

  for (guint i = 0; i < N_KINDS; i++)
    self->sessions[i] = make_session ();
  set_dead_proxy (self->sessions[BLOCK]);
}

RstWebContext *
rst_web_context_new (void)
{
  return g_object_new (RST_TYPE_WEB_CONTEXT, NULL);
}

static void compile_next (GTask *task);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RstWebContext *self = g_task_get_source_object (task);
  guint kind = GPOINTER_TO_UINT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->filters[kind], webkit_user_content_filter_unref);
  self->filters[kind] = webkit_user_content_filter_store_save_finish (
      WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);
  if (self->filters[kind] == NULL)
    {
      g_task_return_new_error (task,
                               RST_ERROR,
                               RST_ERROR_CANNOT_CREATE,
                               _("The filter that keeps remote content out cannot be "
                                 "prepared: %s"),
                               error->message);
      return;
    }
  compile_next (g_steal_pointer (&task));
}

/* Compiled anew in each run: it takes some hundredths of a second, and rules
 * that an older version left on the disk are never used.
 */
static void
compile_next (GTask *task)
{
  RstWebContext *self = g_task_get_source_object (task);
  g_autoptr (GBytes) source = NULL;
  guint kind = 0;

  while (kind < N_KINDS && self->filters[kind] != NULL)
    kind++;
  if (kind == N_KINDS)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_task_set_task_data (task, GUINT_TO_POINTER (kind), NULL);
  source = g_bytes_new_static (rules[kind], strlen (rules[kind]));
  webkit_user_content_filter_store_save (self->store,
                                         names[kind],
                                         source,
                                         g_task_get_cancellable (task),
                                         saved_cb,
                                         task);
}

static void
make_folder (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  if (g_mkdir_with_parents (task_data, 0700) == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task,
                             RST_ERROR,
                             RST_ERROR_CANNOT_CREATE,
                             _("The folder “%s” cannot be made"),
                             (const char *) task_data);
}

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "restante", "web-filters", NULL);
}

static void
folder_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RstWebContext *self = RST_WEB_CONTEXT (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->store == NULL)
    {
      g_autofree char *folder = dup_folder ();

      self->store = webkit_user_content_filter_store_new (folder);
    }
  compile_next (g_steal_pointer (&task));
}

void
rst_web_context_prepare_async (RstWebContext       *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;
  g_autoptr (GTask) folder_task = NULL;

  g_return_if_fail (RST_IS_WEB_CONTEXT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rst_web_context_prepare_async);
  if (self->store != NULL)
    {
      compile_next (task);
      return;
    }

  folder_task = g_task_new (self, cancellable, folder_made_cb, task);
  g_task_set_task_data (folder_task, dup_folder (), g_free);
  g_task_run_in_thread (folder_task, make_folder);
}

gboolean
rst_web_context_prepare_finish (RstWebContext  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

WebKitWebView *
rst_web_context_make_view (RstWebContext *self, gboolean images)
{
  guint kind = images ? IMAGES : BLOCK;
  g_autoptr (WebKitUserContentManager) manager = NULL;
  g_autoptr (WebKitSettings) settings = NULL;
  WebKitWebView *view;

  g_return_val_if_fail (RST_IS_WEB_CONTEXT (self), NULL);
  g_return_val_if_fail (self->filters[kind] != NULL, NULL);

  manager = webkit_user_content_manager_new ();
  webkit_user_content_manager_add_filter (manager, self->filters[kind]);
  settings = make_settings ();
  /* From GTK 4.10 on what has no role of its own cannot have a name. */
  view = g_object_new (WEBKIT_TYPE_WEB_VIEW,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                       "web-context", self->context,
                       "network-session", self->sessions[kind],
                       "user-content-manager", manager,
                       "settings", settings,
                       NULL);
  rst_web_context_set_dark (view, FALSE);
  return view;
}

void
rst_web_context_set_dark (WebKitWebView *view, gboolean dark)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA black = { 0x1e / 255.0F, 0x1e / 255.0F, 0x1e / 255.0F, 1 };
  WebKitUserContentManager *manager;
  WebKitUserStyleSheet *style;

  g_return_if_fail (WEBKIT_IS_WEB_VIEW (view));

  manager = webkit_web_view_get_user_content_manager (view);
  style = webkit_user_style_sheet_new (dark ? STYLE STYLE_DARK : STYLE,
                                       WEBKIT_USER_CONTENT_INJECT_ALL_FRAMES,
                                       WEBKIT_USER_STYLE_LEVEL_USER,
                                       NULL,
                                       NULL);
  webkit_user_content_manager_remove_all_style_sheets (manager);
  webkit_user_content_manager_add_style_sheet (manager, style);
  webkit_user_style_sheet_unref (style);
  webkit_web_view_set_background_color (view, dark ? &black : &white);
}
