/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pop3/rst-pop3-session.h"

G_BEGIN_DECLS

/* An answer to CAPA of a server that pipelines. */
#define RST_TEST_PIPELINING "+OK\r\nPIPELINING\r\n.\r\n"

/**
 * RstTestScripted:
 * @session: the session
 * @output: what it sends
 *
 * A session with a server whose answers were written beforehand: what it sends
 * while answers last, and when they end, shows what it waits for. No thread, no
 * socket.
 */
typedef struct
{
  RstPop3Session *session;
  GMemoryOutputStream *output;
} RstTestScripted;

/**
 * rst_test_scripted_new:
 * @answers: all that the server will say; it must outlive the session
 * @size: its octets, or -1 when it ends with NUL
 *
 * Each read gives one line, so that nothing seems to be answered before it was
 * asked.
 *
 * Returns: a session of which nothing was read yet
 */
RstTestScripted rst_test_scripted_new (const char *answers, gssize size);

/**
 * rst_test_scripted_new_at_once:
 * @answers: all that the server will say; it must outlive the session
 * @size: its octets, or -1 when it ends with NUL
 *
 * The same, but the first read gives all.
 *
 * Returns: a session of which nothing was read yet
 */
RstTestScripted rst_test_scripted_new_at_once (const char *answers, gssize size);

/**
 * rst_test_scripted_read_text:
 * @self: a session in the midst of a text
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (nullable): the text, which must hold no NUL
 */
char *rst_test_scripted_read_text (RstTestScripted *self, GError **error);

/**
 * rst_test_scripted_clear:
 * @self: a session
 */
void rst_test_scripted_clear (RstTestScripted *self);

/**
 * rst_test_scripted_query:
 * @self: a session
 *
 * Sends CAPA, which must succeed.
 */
void rst_test_scripted_query (RstTestScripted *self);

/**
 * rst_test_scripted_assert_sent:
 * @self: a session
 * @expected: all that it must have sent so far
 */
void rst_test_scripted_assert_sent (RstTestScripted *self, const char *expected);

/**
 * rst_test_scripted_count_sent:
 * @self: a session
 * @command: some of a command
 *
 * Returns: how often it was sent
 */
guint rst_test_scripted_count_sent (RstTestScripted *self, const char *command);

/**
 * rst_test_login:
 * @session: a session that is not logged in
 * @auth: how; automatic takes the best that there is
 * @user: the user name
 * @password: the password
 * @error: where to say why it failed
 *
 * Returns: whether the maildrop is open
 */
gboolean rst_test_login (RstPop3Session *session,
                         RstPop3Auth auth,
                         const char *user,
                         const char *password,
                         GError **error);

/**
 * rst_test_assert_says:
 * @error: an error
 * @code: the [error@Rst.Error] that it must be
 * @says: what its sentence must hold
 */
void rst_test_assert_says (const GError *error, int code, const char *says);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RstTestScripted, rst_test_scripted_clear)

G_END_DECLS
