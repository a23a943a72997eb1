/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-reader.h"
#include "rst-fuzz.h"

/* The reader of a connection. The first octet of an input says how the rest is
 * cut into segments, the second what is asked for: two bits for each answer in
 * turn. What comes out is written down as a transcript, which must be the same
 *
 * - however the octets were cut;
 * - as that of a model that looks at all octets at once, a line at a time.
 *
 * And any octets, sent as the text of a message, must come out as they were.
 */

typedef enum
{
  ANSWER_LINE,
  ANSWER_LISTING,
  ANSWER_TEXT,
} Answer;

#define ANSWERS 4 /* in one octet */

static Answer
get_answer (guint8 plan, guint index)
{
  switch (plan >> (index % ANSWERS * 2) & 3)
    {
    case 0:
      return ANSWER_LINE;
    case 1:
      return ANSWER_LISTING;
    default:
      return ANSWER_TEXT;
    }
}

static void
write_line (GString *transcript, char mark, const char *line, gsize length)
{
  g_string_append_printf (transcript, "\n%c%" G_GSIZE_FORMAT " ", mark, length);
  g_string_append_len (transcript, line, (gssize) length);
}

static RstPop3ReaderStatus
read_some (RstPop3Reader *reader, Answer what, GString *transcript)
{
  g_autoptr (GError) error = NULL;
  const char *octets = NULL;
  gsize length = 0;
  RstPop3ReaderStatus status;

  switch (what)
    {
    case ANSWER_LISTING:
      status = rst_pop3_reader_next_item (reader, &octets, &length, &error);
      break;
    case ANSWER_TEXT:
      status = rst_pop3_reader_next_text (reader, &octets, &length);
      break;
    case ANSWER_LINE:
    default:
      status = rst_pop3_reader_next_line (reader, &octets, &length, &error);
    }

  if (status == RST_POP3_READER_ERROR)
    rst_fuzz_assert_error (error);
  else
    g_assert_no_error (error);
  if (status != RST_POP3_READER_DATA)
    return status;

  if (what == ANSWER_TEXT)
    {
      g_assert_cmpuint (length, >, 0);
      g_string_append_len (transcript, octets, (gssize) length);
      return status;
    }
  g_assert_cmpuint (length, <=, RST_POP3_LINE_MAX);
  write_line (transcript, what == ANSWER_LINE ? 'L' : 'I', octets, length);
  return status;
}

/* Asks for one answer after the other, until octets or the reader's patience
 * are used up.
 */
static GString *
read_all (RstFuzzInput input, guint8 plan, guint32 cutting)
{
  g_autoptr (RstPop3Reader) reader = rst_pop3_reader_new ();
  GString *transcript = g_string_new (NULL);
  Answer what = ANSWER_LINE;
  guint n_answers = 0;

  for (;;)
    switch (read_some (reader, what, transcript))
      {
      case RST_POP3_READER_DATA:
        if (what == ANSWER_LINE)
          {
            what = get_answer (plan, n_answers++);
            if (what == ANSWER_TEXT)
              g_string_append (transcript, "\nT");
          }
        break;
      case RST_POP3_READER_END:
        g_assert_true (what != ANSWER_LINE);
        g_string_append (transcript, "\nE");
        what = ANSWER_LINE;
        break;
      case RST_POP3_READER_MORE:
        {
          gsize space;
          char *octets = rst_pop3_reader_get_space (reader, &space);
          gsize size;

          /* RST_POP3_BUFFER_SIZE: there is always room for more. */
          g_assert_cmpuint (space, >, 0);
          if (input.length == 0)
            {
              g_string_append_printf (transcript, "\nM%" G_GSIZE_FORMAT,
                                      rst_pop3_reader_get_pending (reader));
              return transcript;
            }
          size = rst_fuzz_cut (&cutting, MIN (space, input.length));
          memcpy (octets, input.octets, size);
          rst_pop3_reader_commit (reader, size);
          input.octets += size;
          input.length -= size;
          break;
        }
      case RST_POP3_READER_ERROR:
      default:
        g_assert_true (what != ANSWER_TEXT);
        g_string_append (transcript, "\nX");
        return transcript;
      }
}

/* The model's lines: RFC 1939 §3, with a bare LF where there is one. */
static RstPop3ReaderStatus
model_line (RstFuzzInput *input, RstFuzzInput *line, gboolean *bare)
{
  RstFuzzInput rest = *input;

  if (memchr (input->octets, '\n', input->length) == NULL)
    return input->length > RST_POP3_LINE_MAX + 1 ? RST_POP3_READER_ERROR : RST_POP3_READER_MORE;

  rst_fuzz_input_take_line (&rest, line);
  *bare = line->length == 0 || line->octets[line->length - 1] != '\r';
  if (!*bare)
    line->length--;
  if (line->length > RST_POP3_LINE_MAX)
    return RST_POP3_READER_ERROR;
  *input = rest;
  return RST_POP3_READER_DATA;
}

static gboolean
is_dot (const RstFuzzInput *line)
{
  return line->length == 1 && *line->octets == '.';
}

static RstPop3ReaderStatus
model_listing (RstFuzzInput *input, GString *transcript)
{
  RstPop3ReaderStatus status;
  RstFuzzInput line;
  gboolean bare;

  while ((status = model_line (input, &line, &bare)) == RST_POP3_READER_DATA)
    {
      if (is_dot (&line))
        return RST_POP3_READER_END;
      if (line.length > 0 && *line.octets == '.')
        rst_fuzz_input_take (&line);
      write_line (transcript, 'I', line.octets, line.length);
    }
  return status;
}

