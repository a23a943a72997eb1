/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ctl/rst-ctl.h"

G_BEGIN_DECLS

/**
 * rst_ctl_print_json:
 * @builder: a finished value
 *
 * Writes a JSON value as one line.
 */
void rst_ctl_print_json (JsonBuilder *builder);

/**
 * rst_ctl_print_error:
 * @ctl: how to write
 * @error: what went wrong
 *
 * Writes an error: on stderr for people; with `--json` also on stdout, as an
 * object with the member `error`.
 */
void rst_ctl_print_error (RstCtl *ctl, const GError *error);

/**
 * rst_ctl_print_row:
 * @ctl: how to write
 * @row: a message
 * @with_snippet: whether to show the words around a match
 *
 * Writes a line of a list.
 */
void rst_ctl_print_row (RstCtl *ctl, const RstRow *row, gboolean with_snippet);

/**
 * rst_ctl_finish:
 * @error: where to say that stdout did not take everything
 *
 * Looks whether all that was written so far arrived; single lines do not tell.
 *
 * Returns: whether it did
 */
gboolean rst_ctl_finish (GError **error);

/**
 * rst_ctl_write:
 * @octets: anything
 * @length: how many octets
 * @error: where to say that stdout does not take it
 *
 * Writes octets as they are.
 *
 * Returns: whether all were written
 */
gboolean rst_ctl_write (gconstpointer octets, gsize length, GError **error);

/**
 * rst_ctl_write_foreign:
 * @text: text of a message, in any encoding
 * @length: how many octets
 * @error: where to say that stdout does not take it
 *
 * Writes octets as they are, but to a terminal only what cannot steer it.
 *
 * Returns: whether all were written
 */
gboolean rst_ctl_write_foreign (const char *text, gsize length, GError **error);

/**
 * rst_ctl_add_date:
 * @builder: in an object
 * @name: a member
 * @time: seconds since 1970, UTC; 0 gives null
 *
 * Adds a time as RFC 3339 has it.
 */
void rst_ctl_add_date (JsonBuilder *builder, const char *name, gint64 time);

/**
 * rst_ctl_add_error:
 * @builder: in an object
 * @error: (nullable): what went wrong
 *
 * Adds the member `error` of the contract: `{code, message, hint}` or null.
 */
void rst_ctl_add_error (JsonBuilder *builder, const GError *error);

/**
 * rst_ctl_add_tags:
 * @builder: in an object
 * @row: a message
 *
 * Adds the member `tags`, the names of the message's tags.
 */
void rst_ctl_add_tags (JsonBuilder *builder, const RstRow *row);

/**
 * rst_ctl_add_address:
 * @builder: in an array
 * @name: a display name
 * @address: a mailbox address
 */
void rst_ctl_add_address (JsonBuilder *builder, const char *name, const char *address);

G_END_DECLS
