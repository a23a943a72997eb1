/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstLinkDoubt:
 * @RST_LINK_DOUBT_NONE: nothing speaks against it
 * @RST_LINK_DOUBT_NUMBER: its host is a number and no name
 * @RST_LINK_DOUBT_USER: what stands before the host looks like one
 * @RST_LINK_DOUBT_LETTERS: its host has letters that look like other ones
 * @RST_LINK_DOUBT_UNREADABLE: where it leads cannot be told
 * @RST_LINK_DOUBT_OTHER: its text names another site
 *
 * What is strange about a link, the worst last.
 */
typedef enum
{
  RST_LINK_DOUBT_NONE,
  RST_LINK_DOUBT_NUMBER,
  RST_LINK_DOUBT_USER,
  RST_LINK_DOUBT_LETTERS,
  RST_LINK_DOUBT_UNREADABLE,
  RST_LINK_DOUBT_OTHER,
} RstLinkDoubt;

/**
 * RstLinkCheck:
 * @doubt: what is strange about it
 * @shown: (nullable): the site that its text names, where that is another one
 * @host: where it leads, in ASCII; "" where that cannot be told
 *
 * What came out when a link was looked at.
 */
typedef struct
{
  RstLinkDoubt doubt;
  char *shown;
  char *host;
} RstLinkCheck;

/**
 * rst_link_check_new:
 * @text: (nullable): what people see of a link
 * @uri: where it leads: http, https or mailto
 *
 * Compares what a link says with what it does. Two hosts are the same site where
 * the same owner registered them, by the Public Suffix List. Nothing is asked of
 * the network.
 *
 * Returns: (transfer full): what came out
 */
RstLinkCheck *rst_link_check_new (const char *text, const char *uri);

/**
 * rst_link_check_new_in_html:
 * @html: an HTML body in UTF-8
 * @uri: where a link in it leads, as a browser says it
 *
 * The same for a link that was chosen in a page: looks at what all links to this
 * address say. Blocks as long as it takes to read the page; may run on any
 * thread.
 *
 * Returns: (transfer full): the worst that came out
 */
RstLinkCheck *rst_link_check_new_in_html (const char *html, const char *uri);

/**
 * rst_link_check_free:
 * @self: (transfer full): what came out
 */
void rst_link_check_free (RstLinkCheck *self);

/**
 * rst_link_check_dup_readable:
 * @uri: where a link leads
 *
 * Makes an address fit to be read: a host name with letters beyond ASCII is
 * written as DNS has it, with the letters behind it where they mislead nobody;
 * signs that turn the text around are escaped.
 *
 * Returns: (transfer full): the address
 */
char *rst_link_check_dup_readable (const char *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstLinkCheck, rst_link_check_free)

G_END_DECLS
