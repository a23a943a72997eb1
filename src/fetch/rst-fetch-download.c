/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-download.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"

/* One download on its way. */
typedef struct
{
  const RstFetchPlan *plan;
  RstFetchResult *result;
  GHashTable *content_ids; /* of those without unique-id, to how many */
  GError *refusal;         /* the first */
} Download;

static void
download_clear (Download *self)
{
  g_hash_table_unref (self->content_ids);
  g_clear_error (&self->refusal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Download, download_clear)

static void
ask (RstPop3Session *session, const RstPop3Entry *entry)
{
  rst_pop3_session_queue_retr (session, entry->number, entry->octets);
}

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

static void
arrive (RstPop3Entry *entry, RstArrival *arrival, gpointer user_data)
{
  Download *self = user_data;

  if (entry->unique_id == NULL)
    name_by_content (self, entry, arrival->sha256);
  arrival->unique_id = g_strdup (entry->unique_id);
  arrival->ordinal = entry->ordinal;
  arrival->octets = entry->octets;
  arrival->aged = self->plan->now;
}

/* One message the less is no reason to leave the others on the server. */
static gboolean
refuse (RstPop3Entry *entry, GError *refusal, gpointer user_data)
{
  Download *self = user_data;

  self->result->refused++;
  if (self->refusal == NULL)
    self->refusal = refusal;
  else
    g_error_free (refusal);
  return TRUE;
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
  g_auto (Download) download = {
    .plan = plan,
    .result = result,
    .content_ids = g_hash_table_new (g_str_hash, g_str_equal),
  };
  const RstFetchTexts texts = {
    .store = store,
    .account = account,
    .session = session,
    .entries = plan->download,
    .octets_max = G_MAXUINT64,
    .ask = ask,
    .arrive = arrive,
    .refuse = refuse,
    .user_data = &download,
    .progress = progress,
    .progress_data = user_data,
  };

  g_return_val_if_fail (refusal != NULL && *refusal == NULL, FALSE);

  progress (0, plan->download->len, user_data);
  if (!rst_fetch_texts_run (&texts, &result->downloaded, result, cancellable, error))
    return FALSE;
  *refusal = say_refused (&download, account);
  return TRUE;
}
