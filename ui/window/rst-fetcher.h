/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-accounts.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_FETCHER (rst_fetcher_get_type ())

/**
 * RstFetcher:
 *
 * Fetches mail for the interface: one pass for each account, all at the same
 * time, so that a slow server holds nobody up. It adds up how far they are and
 * keeps why they failed.
 */
G_DECLARE_FINAL_TYPE (RstFetcher, rst_fetcher, RST, FETCHER, GObject)

/**
 * RstFetcher:running:
 *
 * Whether a pass is under way.
 */

/**
 * RstFetcher::progress:
 * @self: the fetcher
 * @account: the id of the account that went on
 * @done: messages of it that were downloaded
 * @total: messages of it to download
 */

/**
 * RstFetcher::account-ended:
 * @self: the fetcher
 * @account: the id of an account whose pass ended
 * @problem: (nullable): why it failed, for the person
 * @warning: (nullable): see [method@FetchRun.get_warning]
 */

/**
 * RstFetcher::ended:
 * @self: the fetcher
 * @downloaded: new messages of all accounts
 *
 * The last pass ended. [method@Fetcher.get_failures] has what failed.
 */

/**
 * RstFetchFailure:
 * @account: (nullable): the account, or %NULL when the accounts could not be
 *   read
 * @label: what the account is called
 * @error: why its pass failed
 *
 * A pass that failed.
 */
typedef struct
{
  RstAccount *account;
  char *label;
  GError *error;
} RstFetchFailure;

/**
 * rst_fetch_failure_dup_text:
 * @self: a failure
 *
 * Returns: (transfer full): what broke and what to do, for the person
 */
char *rst_fetch_failure_dup_text (const RstFetchFailure *self);

/**
 * rst_fetcher_new:
 * @store: the profile's store
 * @accounts: the profile's accounts
 *
 * Returns: (transfer full): a fetcher at rest
 */
RstFetcher *rst_fetcher_new (RstStore *store, RstAccounts *accounts);

/**
 * rst_fetcher_start:
 * @self: a fetcher
 *
 * Starts a pass for each account that has none under way.
 */
void rst_fetcher_start (RstFetcher *self);

/**
 * rst_fetcher_start_account:
 * @self: a fetcher
 * @id: an account
 *
 * Starts a pass for one account; where one is under way, another one follows it.
 */
void rst_fetcher_start_account (RstFetcher *self, const char *id);

/**
 * rst_fetcher_cancel:
 * @self: a fetcher
 *
 * Stops all passes. What is stored stays.
 */
void rst_fetcher_cancel (RstFetcher *self);

/**
 * rst_fetcher_is_running:
 * @self: a fetcher
 *
 * Returns: see [property@Fetcher:running]
 */
gboolean rst_fetcher_is_running (RstFetcher *self);

/**
 * rst_fetcher_is_cancelled:
 * @self: a fetcher
 *
 * Returns: whether the latest passes were stopped on request
 */
gboolean rst_fetcher_is_cancelled (RstFetcher *self);

/**
 * rst_fetcher_get_progress:
 * @self: a fetcher
 * @done: (out): messages that were downloaded
 * @total: (out): messages to download, as far as that is known
 */
void rst_fetcher_get_progress (RstFetcher *self, guint *done, guint *total);

/**
 * rst_fetcher_get_failures:
 * @self: a fetcher
 *
 * Returns: (transfer none) (element-type RstFetchFailure): what failed since
 *   all was at rest
 */
GPtrArray *rst_fetcher_get_failures (RstFetcher *self);

/**
 * rst_fetcher_take_warnings:
 * @self: a fetcher
 *
 * Gathers what passes that went well have found and the person should know (see
 * [method@FetchRun.get_warning]), the same of each account once as long as the
 * fetcher lives: the server will not have changed by the next pass.
 *
 * Returns: (transfer full) (nullable): a sentence for each such account; %NULL
 *   for nothing new
 */
char *rst_fetcher_take_warnings (RstFetcher *self);

/**
 * rst_fetcher_dup_report:
 * @self: a fetcher
 *
 * Gathers what somebody who helps needs to know of what failed: settings, error
 * and protocol of each account, and nothing secret.
 *
 * Returns: (transfer full): the report
 */
char *rst_fetcher_dup_report (RstFetcher *self);

G_END_DECLS
