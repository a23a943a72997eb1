/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-headers.h"

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

gboolean
rst_fetch_header_read (RstPop3Session *session, GBytes **header, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GError) refusal = NULL;
  const char *octets;
  gssize length;
  guint number;

  g_return_val_if_fail (RST_IS_POP3_SESSION (session), FALSE);
  g_return_val_if_fail (header != NULL, FALSE);

  *header = NULL;
  if (!rst_pop3_session_next_message (session, &number, cancellable, &refusal))
    {
      if (number == 0)
        g_propagate_error (error, g_steal_pointer (&refusal));
      return number != 0;
    }
  while ((length = rst_pop3_session_read_text (session, &octets, cancellable, error)) > 0)
    if (text->len + (gsize) length <= HEADER_MAX)
      g_byte_array_append (text, (const guint8 *) octets, (guint) length);
  if (length < 0)
    return FALSE;
  *header = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  return TRUE;
}

static gboolean
announces_top (RstFetchHeaders *self)
{
  return rst_pop3_capa_has (rst_pop3_session_get_capabilities (self->session), "TOP");
}

static gboolean
read_some (RstFetchHeaders     *self,
           RstPop3Entry       **entries,
           guint                n_entries,
           RstFetchHeaderFunc   func,
           GPtrArray           *made,
           GCancellable        *cancellable,
           GError             **error)
{
  for (guint i = 0; i < n_entries; i++)
    rst_pop3_session_queue_top (self->session, entries[i]->number, 0);

  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (GBytes) header = NULL;

      if (!rst_fetch_header_read (self->session, &header, cancellable, error))
        return FALSE;
      self->gives |= header != NULL;
      self->n_refused += header == NULL;
      self->hopeless = !self->gives && self->n_refused >= (announces_top (self) ? REFUSALS : 1);
      g_ptr_array_add (made, header != NULL ? func (header) : NULL);
    }
  return TRUE;
}

static void
free_made (gpointer data)
{
  if (data != NULL)
    g_bytes_unref (data);
}

GPtrArray *
rst_fetch_headers_read (RstFetchHeaders     *self,
                        GPtrArray           *entries,
                        RstFetchHeaderFunc   func,
                        GCancellable        *cancellable,
                        GError             **error)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (free_made);

  g_return_val_if_fail (self != NULL && entries != NULL && func != NULL, NULL);

  while (made->len < entries->len && !self->hopeless)
    {
      guint n = self->gives ? entries->len - made->len : 1;

      if (!read_some (self, (RstPop3Entry **) entries->pdata + made->len, n, func, made, cancellable, error))
        return NULL;
    }
  g_ptr_array_set_size (made, (int) entries->len);
  return g_steal_pointer (&made);
}

gboolean
rst_fetch_headers_are_given (RstFetchHeaders *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->gives;
}
