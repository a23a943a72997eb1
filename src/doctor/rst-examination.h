/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-account-state.h"
#include "accounts/rst-account.h"
#include "doctor/rst-doctor-step.h"
#include "pop3/rst-pop3-session.h"

G_BEGIN_DECLS

/* Called with each step as soon as it is decided. */
typedef void (*RstDoctorTellFunc) (const RstDoctorStep *step, gpointer user_data);

/* One examination, on the thread that runs it. It knows which hops are planned,
 * in their order, and which were told.
 */
typedef struct
{
  const RstAccount *account;
  const RstCredentials *credentials; /* NULL: no login is tried */
  RstAccountState *state;
  RstPop3Log *log;
  GCancellable *cancellable;
  RstDoctorTellFunc tell;
  gpointer user_data;

  GPtrArray *planned; /* of names */
  GPtrArray *steps;   /* of RstDoctorStep, as they were told */
  gint64 since;       /* when the hop that is being tried began */
  GError *error;      /* of the first hop that failed */
} RstExamination;

/* rst-examination.c */
void rst_examination_init (RstExamination       *self,
                           const RstAccount     *account,
                           const RstCredentials *credentials,
                           RstAccountState      *state,
                           RstPop3Log           *log,
                           GCancellable         *cancellable);
void rst_examination_begin (RstExamination *self, gboolean has_proxy);
void rst_examination_clear (RstExamination *self);
double rst_examination_take_seconds (RstExamination *self);
void rst_examination_tell (RstExamination     *self,
                          const char       *step,
                          RstDoctorVerdict  verdict,
                          const char       *detail,
                          const char       *hint);
void rst_examination_tell_full (RstExamination *self, const RstDoctorStep *step);
void rst_examination_fail (RstExamination *self,
                          const char   *step,
                          const char   *hint,
                          GError       *error);
void rst_examination_skip_rest (RstExamination *self);
gboolean rst_examination_has_told (RstExamination *self, const char *step);

/* rst-examine-way.c: from a name to a port that answers */
gboolean rst_examine_way (RstExamination *self);

/* rst-examine-session.c: from there to a maildrop that is open */
RstPop3Session *rst_examine_session (RstExamination *self);

/* rst-examine-tls.c: what the server showed of itself */
void rst_examine_tell_tls (RstExamination *self, const char *step, GIOStream *stream, double seconds);
void rst_examine_fail_tls (RstExamination *self, const char *step, GError *error);

/* rst-examine-maildrop.c: what can be done in it, without changing anything. It is
 * FALSE when pipelining broke the session, which is worth another without it.
 */
gboolean rst_examine_maildrop (RstExamination *self, RstPop3Session *session);

G_END_DECLS
