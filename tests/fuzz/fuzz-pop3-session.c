/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-session.h"
#include "rst-fuzz-stream.h"
#include "rst-fuzz.h"

/* A whole session. Of an input the first octet says how the rest is cut into
 * segments, the second how to log in, the third what else to do; all that
 * follows is what the server says, whatever it is asked, with a RST_FUZZ_PAUSE
 * where it waits. What must hold:
 *
 * - the session ends;
 * - each step succeeds, or says why not in a sentence that holds no secret;
 * - what is sent are commands of POP3, one a line, and names only messages that
 *   were meant;
 * - the secret is sent only by a login that must send it, and the log does not
 *   show it.
 */

#define USER "anna@example.org"
#define SECRET "Hopfen+Malz=4711"

/* Enough to fill more than one segment, and few enough to be quick. */
#define TEXTS 12
#define LOGINS 4

/* In the octet that says how to log in. */
#define NO_PIPELINING 0x80

typedef enum
{
  STEP_STLS = 1 << 0,
  STEP_CAPA_AGAIN = 1 << 1,
  STEP_STAT = 1 << 2,
  STEP_NOOP = 1 << 3,
  STEP_RSET = 1 << 4,
  STEP_DELE = 1 << 5,
  STEP_TOKEN = 1 << 6, /* log in with a token, not with a password */
  STEP_TOP = 1 << 7,   /* ask for some messages' beginning only */
} Steps;

typedef struct
{
  RstFuzzStream *input;
  GMemoryOutputStream *output;
  RstPop3Session *session;
  RstPop3Log *log;
  RstCredentials *credentials;
  guint8 way;
  Steps steps;
  GHashTable *listed; /* numbers */
  gboolean tried_login;
  gboolean may_send_secret;
} Fuzz;

static const char *
skip_word (const char *text, const char *word)
{
  return g_str_has_prefix (text, word) ? text + strlen (word) : NULL;
}

