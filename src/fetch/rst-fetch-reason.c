/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-reason.h"

#include <glib/gi18n-lib.h>

#include "fetch/rst-fetch-rule.h"

/* The day of a time, as people of this place write it. */
static char *
dup_day (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time);
  char *day = date != NULL ? g_date_time_format (date, "%x") : NULL;

  return day != NULL ? day : g_strdup ("?");
}

static char *
tell_removed (const RstLedgerEntry *entry)
{
  g_autofree char *day = dup_day (entry->removed);

  return g_strdup_printf (_("It was removed from the server on %s."), day);
}

static char *
tell_vanished (const RstLedgerEntry *entry)
{
  g_autofree char *day = dup_day (entry->vanished);

  return g_strdup_printf (_("The server has not listed it since %s."), day);
}

static char *
tell_asked (const RstLedgerEntry *entry)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The server was asked %u time to remove it and has not confirmed that yet.",
                                       "The server was asked %u times to remove it and has not confirmed that yet.",
                                       MAX (entry->attempts, 1)),
                          MAX (entry->attempts, 1));
}

/* The account's clock may be behind the computer's; a day is told by what is
 * left of the time.
 */
static char *
tell_young (const RstLeave *leave, const RstLedgerEntry *entry, gint64 clock_now, gint64 now)
{
  g_autofree char *day = dup_day (now + rst_fetch_rule_get_due (leave, entry) - clock_now);
  guint days = (guint) leave->amount;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "It stays on the server for %u day after it was stored here and may be removed from %s on.",
                                       "It stays on the server for %u days after it was stored here and may be removed from %s on.",
                                       days),
                          days, day);
}

/* Its place among the others is not known here. */
static char *
tell_newest (const RstLeave *leave)
{
  g_autofree char *size = g_format_size (leave->amount);
  guint messages = (guint) MIN (leave->amount, G_MAXUINT);

  if (leave->kind == RST_LEAVE_NEWEST_OCTETS)
    return g_strdup_printf (_("It stays on the server as long as it is one of the newest messages, up to %s together."), size);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "It stays on the server as long as it is the newest %u message.",
                                       "It stays on the server as long as it is one of the newest %u messages.",
                                       messages),
                          messages);
}

static char *
tell_removal (const RstLeave *leave)
{
  if (leave->kind == RST_LEAVE_NEWEST || leave->kind == RST_LEAVE_NEWEST_OCTETS)
    return tell_newest (leave);
  if (leave->kind == RST_LEAVE_HERE)
    return g_strdup (_("It was deleted here; the next fetch removes it from the server."));
  return g_strdup (_("The next fetch removes it from the server."));
}

/* What the rule says of a message that is believed to be there. */
static char *
tell_verdict (const RstAccount *account, const RstLedgerEntry *entry, gint64 clock_now, gint64 now)
{
  const RstLeave *leave = &account->leave;

  switch (rst_fetch_rule_judge (leave, entry, FALSE, clock_now))
    {
    case RST_FETCH_VERDICT_NOT_STORED:
      return g_strdup (_("It was not downloaded yet; only what is safely stored here is ever removed from the server."));
    case RST_FETCH_VERDICT_YOUNG:
      return tell_young (leave, entry, clock_now, now);
    case RST_FETCH_VERDICT_HERE:
      return g_strdup (_("It stays on the server until it is deleted for good here."));
    case RST_FETCH_VERDICT_DELETED_HERE:
      return g_strdup (_("It was deleted here only; the account is not set to remove it from the server too."));
    case RST_FETCH_VERDICT_UNPROVEN:
      return g_strdup (_("It stays on the server until a proven backup holds it."));
    case RST_FETCH_VERDICT_REMOVE:
      return tell_removal (leave);
    case RST_FETCH_VERDICT_KEEP:
    default:
      return g_strdup (_("The account is set to leave messages on the server."));
    }
}

char *
rst_fetch_reason_dup (const RstAccount *account, const RstLedgerEntry *entry, gint64 clock_now, gint64 now)
{
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  if (entry->state == RST_LEDGER_REMOVED)
    return tell_removed (entry);
  if (entry->vanished != 0)
    return tell_vanished (entry);
  if (entry->state == RST_LEDGER_REMOVAL_ASKED)
    return tell_asked (entry);
  return tell_verdict (account, entry, clock_now, now);
}
