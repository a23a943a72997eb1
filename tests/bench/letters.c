/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letters.h"

#include <math.h>
#include <string.h>

/* From the beginning of 2016, ten years. */
#define FIRST_DATE G_GINT64_CONSTANT (1451606400)
#define SECONDS (10.0 * 365.25 * 24 * 60 * 60)

/* How far back lies what is answered, and how many answers a thread names. */
#define MEMORY 300
#define MAX_REFERENCES 8

/* No word of a Zipf vocabulary comes once only; order numbers and the like do. */
#define SERIALS_PERCENT 30

struct _Letters
{
  guint n_letters;
  char **words;
  double *shares; /* of each word and those before it */
};

/* What is decided of a letter before it is written. */
typedef struct
{
  guint number;
  guint answers; /* the number of another one, or its own */
  guint account;
  guint sender;
} Plan;

const char *const letters_accounts[LETTERS_N_ACCOUNTS] = { "home", "lists", "work" };

static const char *const heads[] = {
  "b", "br", "c", "ch", "d", "f", "g", "gr", "h", "k", "l", "m", "n",
  "p", "pr", "r", "s", "st", "t", "tr", "v", "w", "z", "",
};
static const char *const cores[] = { "a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ou", "ü", "é" };
static const char *const tails[] = { "", "", "", "n", "r", "s", "t", "ng", "l", "m" };
static const char *const common[] = {
  "the", "to", "and", "of", "you", "in", "is", "for", "that", "it", "on", "we", "with", "be", "this",
};
static const char *const given[] = {
  "Anna", "Boris", "Chiara", "Dmitri", "Elif", "Fatou", "Günther", "Hana", "Ines", "João",
};
static const char *const hosts[] = {
  "garden.example", "harbour.example", "library.example", "orchard.example", "station.example", "workshop.example",
};

/* splitmix64 */
guint64
letters_random (guint64 *state)
{
  guint64 z = *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint
letters_random_below (guint64 *state, guint limit)
{
  return (guint) (letters_random (state) % limit);
}

static double
random_share (guint64 *state)
{
  return (double) (letters_random (state) >> 11) / (double) ((guint64) 1 << 53);
}

#define choose(state, list) ((list)[letters_random_below (state, G_N_ELEMENTS (list))])

static char *
make_word (guint64 *state)
{
  static const guint8 lengths[] = { 1, 2, 2, 2, 3, 3, 4 };
  GString *word = g_string_new (NULL);

  for (guint n = choose (state, lengths); n > 0; n--)
    {
      g_string_append (word, choose (state, heads));
      g_string_append (word, choose (state, cores));
    }
  g_string_append (word, choose (state, tails));
  return g_string_free (word, FALSE);
}

/* Frequent words are mostly short, but not all of them. */
static guint
get_place (const char *word)
{
  return (guint) strlen (word) + g_str_hash (word) % 8;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  guint places[] = { get_place (one), get_place (other) };

  if (places[0] != places[1])
    return places[0] < places[1] ? -1 : 1;
  return strcmp (one, other);
}

static char **
make_words (void)
{
  guint64 state = 4;
  guint n_words = G_N_ELEMENTS (common);
  char **words = g_new0 (char *, LETTERS_N_WORDS + 1);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_words; i++)
    {
      words[i] = g_strdup (common[i]);
      g_hash_table_add (known, words[i]);
    }
  while (n_words < LETTERS_N_WORDS)
    {
      char *word = make_word (&state);

      if (g_hash_table_contains (known, word))
        {
          g_free (word);
          continue;
        }
      g_hash_table_add (known, word);
      words[n_words++] = word;
    }
  qsort (words + G_N_ELEMENTS (common), n_words - G_N_ELEMENTS (common), sizeof (char *), compare_places);
  return words;
}

/* Zipf's law, flattened at the top as Mandelbrot has it. */
static double *
make_shares (void)
{
  double *shares = g_new (double, LETTERS_N_WORDS);
  double sum = 0;

  for (guint i = 0; i < LETTERS_N_WORDS; i++)
    shares[i] = sum += 1 / (i + 2.7);
  for (guint i = 0; i < LETTERS_N_WORDS; i++)
    shares[i] /= sum;
  return shares;
}

