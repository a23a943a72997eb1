/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-script.h"

#include <gio/gio.h>
#include <string.h>

typedef enum
{
  OPERAND_NONE,
  OPERAND_TEXT,
  OPERAND_OCTETS,
  OPERAND_NUMBER,
  OPERAND_NUMBER_OCTETS,
  OPERAND_OCTETS_OCTETS,
} Operand;

static const struct
{
  const char *name;
  Operand operand;
} actions[] = {
  [RST_TEST_ACTION_REPLY] = { "reply", OPERAND_TEXT },
  [RST_TEST_ACTION_RAW] = { "raw", OPERAND_OCTETS },
  [RST_TEST_ACTION_FLOOD] = { "flood", OPERAND_NUMBER_OCTETS },
  [RST_TEST_ACTION_ENDLESS] = { "endless", OPERAND_OCTETS_OCTETS },
  [RST_TEST_ACTION_INJECT] = { "inject", OPERAND_OCTETS },
  [RST_TEST_ACTION_DELAY] = { "delay", OPERAND_NUMBER },
  [RST_TEST_ACTION_DRIP] = { "drip", OPERAND_NUMBER },
  [RST_TEST_ACTION_STALL] = { "stall", OPERAND_NONE },
  [RST_TEST_ACTION_STALL_AFTER] = { "stall-after", OPERAND_NUMBER },
  [RST_TEST_ACTION_DROP] = { "drop", OPERAND_NONE },
  [RST_TEST_ACTION_DROP_AFTER] = { "drop-after", OPERAND_NUMBER },
  [RST_TEST_ACTION_RESET] = { "reset", OPERAND_NONE },
  [RST_TEST_ACTION_CLOSE] = { "close", OPERAND_NONE },
};

struct _RstTestScript
{
  GMutex mutex;
  GPtrArray *rules;
  gsize segment;
  gboolean gathers;
  gboolean forgets;
};

static void
rule_free (RstTestRule *rule)
{
  g_free (rule->on);
  g_free (rule->argument);
  g_clear_pointer (&rule->octets, g_bytes_unref);
  g_clear_pointer (&rule->more, g_bytes_unref);
  g_free (rule);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTestRule, rule_free)

/* Takes the next word off a line. */
static char *
next_word (const char **line)
{
  const char *begin = *line + strspn (*line, " \t");
  gsize size = strcspn (begin, " \t");

  *line = begin + size;
  *line += strspn (*line, " \t");
  return g_strndup (begin, size);
}

static gboolean
next_number (const char **line, guint64 *number)
{
  g_autofree char *word = next_word (line);

  return g_ascii_string_to_unsigned (word, 10, 0, G_MAXUINT32, number, NULL);
}

static gboolean
append_escape (GByteArray *octets, const char **text)
{
  static const char names[] = "rnt0\\\"";
  static const char values[] = "\r\n\t\0\\\"";
  const char *name;
  guint8 value;

  if (**text == 'x' && g_ascii_isxdigit ((*text)[1]) && g_ascii_isxdigit ((*text)[2]))
    {
      value = (guint8) (g_ascii_xdigit_value ((*text)[1]) * 16 + g_ascii_xdigit_value ((*text)[2]));
      *text += 3;
    }
  else
    {
      name = **text != '\0' ? strchr (names, **text) : NULL;
      if (name == NULL)
        return FALSE;
      value = (guint8) values[name - names];
      *text += 1;
    }
  g_byte_array_append (octets, &value, 1);
  return TRUE;
}

/* Reads "…" with the escapes of C. */
static GBytes *
next_octets (const char **line)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  const char *p = *line;

  if (*p++ != '"')
    return NULL;
  while (*p != '"')
    {
      if (*p == '\0')
        return NULL;
      if (*p != '\\')
        {
          g_byte_array_append (octets, (const guint8 *) p++, 1);
          continue;
        }
      p++;
      if (!append_escape (octets, &p))
        return NULL;
    }
  *line = p + 1;
  *line += strspn (*line, " \t");
  return g_byte_array_free_to_bytes (g_steal_pointer (&octets));
}

static gboolean
parse_operand (RstTestRule *rule, const char *line)
{
  Operand operand = actions[rule->action].operand;

  if (operand == OPERAND_TEXT)
    {
      char *text = g_strconcat (line, "\r\n", NULL);

      rule->octets = g_bytes_new_take (text, strlen (text));
      return TRUE;
    }
  if ((operand == OPERAND_NUMBER || operand == OPERAND_NUMBER_OCTETS) &&
      !next_number (&line, &rule->number))
    return FALSE;
  if (operand == OPERAND_NONE || operand == OPERAND_NUMBER)
    return *line == '\0';

  rule->octets = next_octets (&line);
  if (rule->octets != NULL && operand == OPERAND_OCTETS_OCTETS)
    rule->more = next_octets (&line);
  return rule->octets != NULL && (rule->more != NULL) == (operand == OPERAND_OCTETS_OCTETS) &&
         *line == '\0';
}

