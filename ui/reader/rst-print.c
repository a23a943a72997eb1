/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-print.h"

#include <glib/gi18n.h>

#include "base/rst-error.h"
#include "mime/rst-address.h"
#include "reader/rst-display-text.h"
#include "reader/rst-notice.h"

/* Some four hundred pages; who wants more has the message as a file. */
#define MAX_OCTETS (1024 * 1024)

#define FONT "Sans 10"
#define MARGIN_MM 18.0
/* In points. */
#define FOOT 24.0
#define GAP 18.0

/* A line and where it stands on its page. */
typedef struct
{
  PangoLayoutLine *line; /* of the body */
  double x;
  double baseline;
  int page;
} Line;

/* What is printed. */
typedef struct
{
  char *heading; /* markup */
  char *text;
  PangoLayout *heading_layout;
  PangoLayout *body;
  GArray *lines;
} Print;

static void
print_free (Print *print)
{
  g_clear_object (&print->heading_layout);
  g_clear_object (&print->body);
  g_array_unref (print->lines);
  g_free (print->heading);
  g_free (print->text);
  g_free (print);
}

static void
append_field (GString *heading, const char *name, const char *value)
{
  g_autofree char *markup = NULL;

  if (*value == '\0')
    return;
  markup = g_markup_printf_escaped ("\n<span alpha=\"60%%\">%s</span>  %s", name, value);
  g_string_append (heading, markup);
}

static char *
dup_date (gint64 date)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (date);

  if (date == 0 || when == NULL)
    return g_strdup ("");
  /* Translators: weekday, day, month, year, hour and minute of a message */
  return g_date_time_format (when, _("%A, %-d %B %Y, %H:%M"));
}

static char *
dup_heading (const RstSummary *summary)
{
  const char *subject = *summary->subject != '\0' ? summary->subject : _("No subject");
  g_autofree char *from = rst_address_format_list (summary->from);
  g_autofree char *to = rst_address_format_list (summary->to);
  g_autofree char *cc = rst_address_format_list (summary->cc);
  g_autofree char *date = dup_date (summary->date);
  g_autofree char *markup = g_markup_printf_escaped ("<span size=\"140%%\" weight=\"bold\">%s</span>",
                                                     subject);
  GString *heading = g_string_new (markup);

  append_field (heading, _("From"), from);
  append_field (heading, _("To"), to);
  append_field (heading, _("Cc"), cc);
  append_field (heading, _("Date"), date);
  return g_string_free (heading, FALSE);
}

static PangoLayout *
make_layout (GtkPrintContext *context)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_font_description_free (font);
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* Puts each line of the body on its page, and gives the number of pages. */
static int
paginate (Print *print, double top, double bottom)
{
  PangoLayoutIter *iter = pango_layout_get_iter (print->body);
  double y = top;
  int page = 0;

  do
    {
      PangoRectangle extents;
      double height;
      Line line = { pango_layout_iter_get_line_readonly (iter), 0.0, 0.0, 0 };

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      height = (double) extents.height / PANGO_SCALE;
      /* A page takes at least one line, however high. */
      if (y + height > bottom && y > 0.0)
        {
          page++;
          y = 0.0;
        }
      line.page = page;
      line.x = (double) extents.x / PANGO_SCALE;
      line.baseline = y + (double) (pango_layout_iter_get_baseline (iter) - extents.y) / PANGO_SCALE;
      g_array_append_val (print->lines, line);
      y += height;
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
  return page + 1;
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  double bottom = gtk_print_context_get_height (context) - FOOT;

  print->heading_layout = make_layout (context);
  pango_layout_set_markup (print->heading_layout, print->heading, -1);
  print->body = make_layout (context);
  pango_layout_set_text (print->body, print->text, -1);
  gtk_print_operation_set_n_pages (operation,
                                   paginate (print, get_height (print->heading_layout) + GAP, bottom));
}

static void
draw_foot (GtkPrintOperation *operation, GtkPrintContext *context, int page)
{
  g_autoptr (PangoLayout) layout = make_layout (context);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  int n_pages;
  g_autofree char *text = NULL;

  g_object_get (operation, "n-pages", &n_pages, NULL);
  /* Translators: the number of a printed page, and how many there are */
  text = g_strdup_printf (_("%d / %d"), page + 1, n_pages);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_move_to (cr, 0.0, gtk_print_context_get_height (context) - get_height (layout));
  pango_cairo_show_layout (cr, layout);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  if (page == 0)
    {
      cairo_move_to (cr, 0.0, 0.0);
      pango_cairo_show_layout (cr, print->heading_layout);
    }
  for (guint i = 0; i < print->lines->len; i++)
    {
      const Line *line = &g_array_index (print->lines, Line, i);

      if (line->page != page)
        continue;
      cairo_move_to (cr, line->x, line->baseline);
      pango_cairo_show_layout_line (cr, line->line);
    }
  draw_foot (operation, context, page);
}

static GtkPageSetup *
make_page_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  return setup;
}

GtkPrintOperation *
rst_print_new (const RstSummary *summary, const char *text)
{
  g_autoptr (GtkPageSetup) setup = make_page_setup ();
  GtkPrintOperation *operation;
  Print *print;
  g_autofree char *folded = NULL;
  gboolean cut;

  g_return_val_if_fail (summary != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  print = g_new0 (Print, 1);
  print->heading = dup_heading (summary);
  folded = g_strchomp (rst_display_text_fold (text, MAX_OCTETS, &cut));
  print->text = g_strconcat (folded,
                             cut ? _("\n\nThe text goes on; save the message to read "
                                     "all of it.")
                                 : "",
                             NULL);
  print->lines = g_array_new (FALSE, FALSE, sizeof (Line));

  operation = gtk_print_operation_new ();
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, *summary->subject != '\0' ? summary->subject
                                                                         : _("Message"));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), print);
  g_object_set_data_full (G_OBJECT (operation), "rst-print", print, (GDestroyNotify) print_free);
  return operation;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWidget *widget)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (operation, &cause);
  error = g_error_new (RST_ERROR, RST_ERROR_CANNOT_CREATE, _("Printing failed: %s"), cause->message);
  rst_notice_show_error (widget, _("The message cannot be printed"), error);
}

void
rst_print_ask (GtkWidget *widget, GtkPrintOperation *operation)
{
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (GTK_IS_PRINT_OPERATION (operation));

  root = gtk_widget_get_root (widget);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), widget, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}