Letters *
letters_new (guint n_letters)
{
  Letters *self = g_new0 (Letters, 1);

  self->n_letters = n_letters;
  self->words = make_words ();
  self->shares = make_shares ();
  return self;
}

void
letters_free (Letters *self)
{
  g_strfreev (self->words);
  g_free (self->shares);
  g_free (self);
}

const char *
letters_get_word (Letters *self, guint rank)
{
  return self->words[rank];
}

static const char *
random_word (Letters *self, guint64 *state)
{
  double share = random_share (state);
  guint low = 0;
  guint high = LETTERS_N_WORDS - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->shares[middle] < share)
        low = middle + 1;
      else
        high = middle;
    }
  return self->words[low];
}

static char *
capitalize (const char *word)
{
  g_autofree char *first = g_utf8_strup (word, (gssize) (g_utf8_next_char (word) - word));

  return g_strconcat (first, g_utf8_next_char (word), NULL);
}

char *
letters_dup_surname (Letters *self, guint rank)
{
  return capitalize (self->words[LETTERS_N_WORDS / 50 + rank]);
}

/* Each random number of a letter comes from its own number. */
static guint64
start_random (guint number, guint purpose)
{
  guint64 state = ((guint64) purpose << 32) + number;

  return letters_random (&state);
}

/* An answer goes to the account of what it answers, so that threads stay
 * together.
 */
static Plan
make_plan (Letters *self, guint number)
{
  static const guint8 accounts[] = { 0, 0, 0, 1, 1, 1, 1, 1, 2, 2 };
  guint64 state = start_random (number, 1);
  Plan plan = { .number = number, .answers = number };

  plan.sender = (guint) (pow (random_share (&state), 2.5) * LETTERS_N_PEOPLE);
  plan.account = choose (&state, accounts);
  if (number > MEMORY && letters_random_below (&state, 100) < 45)
    {
      plan.answers = number - 1 - letters_random_below (&state, MEMORY);
      plan.account = make_plan (self, plan.answers).account;
    }
  return plan;
}

guint
letters_get_account (Letters *self, guint number)
{
  return make_plan (self, number).account;
}

static const char *
get_host (const Plan *plan)
{
  return hosts[plan->sender % G_N_ELEMENTS (hosts)];
}

static void
append_message_id (GString *letter, const Plan *plan)
{
  g_string_append_printf (letter,
                          "<%u.%08x@%s>",
                          plan->number,
                          (guint) (start_random (plan->number, 2) >> 32),
                          get_host (plan));
}

static void
append_encoded (GString *letter, const char *text)
{
  g_autofree char *base64 = NULL;

  if (g_str_is_ascii (text))
    {
      g_string_append (letter, text);
      return;
    }
  base64 = g_base64_encode ((const guchar *) text, strlen (text));
  g_string_append_printf (letter, "=?utf-8?b?%s?=", base64);
}

static void
append_words (GString *letter, Letters *self, guint64 *state, guint n_words, const char *mark)
{
  for (guint i = 0; i < n_words; i++)
    {
      if (i % 11 == 0)
        g_string_append_printf (letter, "%s%s", i > 0 ? "\n" : "", mark);
      else
        g_string_append_c (letter, ' ');
      g_string_append (letter, random_word (self, state));
    }
}

/* Of the letter that began the thread. */
static void
append_subject (GString *letter, Letters *self, const Plan *plan)
{
  Plan first = *plan;
  guint64 state;
  g_autoptr (GString) subject = g_string_new (NULL);

  while (first.answers != first.number)
    first = make_plan (self, first.answers);
  state = start_random (first.number, 3);
  append_words (subject, self, &state, 2 + letters_random_below (&state, 6), "");
  g_string_append (letter, "Subject: ");
  if (plan->answers != plan->number)
    g_string_append (letter, "Re: ");
  append_encoded (letter, subject->str);
  g_string_append_c (letter, '\n');
}

