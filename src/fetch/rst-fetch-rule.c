/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-rule.h"

#define SECONDS_PER_DAY (24 * 60 * 60)

gint64
rst_fetch_rule_get_due (const RstLeave *leave, const RstLedgerEntry *known)
{
  g_return_val_if_fail (leave != NULL && leave->kind == RST_LEAVE_DAYS, G_MAXINT64);
  g_return_val_if_fail (known != NULL, G_MAXINT64);

  return known->aged + (gint64) leave->amount * SECONDS_PER_DAY;
}

/* What is here, is proven, and is asked for its age or its place alone. */
static RstFetchVerdict
judge_kept (const RstLeave *leave, const RstLedgerEntry *known, gboolean is_newest, gint64 now)
{
  switch (leave->kind)
    {
    case RST_LEAVE_NEVER:
      return RST_FETCH_VERDICT_REMOVE;
    case RST_LEAVE_DAYS:
      return now >= rst_fetch_rule_get_due (leave, known) ? RST_FETCH_VERDICT_REMOVE : RST_FETCH_VERDICT_YOUNG;
    case RST_LEAVE_NEWEST:
    case RST_LEAVE_NEWEST_OCTETS:
      return is_newest ? RST_FETCH_VERDICT_KEEP : RST_FETCH_VERDICT_REMOVE;
    case RST_LEAVE_HERE:
      return RST_FETCH_VERDICT_HERE;
    case RST_LEAVE_ALWAYS:
    default:
      return RST_FETCH_VERDICT_KEEP;
    }
}

RstFetchVerdict
rst_fetch_rule_judge (const RstLeave *leave, const RstLedgerEntry *known, gboolean is_newest, gint64 now)
{
  RstFetchVerdict verdict;

  g_return_val_if_fail (leave != NULL, RST_FETCH_VERDICT_KEEP);
  g_return_val_if_fail (known != NULL, RST_FETCH_VERDICT_NOT_STORED);

  if (known->state < RST_LEDGER_STORED)
    return RST_FETCH_VERDICT_NOT_STORED;
  if (leave->kind == RST_LEAVE_ALWAYS)
    return RST_FETCH_VERDICT_KEEP;
  if (known->message == 0 && leave->kind != RST_LEAVE_HERE)
    return RST_FETCH_VERDICT_DELETED_HERE;

  verdict = known->message == 0 ? RST_FETCH_VERDICT_REMOVE : judge_kept (leave, known, is_newest, now);
  if (verdict == RST_FETCH_VERDICT_REMOVE && leave->proven && known->proven == 0)
    return RST_FETCH_VERDICT_UNPROVEN;
  return verdict;
}
