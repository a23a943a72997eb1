/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rst-test-message.h"

G_BEGIN_DECLS

/**
 * RstTestMaildrop:
 *
 * The messages that a test server has now. Used by all its sessions at once.
 */
typedef struct _RstTestMaildrop RstTestMaildrop;

/**
 * rst_test_maildrop_new:
 *
 * Returns: (transfer full): an empty maildrop
 */
RstTestMaildrop *rst_test_maildrop_new (void);

/**
 * rst_test_maildrop_free:
 * @self: (transfer full): a maildrop
 */
void rst_test_maildrop_free (RstTestMaildrop *self);

/**
 * rst_test_maildrop_add:
 * @self: a maildrop
 * @octets: (transfer full): a message; its unique-id is made from it
 */
void rst_test_maildrop_add (RstTestMaildrop *self, GBytes *octets);

/**
 * rst_test_maildrop_add_named:
 * @self: a maildrop
 * @unique_id: the message's unique-id
 * @octets: (transfer full): a message
 */
void rst_test_maildrop_add_named (RstTestMaildrop *self, const char *unique_id, GBytes *octets);

/**
 * rst_test_maildrop_clear:
 * @self: a maildrop that is empty afterwards
 */
void rst_test_maildrop_clear (RstTestMaildrop *self);

/**
 * rst_test_maildrop_add_synthetic:
 * @self: a maildrop
 * @count: how many messages, which are not held
 */
void rst_test_maildrop_add_synthetic (RstTestMaildrop *self, guint count);

/**
 * rst_test_maildrop_add_folder:
 * @self: a maildrop
 * @path: a folder of `.eml` files
 * @exact: whether files are taken as they are; else those without any CRLF get
 *   CRLF for LF
 * @error: where to say why it failed
 *
 * Returns: whether all were read
 */
gboolean rst_test_maildrop_add_folder (RstTestMaildrop *self,
                                       const char *path,
                                       gboolean exact,
                                       GError **error);

/**
 * rst_test_maildrop_get_n_messages:
 * @self: a maildrop
 *
 * Returns: how many messages it has now
 */
guint rst_test_maildrop_get_n_messages (RstTestMaildrop *self);

/**
 * rst_test_maildrop_dup:
 * @self: a maildrop
 *
 * Returns: (transfer full) (element-type RstTestMessage): what a session sees:
 *   the messages of this moment
 */
GPtrArray *rst_test_maildrop_dup (RstTestMaildrop *self);

/**
 * rst_test_maildrop_remove:
 * @self: a maildrop
 * @seen: what a session saw
 * @marked: which of that to remove
 */
void rst_test_maildrop_remove (RstTestMaildrop *self,
                               GPtrArray *seen,
                               const gboolean *marked);

G_END_DECLS
