/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-sign-in.h"

G_BEGIN_DECLS

/* One sign-in on its way: what it needs, and what asks it to stop. */
typedef struct
{
  const RstSignIn *needs;
  const RstAccount *account;
  RstAccountState *state;
  gboolean skip_utf8; /* it broke the connection before this one */
  gboolean in_utf8;   /* whether that is where this one is, or broke */
  gboolean assuming;  /* the server was not asked what it can */
  GCancellable *cancellable;
} RstSignInHops;

/* Tells of a hop that succeeded. */
void rst_sign_in_took_step (RstSignInHops *self,
                            RstSignInStep step,
                            RstPop3Session *session,
                            const char *detail);

/* Chooses the way to log in, logs in, and puts both into the state. */
gboolean rst_sign_in_log_in (RstSignInHops *self,
                             RstPop3Session *session,
                             GError **error);

G_END_DECLS
