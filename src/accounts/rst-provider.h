/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstProviderNeeds:
 * @RST_PROVIDER_POP_ON: POP3 is off until it is switched on in the web settings
 * @RST_PROVIDER_APP_PASSWORD: a password made for this program, not the one for
 *   the web
 * @RST_PROVIDER_TOKEN: an OAuth 2 token; no password is taken
 * @RST_PROVIDER_MAIL_PASSWORD: a password for mail, apart from the customer's
 *
 * What a provider wants before a program may log in.
 */
typedef enum
{
  RST_PROVIDER_POP_ON = 1 << 0,
  RST_PROVIDER_APP_PASSWORD = 1 << 1,
  RST_PROVIDER_TOKEN = 1 << 2,
  RST_PROVIDER_MAIL_PASSWORD = 1 << 3,
} RstProviderNeeds;

/**
 * RstProvider:
 * @name: what people call it
 * @domains: domains of its addresses
 * @hosts: its POP3 servers
 * @needs: what it is known to want
 * @may_need: what it is said to want, or wants of some of its customers
 * @help: (nullable): its page about POP3
 *
 * A provider, as the table `providers.json` has it. It serves hints: what a
 * server can and does is learned from the server.
 */
typedef struct
{
  char *name;
  char **domains;
  char **hosts;
  RstProviderNeeds needs;
  RstProviderNeeds may_need;
  char *help;
} RstProvider;

/**
 * rst_provider_find:
 * @host: (nullable): a POP3 server's name
 * @user: (nullable): a login name or mail address
 *
 * Looks a provider up: by the server's name or a domain that it is in, and, when
 * there is none, by the domain of @user. May be called from any thread.
 *
 * Returns: (transfer none) (nullable): the provider; %NULL for one that is not
 *   in the table
 */
const RstProvider *rst_provider_find (const char *host, const char *user);

G_END_DECLS
