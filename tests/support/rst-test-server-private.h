/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rst-test-channel.h"
#include "rst-test-script.h"
#include "rst-test-server.h"

G_BEGIN_DECLS

/* A message; immutable, counted by g_atomic_rc_box. */
typedef struct
{
  GBytes *octets;
  char *unique_id;
} RstTestMessage;

const RstTestServerOptions *rst_test_server_get_options (RstTestServer *self);
RstTestScript *rst_test_server_get_script (RstTestServer *self);
const gnutls_datum_t *rst_test_server_get_ticket_key (RstTestServer *self);

void rst_test_server_log (RstTestServer *self,
                          guint session,
                          const char *word,
                          const char *text);

/* What a session sees: the messages of this moment. */
GPtrArray *rst_test_server_dup_maildrop (RstTestServer *self);

void rst_test_server_remove (RstTestServer *self, RstTestMessage *message);

/* Speaks POP3 over @channel until either end has enough. */
void rst_test_session_run (RstTestServer *server, RstTestChannel *channel, guint number);

G_END_DECLS
