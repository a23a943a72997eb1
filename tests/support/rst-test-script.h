/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstTestAction:
 * @RST_TEST_ACTION_REPLY: a status line instead of the answer
 * @RST_TEST_ACTION_RAW: octets instead of the answer
 * @RST_TEST_ACTION_FLOOD: octets, many times, instead of the answer
 * @RST_TEST_ACTION_ENDLESS: octets once, then others until the client goes,
 *   instead of the answer
 * @RST_TEST_ACTION_INJECT: the answer, and octets in the same write
 * @RST_TEST_ACTION_DELAY: the answer, later
 * @RST_TEST_ACTION_DRIP: the answer, an octet at a time
 * @RST_TEST_ACTION_STALL: nothing, until the client goes
 * @RST_TEST_ACTION_STALL_AFTER: so many octets of the answer, then nothing
 * @RST_TEST_ACTION_DROP: the connection ends instead of the answer
 * @RST_TEST_ACTION_DROP_AFTER: so many octets of the answer, then the end
 * @RST_TEST_ACTION_RESET: the connection is reset instead of the answer
 * @RST_TEST_ACTION_CLOSE: the answer, then the end
 *
 * What goes wrong. rst-pop3-server.md describes the script.
 */
typedef enum
{
  RST_TEST_ACTION_REPLY,
  RST_TEST_ACTION_RAW,
  RST_TEST_ACTION_FLOOD,
  RST_TEST_ACTION_ENDLESS,
  RST_TEST_ACTION_INJECT,
  RST_TEST_ACTION_DELAY,
  RST_TEST_ACTION_DRIP,
  RST_TEST_ACTION_STALL,
  RST_TEST_ACTION_STALL_AFTER,
  RST_TEST_ACTION_DROP,
  RST_TEST_ACTION_DROP_AFTER,
  RST_TEST_ACTION_RESET,
  RST_TEST_ACTION_CLOSE,
} RstTestAction;

/**
 * RstTestRule:
 * @on: what it waits for: a command in upper case, "greeting", "tls" or "response"
 * @argument: (nullable): the command's argument
 * @session: the only session it is for, 0 for each
 * @skip: it lets so many matches pass first
 * @times: how often it acts, 0 for ever
 * @action: what it does
 * @number: the action's number
 * @octets: (nullable): the action's octets
 * @more: (nullable): the action's second octets
 *
 * A line of a script.
 */
typedef struct
{
  char *on;
  char *argument;
  guint session;
  guint skip;
  guint times;
  RstTestAction action;
  guint64 number;
  GBytes *octets;
  GBytes *more;

  /*< private >*/
  guint n_seen;
  guint n_done;
} RstTestRule;

/**
 * RstTestScript:
 *
 * What a test server does wrong. Used by all its sessions at once.
 */
typedef struct _RstTestScript RstTestScript;

/**
 * rst_test_script_new:
 * @text: (nullable): the script
 * @error: where to say which line is wrong
 *
 * Returns: (transfer full): the script
 */
RstTestScript *rst_test_script_new (const char *text, GError **error);

/**
 * rst_test_script_free:
 * @self: (transfer full): a script
 */
void rst_test_script_free (RstTestScript *self);

/**
 * rst_test_script_get_segment:
 * @self: a script
 *
 * Returns: how many octets a write has at most, 0 for no limit
 */
gsize rst_test_script_get_segment (RstTestScript *self);

/**
 * rst_test_script_gathers:
 * @self: a script
 *
 * Returns: whether answers wait for each other while commands wait
 */
gboolean rst_test_script_gathers (RstTestScript *self);

/**
 * rst_test_script_forgets:
 * @self: a script
 *
 * Returns: whether commands are lost that came together with one before them
 */
gboolean rst_test_script_forgets (RstTestScript *self);

/**
 * rst_test_script_take:
 * @self: a script
 * @session: the session's number, from 1
 * @on: a command in upper case, "greeting", "tls" or "response"
 * @argument: (nullable): its argument
 *
 * Finds the first rule that acts now, and counts it as done.
 *
 * Returns: (transfer none) (nullable): the rule
 */
const RstTestRule *rst_test_script_take (RstTestScript *self,
                                         guint session,
                                         const char *on,
                                         const char *argument);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTestScript, rst_test_script_free)

G_END_DECLS
