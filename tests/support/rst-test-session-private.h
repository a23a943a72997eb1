/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rst-test-sasl.h"
#include "rst-test-server-private.h"

G_BEGIN_DECLS

/* A session's server side: an answer is made whole first, then the script says
 * what becomes of it.
 */
typedef struct
{
  RstTestServer *server;
  RstTestChannel *channel;
  const RstTestServerOptions *options;
  RstTestScript *script;
  guint number;

  char *stamp; /* APOP's */
  char *user;  /* USER's */
  RstTestSaslPolicy policy;
  RstTestSasl *sasl;   /* while an exchange lasts */
  GPtrArray *maildrop; /* NULL until somebody is logged in */
  gboolean *marked;

  GString *answer;
  gboolean begin_tls;  /* once the answer is sent */
  gboolean challenged; /* the next line is no command */
  gboolean utf8;
  gboolean quit;
} RstTestSession;

/* When a command may be given. */
typedef enum
{
  RST_TEST_STATE_ANY,
  RST_TEST_STATE_AUTHORIZATION,
  RST_TEST_STATE_TRANSACTION,
} RstTestState;

typedef struct
{
  const char *on; /* a command, or what else a script can name */
  RstTestState state;
  void (*run) (RstTestSession *self, const char *argument);
} RstTestCommand;

/* Each ends with a command of no name. */
extern const RstTestCommand rst_test_authorization_commands[];
extern const RstTestCommand rst_test_transaction_commands[];

/* Appends a line to the answer. */
void rst_test_session_answer (RstTestSession *self, const char *line);

/* A script challenged in place of the answer to AUTH: the exchange goes on with
 * the client's first words.
 */
void rst_test_session_expect_response (RstTestSession *self, const char *argument);

/* Whether a login may be tried. */
gboolean rst_test_session_may_login (RstTestSession *self);

/* From the state of authorization to that of transaction. */
void rst_test_session_open_maildrop (RstTestSession *self);

/* Removes what was marked. */
void rst_test_session_update (RstTestSession *self);

G_END_DECLS
