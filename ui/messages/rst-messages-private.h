/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "messages/rst-message-list.h"
#include "messages/rst-message-selection.h"
#include "messages/rst-messages.h"

G_BEGIN_DECLS

/* The pane is written in several files: rst-messages.c lists, and says what there
 * is not, rst-messages-search.c searches, rst-messages-selected.c selects and
 * steps, rst-messages-place.c goes back to where the list was left,
 * rst-messages-threads.c opens and closes threads, rst-messages-unread.c finds
 * the next message to read.
 */
struct _RstMessages
{
  AdwBin parent_instance;

  RstStore *store;
  char *account;
  char *mailbox;
  gint64 tag;         /* in place of a mailbox, or 0 */
  char *tag_name;
  char *saved_search; /* in place of a mailbox, or NULL */
  RstMessageList *list;
  RstMessageSelection *selection;
  RstMessageItem *selected;  /* if it is only one */
  guint n_selected;          /* messages, those of closed threads included */
  RstMessageStates states;
  RstOrder order;
  gboolean threads;
  gint64 restored_message; /* to be selected when it is listed, or 0 */
  gint64 restored_place;   /* to be scrolled to */
  gboolean search_mode;
  gboolean everywhere; /* search all mail, not only this mailbox */

  GtkWidget *search_bar;
  GtkWidget *search_entry;
  GtkWidget *save_button;
  GtkWidget *filter_bar;
  GtkWidget *stack;
  GtkWidget *scroller;
  GtkWidget *view;
  GtkWidget *empty_page;
  GtkWidget *everywhere_button;
  GtkWidget *failure;
};

/* No row. */
#define NOWHERE GTK_INVALID_LIST_POSITION

void     rst_messages_apply_filter     (RstMessages    *self,
                                        gboolean        replace);
gboolean rst_messages_has_keyboard     (RstMessages    *self);

char    *rst_messages_dup_query        (RstMessages    *self,
                                        gboolean        everywhere);
void     rst_messages_set_search_mode  (RstMessages    *self,
                                        gboolean        search_mode);
void     rst_messages_install_search   (GtkWidgetClass *widget_class);
void     rst_messages_init_search      (RstMessages    *self);

guint    rst_messages_find_focused     (RstMessages    *self);
void     rst_messages_select_row       (RstMessages    *self,
                                        guint           position);
void     rst_messages_install_selected (GtkWidgetClass *widget_class);
void     rst_messages_init_selected    (RstMessages    *self);

gboolean rst_messages_is_at_top        (RstMessages    *self);
void     rst_messages_go_to_top        (RstMessages    *self);
void     rst_messages_scroll_to        (RstMessages    *self,
                                        guint           position);
void     rst_messages_init_place       (RstMessages    *self);

void     rst_messages_install_threads  (GtkWidgetClass *widget_class);
void     rst_messages_init_threads     (RstMessages    *self);

G_END_DECLS
