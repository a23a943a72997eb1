/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstVcardLine:
 * @name: the property's name in upper case, without its group
 * @value: its value in UTF-8, decoded, still escaped
 * @base64: whether the value is octets that are still in base64
 *
 * One content line of a vCard (RFC 6350 §3.3).
 */
typedef struct
{
  char *name;
  char *value;
  gboolean base64;
} RstVcardLine;

/**
 * rst_vcard_line_next:
 * @text: (inout): what is left; the line is taken off
 *
 * Reads the next line that is one, unfolded. vCard 2.1's quoted-printable values
 * go on over lines that end with "=".
 *
 * Returns: (transfer full) (nullable): the line; %NULL at the end
 */
RstVcardLine *rst_vcard_line_next (const char **text);

/**
 * rst_vcard_line_dup_component:
 * @self: a line with a structured value (RFC 6350 §3.4)
 * @index: which of its components
 *
 * Returns: (transfer full): the component, fit for one line, maybe ""
 */
char *rst_vcard_line_dup_component (const RstVcardLine *self, guint index);

/**
 * rst_vcard_line_dup_text:
 * @self: a line
 *
 * Returns: (transfer full): its value as one text, fit for one line, maybe ""
 */
char *rst_vcard_line_dup_text (const RstVcardLine *self);

/**
 * rst_vcard_line_free:
 * @self: (transfer full): a line
 */
void rst_vcard_line_free (RstVcardLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstVcardLine, rst_vcard_line_free)

G_END_DECLS
