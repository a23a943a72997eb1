/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mailboxes/rst-mailboxes.h"
#include "messages/rst-messages.h"
#include "reader/rst-find-bar.h"
#include "reader/rst-reader.h"
#include "window/rst-several-page.h"
#include "window/rst-window.h"

G_BEGIN_DECLS

/* The window is written in several files: rst-window.c has its pages and leads
 * from mailbox to message, rst-window-folds.c has what it shows where there is
 * little room, rst-window-panes.c how wide the panes are,
 * rst-window-fetch.c what it shows of fetching,
 * rst-window-messages.c what it shows of what is selected,
 * rst-window-changes.c the commands on that, rst-window-delete.c the one that
 * cannot be undone, rst-window-filter.c what is listed at all,
 * rst-window-order.c in which order, rst-window-rest.c messages that are here in
 * part, rst-window-tags.c and rst-window-searches.c what people name themselves,
 * with rst-window-lines.c for both, rst-window-keys.c letters that are commands,
 * rst-window-reading.c how Space reads on, rst-window-place.c what comes back at
 * the next start.
 */
struct _RstWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  RstStore *store;
  RstAccounts *accounts;
  RstFetcher *fetcher;
  RstMailboxList *list;
  GSignalGroup *mailbox_signals; /* of the selected mailbox */
  GSignalGroup *message_signals; /* of the selected message */
  AdwToast *undo_toast;          /* of the latest change; no reference */
  guint read_source;             /* until the message counts as read */
  guint present_source;          /* until the window is presented in any case */
  RstMessageItem *visited;       /* shown although the list does not have it */
  GHashTable *rests;             /* ids of messages whose rest is coming */
  gboolean restoring;            /* the place at which the last window was left */
  int sidebar_width;             /* as it was chosen; 0 for the usual ones */
  int list_width;
  GtkWidget *focus_before;       /* an edge had the keyboard; no reference */

  GtkWidget *toasts;
  GtkWidget *pages;
  GtkWidget *spinner;
  GtkWidget *preparing;
  GtkWidget *failure;
  GtkWidget *outer;
  GtkWidget *inner;
  GtkWidget *sidebar_edge;
  GtkWidget *list_edge;
  GtkWidget *mailboxes_pane;
  GtkWidget *mailboxes_bar;
  GtkWidget *mailboxes;
  GtkWidget *messages_pane;
  GtkWidget *messages_bar;
  GtkWidget *messages_title;
  GtkWidget *filter_button;
  GtkWidget *empty;
  GtkWidget *messages;
  GtkWidget *to_mailboxes;
  GtkWidget *fetch_buttons;
  GtkWidget *failure_bar;
  GtkWidget *failure_buttons;
  GtkWidget *failure_icon;
  GtkWidget *failure_text;
  GtkWidget *progress;
  GtkWidget *reader_pane;
  GtkWidget *reader_bar;
  GtkWidget *reader;
  GtkWidget *several;
  GtkWidget *to_messages;
  GtkWidget *archive;
  GtkWidget *to_inbox;
  GtkWidget *junk;
  GtkWidget *trash;
  GtkWidget *star;
};

void     rst_window_set_action_enabled (RstWindow  *self,
                                        const char *name,
                                        gboolean    enabled);
void     rst_window_show_title         (RstWindow  *self);

void     rst_window_bind_folds         (GtkWidgetClass *widget_class);
void     rst_window_init_folds         (RstWindow  *self);
void     rst_window_show_folds         (RstWindow  *self);
void     rst_window_bring              (GtkWidget  *leaflet,
                                        GtkWidget  *child);
gboolean rst_window_shows_reader       (RstWindow  *self);

void     rst_window_bind_panes         (GtkWidgetClass *widget_class);
void     rst_window_init_panes         (RstWindow  *self);
void     rst_window_show_widths        (RstWindow  *self);
void     rst_window_restore_widths     (RstWindow  *self);

void     rst_window_init_fetch         (RstWindow  *self);
void     rst_window_set_fetcher        (RstWindow  *self,
                                        RstFetcher *fetcher);
char    *rst_window_dup_fetch_status   (RstWindow  *self);

void     rst_window_init_messages      (RstWindow  *self);
void     rst_window_show_message       (RstWindow  *self);
void     rst_window_show_several       (RstWindow  *self);
void     rst_window_mark_read_soon     (RstWindow  *self);
RstMessageItem *
         rst_window_get_item           (RstWindow  *self);
GArray  *rst_window_dup_ids            (RstWindow  *self);
void     rst_window_end_visit          (RstWindow  *self);

gboolean rst_window_is_in              (RstWindow  *self,
                                        const char *mailbox);

void     rst_window_init_changes       (RstWindow  *self);
void     rst_window_change             (RstWindow  *self,
                                        const gint64 *ids,
                                        guint       n_ids,
                                        const RstChange *wanted);
void     rst_window_change_flags       (RstWindow  *self,
                                        gint64      id,
                                        RstFlags    set,
                                        RstFlags    clear);

void     rst_window_init_delete        (RstWindow  *self);
void     rst_window_delete_selected    (RstWindow  *self);
void     rst_window_show_empty         (RstWindow  *self,
                                        RstMailboxItem *mailbox);

void     rst_window_init_filter        (RstWindow  *self);

void     rst_window_init_keys          (RstWindow  *self);

void     rst_window_init_reading       (RstWindow  *self);

void     rst_window_init_order         (RstWindow  *self);
void     rst_window_restore_order      (RstWindow  *self);

void     rst_window_restore_size       (RstWindow  *self);
void     rst_window_restore_mailbox    (RstWindow  *self);
void     rst_window_restore_message    (RstWindow  *self,
                                        RstMailboxItem *mailbox);
void     rst_window_save               (RstWindow  *self);

RstMailboxItem *rst_window_find_line   (RstWindow  *self,
                                        RstMailboxKind kind,
                                        gint64      id);
GtkWidget *rst_window_add_entry_row    (GtkWidget  *box,
                                        const char *title,
                                        const char *text);
AdwMessageDialog *rst_window_ask_to_save (RstWindow *self,
                                        const char *heading,
                                        GtkWidget  *content);
AdwMessageDialog *rst_window_ask_to_delete (RstWindow *self,
                                        const char *heading,
                                        const char *body);

void     rst_window_init_tags          (RstWindow  *self);
void     rst_window_init_searches      (RstWindow  *self);

void     rst_window_init_rest          (RstWindow  *self);
void     rst_window_show_rest          (RstWindow  *self);
gboolean rst_window_end_rests          (RstWindow  *self);

G_END_DECLS
