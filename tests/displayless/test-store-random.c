/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever is done to messages, in whatever order, the store stays whole: what
 * is counted is there, and every message is in the thread of its Message-ID.
 */

#include "config.h"

#include <string.h>

#include "store-fixture.h"

#define N_ACTIONS 600
#define N_ACTIONS_PER_CHECK 60
#define N_NAMES 40

typedef struct
{
  RstStore *store;
  GPtrArray *undos;
  guint n_arrivals;
} Play;

static int
pick (int n)
{
  return g_test_rand_int_range (0, n);
}

/* Of a few Message-IDs, so that messages meet and threads are joined. */
static RstArrival *
new_arrival (const char *name, gboolean partial)
{
  g_autofree char *octets =
    g_strdup_printf ("Subject: %s%d\r\nMessage-ID: <%d@x>\r\nReferences: <%d@x> <%d@x>\r\n\r\n%s\r\n",
                     pick (2) ? "Re: " : "", pick (5), pick (N_NAMES), pick (N_NAMES), pick (N_NAMES), name);
  RstArrival *arrival = store_fixture_new_arrival (name, octets, strlen (octets));

  arrival->summary->date = 1700000000 + pick (100);
  arrival->partial = partial;
  return arrival;
}

static void
add (Play *play)
{
  g_autofree char *name = g_strdup_printf ("%u", play->n_arrivals++);
  const char *account = pick (2) ? "work" : "home";
  const guint8 digest[32] = { (guint8) pick (256) };
  gboolean partial = pick (2);
  g_autoptr (GError) error = NULL;

  /* First its beginning, now and then, and maybe the whole later. */
  for (int n = 1 + partial * pick (2); n > 0; n--)
    {
      g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
      RstArrival *arrival = new_arrival (name, partial);

      arrival->header_digest = g_bytes_new (digest, sizeof (digest));
      g_ptr_array_add (arrivals, arrival);
      rst_store_add (play->store, account, arrivals, NULL, &error);
      g_assert_no_error (error);
      partial = FALSE;
    }
}

/* Of any mailbox. */
static gboolean
pick_message (Play *play, gint64 *id)
{
  static const char *const mailboxes[] = { RST_MAILBOX_INBOX, RST_MAILBOX_ARCHIVE, RST_MAILBOX_JUNK, RST_MAILBOX_TRASH };
  g_autoptr (GArray) ids = store_fixture_list (play->store, NULL, mailboxes[pick (4)]);

  if (ids->len > 0)
    *id = g_array_index (ids, gint64, pick ((int) ids->len));
  return ids->len > 0;
}

static void
change (Play *play)
{
  static const char *const mailboxes[] = { NULL, NULL, RST_MAILBOX_INBOX, RST_MAILBOX_JUNK, RST_MAILBOX_TRASH };
  static const char *const tags[][3] = { { NULL }, { "a" }, { "B", "c" }, { "A", "d" }, { "b" } };
  const RstChange wanted = {
    .mailbox = mailboxes[pick (5)],
    .toggle = (RstFlags) pick (4),
    .add_tags = tags[pick (5)],
    .remove_tags = tags[pick (5)],
  };
  g_autoptr (GError) error = NULL;
  gint64 ids[3];
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    n += pick_message (play, &ids[n]);
  g_ptr_array_add (play->undos, rst_store_change (play->store, ids, n, &wanted, NULL, &error));
  g_assert_no_error (error);
}

static void
undo (Play *play)
{
  g_autoptr (RstUndo) former = NULL;
  g_autoptr (GError) error = NULL;

  if (play->undos->len == 0)
    return;

  former = g_ptr_array_steal_index (play->undos, (guint) pick ((int) play->undos->len));
  rst_store_undo (play->store, former, NULL, &error);
  g_assert_no_error (error);
}

static void
delete (Play *play)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!pick_message (play, &id))
    return;

  rst_store_delete (play->store, &id, 1, NULL, &error);
  g_assert_no_error (error);
}

static void
delete_tag (Play *play)
{
  g_autoptr (GPtrArray) tags = rst_store_load_tags (play->store, NULL, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (tags->len == 0)
    return;

  rst_store_delete_tag (play->store, ((RstTag *) tags->pdata[pick ((int) tags->len)])->id, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_account (Play *play)
{
  g_autoptr (GError) error = NULL;

  rst_store_remove_account (play->store, pick (2) ? "work" : "home", NULL, &error);
  g_assert_no_error (error);
}

static void
test_random (StoreFixture *fixture, gconstpointer data)
{
  static void (*const actions[]) (Play *) = {
    add, add, add, add, add, change, change, change, change, change, undo, undo, delete, delete, delete, delete_tag, remove_account,
  };
  g_autoptr (GPtrArray) undos = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_undo_unref);
  Play play = { .store = fixture->store, .undos = undos };

  for (guint i = 1; i <= N_ACTIONS; i++)
    {
      actions[pick (G_N_ELEMENTS (actions))] (&play);
      if (i % N_ACTIONS_PER_CHECK == 0)
        store_fixture_assert_whole (fixture->store);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store-random", StoreFixture, NULL, store_fixture_set_up, test_random, store_fixture_tear_down);
  return g_test_run ();
}
