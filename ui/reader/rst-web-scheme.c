/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-web-scheme.h"

#include <string.h>

#include "store/rst-marker-html.h"

/* default-src would do for most; the others are named so that a page reads as
 * what it may do. "sandbox" without allow-popups would make links with a
 * target die silently; the popup itself is refused by the view.
 */
#define POLICY_HEAD \
  "default-src 'none'; " \
  "img-src mail: cid: data:"
#define POLICY_IMAGES " http: https:"
#define POLICY_TAIL \
  "; " \
  "style-src 'unsafe-inline'; " \
  "font-src data:; " \
  "form-action 'none'; " \
  "frame-src 'none'; " \
  "base-uri 'none'; " \
  "object-src 'none'; " \
  "media-src 'none'; " \
  "connect-src 'none'; " \
  "script-src 'none'; " \
  "sandbox allow-popups"

#define MAX_MARKS 500

/* What a view may read. */
typedef struct
{
  RstMessage *message;
  RstMarker *match; /* or NULL */
  char *uri;
  gboolean images;
} Given;

static G_DEFINE_QUARK (rst-web-scheme-given, given)

static void
given_free (Given *given)
{
  g_clear_object (&given->message);
  g_clear_pointer (&given->match, rst_marker_unref);
  g_free (given->uri);
  g_free (given);
}

static Given *
get_given (WebKitURISchemeRequest *request)
{
  WebKitWebView *view = webkit_uri_scheme_request_get_web_view (request);

  if (view == NULL)
    return NULL;
  return g_object_get_qdata (G_OBJECT (view), given_quark ());
}

static void
refuse (WebKitURISchemeRequest *request)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR,
                                                  G_IO_ERROR_NOT_FOUND,
                                                  "Not in this message");

  webkit_uri_scheme_request_finish_error (request, error);
}

static void
answer (WebKitURISchemeRequest *request,
        GBytes                 *content,
        const char             *content_type,
        SoupMessageHeaders     *headers)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (content);
  g_autoptr (WebKitURISchemeResponse) response = NULL;

  response = webkit_uri_scheme_response_new (stream, g_bytes_get_size (content));
  webkit_uri_scheme_response_set_status (response, 200, NULL);
  webkit_uri_scheme_response_set_content_type (response, content_type);
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  webkit_uri_scheme_response_set_http_headers (response, headers);
  webkit_uri_scheme_request_finish_with_response (request, response);
}

/* The body's octets stay the message's while WebKit reads them. */
static GBytes *
get_body (const Given *given)
{
  RstMessage *message = given->message;
  const char *html;
  char *marked;

  if (message == NULL)
    return g_bytes_new_static ("", 0);

  html = rst_message_get_html (message);
  if (html == NULL)
    return NULL;
  if (given->match != NULL)
    {
      marked = rst_marker_html (given->match, html, MAX_MARKS);
      return g_bytes_new_take (marked, strlen (marked));
    }
  return g_bytes_new_with_free_func (html,
                                     strlen (html),
                                     g_object_unref,
                                     g_object_ref (message));
}

static void
body_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  Given *given = get_given (request);
  g_autoptr (GBytes) content = NULL;
  SoupMessageHeaders *headers;

  if (given != NULL &&
      g_strcmp0 (webkit_uri_scheme_request_get_uri (request), given->uri) == 0)
    content = get_body (given);
  if (content == NULL)
    {
      refuse (request);
      return;
    }

  headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  soup_message_headers_replace (headers,
                                "Content-Security-Policy",
                                given->images ? POLICY_HEAD POLICY_IMAGES POLICY_TAIL
                                              : POLICY_HEAD POLICY_TAIL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  answer (request, content, "text/html; charset=utf-8", headers);
}

static void
part_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  Given *given = get_given (request);
  const char *uri = webkit_uri_scheme_request_get_uri (request);
  g_autofree char *content_id = NULL;
  RstPart *part = NULL;

  if (uri != NULL && g_ascii_strncasecmp (uri, "cid:", 4) == 0)
    content_id = g_uri_unescape_string (uri + 4, NULL);
  if (given != NULL && given->message != NULL && content_id != NULL)
    part = rst_message_lookup_content_id (given->message, content_id);
  if (part == NULL)
    {
      refuse (request);
      return;
    }

  answer (request,
          rst_part_get_content (part),
          rst_part_get_content_type (part),
          soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE));
}

void
rst_web_scheme_register (WebKitWebContext *context)
{
  g_return_if_fail (WEBKIT_IS_WEB_CONTEXT (context));

  webkit_web_context_register_uri_scheme (context, "mail", body_cb, NULL, NULL);
  webkit_web_context_register_uri_scheme (context, "cid", part_cb, NULL, NULL);
}

char *
rst_web_scheme_give (WebKitWebView *view, RstMessage *message, gboolean images, RstMarker *match)
{
  static guint64 revision = 0;
  Given *given;

  g_return_val_if_fail (WEBKIT_IS_WEB_VIEW (view), NULL);
  g_return_val_if_fail (message == NULL || RST_IS_MESSAGE (message), NULL);

  given = g_new0 (Given, 1);
  g_set_object (&given->message, message);
  given->images = images;
  given->match = match != NULL ? rst_marker_ref (match) : NULL;
  given->uri = g_strdup_printf ("mail://m%" G_GUINT64_FORMAT "/body", ++revision);
  g_object_set_qdata_full (G_OBJECT (view),
                           given_quark (),
                           given,
                           (GDestroyNotify) given_free);
  return g_strdup (given->uri);
}
