/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "accounts/rst-account-expire.h"
#include "base/rst-error.h"
#include "doctor/rst-examination.h"

/* How many commands are sent at once to see whether the server can take it. */
#define PIPELINED 5

/* Octets of one message's headers that are read; far more than any has. */
#define HEADERS_MAX (1024 * 1024)

static guint
count_unique_ids (RstPop3Listing *listing)
{
  guint count = 0;

  for (guint i = 0; i < rst_pop3_listing_get_size (listing); i++)
    if (rst_pop3_listing_get_entry (listing, i)->unique_id != NULL)
      count++;
  return count;
}

static RstPop3Listing *
examine_listing (RstExamination *run, RstPop3Session *session, GError **error)
{
  RstPop3Listing *listing = rst_pop3_session_list (session, run->cancellable, error);
  g_autofree char *detail = NULL;
  guint count;

  if (listing == NULL)
    return NULL;

  count = rst_pop3_listing_get_size (listing);
  detail = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u message is waiting there",
                                         "%u messages are waiting there", count),
                            count);
  if (count_unique_ids (listing) < count)
    rst_examination_tell (run, "uidl", RST_DOCTOR_WARNING, detail,
                         _("The server does not name all messages (UIDL); Restante tells them apart by their headers, which takes longer."));
  else
    rst_examination_tell (run, "uidl", RST_DOCTOR_OK, detail, NULL);
  return listing;
}

/* Reads one answer to TOP to its end. That the server refuses it is no failure
 * of the session; @given says so.
 */
static gboolean
read_headers (RstExamination *run, RstPop3Session *session, gboolean *given, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *octets;
  gsize total = 0;
  gssize count;
  guint number;

  *given = rst_pop3_session_next_message (session, &number, run->cancellable, &local_error);
  if (number != 0 && !*given)
    return TRUE;
  if (!*given)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  do
    {
      count = rst_pop3_session_read_text (session, &octets, run->cancellable, error);
      total += count > 0 ? (gsize) count : 0;
    }
  while (count > 0 && total <= HEADERS_MAX);
  if (count > 0)
    g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL, _("The headers of a message do not end"));
  return count == 0;
}

static gboolean
examine_top (RstExamination *run, RstPop3Session *session, RstPop3Listing *listing, gboolean *given, GError **error)
{
  *given = FALSE;
  if (rst_pop3_listing_get_size (listing) == 0)
    {
      rst_examination_tell (run, "top", RST_DOCTOR_SKIPPED, _("There is no message to try it with"), NULL);
      return TRUE;
    }
  rst_pop3_session_queue_top (session, rst_pop3_listing_get_entry (listing, 0)->number, 0);
  if (!read_headers (run, session, given, error))
    return FALSE;
  if (*given)
    rst_examination_tell (run, "top", RST_DOCTOR_OK, _("The server gives the headers of a message alone (TOP)"), NULL);
  else
    rst_examination_tell (run, "top", RST_DOCTOR_WARNING, _("The server does not give the headers of a message alone (TOP)"),
                         _("Whole messages are fetched in its place; it costs time only."));
  return TRUE;
}

static char *
dup_login_delay (RstPop3Capa *capa)
{
  guint seconds;

  if (!rst_pop3_capa_get_login_delay (capa, &seconds, NULL) || seconds == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "One login every %u second is allowed",
                                       "One login every %u seconds is allowed", seconds),
                          seconds);
}

/* RFC 2449 §6.5, §6.7 */
static void
examine_rules (RstExamination *run, RstPop3Session *session)
{
  RstPop3Capa *capa = rst_pop3_session_get_capabilities (session);
  g_autofree char *warning = rst_account_dup_expire_warning (run->account, capa);
  g_autofree char *delay = dup_login_delay (capa);
  g_autofree char *both = NULL;

  if (warning != NULL && delay != NULL)
    both = g_strdup_printf ("%s; %s", warning, delay);
  if (warning != NULL)
    rst_examination_tell (run, "retention", RST_DOCTOR_WARNING, both != NULL ? both : warning,
                          _("Fetch often enough, or ask the provider to keep messages longer."));
  else
    rst_examination_tell (run, "retention", RST_DOCTOR_OK,
                          delay != NULL ? delay : _("The server names no rule that the account breaks"), NULL);
}

/* Several at once, really: a server that loses one of them loses mail later. */
static gboolean
try_pipelining (RstExamination *run, RstPop3Session *session, RstPop3Listing *listing)
{
  guint count = rst_pop3_listing_get_size (listing);
  GError *error = NULL;
  gboolean given;

  for (guint i = 0; i < PIPELINED; i++)
    rst_pop3_session_queue_top (session, rst_pop3_listing_get_entry (listing, i % count)->number, 0);
  for (guint i = 0; i < PIPELINED; i++)
    if (!read_headers (run, session, &given, &error))
      {
        rst_examination_fail (run, "pipelining", NULL, error);
        return FALSE;
      }
  rst_examination_tell (run, "pipelining", RST_DOCTOR_OK,
                       _("Several commands sent at once were answered in their order"), NULL);
  return TRUE;
}

static gboolean
examine_pipelining (RstExamination *run, RstPop3Session *session, RstPop3Listing *listing, gboolean has_top)
{
  if (rst_examination_has_told (run, "pipelining"))
    return TRUE;
  if (!rst_pop3_capa_has (rst_pop3_session_get_capabilities (session), "PIPELINING"))
    rst_examination_tell (run, "pipelining", RST_DOCTOR_OK,
                         _("Not announced; commands are sent one by one"), NULL);
  else if (!has_top)
    rst_examination_tell (run, "pipelining", RST_DOCTOR_SKIPPED,
                         _("Announced, but there is nothing to try it with"), NULL);
  else
    return try_pipelining (run, session, listing);
  return TRUE;
}

static void
examine_end (RstExamination *run, RstPop3Session *session)
{
  GError *error = NULL;

  if (rst_pop3_session_quit (session, run->cancellable, &error))
    rst_examination_tell (run, "quit", RST_DOCTOR_OK, _("The session ended as it should; nothing was changed"), NULL);
  else
    rst_examination_fail (run, "quit", NULL, error);
}

/* LIST and UIDL are the first that are sent together. */
static gboolean
fail_listing (RstExamination *run, RstPop3Session *session, GError *error)
{
  if (!rst_pop3_session_is_pipelining_doubtful (session) || rst_examination_has_told (run, "pipelining"))
    {
      rst_examination_fail (run, "uidl", NULL, error);
      return TRUE;
    }
  rst_examination_tell (run, "pipelining", RST_DOCTOR_WARNING,
                        _("The server announces PIPELINING and fails when it is used"),
                        _("Restante notices that and sends its commands one by one; it costs time only."));
  g_error_free (error);
  return FALSE;
}

gboolean
rst_examine_maildrop (RstExamination *run, RstPop3Session *session)
{
  GError *error = NULL;
  g_autoptr (RstPop3Listing) listing = examine_listing (run, session, &error);
  gboolean has_top;

  if (listing == NULL)
    return fail_listing (run, session, error);

  if (!examine_top (run, session, listing, &has_top, &error))
    {
      rst_examination_fail (run, "top", NULL, error);
      return TRUE;
    }
  examine_rules (run, session);
  if (examine_pipelining (run, session, listing, has_top))
    examine_end (run, session);
  return TRUE;
}
