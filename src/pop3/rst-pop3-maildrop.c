/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-listing-private.h"

static gboolean
add_size_cb (gpointer data, const char *line, gsize length, GError **error)
{
  return length == 0 || rst_pop3_listing_add_size (data, line, length, error);
}

static gboolean
add_unique_id_cb (gpointer data, const char *line, gsize length, GError **error)
{
  return length == 0 || rst_pop3_listing_add_unique_id (data, line, length, error);
}

static gboolean
pass_over_cb (gpointer data, const char *line, gsize length, GError **error)
{
  return TRUE;
}

static gboolean
read_listing (RstPop3Session  *self,
              const char      *step,
              RstPop3ItemFunc  func,
              RstPop3Listing  *listing,
              GCancellable    *cancellable,
              GError         **error)
{
  const RstPop3Items items = {
    .step = step,
    .lines_max = RST_POP3_LISTING_LINES_MAX,
    .octets_max = RST_POP3_LISTING_OCTETS_MAX,
    .func = func,
    .data = listing,
  };

  return rst_pop3_session_read_items (self, &items, cancellable, error);
}

/* A server without UIDL refuses it with no reason; a reason code means that it
 * has it and does not give it now, which must not look like a maildrop full of
 * strange messages.
 */
static gboolean
read_unique_ids (RstPop3Session  *self,
                 RstPop3ItemFunc  func,
                 RstPop3Listing  *listing,
                 GCancellable    *cancellable,
                 GError         **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RstPop3Reply) reply = rst_pop3_session_read_ok (self, "UIDL", cancellable, &local);

  if (reply != NULL)
    return read_listing (self, "UIDL", func, listing, cancellable, error);
  if (g_error_matches (local, RST_ERROR, RST_ERROR_REFUSED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* LIST was refused: what was sent behind it is still answered. If it is not,
 * the server may have taken both commands for one, and its refusal says nothing
 * of LIST; else the refusal is the error, and a broken connection shows again
 * with the next command.
 */
static void
pass_over_unique_ids (RstPop3Session *self, GCancellable *cancellable, GError **refusal)
{
  g_autoptr (GError) local = NULL;

  if (read_unique_ids (self, pass_over_cb, NULL, cancellable, &local) ||
      !g_error_matches (*refusal, RST_ERROR, RST_ERROR_REFUSED) ||
      !rst_pop3_session_is_pipelining_doubtful (self))
    return;

  g_clear_error (refusal);
  g_propagate_error (refusal, g_steal_pointer (&local));
}

static gboolean
read_sizes (RstPop3Session  *self,
            gboolean         together,
            RstPop3Listing  *listing,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RstPop3Reply) reply = rst_pop3_session_read_ok (self, "LIST", cancellable, &local);

  if (reply != NULL)
    return read_listing (self, "LIST", add_size_cb, listing, cancellable, error);

  if (together && !self->broken)
    pass_over_unique_ids (self, cancellable, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

RstPop3Listing *
rst_pop3_session_list (RstPop3Session  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();
  const char *commands;
  gboolean together;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), NULL);

  together = rst_pop3_session_can_pipeline (self);
  commands = together ? "LIST\r\nUIDL\r\n" : "LIST\r\n";
  if (!rst_pop3_session_send (self, commands, "LIST", cancellable, error) ||
      !read_sizes (self, together, listing, cancellable, error) ||
      (!together && !rst_pop3_session_send (self, "UIDL\r\n", "UIDL", cancellable, error)) ||
      !read_unique_ids (self, add_unique_id_cb, listing, cancellable, error) ||
      !rst_pop3_listing_finish (listing, error))
    return NULL;
  return g_steal_pointer (&listing);
}
