/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pop3/rst-pop3-session-private.h"

G_BEGIN_DECLS

/* A login on its way; its last refusal, and how that came. */
typedef struct
{
  RstPop3Session *session;
  const RstCredentials *credentials;
  const char *host;
  guint16 port;
  GCancellable *cancellable;

  char *refusal; /* what the server said inside the exchange */
  gboolean refused_at_once; /* a command with an initial response */
} RstPop3Login;

/* Sends @line with its CRLF. @shown is what errors and the log say of it. */
gboolean rst_pop3_login_send (RstPop3Login *self,
                              const char *line,
                              const char *shown,
                              GError **error);

/* Reads what the server answers to @step, without what it repeats of a secret. */
RstPop3Reply *rst_pop3_login_read (RstPop3Login *self, const char *step, GError **error);

/* A `-ERR` to @step. With @is_offer nothing but the way to log in was said, so
 * it is that which the server refuses.
 */
void rst_pop3_login_set_refused (RstPop3Login *self,
                                 const RstPop3Reply *reply,
                                 const char *step,
                                 gboolean is_offer,
                                 GError **error);

/* rst-pop3-exchange.c: AUTH (RFC 5034). */
gboolean rst_pop3_login_exchange (RstPop3Login *self,
                                  RstSaslMechanism mechanism,
                                  GError **error);

/* rst-pop3-offer.c: the channel's binding; with @end_point the one of its
 * certificate alone. FALSE when it has none.
 */
gboolean rst_pop3_session_get_binding (RstPop3Session *self,
                                       gboolean end_point,
                                       RstSaslBinding *binding);

/* A client that can bind must do it when the server can (RFC 5802 §6). */
RstSaslMechanism rst_pop3_session_bind_mechanism (RstPop3Session *self,
                                                  RstSaslMechanism mechanism);

G_END_DECLS
