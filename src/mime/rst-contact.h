/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstContact:
 * @name: what the person is called, maybe ""
 * @organization: where they work, maybe ""
 * @title: as what, maybe ""
 * @emails: (element-type utf8): mail addresses
 * @phones: (element-type utf8): telephone numbers
 * @addresses: (element-type utf8): postal addresses, each in one line
 * @photo: (nullable): a picture that is in the card itself, or what says it is one
 *
 * What people read of a vCard (RFC 6350, RFC 2426, vCard 2.1). All text is fit for
 * one line. Sounds and links are left out, also those to a picture.
 */
typedef struct
{
  char *name;
  char *organization;
  char *title;
  GPtrArray *emails;
  GPtrArray *phones;
  GPtrArray *addresses;
  GBytes *photo;
} RstContact;

/**
 * rst_contact_parse:
 * @octets: the content of a part of type text/vcard
 *
 * Reads vCards. Of what is larger than 4 MiB nothing is read; of many cards the
 * first 10 are, and of each 20 values of a kind. Blocks; may run on any thread.
 *
 * Returns: (transfer full) (element-type RstContact): the contacts that say
 *   anything, maybe none
 */
GPtrArray *rst_contact_parse (GBytes *octets);

/**
 * rst_contact_free:
 * @self: (transfer full): a contact
 */
void rst_contact_free (RstContact *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstContact, rst_contact_free)

G_END_DECLS
