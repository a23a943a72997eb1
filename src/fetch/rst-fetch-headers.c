/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-headers.h"

#include "mime/rst-header-digest.h"

/* So much of a header is read. What has more is not recognised. */
#define HEADER_MAX (1024 * 1024)

/* One message may be damaged there; a server that announces TOP and gives
 * neither of two headers does not have it.
 */
#define REFUSALS 2

struct _RstFetchHeaders
{
  RstPop3Session *session;
  guint n_refused;   /* how many headers the server did not give */
  gboolean gives;    /* whether it gave one */
  gboolean hopeless; /* it has none */
};

RstFetchHeaders *
rst_fetch_headers_new (RstPop3Session *session)
{
  RstFetchHeaders *self;

  g_return_val_if_fail (RST_IS_POP3_SESSION (session), NULL);

  self = g_new0 (RstFetchHeaders, 1);
  self->session = g_object_ref (session);
  return self;
}

void
rst_fetch_headers_free (RstFetchHeaders *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->session);
  g_free (self);
}

/* The header that comes next; %NULL in @header where the server refuses it. */
static gboolean
read_header (RstFetchHeaders *self, GBytes **header, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GError) refusal = NULL;
  const char *octets;
  gssize length;
  guint number;

  *header = NULL;
  if (!rst_pop3_session_next_message (self->session, &number, cancellable, &refusal))
    {
      if (number == 0)
        g_propagate_error (error, g_steal_pointer (&refusal));
      return number != 0;
    }
  while ((length = rst_pop3_session_read_text (self->session, &octets, cancellable, error)) > 0)
    if (text->len + (gsize) length <= HEADER_MAX)
      g_byte_array_append (text, (const guint8 *) octets, (guint) length);
  if (length < 0)
    return FALSE;
  *header = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  return TRUE;
}

static GBytes *
digest (GBytes *header, gboolean apart)
{
  gboolean tells_apart;
  g_autoptr (GBytes) digest = rst_header_digest (header, &tells_apart);

  return tells_apart || !apart ? g_steal_pointer (&digest) : NULL;
}

static gboolean
announces_top (RstFetchHeaders *self)
{
  return rst_pop3_capa_has (rst_pop3_session_get_capabilities (self->session), "TOP");
}

static gboolean
read_some (RstFetchHeaders  *self,
           RstPop3Entry    **entries,
           guint             n_entries,
           gboolean          apart,
           GPtrArray        *digests,
           GCancellable     *cancellable,
           GError          **error)
{
  for (guint i = 0; i < n_entries; i++)
    rst_pop3_session_queue_top (self->session, entries[i]->number, 0);

  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (GBytes) header = NULL;

      if (!read_header (self, &header, cancellable, error))
        return FALSE;
      self->gives |= header != NULL;
      self->n_refused += header == NULL;
      self->hopeless = !self->gives && self->n_refused >= (announces_top (self) ? REFUSALS : 1);
      g_ptr_array_add (digests, header != NULL ? digest (header, apart) : NULL);
    }
  return TRUE;
}

static void
free_digest (gpointer data)
{
  if (data != NULL)
    g_bytes_unref (data);
}

GPtrArray *
rst_fetch_headers_read (RstFetchHeaders  *self,
                        GPtrArray        *entries,
                        gboolean          apart,
                        GCancellable     *cancellable,
                        GError          **error)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (free_digest);

  g_return_val_if_fail (self != NULL && entries != NULL, NULL);

  while (digests->len < entries->len && !self->hopeless)
    {
      guint n = self->gives ? entries->len - digests->len : 1;

      if (!read_some (self, (RstPop3Entry **) entries->pdata + digests->len, n, apart, digests, cancellable, error))
        return NULL;
    }
  g_ptr_array_set_size (digests, (int) entries->len);
  return g_steal_pointer (&digests);
}

gboolean
rst_fetch_headers_are_given (RstFetchHeaders *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->gives;
}