static gboolean
find_action (const char *word, RstTestAction *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (word, actions[i].name))
      {
        *action = (RstTestAction) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_condition (RstTestRule *rule, const char *word, const char **line)
{
  guint64 number;
  guint *target = NULL;

  if (g_str_equal (word, "once"))
    {
      rule->times = 1;
      return TRUE;
    }
  if (g_str_equal (word, "times"))
    target = &rule->times;
  else if (g_str_equal (word, "skip"))
    target = &rule->skip;
  else if (g_str_equal (word, "session"))
    target = &rule->session;

  if (target == NULL)
    {
      g_free (rule->argument);
      rule->argument = g_strdup (word);
      return *word != '\0';
    }
  if (!next_number (line, &number))
    return FALSE;
  *target = (guint) number;
  return TRUE;
}

/* on WHAT [ARGUMENT] [session N] [skip N] [once | times N] ACTION … */
static RstTestRule *
parse_rule (const char *line)
{
  g_autoptr (RstTestRule) rule = g_new0 (RstTestRule, 1);
  static const char *const events[] = { "greeting", "tls", "response", NULL };
  g_autofree char *on = next_word (&line);

  rule->on = g_strv_contains (events, on)
               ? g_steal_pointer (&on)
               : g_ascii_strup (on, -1);
  for (;;)
    {
      g_autofree char *word = next_word (&line);

      if (find_action (word, &rule->action))
        return parse_operand (rule, line) ? g_steal_pointer (&rule) : NULL;
      if (!parse_condition (rule, word, &line))
        return NULL;
    }
}

static gboolean
parse_line (RstTestScript *self, const char *line)
{
  g_autofree char *word = next_word (&line);
  RstTestRule *rule;
  guint64 segment;

  if (*word == '\0' || *word == '#')
    return TRUE;
  if (g_str_equal (word, "segment"))
    {
      if (!next_number (&line, &segment) || *line != '\0')
        return FALSE;
      self->segment = segment;
      return TRUE;
    }
  if (g_str_equal (word, "gather"))
    {
      self->gathers = TRUE;
      return *line == '\0';
    }
  if (g_str_equal (word, "forget"))
    {
      self->forgets = TRUE;
      return *line == '\0';
    }
  if (!g_str_equal (word, "on"))
    return FALSE;

  rule = parse_rule (line);
  if (rule != NULL)
    g_ptr_array_add (self->rules, rule);
  return rule != NULL;
}

RstTestScript *
rst_test_script_new (const char *text, GError **error)
{
  g_autoptr (RstTestScript) self = g_new0 (RstTestScript, 1);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  g_mutex_init (&self->mutex);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  for (char **line = lines; *line != NULL; line++)
    if (!parse_line (self, *line))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                     "Line %d of the script is wrong: %s", (int) (line - lines) + 1, *line);
        return NULL;
      }
  return g_steal_pointer (&self);
}

void
rst_test_script_free (RstTestScript *self)
{
  g_ptr_array_unref (self->rules);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gsize
rst_test_script_get_segment (RstTestScript *self)
{
  return self->segment;
}

gboolean
rst_test_script_gathers (RstTestScript *self)
{
  return self->gathers;
}

gboolean
rst_test_script_forgets (RstTestScript *self)
{
  return self->forgets;
}

static gboolean
matches (const RstTestRule *rule, guint session, const char *on, const char *argument)
{
  return g_str_equal (rule->on, on) &&
         (rule->session == 0 || rule->session == session) &&
         (rule->argument == NULL || g_strcmp0 (rule->argument, argument) == 0);
}

static gboolean
acts (RstTestRule *rule)
{
  if (rule->n_seen < rule->skip)
    {
      rule->n_seen++;
      return FALSE;
    }
  if (rule->times > 0 && rule->n_done == rule->times)
    return FALSE;
  rule->n_done++;
  return TRUE;
}

const RstTestRule *
rst_test_script_take (RstTestScript *self,
                      guint          session,
                      const char    *on,
                      const char    *argument)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->rules->len; i++)
    {
      RstTestRule *rule = self->rules->pdata[i];

      if (matches (rule, session, on, argument) && acts (rule))
        return rule;
    }
  return NULL;
}
