/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pop3/rst-pop3-reader.h"
#include "pop3/rst-pop3-reply.h"
#include "pop3/rst-pop3-session.h"
#include "pop3/rst-pop3-window.h"

G_BEGIN_DECLS

/* A text that was asked for. */
typedef struct
{
  guint number;
  guint lines;    /* of its body; RST_POP3_ALL_LINES for RETR */
  guint64 octets; /* as LIST announced it */
} RstPop3Request;

#define RST_POP3_ALL_LINES G_MAXUINT

/* How fast what is being read comes. Only waiting counts: whoever reads may
 * take his time between two reads.
 */
typedef struct
{
  gint64 waited;  /* microseconds */
  gsize octets;   /* that came meanwhile */
  gboolean whole; /* all of it must come within the time, not just some */
} RstPop3Pace;

/* What the files of the session share. */
struct _RstPop3Session
{
  GObject parent_instance;

  GIOStream *stream;
  RstPop3Reader *reader;
  RstPop3Capa *capa;
  RstPop3Log *log;
  GPtrArray *hidden; /* of RstSecret: how that begins which no text may show */
  char *banner;
  char *stamp;
  gboolean utf8_sent;

  gint64 (*clock) (void); /* microseconds; a test may have its own */
  gint64 began;
  gint64 last_sent;
  gboolean measuring; /* a round trip: nothing came since the last command, sent alone */
  guint timeout; /* seconds for one step; 0 for any */
  RstPop3Pace pace;
  GMainContext *context; /* where reading waits */

  /* The commands that were sent since last none was in flight. */
  guint n_commands;
  guint n_replies;
  gboolean pipelining_forbidden;
  gboolean pipelining_proved; /* a command was answered that came behind another */
  gboolean broken;            /* by silence, or an end of the connection */

  /* Texts that were asked for: [0, n_answered) are done with, [n_answered,
   * n_sent) are in flight, the rest was not sent yet.
   */
  GArray *requests; /* of RstPop3Request */
  guint n_sent;
  guint n_answered;
  RstPop3Window window;
  guint64 octets_in_flight;
  guint64 text_octets; /* of the text that comes now */
  gboolean in_text;
};

/* rst-pop3-wire.c: octets out and in.
 *
 * @step names what is being done in errors: a command, never with a secret.
 */

/* Sends a line that may hold a secret, which will be answered. The log gets
 * @step alone.
 */
gboolean rst_pop3_session_write (RstPop3Session *self,
                                 const char *line,
                                 gsize length,
                                 const char *step,
                                 GCancellable *cancellable,
                                 GError **error);

/* Sends commands without a secret, each ended by CRLF and each to be answered.
 * The log gets them.
 */
gboolean rst_pop3_session_send (RstPop3Session *self,
                                const char *commands,
                                const char *step,
                                GCancellable *cancellable,
                                GError **error);

/* Says that something new is going to be read: with @whole all of it must come
 * within the time, else some of it in each such time.
 */
void rst_pop3_session_begin_pace (RstPop3Session *self, gboolean whole);

/* Puts more octets into the reader. */
gboolean rst_pop3_session_fill (RstPop3Session *self,
                                const char *step,
                                GCancellable *cancellable,
                                GError **error);

/* Waits for something to read. A stream that does not tell is taken to have it. */
gboolean rst_pop3_session_wait (RstPop3Session *self, guint milliseconds);

/* Whether several commands may be in flight. */
gboolean rst_pop3_session_can_pipeline (RstPop3Session *self);

/* Whether the server owes an answer, or the rest of one. */
gboolean rst_pop3_session_is_awaiting (RstPop3Session *self);

/* rst-pop3-transfer.c: sends commands of texts that were asked for. Fills the
 * window up once it is half empty, so that commands leave many in a packet.
 */
gboolean rst_pop3_session_send_requests (RstPop3Session *self,
                                         const char *step,
                                         GCancellable *cancellable,
                                         GError **error);

/* rst-pop3-answer.c: what comes, and what it means. */

/* Reads a status line, which in an authentication may also be `+`. It is not
 * logged: the caller does that, when no secret is in it any more.
 */
RstPop3Reply *rst_pop3_session_read_answer (RstPop3Session *self,
                                            const char *step,
                                            GCancellable *cancellable,
                                            GError **error);

/* Remembers how @secret begins: nothing that is shown may repeat it, for as
 * long as the session lasts.
 */
void rst_pop3_session_hide (RstPop3Session *self, const char *secret);

/* Cuts @text off where something hidden begins. */
void rst_pop3_session_cut_hidden (RstPop3Session *self, char *text);

/* Logs a status line; of a challenge only that there was one. */
void rst_pop3_session_log_reply (RstPop3Session *self, const RstPop3Reply *reply);

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

/* Sends a command without a secret and reads `+OK` or `-ERR`. */
RstPop3Reply *rst_pop3_session_ask (RstPop3Session *self,
                                    const char *command,
                                    GCancellable *cancellable,
                                    GError **error);

/* Sends a command without a secret and reads its `+OK`. */
RstPop3Reply *rst_pop3_session_run (RstPop3Session *self,
                                    const char *command,
                                    GCancellable *cancellable,
                                    GError **error);

/* A line of a listing. Returns whether it made sense. */
typedef gboolean (*RstPop3ItemFunc) (gpointer data,
                                     const char *line,
                                     gsize length,
                                     GError **error);

/* What a listing is: whose answer, how much of it there may be, who takes its
 * lines, and whether the log gets them too.
 */
typedef struct
{
  const char *step;
  guint lines_max;
  gsize octets_max;
  gboolean log_lines;
  RstPop3ItemFunc func;
  gpointer data;
} RstPop3Items;

/* Reads the lines behind a `+OK` to their end. */
gboolean rst_pop3_session_read_items (RstPop3Session *self,
                                      const RstPop3Items *items,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
