/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-texts.h"

#include "base/rst-spool.h"
#include "fetch/rst-fetch-delivery.h"
#include "pop3/rst-pop3-bounds.h"

/* Texts that are asked for ahead of the one that is read: more than are ever in
 * flight, so that the session never runs dry.
 */
#define AHEAD (2 * RST_POP3_WINDOW_COMMANDS)

/* Texts on their way. */
typedef struct
{
  const RstFetchTexts *needs;
  guint n_asked;
  gboolean ended; /* whether no other is wanted */
  RstFetchDelivery *delivery;
} Texts;

static void
texts_clear (Texts *self)
{
  rst_fetch_delivery_free (self->delivery);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static void
ask_until (Texts *self, guint end)
{
  for (; self->n_asked < end; self->n_asked++)
    self->needs->ask (self->needs->session, self->needs->entries->pdata[self->n_asked]);
}

static GBytes *
read_text (const RstFetchTexts *needs, guint64 expected, char **sha256, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstSpool) spool = rst_spool_new (rst_store_get_folder (needs->store), expected);
  guint64 left = needs->octets_max;
  const char *octets;
  gssize length;

  while ((length = rst_pop3_session_read_text (needs->session, &octets, cancellable, error)) > 0)
    {
      guint64 kept = MIN ((guint64) length, left);

      if (!rst_spool_write (spool, octets, kept, error))
        return NULL;
      left -= kept;
    }
  if (length < 0)
    return NULL;
  return rst_spool_finish (g_steal_pointer (&spool), sha256, error);
}

static RstArrival *
receive (const RstFetchTexts *needs, RstPop3Entry *entry, GCancellable *cancellable, GError **error)
{
  guint64 expected = MIN (entry->octets, needs->octets_max);
  g_autoptr (RstArrival) arrival = g_new0 (RstArrival, 1);

  arrival->raw = read_text (needs, expected, &arrival->sha256, cancellable, error);
  if (arrival->raw == NULL)
    return NULL;
  needs->arrive (entry, arrival, needs->user_data);
  return g_steal_pointer (&arrival);
}

static gboolean
fetch_next (Texts *self, RstPop3Entry *entry, GCancellable *cancellable, GError **error)
{
  const RstFetchTexts *needs = self->needs;
  g_autoptr (GError) refusal = NULL;
  RstArrival *arrival;
  guint number;

  if (!rst_pop3_session_next_message (needs->session, &number, cancellable, &refusal))
    {
      if (number == 0)
        g_propagate_error (error, g_steal_pointer (&refusal));
      else
        self->ended = !needs->refuse (entry, g_steal_pointer (&refusal), needs->user_data);
      return number != 0;
    }

  g_assert (number == entry->number);
  arrival = receive (needs, entry, cancellable, error);
  if (arrival == NULL)
    return FALSE;
  /* The server must not think that nobody is there while the disk is slow. */
  return rst_fetch_delivery_take (self->delivery, arrival, error) &&
         rst_pop3_session_keep_alive (needs->session, cancellable, error);
}

static gboolean
fetch_all (Texts *self, GCancellable *cancellable, GError **error)
{
  const RstFetchTexts *needs = self->needs;
  guint total = needs->entries->len;

  for (guint i = 0; i < total && !self->ended; i++)
    {
      ask_until (self, i == 0 && needs->first_alone ? 1 : MIN (total, i + AHEAD));
      if (!fetch_next (self, needs->entries->pdata[i], cancellable, error))
        return FALSE;
      needs->progress (i + 1, total, needs->progress_data);
    }
  return TRUE;
}

/* Whether all that came whole is stored; what is, is counted. */
static gboolean
finish (Texts *self, guint *n_stored, RstFetchResult *result, GError **error)
{
  gboolean finished = rst_fetch_delivery_finish (self->delivery, error);
  guint64 octets;
  guint messages;
  guint rebound;

  rst_fetch_delivery_get_stored (self->delivery, &messages, &rebound, &octets);
  *n_stored += messages;
  result->rebound += rebound;
  result->octets += octets;
  return finished;
}

gboolean
rst_fetch_texts_run (const RstFetchTexts  *self,
                     guint                *n_stored,
                     RstFetchResult       *result,
                     GCancellable         *cancellable,
                     GError              **error)
{
  g_auto (Texts) texts = { .needs = self };
  g_autoptr (GError) broken = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (RST_IS_STORE (self->store), FALSE);
  g_return_val_if_fail (RST_IS_POP3_SESSION (self->session), FALSE);

  texts.delivery = rst_fetch_delivery_new (self->store, self->account);
  fetch_all (&texts, cancellable, &broken);
  /* That what came cannot be kept is worse than a line that breaks. */
  if (!finish (&texts, n_stored, result, error))
    return FALSE;
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}
