/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rst-test-channel.h"
#include "rst-test-maildrop.h"
#include "rst-test-script.h"
#include "rst-test-server.h"

G_BEGIN_DECLS

/* What holds for a session that begins now. */
const RstTestServerOptions *rst_test_server_get_options (RstTestServer *self);
RstTestScript *rst_test_server_get_script (RstTestServer *self);
RstTestMaildrop *rst_test_server_get_maildrop (RstTestServer *self);

/* Whether it has a mechanism that is bound to the channel. */
gboolean rst_test_server_can_bind (RstTestServer *self);

gboolean rst_test_server_start_tls (RstTestServer *self,
                                    const RstTestServerOptions *options,
                                    RstTestChannel *channel);

void rst_test_server_log (RstTestServer *self,
                          guint session,
                          const char *word,
                          const char *text);

/* Speaks POP3 over @channel until either end has enough. */
void rst_test_session_run (RstTestServer *server, RstTestChannel *channel, guint number);

G_END_DECLS
