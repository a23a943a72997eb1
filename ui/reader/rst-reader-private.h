/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/rst-attachments.h"
#include "reader/rst-conversation.h"
#include "reader/rst-find-bar.h"
#include "reader/rst-html-view.h"
#include "reader/rst-info-cards.h"
#include "reader/rst-part-bar.h"
#include "reader/rst-plain-text.h"
#include "reader/rst-reader-header.h"
#include "reader/rst-reader-tags.h"
#include "reader/rst-reader.h"
#include "reader/rst-rest-bar.h"
#include "reader/rst-seal-bar.h"

G_BEGIN_DECLS

/* The reading pane is written in several files: rst-reader.c loads a message and
 * hands it out, rst-reader-body.c shows its text or its page, rst-reader-tools.c
 * has what is done with the one that is shown, rst-reader-save.c what is saved of
 * it, rst-reader-trust.c whose images are shown, rst-reader-parts.c opens messages
 * that came inside it, rst-reader-page.c turns the page.
 */
struct _RstReader
{
  AdwBin parent_instance;

  GtkStack *pages;
  AdwStatusPage *error_page;
  RstConversation *conversation;
  RstPartBar *part_bar;
  RstReaderHeader *header;
  RstReaderTags *tags;
  RstRestBar *rest_bar;
  RstFindBar *find_bar;
  GtkRevealer *cut_banner;
  GtkRevealer *remote_banner;
  GtkWidget *images_button;
  GtkWidget *trust_button;
  GtkRevealer *notice_banner;
  GtkLabel *notice_label;
  RstSealBar *seal_bar;
  RstInfoCards *cards;
  GtkWidget *body_place;
  GtkStack *body;
  AdwClamp *web_place;
  RstPlainText *text;
  GtkLabel *target;
  AdwClamp *attachments_place;
  RstAttachments *attachments;

  RstHtmlView *web; /* NULL until the first HTML message */

  RstStore *store;
  GCancellable *loading;
  guint patience;
  RstMessage *message;
  GPtrArray *around; /* those that it came inside of, the outermost first */
  gint64 id;         /* that was asked for */
  gint64 shown;      /* that came */
  guint64 rest;      /* the size of the whole where only the beginning is here, or 0 */
  gboolean plain_text;
  gboolean text_due; /* the text view has not got this message's */
  int zoom;          /* in percent */
  RstMarker *match;  /* what was searched, or NULL */
  gboolean trusted;  /* whether the sender of the outermost message is */
  gboolean images;   /* for this message only */
  gboolean junk;     /* in which no image is loaded */
  char *charset;     /* for this message only; "" for what it says itself */
  gboolean html_bad; /* this message's HTML could not be shown */
};

gboolean rst_reader_shows_html       (RstReader      *self);
void     rst_reader_update_body      (RstReader      *self);
void     rst_reader_set_plain_text   (RstReader      *self,
                                      gboolean        plain_text);
void     rst_reader_install_body     (GtkWidgetClass *widget_class);

void     rst_reader_install_save     (GtkWidgetClass *widget_class);
void     rst_reader_update_save      (RstReader      *self);

void     rst_reader_install_tools    (GtkWidgetClass *widget_class);
void     rst_reader_update_tools     (RstReader      *self);
void     rst_reader_show_body_tools  (RstReader      *self);
void     rst_reader_stop_loading     (RstReader      *self);
void     rst_reader_take_message     (RstReader      *self,
                                      RstMessage     *message);
void     rst_reader_set_charset      (RstReader      *self,
                                      const char     *charset);
void     rst_reader_forget_charset   (RstReader      *self);
void     rst_reader_install_parts    (GtkWidgetClass *widget_class);
void     rst_reader_forget_around    (RstReader      *self);
void     rst_reader_set_zoom         (RstReader      *self,
                                      int             percent);

gboolean rst_reader_trusts_shown     (RstReader      *self);
void     rst_reader_ask_trust        (RstReader      *self);
void     rst_reader_set_trust        (RstReader      *self,
                                      gboolean        trusted);
void     rst_reader_install_trust    (GtkWidgetClass *widget_class);
void     rst_reader_update_trust     (RstReader      *self);

G_END_DECLS
