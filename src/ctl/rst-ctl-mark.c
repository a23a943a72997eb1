/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <sysexits.h>

#include "accounts/rst-json.h"
#include "base/rst-error.h"
#include "ctl/rst-ctl-output.h"
#include "ctl/rst-ctl.h"
#include "store/rst-tag.h"

/* What was asked for. */
typedef struct
{
  gboolean read;
  gboolean unread;
  gboolean star;
  gboolean unstar;
  GStrv add_tags;
  GStrv remove_tags;
  char *mailbox;
} Mark;

static void
mark_clear (Mark *mark)
{
  g_strfreev (mark->add_tags);
  g_strfreev (mark->remove_tags);
  g_free (mark->mailbox);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mark, mark_clear)

/* Not where either is no name: that has an error of its own. */
static gboolean
is_same_tag (const char *one, const char *other)
{
  g_autofree char *name = rst_tag_dup_name (one);
  g_autofree char *other_name = rst_tag_dup_name (other);
  g_autofree char *folded = name != NULL ? rst_tag_dup_folded (name) : NULL;
  g_autofree char *other_folded = other_name != NULL ? rst_tag_dup_folded (other_name) : NULL;

  return folded != NULL && g_strcmp0 (folded, other_folded) == 0;
}

static gboolean
contradicts_itself (const Mark *mark)
{
  if (mark->add_tags == NULL || mark->remove_tags == NULL)
    return FALSE;

  for (guint i = 0; mark->add_tags[i] != NULL; i++)
    for (guint j = 0; mark->remove_tags[j] != NULL; j++)
      if (is_same_tag (mark->add_tags[i], mark->remove_tags[j]))
        return TRUE;
  return FALSE;
}

static gboolean
check (const Mark *mark, GError **error)
{
  const char *problem = NULL;

  if (mark->read && mark->unread)
    problem = _("A message cannot be marked with --read and --unread at once");
  else if (mark->star && mark->unstar)
    problem = _("A message cannot be marked with --star and --unstar at once");
  else if (contradicts_itself (mark))
    problem = _("A tag cannot be named with --tag and --untag at once");
  else if (!mark->read && !mark->unread && !mark->star && !mark->unstar &&
           mark->add_tags == NULL && mark->remove_tags == NULL && mark->mailbox == NULL)
    problem = _("“mark” was not told what to do to the messages");

  if (problem != NULL)
    g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, problem);
  return problem == NULL;
}

static RstUndo *
change (RstCtl *ctl, GArray *ids, const Mark *mark, GError **error)
{
  const RstChange wanted = {
    .mailbox = mark->mailbox,
    .set = (mark->read ? RST_FLAG_SEEN : 0) | (mark->star ? RST_FLAG_FLAGGED : 0),
    .clear = (mark->unread ? RST_FLAG_SEEN : 0) | (mark->unstar ? RST_FLAG_FLAGGED : 0),
    .add_tags = (const char *const *) mark->add_tags,
    .remove_tags = (const char *const *) mark->remove_tags,
  };

  return rst_store_change (ctl->store, (const gint64 *) (gpointer) ids->data, ids->len, &wanted, NULL, error);
}

static void
print_changed (RstCtl *ctl, guint changed)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!ctl->json)
    {
      g_print (ngettext ("%u message changed\n", "%u messages changed\n", changed), changed);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rst_json_add_int (builder, "changed", changed);
  json_builder_end_object (builder);
  rst_ctl_print_json (builder);
}

int
rst_ctl_mark (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_auto (Mark) mark = { 0 };
  const GOptionEntry entries[] = {
    { "read", 0, 0, G_OPTION_ARG_NONE, &mark.read, N_("As read"), NULL },
    { "unread", 0, 0, G_OPTION_ARG_NONE, &mark.unread, N_("As not read"), NULL },
    { "star", 0, 0, G_OPTION_ARG_NONE, &mark.star, N_("With a star"), NULL },
    { "unstar", 0, 0, G_OPTION_ARG_NONE, &mark.unstar, N_("Without the star"), NULL },
    { "tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &mark.add_tags, N_("With this tag, which is made where there is none; may be repeated"), N_("NAME") },
    { "untag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &mark.remove_tags, N_("Without this tag; may be repeated"), N_("NAME") },
    { "mailbox", 0, 0, G_OPTION_ARG_STRING, &mark.mailbox, N_("Into this mailbox: inbox, archive, junk or trash"), N_("MAILBOX") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (RstUndo) undo = NULL;

  if (!rst_ctl_parse (entries,
                      "mark ID… [--read|--unread] [--star|--unstar] [--tag NAME]… [--untag NAME]… [--mailbox M]",
                      1, G_MAXINT, &argc, &argv, error) ||
      !check (&mark, error))
    return EX_USAGE;
  ids = rst_ctl_parse_ids (argv + 1, error);
  if (ids == NULL || !rst_ctl_open (ctl, error))
    return EX_USAGE;

  undo = change (ctl, ids, &mark, error);
  if (undo != NULL)
    print_changed (ctl, rst_undo_get_count (undo));
  return EX_OK;
}
