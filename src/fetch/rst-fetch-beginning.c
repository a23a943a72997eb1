/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-beginning.h"

#include "base/rst-sha256.h"
#include "fetch/rst-fetch-delivery.h"
#include "pop3/rst-pop3-bounds.h"

/* Lines of the body: enough to see what a message is about. */
#define LINES 100

/* Lines have no bound that servers keep to; of more than this the rest is read
 * and dropped.
 */
#define OCTETS_MAX (1024 * 1024)

/* Asked for ahead of the one that is read, so that the session never runs dry. */
#define AHEAD (2 * RST_POP3_WINDOW_COMMANDS)

/* Beginnings on their way. */
typedef struct
{
  RstPop3Session *session;
  GPtrArray *entries; /* of RstPop3Entry */
  guint n_queued;     /* how many of them were asked for */
  GPtrArray *refused; /* of RstPop3Entry */
  RstFetchDelivery *delivery;
  RstFetchResult *result;
} Beginnings;

static void
beginnings_clear (Beginnings *self)
{
  g_ptr_array_unref (self->refused);
  rst_fetch_delivery_free (self->delivery);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Beginnings, beginnings_clear)

static GBytes *
read_text (Beginnings *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  const char *octets;
  gssize length;

  while ((length = rst_pop3_session_read_text (self->session, &octets, cancellable, error)) > 0)
    g_byte_array_append (text, (const guint8 *) octets, (guint) MIN (length, OCTETS_MAX - (gssize) text->len));
  return length < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&text));
}

static char *
dup_sha256 (GBytes *raw)
{
  g_autoptr (RstSha256) hash = rst_sha256_new ();
  guint8 digest[RST_SHA256_SIZE];

  rst_sha256_update (hash, g_bytes_get_data (raw, NULL), g_bytes_get_size (raw));
  rst_sha256_finish (hash, digest);
  return rst_sha256_dup_text (digest);
}

static RstArrival *
receive (Beginnings *self, const RstPop3Entry *entry, GCancellable *cancellable, GError **error)
{
  GBytes *raw = read_text (self, cancellable, error);
  RstArrival *arrival;

  if (raw == NULL)
    return NULL;

  arrival = g_new (RstArrival, 1);
  *arrival = (RstArrival) {
    .unique_id = g_strdup (entry->unique_id),
    .ordinal = entry->ordinal,
    .octets = entry->octets,
    .raw = raw,
    .sha256 = dup_sha256 (raw),
    .partial = TRUE,
  };
  return arrival;
}

/* Whether all that came whole is kept; what is, is counted. */
static gboolean
finish (Beginnings *self, GError **error)
{
  gboolean finished = rst_fetch_delivery_finish (self->delivery, error);
  guint64 octets;
  guint messages;
  guint rebound;

  rst_fetch_delivery_get_stored (self->delivery, &messages, &rebound, &octets);
  self->result->partial += messages;
  self->result->rebound += rebound;
  self->result->octets += octets;
  return finished;
}

static gboolean
fetch_next (Beginnings *self, RstPop3Entry *entry, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  RstArrival *arrival;
  guint number;

  if (!rst_pop3_session_next_message (self->session, &number, cancellable, &refusal))
    {
      if (number == 0)
        g_propagate_error (error, g_steal_pointer (&refusal));
      else
        g_ptr_array_add (self->refused, entry);
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

static void
queue_until (Beginnings *self, guint end)
{
  for (; self->n_queued < end; self->n_queued++)
    {
      const RstPop3Entry *entry = self->entries->pdata[self->n_queued];

      rst_pop3_session_queue_top (self->session, entry->number, LINES);
    }
}

static void
give_up (Beginnings *self, guint begin)
{
  for (guint i = begin; i < self->entries->len; i++)
    g_ptr_array_add (self->refused, self->entries->pdata[i]);
}

static gboolean
fetch_all (Beginnings *self, RstFetchProgressFunc progress, gpointer user_data, GCancellable *cancellable, GError **error)
{
  guint total = self->entries->len;

  for (guint i = 0; i < total; i++)
    {
      queue_until (self, i == 0 ? 1 : MIN (total, i + AHEAD));
      if (!fetch_next (self, self->entries->pdata[i], cancellable, error))
        return FALSE;
      progress (i + 1, total, user_data);
      if (i == 0 && self->refused->len > 0)
        {
          give_up (self, 1);
          return TRUE;
        }
    }
  return TRUE;
}

/* What came whole before the line broke is kept. That it cannot be is worse than
 * a line that breaks.
 */
static void
keep_whole (Beginnings *self, GError **error)
{
  GError *unkept = NULL;

  if (finish (self, &unkept))
    return;
  g_clear_error (error);
  g_propagate_error (error, unkept);
}

gboolean
rst_fetch_beginnings (RstStore             *store,
                      const char           *account,
                      RstPop3Session       *session,
                      RstFetchPlan         *plan,
                      RstFetchResult       *result,
                      RstFetchProgressFunc  progress,
                      gpointer              user_data,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_auto (Beginnings) self = { 0 };

  g_return_val_if_fail (RST_IS_STORE (store), FALSE);
  g_return_val_if_fail (RST_IS_POP3_SESSION (session), FALSE);
  g_return_val_if_fail (plan != NULL, FALSE);

  self.session = session;
  self.entries = plan->beginnings;
  self.refused = g_ptr_array_new ();
  self.delivery = rst_fetch_delivery_new (store, account);
  self.result = result;
  if (!fetch_all (&self, progress, user_data, cancellable, error))
    {
      keep_whole (&self, error);
      return FALSE;
    }
  if (!finish (&self, error))
    return FALSE;

  g_ptr_array_unref (plan->beginnings);
  plan->beginnings = g_ptr_array_ref (self.refused);
  return TRUE;
}
