/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstFetchResult:
 * @listed: messages in the maildrop
 * @downloaded: messages that were downloaded and stored
 * @partial: messages of which only the beginning was downloaded, since they are
 *   larger than the account's size limit
 * @completed: those of @downloaded of which the beginning was here
 * @rebound: messages that were known again under a new unique-id, by their
 *   headers or, downloaded, by their octets
 * @skipped: messages that were known under their own unique-id
 * @removed: messages that the server removed
 * @refused: messages that the server did not give
 * @octets: exact size of what was downloaded
 * @seconds: how long it took
 *
 * What a pass did, also when it failed half-way.
 */
typedef struct
{
  guint listed;
  guint downloaded;
  guint partial;
  guint completed;
  guint rebound;
  guint skipped;
  guint removed;
  guint refused;
  guint64 octets;
  double seconds;
} RstFetchResult;

G_END_DECLS
