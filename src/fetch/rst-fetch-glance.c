/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-glance.h"

#include "fetch/rst-fetch-sample.h"

#define SECONDS_PER_DAY (24 * 60 * 60)

/* A maildrop that is larger takes a while to list. */
#define LARGE 200

/* So many can be read at first. */
#define NEWEST 10

/* What decides about messages besides the maildrop. */
static char *
dup_rule (const RstAccount *account)
{
  g_autofree char *leave = rst_leave_dup_text (&account->leave);
  g_autofree char *limit = rst_account_dup_size_limit (account);

  return g_strdup_printf ("%s%s %s", leave, account->leave.proven ? " proven" : "", limit);
}

gboolean
rst_fetch_glance_can_do (const RstMaildropMark *mark, const RstAccount *account, gint64 clock, gint64 wall)
{
  g_autofree char *rule = NULL;

  g_return_val_if_fail (account != NULL, FALSE);

  if (mark == NULL ||
      wall < mark->listed || wall - mark->listed >= SECONDS_PER_DAY ||
      (mark->due != 0 && clock >= mark->due))
    return FALSE;
  rule = dup_rule (account);
  return g_str_equal (rule, mark->rule);
}

static gboolean
is_same (const RstMaildropMark *mark, RstPop3Listing *newest)
{
  guint n_newest = g_strv_length (mark->newest);

  if (rst_pop3_listing_get_size (newest) != n_newest)
    return FALSE;
  for (guint i = 0; i < n_newest; i++)
    if (g_strcmp0 (rst_pop3_listing_get_entry (newest, i)->unique_id, mark->newest[i]) != 0)
      return FALSE;
  return TRUE;
}

/* Asks for it where the server has TOP, in the same round trip. */
static gboolean
ask_for_header (const RstMaildropMark *mark, RstPop3Session *session)
{
  if (mark->count == 0 || !rst_pop3_capa_has (rst_pop3_session_get_capabilities (session), "TOP"))
    return FALSE;
  rst_pop3_session_queue_top (session, mark->count, 0);
  return TRUE;
}

gboolean
rst_fetch_glance_run (const RstMaildropMark *mark,
                      RstStore              *store,
                      const char            *account,
                      RstPop3Session        *session,
                      gboolean              *unchanged,
                      GCancellable          *cancellable,
                      GError               **error)
{
  guint n_newest = g_strv_length (mark->newest);
  gboolean asked = ask_for_header (mark, session);
  g_autoptr (RstPop3Listing) newest = NULL;
  g_autoptr (GBytes) header = NULL;
  guint64 octets;
  guint count;

  newest = rst_pop3_session_glance (session, mark->count - n_newest + 1, n_newest,
                                    &count, &octets, cancellable, error);
  if (newest == NULL || (asked && !rst_fetch_header_read (session, &header, cancellable, error)))
    return FALSE;
  *unchanged = count == mark->count && octets == mark->octets && is_same (mark, newest);
  if (!*unchanged || header == NULL)
    return TRUE;
  return rst_fetch_sample_compare (store, account, rst_pop3_listing_get_entry (newest, n_newest - 1), header,
                                   unchanged, cancellable, error);
}

/* The size of all messages. Names that several share are no names. */
static gboolean
add_up (RstPop3Listing *listing, guint64 *octets)
{
  for (guint i = 0; i < rst_pop3_listing_get_size (listing); i++)
    {
      const RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, i);

      if (entry->is_shared)
        return FALSE;
      *octets += entry->octets;
    }
  return TRUE;
}

RstMaildropMark *
rst_fetch_glance_new_mark (const RstAccount *account, RstPop3Listing *listing, gint64 due, gint64 wall)
{
  guint count = rst_pop3_listing_get_size (listing);
  guint n_newest = MIN (count, RST_MAILDROP_MARK_NEWEST);
  g_autoptr (RstMaildropMark) mark = g_new0 (RstMaildropMark, 1);

  mark->count = count;
  mark->newest = g_new0 (char *, n_newest + 1);
  mark->listed = wall;
  mark->due = due;
  mark->rule = dup_rule (account);
  if (!add_up (listing, &mark->octets))
    return NULL;
  for (guint i = 0; i < n_newest; i++)
    {
      const RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, count - n_newest + i);

      if (entry->unique_id == NULL || entry->number != count - n_newest + i + 1)
        return NULL;
      mark->newest[i] = g_strdup (entry->unique_id);
    }
  return g_steal_pointer (&mark);
}

gboolean
rst_fetch_glance_is_named (RstPop3Listing *listing)
{
  g_return_val_if_fail (listing != NULL, FALSE);

  for (guint i = 0; i < rst_pop3_listing_get_size (listing); i++)
    if (rst_pop3_listing_get_entry (listing, i)->unique_id == NULL)
      return FALSE;
  return TRUE;
}

gboolean
rst_fetch_glance_list_newest (RstPop3Session  *session,
                              guint           *count,
                              RstPop3Listing **newest,
                              GCancellable    *cancellable,
                              GError         **error)
{
  g_autoptr (RstPop3Listing) nothing = NULL;
  g_autoptr (RstPop3Listing) listing = NULL;
  guint64 octets;

  g_return_val_if_fail (RST_IS_POP3_SESSION (session), FALSE);
  g_return_val_if_fail (count != NULL && newest != NULL, FALSE);

  *newest = NULL;
  *count = 0;
  /* An older message may share a name with one of these: the whole listing gives
   * them other ordinals then, and only their headers tell which is which.
   */
  if (!rst_pop3_capa_has (rst_pop3_session_get_capabilities (session), "TOP"))
    return TRUE;
  nothing = rst_pop3_session_glance (session, 0, 0, count, &octets, cancellable, error);
  if (nothing == NULL)
    return FALSE;
  if (*count < LARGE)
    return TRUE;

  listing = rst_pop3_session_glance (session, *count - NEWEST + 1, NEWEST, count, &octets, cancellable, error);
  if (listing == NULL)
    return FALSE;
  if (rst_fetch_glance_is_named (listing))
    *newest = g_steal_pointer (&listing);
  return TRUE;
}
