/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstPop3Capa:
 *
 * What a server says that it can (RFC 2449). Tags are compared without case.
 */
typedef struct _RstPop3Capa RstPop3Capa;

/**
 * rst_pop3_capa_new:
 *
 * Returns: (transfer full): no capability
 */
RstPop3Capa *rst_pop3_capa_new (void);

/**
 * rst_pop3_capa_free:
 * @self: (transfer full): capabilities
 */
void rst_pop3_capa_free (RstPop3Capa *self);

/**
 * rst_pop3_capa_add_line:
 * @self: capabilities
 * @line: a line of the CAPA listing
 * @length: its octets
 *
 * Takes in a capability: a tag and its arguments, parted by blanks. A line
 * that is none is passed over.
 */
void rst_pop3_capa_add_line (RstPop3Capa *self, const char *line, gsize length);

/**
 * rst_pop3_capa_is_empty:
 * @self: capabilities
 *
 * Returns: whether nothing was announced
 */
gboolean rst_pop3_capa_is_empty (RstPop3Capa *self);

/**
 * rst_pop3_capa_has:
 * @self: capabilities
 * @tag: such as "PIPELINING"
 *
 * Returns: whether it was announced
 */
gboolean rst_pop3_capa_has (RstPop3Capa *self, const char *tag);

/**
 * rst_pop3_capa_has_argument:
 * @self: capabilities
 * @tag: such as "SASL"
 * @argument: such as "PLAIN"
 *
 * Returns: whether @tag was announced with @argument among its arguments
 */
gboolean rst_pop3_capa_has_argument (RstPop3Capa *self,
                                     const char *tag,
                                     const char *argument);

/**
 * rst_pop3_capa_get_arguments:
 * @self: capabilities
 * @tag: such as "EXPIRE"
 *
 * Returns: (transfer none) (nullable): the arguments of @tag, %NULL when it was
 *   not announced
 */
const char *const *rst_pop3_capa_get_arguments (RstPop3Capa *self, const char *tag);

/**
 * rst_pop3_capa_dup_lines:
 * @self: capabilities
 *
 * Returns: (transfer full): the lines that were taken in, in their order, valid
 *   UTF-8, for whoever remembers them
 */
char **rst_pop3_capa_dup_lines (RstPop3Capa *self);

/**
 * rst_pop3_capa_equal:
 * @self: capabilities
 * @other: capabilities
 *
 * Returns: whether both were announced by the same lines in the same order
 */
gboolean rst_pop3_capa_equal (RstPop3Capa *self, RstPop3Capa *other);

/**
 * RST_POP3_EXPIRE_NEVER:
 *
 * The days of a server that removes nothing by itself.
 */
#define RST_POP3_EXPIRE_NEVER G_MAXUINT

/**
 * rst_pop3_capa_get_expire:
 * @self: capabilities
 * @days: (out): for how many days the server keeps a message at least, 0 when
 *   it removes at the end of the session what was read in it,
 *   %RST_POP3_EXPIRE_NEVER when it removes nothing
 * @per_user: (out) (optional): whether it differs from user to user, so that it
 *   must be asked for again after the login
 *
 * Reads EXPIRE (RFC 2449 §6.7).
 *
 * Returns: whether it was announced and makes sense; else nothing is known and
 *   nothing was put out
 */
gboolean rst_pop3_capa_get_expire (RstPop3Capa *self,
                                   guint *days,
                                   gboolean *per_user);

/**
 * rst_pop3_capa_get_login_delay:
 * @self: capabilities
 * @seconds: (out): what must pass between two logins
 * @per_user: (out) (optional): as for [method@Pop3Capa.get_expire]
 *
 * Reads LOGIN-DELAY (RFC 2449 §6.5).
 *
 * Returns: whether it was announced and makes sense; else nothing is known and
 *   nothing was put out
 */
gboolean rst_pop3_capa_get_login_delay (RstPop3Capa *self,
                                        guint *seconds,
                                        gboolean *per_user);

/**
 * rst_pop3_capa_dup_implementation:
 * @self: capabilities
 *
 * Reads IMPLEMENTATION (RFC 2449 §6.9), for logs: what is done must not depend
 * on it.
 *
 * Returns: (transfer full) (nullable): what the server says that it is, fit for
 *   one line, %NULL when it does not say
 */
char *rst_pop3_capa_dup_implementation (RstPop3Capa *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstPop3Capa, rst_pop3_capa_free)

G_END_DECLS