static void
append_references (GString *letter, Letters *self, const Plan *plan)
{
  GQueue chain = G_QUEUE_INIT;
  Plan other = *plan;
  gpointer number;

  if (plan->answers == plan->number)
    return;
  while (other.answers != other.number && chain.length < MAX_REFERENCES)
    {
      other = make_plan (self, other.answers);
      g_queue_push_head (&chain, GUINT_TO_POINTER (other.number + 1));
    }
  g_string_append (letter, "References:");
  while ((number = g_queue_pop_head (&chain)) != NULL)
    {
      other = make_plan (self, GPOINTER_TO_UINT (number) - 1);
      g_string_append (letter, " ");
      append_message_id (letter, &other);
    }
  g_string_append (letter, "\nIn-Reply-To: ");
  append_message_id (letter, &other);
  g_string_append_c (letter, '\n');
}

static void
append_person (GString *letter, Letters *self, guint person)
{
  g_autofree char *surname = letters_dup_surname (self, person);
  const char *first = given[person % G_N_ELEMENTS (given)];
  g_autofree char *name = g_strdup_printf ("%s %s", first, surname);

  append_encoded (letter, name);
  g_string_append_printf (letter, " <user%u@%s>\n", person, hosts[person % G_N_ELEMENTS (hosts)]);
}

static void
append_header (GString *letter, Letters *self, const Plan *plan)
{
  guint64 state = start_random (plan->number, 4);
  double place = (plan->number + random_share (&state)) / self->n_letters;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (FIRST_DATE + (gint64) (place * SECONDS));
  g_autofree char *text = g_date_time_format (date, "%a, %d %b %Y %H:%M:%S +0000");

  g_string_append (letter, "From: ");
  append_person (letter, self, plan->sender);
  g_string_append_printf (letter, "To: Ann <ann@%s.example>\n", letters_accounts[plan->account]);
  append_subject (letter, self, plan);
  g_string_append_printf (letter, "Date: %s\nMessage-ID: ", text);
  append_message_id (letter, plan);
  g_string_append_c (letter, '\n');
  append_references (letter, self, plan);
  g_string_append (letter, "MIME-Version: 1.0\n");
}

/* Most are short, some are long; an answer quotes a little. */
static void
append_text (GString *letter, Letters *self, const Plan *plan, guint64 *state)
{
  guint n_words = (guint) (30 * exp (1.6 * random_share (state) * random_share (state) * 2)) + 5;

  g_string_append (letter, "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
  append_words (letter, self, state, n_words, "");
  g_string_append (letter, ".\n");
  if (letters_random_below (state, 100) < SERIALS_PERCENT)
    g_string_append_printf (letter, "\nOrder K%07u\n", letters_random_below (state, 10000000));
  if (plan->answers != plan->number)
    {
      g_string_append_c (letter, '\n');
      append_words (letter, self, state, n_words / 4 + 3, "> ");
      g_string_append_c (letter, '\n');
    }
}

static void
append_table (GString *letter, Letters *self, guint64 *state)
{
  const char *name = random_word (self, state);
  guint n_rows = 5 + letters_random_below (state, 20);

  g_string_append_printf (letter,
                          "Content-Type: text/csv; charset=utf-8\n"
                          "Content-Disposition: attachment; filename*=utf-8''");
  g_string_append_uri_escaped (letter, name, NULL, FALSE);
  g_string_append_printf (letter, "-%u.csv\n\n", letters_random_below (state, 1000));
  while (n_rows-- > 0)
    g_string_append_printf (letter,
                            "%s;%u;EUR\n",
                            random_word (self, state),
                            letters_random_below (state, 100000));
}

GBytes *
letters_write (Letters *self, guint number)
{
  Plan plan = make_plan (self, number);
  guint64 state = start_random (number, 5);
  GString *letter = g_string_sized_new (2048);

  append_header (letter, self, &plan);
  if (letters_random_below (&state, 100) < 8)
    {
      g_string_append (letter, "Content-Type: multipart/mixed; boundary=\"=_part\"\n\n--=_part\n");
      append_text (letter, self, &plan, &state);
      g_string_append (letter, "\n--=_part\n");
      append_table (letter, self, &state);
      g_string_append (letter, "\n--=_part--\n");
    }
  else
    append_text (letter, self, &plan, &state);
  return g_string_free_to_bytes (letter);
}
