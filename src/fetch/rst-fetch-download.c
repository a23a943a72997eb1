/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-download.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "base/rst-spool.h"
#include "fetch/rst-fetch-delivery.h"
#include "pop3/rst-pop3-bounds.h"

/* Texts that are asked for ahead of the one that is read: more than are ever in
 * flight, so that the session never runs dry.
 */
#define AHEAD (2 * RST_POP3_WINDOW_COMMANDS)

/* One download on its way. */
typedef struct
{
  RstStore *store;
  RstPop3Session *session;
  const RstFetchPlan *plan;
  guint n_queued; /* how many of the plan were asked for */
  RstFetchDelivery *delivery;
  RstFetchResult *result;
  GHashTable *content_ids; /* of those without unique-id, to how many */
  GError *refusal;         /* the first */
} Download;

static void
download_init (Download           *self,
               RstStore           *store,
               const char         *account,
               RstPop3Session     *session,
               const RstFetchPlan *plan,
               RstFetchResult     *result)
{
  self->store = store;
  self->session = session;
  self->plan = plan;
  self->delivery = rst_fetch_delivery_new (store, account);
  self->result = result;
  self->content_ids = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
download_clear (Download *self)
{
  rst_fetch_delivery_free (self->delivery);
  g_hash_table_unref (self->content_ids);
  g_clear_error (&self->refusal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Download, download_clear)

/* A server without UIDL gives a message no name. Its octets do: downloaded
 * again they are recognised, and may be removed in the pass that read them.
 */
static void
name_by_content (Download *self, RstPop3Entry *entry, const char *sha256)
{
  g_autofree char *name = rst_arrival_dup_content_name (sha256);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->content_ids, name));

  rst_pop3_listing_name (self->plan->listing, entry, name, before);
  g_hash_table_replace (self->content_ids, (gpointer) entry->unique_id, GUINT_TO_POINTER (before + 1));
}

static GBytes *
receive_text (Download *self, guint64 expected, char **sha256, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstSpool) spool = rst_spool_new (rst_store_get_folder (self->store), expected);
  const char *octets;
  gssize length;

  while ((length = rst_pop3_session_read_text (self->session, &octets, cancellable, error)) > 0)
    if (!rst_spool_write (spool, octets, (gsize) length, error))
      return NULL;
  if (length < 0)
    return NULL;
  return rst_spool_finish (g_steal_pointer (&spool), sha256, error);
}

static RstArrival *
receive (Download *self, RstPop3Entry *entry, GCancellable *cancellable, GError **error)
{
  g_autofree char *sha256 = NULL;
  GBytes *raw = receive_text (self, entry->octets, &sha256, cancellable, error);
  RstArrival *arrival;

  if (raw == NULL)
    return NULL;
  if (entry->unique_id == NULL)
    name_by_content (self, entry, sha256);

  arrival = g_new (RstArrival, 1);
  *arrival = (RstArrival) {
    .unique_id = g_strdup (entry->unique_id),
    .ordinal = entry->ordinal,
    .octets = entry->octets,
    .raw = raw,
    .sha256 = g_steal_pointer (&sha256),
    .aged = self->plan->now,
  };
  return arrival;
}

static void
queue_until (Download *self, guint end)
{
  for (; self->n_queued < end; self->n_queued++)
    {
      const RstPop3Entry *entry = self->plan->download->pdata[self->n_queued];

      rst_pop3_session_queue_retr (self->session, entry->number, entry->octets);
    }
}

/* One message the less is no reason to leave the others on the server. */
static void
note_refusal (Download *self, GError *error)
{
  self->result->refused++;
  if (self->refusal == NULL)
    self->refusal = error;
  else
    g_error_free (error);
}

/* Whether all that came whole is stored; what is, is counted. */
static gboolean
finish (Download *self, GError **error)
{
  gboolean finished = rst_fetch_delivery_finish (self->delivery, error);
  guint64 octets;
  guint messages;
  guint rebound;

  rst_fetch_delivery_get_stored (self->delivery, &messages, &rebound, &octets);
  self->result->downloaded += messages;
  self->result->rebound += rebound;
  self->result->octets += octets;
  return finished;
}

static gboolean
download_next (Download *self, RstPop3Entry *entry, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  RstArrival *arrival;
  guint number;

  if (!rst_pop3_session_next_message (self->session, &number, cancellable, &local_error))
    {
      if (number == 0)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        note_refusal (self, g_steal_pointer (&local_error));
      return number != 0;
    }

  g_assert (number == entry->number);
  arrival = receive (self, entry, cancellable, error);
  if (arrival == NULL)
    return FALSE;
  /* The server must not think that nobody is there while the disk is slow. */
  return rst_fetch_delivery_take (self->delivery, arrival, error) &&
         rst_pop3_session_keep_alive (self->session, cancellable, error);
}

/* What may be tried again later is said to be so. */
static GError *
say_refused (Download *self, const char *account)
{
  guint refused = self->result->refused;

  if (self->refusal == NULL)
    return NULL;
  return g_error_new (RST_ERROR, self->refusal->code,
                      g_dngettext (GETTEXT_PACKAGE,
                                   "The server of account “%s” did not give %u message: %s",
                                   "The server of account “%s” did not give %u messages, the first because: %s",
                                   refused),
                      account, refused, self->refusal->message);
}

/* What came whole before the line broke is kept. That it cannot be is worse than
 * a line that breaks.
 */
static void
keep_whole (Download *self, GError **error)
{
  GError *unkept = NULL;

  if (finish (self, &unkept))
    return;
  g_clear_error (error);
  g_propagate_error (error, unkept);
}

gboolean
rst_fetch_download (RstStore            *store,
                    const char          *account,
                    RstPop3Session      *session,
                    const RstFetchPlan  *plan,
                    RstFetchResult      *result,
                    GError             **refusal,
                    RstFetchProgressFunc progress,
                    gpointer             user_data,
                    GCancellable        *cancellable,
                    GError             **error)
{
  g_auto (Download) download = { 0 };
  guint total;

  g_return_val_if_fail (RST_IS_STORE (store), FALSE);
  g_return_val_if_fail (RST_IS_POP3_SESSION (session), FALSE);
  g_return_val_if_fail (plan != NULL, FALSE);
  g_return_val_if_fail (refusal != NULL && *refusal == NULL, FALSE);

  download_init (&download, store, account, session, plan, result);
  total = plan->download->len;
  progress (0, total, user_data);
  for (guint i = 0; i < total; i++)
    {
      queue_until (&download, MIN (total, i + AHEAD));
      if (!download_next (&download, plan->download->pdata[i], cancellable, error))
        {
          keep_whole (&download, error);
          return FALSE;
        }
      progress (i + 1, total, user_data);
    }
  *refusal = say_refused (&download, account);
  return finish (&download, error);
}
