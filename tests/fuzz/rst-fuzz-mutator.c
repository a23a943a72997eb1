/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-fuzz-mutator.h"

#include <string.h>

/* Any number: it only has to stay the same. */
#define SEED 1939

#define MAX_CHANGES 8
#define MAX_RANGE 64

struct _RstFuzzMutator
{
  GPtrArray *seeds; /* of GBytes */
  GPtrArray *words; /* of GBytes */
  GRand *random;
};

/* A line of a dictionary: NAME="WORD" or "WORD", with \\, \" and \xHH.
 * g_strcompress() knows octal numbers only.
 */
static GBytes *
parse_word (const char *line)
{
  g_autoptr (GByteArray) word = g_byte_array_new ();
  const char *p = strchr (line, '"');
  const char *end = strrchr (line, '"');

  if (*line == '#' || p == NULL || p == end)
    return NULL;

  for (p++; p < end; p++)
    {
      guint8 octet = (guint8) *p;

      if (octet == '\\' && p[1] == 'x' && end - p >= 4)
        {
          octet = (guint8) (g_ascii_xdigit_value (p[2]) << 4 | g_ascii_xdigit_value (p[3]));
          p += 3;
        }
      else if (octet == '\\')
        {
          octet = (guint8) *++p;
        }
      g_byte_array_append (word, &octet, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&word));
}

static GPtrArray *
read_words (const char *path)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (path == NULL)
    return words;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      GBytes *word = parse_word (*line);

      if (word != NULL)
        g_ptr_array_add (words, word);
    }
  g_assert_cmpuint (words->len, >, 0);
  return words;
}

RstFuzzMutator *
rst_fuzz_mutator_new (GPtrArray *seeds, const char *dictionary)
{
  RstFuzzMutator *self = g_new0 (RstFuzzMutator, 1);

  g_assert_cmpuint (seeds->len, >, 0);
  self->seeds = g_ptr_array_ref (seeds);
  self->words = read_words (dictionary);
  self->random = g_rand_new_with_seed (SEED);
  return self;
}

void
rst_fuzz_mutator_free (RstFuzzMutator *self)
{
  g_ptr_array_unref (self->seeds);
  g_ptr_array_unref (self->words);
  g_rand_free (self->random);
  g_free (self);
}

/* 0 to @bound - 1; 0 for 0. */
static guint
below (RstFuzzMutator *self, guint bound)
{
  return bound > 0 ? (guint) g_rand_int_range (self->random, 0, (gint32) bound) : 0;
}

static GBytes *
choose (RstFuzzMutator *self, GPtrArray *among)
{
  return among->pdata[below (self, among->len)];
}

static void
insert (GByteArray *input, guint at, const guint8 *octets, guint length)
{
  g_autofree guint8 *copy = g_memdup2 (octets, length);
  guint old = input->len;

  g_byte_array_set_size (input, old + length);
  memmove (input->data + at + length, input->data + at, old - at);
  if (length > 0)
    memcpy (input->data + at, copy, length);
}

static void
insert_word (RstFuzzMutator *self, GByteArray *input)
{
  gsize length;
  const guint8 *octets;

  if (self->words->len == 0)
    return;
  octets = g_bytes_get_data (choose (self, self->words), &length);
  insert (input, below (self, input->len + 1), octets, (guint) length);
}

/* Puts some of any seed in. */
static void
insert_range (RstFuzzMutator *self, GByteArray *input)
{
  gsize length;
  const guint8 *octets = g_bytes_get_data (choose (self, self->seeds), &length);
  guint from = below (self, (guint) length);
  guint size = below (self, MIN (MAX_RANGE, (guint) length - from) + 1);

  if (size > 0)
    insert (input, below (self, input->len + 1), octets + from, size);
}

static void
insert_octets (RstFuzzMutator *self, GByteArray *input)
{
  guint8 octets[MAX_RANGE];
  guint size = 1 + below (self, MAX_RANGE);

  memset (octets, (int) below (self, 256), size);
  insert (input, below (self, input->len + 1), octets, size);
}

static void
repeat_range (RstFuzzMutator *self, GByteArray *input)
{
  guint from = below (self, input->len);
  guint size = below (self, MIN (MAX_RANGE, input->len - from) + 1);

  if (size > 0)
    insert (input, from, input->data + from, size);
}

static void
remove_range (RstFuzzMutator *self, GByteArray *input)
{
  guint from = below (self, input->len);
  guint size = below (self, MIN (MAX_RANGE, input->len - from) + 1);

  g_byte_array_remove_range (input, from, size);
}

static void
change_octet (RstFuzzMutator *self, GByteArray *input)
{
  /* What means something in POP3, a header, base64 or HTML. */
  static const char signs[] = "\r\n\t .+-=?:;,\"<>()[]@/&#*%'0129\x00\x1B\x7F\x80\xC3\xFF";
  guint at = below (self, input->len);

  switch (below (self, 3))
    {
    case 0:
      input->data[at] ^= (guint8) (1 << below (self, 8));
      break;
    case 1:
      input->data[at] = (guint8) below (self, 256);
      break;
    default:
      input->data[at] = (guint8) signs[below (self, sizeof signs - 1)];
    }
}

static void
change (RstFuzzMutator *self, GByteArray *input)
{
  switch (below (self, 10))
    {
    case 0:
    case 1:
      insert_word (self, input);
      break;
    case 2:
      insert_range (self, input);
      break;
    case 3:
      insert_octets (self, input);
      break;
    case 4:
      repeat_range (self, input);
      break;
    case 5:
      remove_range (self, input);
      break;
    default:
      if (input->len > 0)
        change_octet (self, input);
    }
}

GByteArray *
rst_fuzz_mutator_next (RstFuzzMutator *self, guint max_length)
{
  gsize length;
  const guint8 *octets = g_bytes_get_data (choose (self, self->seeds), &length);
  GByteArray *input = g_byte_array_new ();

  if (length > 0)
    g_byte_array_append (input, octets, (guint) length);
  for (guint i = 1 + below (self, MAX_CHANGES); i > 0; i--)
    change (self, input);
  if (below (self, 16) == 0)
    g_byte_array_set_size (input, below (self, input->len + 1));
  if (input->len > max_length)
    g_byte_array_set_size (input, max_length);
  return input;
}