/* The errors after which a session goes on (rst-pop3-session.h). */
static gboolean
goes_on (const GError *error)
{
  switch ((RstError) error->code)
    {
    case RST_ERROR_REFUSED:
    case RST_ERROR_IN_USE:
    case RST_ERROR_LOGIN_DELAY:
    case RST_ERROR_TEMPORARY:
    case RST_ERROR_PERMANENT:
    case RST_ERROR_AUTH:
    case RST_ERROR_LOGIN_DISABLED:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether the session goes on. @error may be set in the call that gives @done,
 * so it goes by reference.
 */
static gboolean
check_step (gboolean done, GError **error)
{
  if (done)
    {
      g_assert_no_error (*error);
      return TRUE;
    }
  rst_fuzz_assert_error (*error);
  return goes_on (*error);
}

static gboolean
query_capabilities (Fuzz *fuzz)
{
  g_autoptr (GError) error = NULL;

  return check_step (rst_pop3_session_query_capabilities (fuzz->session, NULL, &error), &error);
}

/* RFC 2595 §4: not an octet that came before the handshake may count. */
static gboolean
start_tls (Fuzz *fuzz)
{
  g_autoptr (GError) error = NULL;

  if (!rst_pop3_session_stls (fuzz->session, NULL, &error))
    {
      check_step (FALSE, &error);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_cmpint (rst_fuzz_stream_get_last (fuzz->input), ==, '\n');
  rst_pop3_session_set_stream (fuzz->session, rst_pop3_session_get_stream (fuzz->session));
  g_assert_false (rst_pop3_capa_has (rst_pop3_session_get_capabilities (fuzz->session), "STLS"));
  return query_capabilities (fuzz);
}

/* RFC 6856 §2 */
static gboolean
enter_utf8 (Fuzz *fuzz)
{
  g_autoptr (GError) error = NULL;

  return check_step (rst_pop3_session_enter_utf8 (fuzz->session, NULL, &error), &error);
}

/* RFC 6856 §3 */
static gboolean
set_language (Fuzz *fuzz)
{
  g_autoptr (GError) error = NULL;

  return check_step (rst_pop3_session_set_language (fuzz->session, "de", NULL, &error), &error);
}

/* RFC 1939 §7: a msg-id; what is laxer lets a server choose what is hashed. */
static void
check_stamp (Fuzz *fuzz)
{
  const char *stamp = rst_pop3_session_get_stamp (fuzz->session);

  if (stamp == NULL)
    return;
  g_assert_true (*stamp == '<' && g_str_has_suffix (stamp, ">"));
  g_assert_nonnull (strchr (stamp, '@'));
  g_assert_nonnull (strstr (rst_pop3_session_get_banner (fuzz->session), stamp));
  for (const char *p = stamp; *p != '\0'; p++)
    g_assert_true (g_ascii_isgraph (*p));
}

static gboolean
open_session (Fuzz *fuzz)
{
  g_autoptr (GError) error = NULL;

  if (!check_step (rst_pop3_session_read_greeting (fuzz->session, NULL, &error), &error) ||
      error != NULL)
    return FALSE;
  rst_fuzz_assert_line (rst_pop3_session_get_banner (fuzz->session));
  check_stamp (fuzz);
  return query_capabilities (fuzz) &&
         ((fuzz->steps & STEP_STLS) == 0 || start_tls (fuzz)) &&
         enter_utf8 (fuzz) &&
         set_language (fuzz);
}

static char *
dup_sent (Fuzz *fuzz)
{
  gsize length = g_memory_output_stream_get_data_size (fuzz->output);
  char *sent = g_malloc0 (length + 1);

  if (length > 0)
    memcpy (sent, g_memory_output_stream_get_data (fuzz->output), length);
  g_assert_cmpuint (strlen (sent), ==, length);
  return sent;
}

static gboolean
holds_secret (const char *octets, gsize length)
{
  return memmem (octets, length, SECRET, strlen (SECRET)) != NULL;
}

/* Also in base64, which hides nothing. */
static gboolean
gives_secret_away (const char *word)
{
  gsize length;
  g_autofree guchar *decoded = NULL;

  if (*word == '\0')
    return FALSE;
  decoded = g_base64_decode (word, &length);
  return holds_secret (word, strlen (word)) || holds_secret ((const char *) decoded, length);
}

/* A server may repeat what it was sent: neither an error nor the log shows
 * that.
 */
static void
check_secrecy (Fuzz *fuzz, const char *message)
{
  g_autofree char *sent = dup_sent (fuzz);
  g_auto (GStrv) words = g_strsplit_set (sent, " \r\n", -1);

  for (char **word = words; *word != NULL; word++)
    g_assert_false (gives_secret_away (*word) && strstr (message, *word) != NULL);
}

/* What the log holds beyond what it held before. It is a ring: where lines have
 * gone, nothing is said.
 */
static void
check_log (Fuzz *fuzz, const char *before)
{
  g_autofree char *text = rst_pop3_log_dup_text (fuzz->log);

  rst_fuzz_assert_text (text);
  if (g_str_has_prefix (text, before))
    check_secrecy (fuzz, text + strlen (before));
}

static gboolean
log_in_by (Fuzz *fuzz, RstPop3Auth auth, gboolean *again)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = rst_pop3_log_dup_text (fuzz->log);
  gboolean done;

  fuzz->tried_login = TRUE;
  if (rst_pop3_auth_get_strength (auth) == RST_POP3_AUTH_STRENGTH_CLEAR)
    fuzz->may_send_secret = TRUE;

  done = rst_pop3_session_login (fuzz->session, auth, fuzz->credentials,
                                 "pop.example.org", 110, NULL, &error);
  check_step (done, &error);
  check_log (fuzz, before);
  if (done)
    return TRUE;
  check_secrecy (fuzz, error->message);
  *again = g_error_matches (error, RST_ERROR, RST_ERROR_AUTH) ||
           g_error_matches (error, RST_ERROR, RST_ERROR_LOGIN_DISABLED);
  return FALSE;
}

/* The way that the input names, or one after the other as an account does that
 * leaves it to the program.
 */
static gboolean
log_in (Fuzz *fuzz)
{
  RstPop3Auth named = (RstPop3Auth) ((fuzz->way & ~NO_PIPELINING) % (RST_POP3_AUTH_LAST + 1));
  g_autoptr (GArray) ways = NULL;
  gboolean again = TRUE;

  if (named != RST_POP3_AUTH_AUTO)
    return log_in_by (fuzz, named, &again);

  ways = rst_pop3_session_rank_auth (fuzz->session, fuzz->credentials->kind);
  for (guint i = 0; again && i < MIN (ways->len, LOGINS); i++)
    {
      RstPop3Auth way = g_array_index (ways, RstPop3Auth, i);

      g_assert_cmpint (way, !=, RST_POP3_AUTH_AUTO);
      g_assert_cmpint (way, !=, RST_POP3_AUTH_APOP);
      if (log_in_by (fuzz, way, &again))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_glance (Fuzz *fuzz)
{
  g_autoptr (RstPop3Listing) listing = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;
  guint64 octets = 0;

  listing = rst_pop3_session_glance (fuzz->session, 1, 2, &count, &octets, NULL, &error);
  g_assert_cmpuint (count, <=, RST_POP3_NUMBER_MAX);
  g_assert_true (octets <= G_MAXINT64 || octets == RST_POP3_OCTETS_UNKNOWN);
  return check_step (listing != NULL, &error);
}

static RstPop3Listing *
list (Fuzz *fuzz)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstPop3Listing) listing = rst_pop3_session_list (fuzz->session, NULL, &error);

  check_step (listing != NULL, &error);
  for (guint i = 0; listing != NULL && i < rst_pop3_listing_get_size (listing); i++)
    {
      const RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, i);

      g_assert_true (g_hash_table_add (fuzz->listed, GUINT_TO_POINTER (entry->number)));
    }
  return g_steal_pointer (&listing);
}

static gboolean
read_text (Fuzz *fuzz)
{
  g_autoptr (GError) error = NULL;
  const char *octets;
  gssize length;

  while ((length = rst_pop3_session_read_text (fuzz->session, &octets, NULL, &error)) > 0)
    g_assert_cmpint (length, <=, RST_POP3_BUFFER_SIZE);
  check_step (length == 0, &error);
  return length == 0;
}

/* Texts come in the order in which they were asked for; one that is refused
 * keeps no other back.
 */
static gboolean
read_messages (Fuzz *fuzz, RstPop3Listing *listing)
{
  guint n = MIN (rst_pop3_listing_get_size (listing), TEXTS);

  for (guint i = 0; i < n; i++)
    {
      const RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, i);

      if (i % 2 == 1 && (fuzz->steps & STEP_TOP) != 0)
        rst_pop3_session_queue_top (fuzz->session, entry->number, i);
      else
        rst_pop3_session_queue_retr (fuzz->session, entry->number, entry->octets);
    }
  for (guint i = 0; i <= n; i++)
    {
      g_autoptr (GError) error = NULL;
      guint number = 0;
      gboolean given = rst_pop3_session_next_message (fuzz->session, &number, NULL, &error);

      check_step (given, &error);
      if (number == 0)
        {
          g_assert_true (!given || i == n);
          return given;
        }
      g_assert_cmpuint (i, <, n);
      g_assert_cmpuint (number, ==, rst_pop3_listing_get_entry (listing, i)->number);
      if (given && !read_text (fuzz))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remove_messages (Fuzz *fuzz, RstPop3Listing *listing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) refused = NULL;
  guint numbers[TEXTS];
  guint n = MIN (rst_pop3_listing_get_size (listing), TEXTS);
  gboolean done;

  for (guint i = 0; i < n; i++)
    numbers[i] = rst_pop3_listing_get_entry (listing, i)->number;
  done = rst_pop3_session_dele (fuzz->session, numbers, n, &refused, NULL, &error);
  g_assert_true (done == (refused != NULL));
  for (guint i = 0; refused != NULL && i < refused->len; i++)
    g_assert_true (g_hash_table_contains (fuzz->listed, GUINT_TO_POINTER (g_array_index (refused, guint, i))));
  return check_step (done, &error);
}

static gboolean
run_simple (Fuzz *fuzz, gboolean (*run) (RstPop3Session *, GCancellable *, GError **))
{
  g_autoptr (GError) error = NULL;

  return check_step (run (fuzz->session, NULL, &error), &error);
}

static void
run_session (Fuzz *fuzz)
{
  g_autoptr (RstPop3Listing) listing = NULL;

  if (!open_session (fuzz) || !log_in (fuzz) ||
      ((fuzz->steps & STEP_CAPA_AGAIN) != 0 && !query_capabilities (fuzz)) ||
      ((fuzz->steps & STEP_STAT) != 0 && !check_glance (fuzz)) ||
      (listing = list (fuzz)) == NULL ||
      !read_messages (fuzz, listing) ||
      ((fuzz->steps & STEP_NOOP) != 0 && !run_simple (fuzz, rst_pop3_session_noop)) ||
      ((fuzz->steps & STEP_DELE) != 0 && !remove_messages (fuzz, listing)) ||
      ((fuzz->steps & STEP_RSET) != 0 && !run_simple (fuzz, rst_pop3_session_rset)))
    return;
  run_simple (fuzz, rst_pop3_session_quit);
}

static gboolean
is_base64 (const char *line)
{
  return strspn (line, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") == strlen (line);
}

/* RFC 1939 §5, §7; RFC 2449 §5; RFC 2595 §4; RFC 5034 §4; RFC 6856 §2, §3. */
static void
check_command (Fuzz *fuzz, const char *line)
{
  static const char *const bare[] = {
    "CAPA", "STLS", "STAT", "LIST", "UIDL", "NOOP", "RSET", "QUIT", "UTF8", "LANG de",
  };
  static const char *const numbered[] = { "RETR ", "DELE ", "TOP " };
  static const char *const glance[] = { "LIST 1", "UIDL 1", "LIST 2", "UIDL 2" };
  static const char *const login[] = { "USER ", "PASS ", "AUTH ", "APOP " };

  for (gsize i = 0; i < G_N_ELEMENTS (bare); i++)
    if (g_str_equal (line, bare[i]))
      return;
  for (gsize i = 0; i < G_N_ELEMENTS (glance); i++)
    if (g_str_equal (line, glance[i]))
      return;
  for (gsize i = 0; i < G_N_ELEMENTS (numbered); i++)
    {
      const char *number = skip_word (line, numbered[i]);

      if (number != NULL)
        {
          g_assert_true (g_hash_table_contains (fuzz->listed,
                                                GUINT_TO_POINTER (g_ascii_strtoull (number, NULL, 10))));
          return;
        }
    }

  /* What is left belongs to a login. */
  g_assert_true (fuzz->tried_login);
  for (gsize i = 0; i < G_N_ELEMENTS (login); i++)
    if (g_str_has_prefix (line, login[i]))
      return;
  g_assert_true (is_base64 (line) || g_str_equal (line, "*"));
}

static gboolean
line_gives_secret_away (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (gives_secret_away (*word))
      return TRUE;
  return FALSE;
}

static void
check_sent (Fuzz *fuzz)
{
  g_autofree char *sent = dup_sent (fuzz);
  g_auto (GStrv) lines = g_strsplit (sent, "\r\n", -1);
  gboolean gave_away = FALSE;

  for (char **line = lines; *line != NULL; line++)
    {
      /* Each command was sent whole. */
      if (line[1] == NULL)
        {
          g_assert_cmpstr (*line, ==, "");
          break;
        }
      g_assert_null (strpbrk (*line, "\r\n"));
      g_assert_true (is_base64 (*line) || strlen (*line) + 2 <= RST_POP3_COMMAND_MAX);
      check_command (fuzz, *line);
      gave_away = gave_away || line_gives_secret_away (*line);
    }
  g_assert_true (!gave_away || fuzz->may_send_secret);
}

int
LLVMFuzzerTestOneInput (const guint8 *octets, gsize length)
{
  RstFuzzInput input = { (const char *) octets, length };
  guint8 cutting = rst_fuzz_input_take (&input);
  Fuzz fuzz = { .way = rst_fuzz_input_take (&input), .steps = rst_fuzz_input_take (&input) };
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (RstFuzzStream) stream = rst_fuzz_stream_new (input, cutting);
  g_autoptr (GIOStream) both = g_simple_io_stream_new (G_INPUT_STREAM (stream), output);
  g_autoptr (RstPop3Session) session = rst_pop3_session_new (both);
  g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
  g_autoptr (RstCredentials) credentials = NULL;
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);

  credentials = rst_credentials_new (USER,
                                     (fuzz.steps & STEP_TOKEN) != 0 ? RST_SECRET_TOKEN : RST_SECRET_PASSWORD,
                                     SECRET);
  fuzz.input = stream;
  fuzz.output = G_MEMORY_OUTPUT_STREAM (output);
  fuzz.session = session;
  fuzz.log = log;
  fuzz.credentials = credentials;
  fuzz.listed = listed;
  rst_pop3_session_set_log (session, log);
  rst_pop3_session_set_pipelining (session, (fuzz.way & NO_PIPELINING) == 0);

  run_session (&fuzz);
  check_sent (&fuzz);
  return 0;
}
