/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pop3/rst-pop3-auth.h"

G_BEGIN_DECLS

#define RST_TYPE_AUTH_ROW (rst_auth_row_get_type ())

/**
 * RstAuthRow:
 *
 * The choice of the way to log in: automatic, then the strongest way first.
 */
G_DECLARE_FINAL_TYPE (RstAuthRow, rst_auth_row, RST, AUTH_ROW, AdwComboRow)

/**
 * rst_auth_row_set_auth:
 * @self: the row
 * @auth: what to choose
 */
void rst_auth_row_set_auth (RstAuthRow *self, RstPop3Auth auth);

/**
 * rst_auth_row_get_auth:
 * @self: the row
 *
 * Returns: what is chosen
 */
RstPop3Auth rst_auth_row_get_auth (RstAuthRow *self);

/**
 * rst_auth_row_check:
 * @self: the row
 * @has_token: whether the account's secret is a token, and no password
 * @has_certificate: whether it has a client certificate
 *
 * Shows whether the account has what the chosen way needs.
 *
 * Returns: (transfer none) (nullable): one sentence on what is missing
 */
const char *rst_auth_row_check (RstAuthRow *self, gboolean has_token, gboolean has_certificate);

G_END_DECLS
