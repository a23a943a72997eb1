/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Small made-up mails, of which a million fit on a disk. Each depends on its
 * number, and how many there are, alone: everybody measures with the same.
 */
typedef struct _Letters Letters;

Letters *letters_new (guint n_letters);
void letters_free (Letters *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Letters, letters_free)

/* The octets of one, with lines that end in LF. */
GBytes *letters_write (Letters *self, guint number);

/* Whose it is: one of LETTERS_N_ACCOUNTS. */
#define LETTERS_N_ACCOUNTS 3
extern const char *const letters_accounts[LETTERS_N_ACCOUNTS];
guint letters_get_account (Letters *self, guint number);

/* The vocabulary, the most frequent word first. */
#define LETTERS_N_WORDS 150000
const char *letters_get_word (Letters *self, guint rank);

/* Somebody who writes mails, the most diligent first. */
#define LETTERS_N_PEOPLE 4000
char *letters_dup_surname (Letters *self, guint rank);

/* Numbers that look random and are the same everywhere. */
guint64 letters_random (guint64 *state);
guint letters_random_below (guint64 *state, guint limit);

G_END_DECLS