/* The octets of a text's first line with its end, 0 when that is not here. */
static gsize
measure_line (const RstFuzzInput *input, gboolean bare)
{
  for (gsize i = 0; i < input->length; i++)
    if (input->octets[i] == '\n' && (bare || (i > 0 && input->octets[i - 1] == '\r')))
      return i + 1;
  return 0;
}

static gboolean
equals (const char *octets, gsize length, const char *text)
{
  return length == strlen (text) && memcmp (octets, text, length) == 0;
}

/* What is handed out of a line that has not come to its end: all but what may
 * be part of the end.
 */
static void
model_broken_line (RstFuzzInput *input, GString *transcript)
{
  gsize length;

  if (equals (input->octets, input->length, ".") ||
      equals (input->octets, input->length, ".\r"))
    return;
  if (input->length > 0 && *input->octets == '.')
    rst_fuzz_input_take (input);

  length = input->length;
  if (length > 0 && input->octets[length - 1] == '\r')
    length--;
  g_string_append_len (transcript, input->octets, (gssize) length);
  input->octets += length;
  input->length -= length;
}

static RstPop3ReaderStatus
model_text (RstFuzzInput *input, gboolean bare, GString *transcript)
{
  gsize size;

  while ((size = measure_line (input, bare)) > 0)
    {
      const char *line = input->octets;
      gsize stuffed = *line == '.';

      input->octets += size;
      input->length -= size;
      if (equals (line, size, ".\r\n") || (bare && equals (line, size, ".\n")))
        return RST_POP3_READER_END;
      g_string_append_len (transcript, line + stuffed, (gssize) (size - stuffed));
    }
  model_broken_line (input, transcript);
  return RST_POP3_READER_MORE;
}

static RstPop3ReaderStatus
model_answer (RstFuzzInput *input, Answer what, GString *transcript)
{
  RstFuzzInput line;
  gboolean bare;
  RstPop3ReaderStatus status = model_line (input, &line, &bare);

  if (status != RST_POP3_READER_DATA)
    return status;
  write_line (transcript, 'L', line.octets, line.length);
  if (what == ANSWER_LINE)
    return status;

  if (what == ANSWER_TEXT)
    {
      g_string_append (transcript, "\nT");
      status = model_text (input, bare, transcript);
    }
  else
    {
      status = model_listing (input, transcript);
    }
  if (status == RST_POP3_READER_END)
    g_string_append (transcript, "\nE");
  return status;
}

static GString *
model_all (RstFuzzInput input, guint8 plan)
{
  GString *transcript = g_string_new (NULL);
  guint n_answers = 0;

  for (;;)
    switch (model_answer (&input, get_answer (plan, n_answers++), transcript))
      {
      case RST_POP3_READER_MORE:
        g_string_append_printf (transcript, "\nM%" G_GSIZE_FORMAT, input.length);
        return transcript;
      case RST_POP3_READER_ERROR:
        g_string_append (transcript, "\nX");
        return transcript;
      case RST_POP3_READER_DATA:
      case RST_POP3_READER_END:
      default:
        break;
      }
}

static void
assert_same (const GString *transcript, const GString *expected)
{
  g_assert_cmpmem (transcript->str, transcript->len, expected->str, expected->len);
}

/* RFC 1939 §3: how a server sends a text. */
static GString *
stuff (const GString *text)
{
  GString *sent = g_string_new ("+OK\r\n");

  for (gsize i = 0; i < text->len; i++)
    {
      gboolean begins_line = i == 0 || (i > 1 && memcmp (text->str + i - 2, "\r\n", 2) == 0);

      if (begins_line && text->str[i] == '.')
        g_string_append_c (sent, '.');
      g_string_append_c (sent, text->str[i]);
    }
  return g_string_append (sent, ".\r\n");
}

static void
check_round_trip (const RstFuzzInput *input, guint32 cutting)
{
  g_autoptr (GString) text = g_string_new_len (input->octets, (gssize) input->length);
  g_autoptr (GString) expected = g_string_new ("\nL3 +OK\nT");
  g_autoptr (GString) sent = NULL;
  g_autoptr (GString) transcript = NULL;

  if (text->len == 1 ||
      (text->len > 1 && memcmp (text->str + text->len - 2, "\r\n", 2) != 0))
    g_string_append (text, "\r\n");
  sent = stuff (text);
  g_string_append_len (expected, text->str, (gssize) text->len);
  g_string_append (expected, "\nE\nM0");

  transcript = read_all ((RstFuzzInput) { sent->str, sent->len }, ANSWER_TEXT, cutting);
  assert_same (transcript, expected);
}

int
LLVMFuzzerTestOneInput (const guint8 *octets, gsize length)
{
  RstFuzzInput input = { (const char *) octets, length };
  guint32 cutting = rst_fuzz_input_take (&input);
  guint8 plan = rst_fuzz_input_take (&input);
  g_autoptr (GString) whole = read_all (input, plan, 0);
  g_autoptr (GString) cut = read_all (input, plan, cutting);
  g_autoptr (GString) model = model_all (input, plan);

  assert_same (whole, model);
  assert_same (cut, model);
  check_round_trip (&input, cutting);
  return 0;
}
