/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-ledger.h"

struct _RstLedger
{
  GHashTable *entries; /* a set of RstLedgerEntry, owned */
};

static guint
entry_hash (gconstpointer data)
{
  const RstLedgerEntry *entry = data;

  return g_str_hash (entry->unique_id) * 31 + entry->ordinal;
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  const RstLedgerEntry *one = a;
  const RstLedgerEntry *other = b;

  return one->ordinal == other->ordinal && g_str_equal (one->unique_id, other->unique_id);
}

RstLedger *
rst_ledger_new (void)
{
  RstLedger *self = g_new0 (RstLedger, 1);

  self->entries = g_hash_table_new_full (entry_hash,
                                         entry_equal,
                                         (GDestroyNotify) rst_ledger_entry_free,
                                         NULL);
  return self;
}

void
rst_ledger_free (RstLedger *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->entries);
  g_free (self);
}

void
rst_ledger_take (RstLedger *self, RstLedgerEntry *entry)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (entry != NULL);

  g_hash_table_replace (self->entries, entry, entry);
}

void
rst_ledger_remove (RstLedger *self, const char *unique_id, guint ordinal)
{
  RstLedgerEntry key = { .unique_id = (char *) unique_id, .ordinal = ordinal };

  g_return_if_fail (self != NULL);
  g_return_if_fail (unique_id != NULL);

  g_hash_table_remove (self->entries, &key);
}

const RstLedgerEntry *
rst_ledger_lookup (RstLedger *self, const char *unique_id, guint ordinal)
{
  RstLedgerEntry key = { .unique_id = (char *) unique_id, .ordinal = ordinal };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (unique_id != NULL, NULL);

  return g_hash_table_lookup (self->entries, &key);
}

guint
rst_ledger_get_size (RstLedger *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_hash_table_size (self->entries);
}

RstLedgerEntry *
rst_ledger_entry_new (const char *unique_id, guint ordinal, guint64 octets)
{
  RstLedgerEntry *entry;

  g_return_val_if_fail (unique_id != NULL, NULL);

  entry = g_new0 (RstLedgerEntry, 1);
  entry->unique_id = g_strdup (unique_id);
  entry->ordinal = ordinal;
  entry->octets = octets;
  entry->state = RST_LEDGER_ANNOUNCED;
  return entry;
}

void
rst_ledger_entry_free (RstLedgerEntry *entry)
{
  g_return_if_fail (entry != NULL);

  g_free (entry->unique_id);
  g_free (entry);
}
