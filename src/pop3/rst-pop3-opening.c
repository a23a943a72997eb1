/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-stamp.h"

gboolean
rst_pop3_session_read_greeting (RstPop3Session  *self,
                                GCancellable    *cancellable,
                                GError         **error)
{
  /* Translators: stands in “The server closed the connection during the greeting” */
  const char *step = _("the greeting");
  g_autoptr (RstPop3Reply) reply = NULL;
  RstError code;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  reply = rst_pop3_session_read_reply (self, step, cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (reply->status == RST_POP3_REPLY_OK)
    {
      g_free (self->banner);
      self->banner = g_steal_pointer (&reply->text);
      g_free (self->stamp);
      self->stamp = rst_pop3_stamp_find (self->banner);
      return TRUE;
    }

  /* Without a code nothing says that it will stay so.
   * Translators: “a session” stands in “The server refused a session”
   */
  code = rst_pop3_reply_get_error (reply);
  if (code == RST_ERROR_REFUSED)
    code = RST_ERROR_TEMPORARY;
  rst_pop3_reply_set_error (reply, _("a session"), code, error);
  return FALSE;
}

static void
forget_capabilities (RstPop3Session *self)
{
  rst_pop3_capa_free (self->capa);
  self->capa = rst_pop3_capa_new ();
}

static gboolean
add_capability_cb (gpointer data, const char *line, gsize length, GError **error)
{
  rst_pop3_capa_add_line (data, line, length);
  return TRUE;
}

gboolean
rst_pop3_session_query_capabilities (RstPop3Session  *self,
                                     GCancellable    *cancellable,
                                     GError         **error)
{
  RstPop3Items items = {
    .step = "CAPA",
    .lines_max = RST_POP3_CAPABILITIES_MAX,
    .octets_max = RST_POP3_CAPABILITIES_OCTETS_MAX,
    .log_lines = TRUE,
    .func = add_capability_cb,
  };
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  forget_capabilities (self);
  reply = rst_pop3_session_ask (self, "CAPA", cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (reply->status != RST_POP3_REPLY_OK)
    return TRUE;

  items.data = self->capa;
  return rst_pop3_session_read_items (self, &items, cancellable, error);
}

void
rst_pop3_session_assume_capabilities (RstPop3Session *self, const char *const *lines)
{
  g_return_if_fail (RST_IS_POP3_SESSION (self));
  g_return_if_fail (lines != NULL);

  forget_capabilities (self);
  for (; *lines != NULL; lines++)
    rst_pop3_capa_add_line (self->capa, *lines, strlen (*lines));
}

gboolean
rst_pop3_session_stls (RstPop3Session  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);
  g_return_val_if_fail (!rst_pop3_session_is_awaiting (self), FALSE);
  /* RFC 6856 §2.1 forbids it after UTF8. */
  g_return_val_if_fail (!self->utf8_sent, FALSE);

  reply = rst_pop3_session_ask (self, "STLS", cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (reply->status != RST_POP3_REPLY_OK)
    {
      rst_pop3_reply_set_error (reply, "STLS", RST_ERROR_STLS_MISSING, error);
      return FALSE;
    }

  /* The server must wait for us now: what is here already was put there by
   * somebody who wants it taken for an answer that came over TLS.
   */
  if (rst_pop3_reader_get_pending (self->reader) > 0)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_PROTOCOL,
                           _("More than the answer to STLS came in the clear; somebody between here and the server may have added it"));
      return FALSE;
    }
  return TRUE;
}

gboolean
rst_pop3_session_enter_utf8 (RstPop3Session  *self,
                             GCancellable    *cancellable,
                             GError         **error)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  if (!rst_pop3_capa_has (self->capa, "UTF8"))
    return TRUE;

  self->utf8_sent = TRUE;
  reply = rst_pop3_session_ask (self, "UTF8", cancellable, error);
  return reply != NULL;
}

/* Letters, digits and hyphens (RFC 5646 §2.1), no more than fit. What is none
 * comes from this computer's settings, and is nothing to ask a server for.
 */
static gboolean
is_language (const char *tag)
{
  return *tag != '\0' &&
         strlen (tag) <= RST_POP3_COMMAND_MAX - strlen ("LANG \r\n") &&
         strspn (tag, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-") == strlen (tag);
}

gboolean
rst_pop3_session_set_language (RstPop3Session  *self,
                               const char      *tag,
                               GCancellable    *cancellable,
                               GError         **error)
{
  g_autofree char *command = NULL;
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);
  g_return_val_if_fail (tag != NULL, FALSE);

  if (!is_language (tag) || !rst_pop3_capa_has (self->capa, "LANG"))
    return TRUE;

  command = g_strconcat ("LANG ", tag, NULL);
  reply = rst_pop3_session_ask (self, command, cancellable, error);
  return reply != NULL;
}
