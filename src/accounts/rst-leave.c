/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-leave.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"

#define NEWEST_PREFIX "newest:"

/* More than any mailbox holds, and no overflow in the largest unit. */
#define NEWEST_MAX 999999

/* What a size is written in, largest first. */
static const struct
{
  char letter;
  const char *name;
  guint64 octets;
} units[] = {
  { 't', "TB", G_GUINT64_CONSTANT (1000000000000) },
  { 'g', "GB", G_GUINT64_CONSTANT (1000000000) },
  { 'm', "MB", G_GUINT64_CONSTANT (1000000) },
  { 'k', "kB", G_GUINT64_CONSTANT (1000) },
};

/* The octets of one unit of a size, 0 for what is none. */
static guint64
get_unit (const char *text)
{
  if (*text == '\0' || (text[1] != '\0' && g_ascii_strcasecmp (text + 1, "b") != 0))
    return 0;

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].letter == g_ascii_tolower (*text))
      return units[i].octets;
  return 0;
}

static gboolean
parse_newest (RstLeave *self, const char *text)
{
  gsize n_digits = strspn (text, "0123456789");
  g_autofree char *digits = g_strndup (text, n_digits);
  const char *unit = text + n_digits;
  guint64 number;

  if (!g_ascii_string_to_unsigned (digits, 10, 1, NEWEST_MAX, &number, NULL) ||
      (*unit != '\0' && get_unit (unit) == 0))
    return FALSE;

  self->kind = *unit == '\0' ? RST_LEAVE_NEWEST : RST_LEAVE_NEWEST_OCTETS;
  self->amount = *unit == '\0' ? number : number * get_unit (unit);
  return TRUE;
}

static gboolean
parse_word (RstLeave *self, const char *text)
{
  static const struct
  {
    const char *word;
    RstLeaveKind kind;
  } words[] = {
    { "always", RST_LEAVE_ALWAYS },
    { "never", RST_LEAVE_NEVER },
    { "here", RST_LEAVE_HERE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, text))
      {
        self->kind = words[i].kind;
        self->amount = 0;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_days (RstLeave *self, const char *text)
{
  guint64 days;

  if (!g_ascii_string_to_unsigned (text, 10, 1, RST_LEAVE_DAYS_MAX, &days, NULL))
    return FALSE;

  self->kind = RST_LEAVE_DAYS;
  self->amount = days;
  return TRUE;
}

gboolean
rst_leave_parse (RstLeave *self, const char *text, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (parse_word (self, text) || parse_days (self, text) ||
      (g_str_has_prefix (text, NEWEST_PREFIX) && parse_newest (self, text + strlen (NEWEST_PREFIX))))
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
               _("“%s” does not say how long messages stay on the server: use “always”, “never”, a number of days from 1 to 36500, “newest:” and a number of messages or a size such as 200MB, or “here”"),
               text);
  return FALSE;
}

/* In the largest unit that leaves no rest. */
static char *
dup_size_text (guint64 octets)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (octets % units[i].octets == 0)
      return g_strdup_printf (NEWEST_PREFIX "%" G_GUINT64_FORMAT "%s", octets / units[i].octets, units[i].name);
  g_return_val_if_reached (NULL);
}

char *
rst_leave_dup_text (const RstLeave *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case RST_LEAVE_NEVER:
      return g_strdup ("never");
    case RST_LEAVE_DAYS:
      return g_strdup_printf ("%" G_GUINT64_FORMAT, self->amount);
    case RST_LEAVE_NEWEST:
      return g_strdup_printf (NEWEST_PREFIX "%" G_GUINT64_FORMAT, self->amount);
    case RST_LEAVE_NEWEST_OCTETS:
      return dup_size_text (self->amount);
    case RST_LEAVE_HERE:
      return g_strdup ("here");
    case RST_LEAVE_ALWAYS:
    default:
      return g_strdup ("always");
    }
}

static char *
dup_kind_sentence (const RstLeave *self)
{
  guint amount = (guint) MIN (self->amount, G_MAXUINT);
  g_autofree char *size = g_format_size (self->amount);

  switch (self->kind)
    {
    case RST_LEAVE_NEVER:
      return g_strdup (_("A message is removed from the server as soon as it is safely stored here. This computer then holds the only copy."));
    case RST_LEAVE_DAYS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "A message is removed from the server %u day after it was safely stored here.",
                                           "A message is removed from the server %u days after it was safely stored here.",
                                           amount),
                              amount);
    case RST_LEAVE_NEWEST:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "The newest %u message stays on the server; older ones are removed once they are safely stored here.",
                                           "The newest %u messages stay on the server; older ones are removed once they are safely stored here.",
                                           amount),
                              amount);
    case RST_LEAVE_NEWEST_OCTETS:
      return g_strdup_printf (_("The newest messages stay on the server, up to %s together; older ones are removed once they are safely stored here."),
                              size);
    case RST_LEAVE_HERE:
      return g_strdup (_("A message stays on the server until it is deleted for good here. What is in the trash is still here."));
    case RST_LEAVE_ALWAYS:
    default:
      return g_strdup (_("Messages stay on the server. Restante removes nothing there."));
    }
}

char *
rst_leave_dup_sentence (const RstLeave *self)
{
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  sentence = dup_kind_sentence (self);
  if (!self->proven || self->kind == RST_LEAVE_ALWAYS)
    return g_steal_pointer (&sentence);
  return g_strjoin (" ", sentence, _("Until a proven backup holds it, it stays in any case."), NULL);
}

gboolean
rst_leave_covers (const RstLeave *self, guint64 messages, guint64 octets)
{
  g_return_val_if_fail (self != NULL, FALSE);

  switch (self->kind)
    {
    case RST_LEAVE_NEWEST:
      return messages <= self->amount;
    case RST_LEAVE_NEWEST_OCTETS:
      return octets <= self->amount;
    case RST_LEAVE_ALWAYS:
    case RST_LEAVE_NEVER:
    case RST_LEAVE_DAYS:
    case RST_LEAVE_HERE:
    default:
      return FALSE;
    }
}
