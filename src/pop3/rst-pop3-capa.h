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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstPop3Capa, rst_pop3_capa_free)

G_END_DECLS
