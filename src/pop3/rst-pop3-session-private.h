/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pop3/rst-pop3-reader.h"
#include "pop3/rst-pop3-reply.h"
#include "pop3/rst-pop3-session.h"

G_BEGIN_DECLS

/* A text that was asked for. */
typedef struct
{
  guint number;
  guint64 octets; /* as LIST announced it */
} RstPop3Retr;

/* What the three files of the session share: rst-pop3-session.c speaks single
 * commands, rst-pop3-login.c authenticates, rst-pop3-transfer.c keeps many
 * commands in flight.
 */
struct _RstPop3Session
{
  GObject parent_instance;

  GIOStream *stream;
  RstPop3Reader *reader;
  RstPop3Capa *capa;
  char *banner;
  guint timeout; /* seconds for one line; 0 for any */

  /* Texts that were asked for: [0, n_answered) are done with, [n_answered,
   * n_sent) are in flight, the rest was not sent yet.
   */
  GArray *retrs; /* of RstPop3Retr */
  guint n_sent;
  guint n_answered;
  guint64 octets_in_flight;
  gboolean in_text;
};

/* @step names what is being done in errors: a command, never with a secret. */

gboolean rst_pop3_session_write (RstPop3Session *self,
                                 const char *commands,
                                 gsize length,
                                 const char *step,
                                 GCancellable *cancellable,
                                 GError **error);

/* Puts more octets into the reader. */
gboolean rst_pop3_session_fill (RstPop3Session *self,
                                const char *step,
                                GCancellable *cancellable,
                                GError **error);

/* Reads a status line, which in an authentication may also be `+`. */
RstPop3Reply *rst_pop3_session_read_answer (RstPop3Session *self,
                                            const char *step,
                                            GCancellable *cancellable,
                                            GError **error);

/* Reads a status line: `+OK` or `-ERR`. */
RstPop3Reply *rst_pop3_session_read_reply (RstPop3Session *self,
                                           const char *step,
                                           GCancellable *cancellable,
                                           GError **error);

/* Reads a status line and turns a refusal into its error. */
RstPop3Reply *rst_pop3_session_read_ok (RstPop3Session *self,
                                        const char *step,
                                        GCancellable *cancellable,
                                        GError **error);

/* Sends a command and reads its `+OK`. */
RstPop3Reply *rst_pop3_session_run (RstPop3Session *self,
                                    const char *command,
                                    GCancellable *cancellable,
                                    GError **error);

/* A line of a listing. Returns whether it made sense. */
typedef gboolean (*RstPop3ItemFunc) (gpointer data,
                                     const char *line,
                                     gsize length,
                                     GError **error);

/* Reads the lines behind a `+OK` to their end. */
gboolean rst_pop3_session_read_items (RstPop3Session *self,
                                      const char *step,
                                      RstPop3ItemFunc func,
                                      gpointer data,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
