/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: an honest board. It shows what the store says within a second,
 * whoever changed it; it says so when it may be behind; it never shows a name.
 * Every size follows one root size made from the height of the screen, so
 * that a small board is a small picture of a large one. */

#include "th-board.h"

#include <glib/gi18n.h>

#include "th-board-call.h"
#include "th-board-leave.h"
#include "th-board-lines.h"
#include "th-day.h"
#include "th-feed.h"
#include "th-text.h"
#include "th-theme.h"
#include "th-words.h"

#define N_ROWS 5
#define CALLING_US (10 * TH_SECOND_US)
#define LOST_US (10 * TH_SECOND_US)
#define MOST_NAMED 3
#define FILING_SOON_DAYS 7

/* The picture is drawn for 1920 x 1080 with a root of 20 pixels. */
#define DESIGN_WIDTH 1920.0
#define DESIGN_HEIGHT 1080.0
#define DESIGN_ROOT 20.0

struct _ThBoard
{
  GtkApplicationWindow parent_instance;
  GtkWidget      *body, *left, *calls, *band, *band_icon, *filing;
  GtkWidget      *hall, *date, *clock, *welcome_hall, *welcome_hours, *closed_hall, *next_opening;
  GtkWidget      *band_text, *filing_text, *online, *windows;
  ThBoardLines   *lines;
  ThBoardLeave   *leave;
  ThBoardCall    *rows[N_ROWS];

  ThSession      *session;
  ThFeed         *feed;
  ThInstant       called[N_ROWS];    /* when the call of each row was made; 0 for none */
  char           *newest;            /* ticket and time of the first row */
  ThInstant       answered;          /* when the hall last did; 0: not yet */
  GtkCssProvider *size;
  double          root;
};

G_DEFINE_FINAL_TYPE (ThBoard, th_board, GTK_TYPE_APPLICATION_WINDOW)

enum { PROP_0, PROP_SESSION };

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
}

/* --- size --- */

static void
set_root (ThBoard *self, int width, int height)
{
  double root = DESIGN_ROOT * MIN (width / DESIGN_WIDTH, height / DESIGN_HEIGHT);
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  root = MAX (root, 4);
  if (ABS (root - self->root) < 0.01)
    return;

  self->root = root;
  css = g_strdup_printf ("window.board { font-size: %spx; }",
                         g_ascii_formatd (number, sizeof number, "%.2f", root));
#if GTK_CHECK_VERSION (4, 12, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_css_provider_load_from_string (self->size, css);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  gtk_css_provider_load_from_data (self->size, css, -1);
#endif
}

static gboolean
resized_cb (gpointer data)
{
  GtkWidget *self = data;

  if (gtk_widget_get_width (self) > 1 && gtk_widget_get_height (self) > 1)
    set_root (data, gtk_widget_get_width (self), gtk_widget_get_height (self));

  return G_SOURCE_REMOVE;
}

/* The style must not change while the toolkit is placing things. */
static void
th_board_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (th_board_parent_class)->size_allocate (widget, width, height, baseline);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, resized_cb, g_object_ref (widget), g_object_unref);
}

static void
start_size (ThBoard *self)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (gdk_display_get_monitors (display), 0);
  GdkRectangle place = { 0, 0, 1280, 720 };

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &place);

  self->size = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->size),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  gtk_window_set_default_size (GTK_WINDOW (self), place.width, place.height);
  set_root (self, place.width, place.height);
}

/* --- time --- */

static void
view_time (ThBoard *self)
{
  ThInstant now = th_session_now (self->session);
  GTimeZone *zone = th_session_get_zone (self->session);
  g_autofree char *clock = th_text_clock (now, zone);
  g_autofree char *date = th_text_full_date (th_day_of (now, zone));

  set_text (self->clock, clock);
  set_text (self->date, date);
}

/* Each call is inverted for its own ten seconds, even when two come together. */
static void
view_calling (ThBoard *self)
{
  ThInstant now = th_session_now (self->session);

  for (guint i = 0; i < N_ROWS; i++)
    th_board_call_set_calling (self->rows[i], self->called[i] != 0 && now - self->called[i] < CALLING_US);
}

static gboolean
link_lost (ThBoard *self)
{
  return self->answered != 0 && th_session_now (self->session) - self->answered > LOST_US;
}

/* --- parts of the picture --- */

static void
view_calls (ThBoard *self, JsonObject *board)
{
  JsonArray *calls = th_member_array (board, "calls");
  JsonObject *first = th_member_element (calls, 0);
  g_autofree char *newest = NULL;

  for (guint i = 0; i < N_ROWS; i++)
    {
      JsonObject *call = th_member_element (calls, i);

      th_board_call_set (self->rows[i], call);
      self->called[i] = th_member_instant (call, "at");
    }
  view_calling (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->left), first != NULL ? "calls" : "welcome");

  newest = first == NULL ? NULL : g_strconcat (th_member_text (first, "ticket"), " ", th_member_text (first, "at"), NULL);
  if (newest != NULL && g_strcmp0 (newest, self->newest) != 0 && th_board_call_get_calling (self->rows[0]))
    th_board_call_arrive (self->rows[0]);
  g_free (self->newest);
  self->newest = g_steal_pointer (&newest);
}

static char *
join (GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (C_("between names", ", "), (char **) texts->pdata);
}

/* "9:00–12:00, 13:30–17:00" */
static char *
hours_text (JsonArray *hours)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; hours != NULL && i < json_array_get_length (hours); i++)
    {
      JsonArray *pair = json_array_get_array_element (hours, i);

      if (pair != NULL && json_array_get_length (pair) == 2)
        g_ptr_array_add (texts, g_strdup_printf ("%s–%s", json_array_get_string_element (pair, 0),
                                                 json_array_get_string_element (pair, 1)));
    }

  return join (texts);
}

static char *
opening_text (ThBoard *self, JsonObject *board)
{
  ThInstant at = th_member_instant (board, "next_opening");
  GTimeZone *zone = th_session_get_zone (self->session);
  g_autofree char *day = NULL, *time = NULL;

  if (at == 0)
    return NULL;

  day = th_text_full_date (th_day_of (at, zone));
  time = th_text_clock (at, zone);
  if (th_day_of (at, zone) == th_day_of (th_session_now (self->session), zone))
    return g_strdup_printf (_("Opens again today at %s"), time);

  return g_strdup_printf (_("Next opening: %s, %s"), day, time);
}

/* Outside the hours, and nobody works on: people have to come another time. */
static gboolean
is_closed (ThBoard *self, JsonObject *board)
{
  JsonArray *hours = th_member_array (board, "hours");
  int now = th_day_second (th_session_now (self->session), th_session_get_zone (self->session));

  for (guint i = 0; hours != NULL && i < json_array_get_length (hours); i++)
    {
      JsonArray *pair = json_array_get_array_element (hours, i);
      int from, to;

      if (pair != NULL && json_array_get_length (pair) == 2
          && th_time_parse (json_array_get_string_element (pair, 0), &from)
          && th_time_parse (json_array_get_string_element (pair, 1), &to)
          && now >= from && now < to)
        return FALSE;
    }

  return th_member_int (board, "open_windows", 0) == 0;
}

static void
view_body (ThBoard *self, JsonObject *board)
{
  g_autofree char *hours = hours_text (th_member_array (board, "hours"));
  g_autofree char *opening = opening_text (self, board);
  const char *hall = th_member_local (board, "hall");

  set_text (self->hall, hall);
  set_text (self->welcome_hall, hall);
  set_text (self->closed_hall, hall);
  set_text (self->welcome_hours, hours);
  set_text (self->next_opening, opening);
  view_calls (self, board);
  th_board_lines_set (self->lines, th_member_array (board, "waiting"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->body), is_closed (self, board) ? "closed" : "open");
}

static void
view_band (ThBoard *self)
{
  JsonArray *notices = th_member_array (th_feed_get_answer (self->feed), "notices");
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  gboolean lost = link_lost (self);
  const char *classes[] = { "band", lost ? "lost" : "notice", NULL };

  for (guint i = 0; !lost && notices != NULL && i < json_array_get_length (notices); i++)
    g_ptr_array_add (texts, g_strdup (json_array_get_string_element (notices, i)));
  if (lost)
    g_ptr_array_add (texts, g_strdup (_("This board may be late. Please listen for your number.")));

  gtk_widget_set_visible (self->band, texts->len > 0);
  gtk_widget_set_css_classes (self->band, classes);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->band_icon), lost ? "th-triangle-symbolic" : "th-wave-symbolic");
  text = join (texts);
  set_text (self->band_text, text);
}

static char *
filing_text (JsonObject *filing)
{
  ThDay day = th_day_parse (th_member_text (filing, "deadline"));
  int left = (int) th_member_int (filing, "days_left", -1);
  g_autofree char *date = day == 0 ? NULL : th_text_date (day);

  if (day == 0 || left < 0)
    return NULL;
  if (left == 0)
    return g_strdup (_("Filing period ends today"));
  if (left > FILING_SOON_DAYS)
    return g_strdup_printf (_("Next filing deadline: %s"), date);

  return g_strdup_printf (ngettext ("Filing period ends %s, %d day left", "Filing period ends %s, %d days left",
                                    (gulong) left), date, left);
}

/* "12 paused until 10:20" */
static void
add_paused (GPtrArray *texts, JsonArray *paused, GTimeZone *zone)
{
  for (guint i = 0; paused != NULL && i < MIN (json_array_get_length (paused), MOST_NAMED); i++)
    {
      JsonObject *window = th_member_element (paused, i);
      ThInstant until = th_member_instant (window, "until");
      g_autofree char *number = th_text_window (th_member_text (window, "window"));
      g_autofree char *time = until == 0 ? NULL : th_text_clock (until, zone);

      if (time != NULL)
        g_ptr_array_add (texts, g_strdup_printf (_("Window %s paused until %s"), number, time));
      else
        g_ptr_array_add (texts, g_strdup_printf (_("Window %s paused"), number));
    }
}

/* Missed tickets are named, the latest first, and where their holders should go. */
static char *
missed_text (JsonArray *missed)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *codes = NULL;

  for (guint i = 0; missed != NULL && i < MIN (json_array_get_length (missed), MOST_NAMED); i++)
    g_ptr_array_add (texts, g_strdup (json_array_get_string_element (missed, i)));
  if (texts->len == 0)
    return g_strdup (_("Missed your call? Please see the guide desk."));

  codes = join (texts);

  return g_strdup_printf (_("Missed: %s, please see the guide desk"), codes);
}

static void
view_foot (ThBoard *self, JsonObject *board)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *filing = filing_text (th_member_object (board, "filing")), *windows = NULL;
  int open = (int) th_member_int (board, "open_windows", 0);

  gtk_widget_set_visible (self->filing, filing != NULL);
  gtk_widget_set_visible (self->online, filing != NULL
                          && th_member_int (th_member_object (board, "filing"), "days_left", 0) <= FILING_SOON_DAYS);
  set_text (self->filing_text, filing);

  g_ptr_array_add (texts, g_strdup_printf (ngettext ("%d window open", "%d windows open", (gulong) open), open));
  add_paused (texts, th_member_array (board, "paused"), th_session_get_zone (self->session));
  g_ptr_array_add (texts, missed_text (th_member_array (board, "missed")));
  g_ptr_array_add (texts, NULL);
  windows = g_strjoinv ("\u2003", (char **) texts->pdata);
  set_text (self->windows, windows);
}

static void
updated_cb (ThBoard *self)
{
  JsonObject *board = th_feed_get_answer (self->feed);

  if (th_feed_get_error (self->feed) == NULL && board != NULL)
    {
      self->answered = th_session_now (self->session);
      view_body (self, board);
      view_foot (self, board);
    }
  view_time (self);
  view_band (self);
}

static void
tick_cb (ThBoard *self)
{
  view_time (self);
  view_calling (self);
  view_band (self);
}

/* --- leaving --- */

static void
leave_cb (ThBoard *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *target)
{
  th_board_leave_open (TH_BOARD (widget)->leave);
}

/* A board is not closed by whoever finds a keyboard. */
static gboolean
th_board_close_request (GtkWindow *window)
{
  th_board_leave_open (TH_BOARD (window)->leave);
  return TRUE;
}

/* --- the window --- */

static void
th_board_constructed (GObject *object)
{
  ThBoard *self = TH_BOARD (object);
  g_autoptr (JsonObject) none = json_object_new ();

  G_OBJECT_CLASS (th_board_parent_class)->constructed (object);

  th_board_leave_set_session (self->leave, self->session);
  self->feed = th_feed_new (self->session, "board.show", NULL);

  /* Asked every other second even when nothing changes: an answer is the only
   * proof that the link to the store still holds. */
  th_feed_set_tick (self->feed, 2);
  g_signal_connect_object (self->feed, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  th_feed_follow (self->feed, GTK_WIDGET (self));
  view_time (self);
  view_foot (self, none);
}

static void
th_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, TH_BOARD (object)->session);
}

static void
th_board_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TH_BOARD (object)->session = g_value_dup_object (value);
}

static void
th_board_dispose (GObject *object)
{
  ThBoard *self = TH_BOARD (object);

  if (self->size != NULL)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->size));
  g_clear_object (&self->size);
  g_clear_object (&self->feed);
  g_clear_object (&self->session);
  g_clear_pointer (&self->newest, g_free);
  G_OBJECT_CLASS (th_board_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThBoard, name)
  BIND (body); BIND (left); BIND (calls); BIND (band); BIND (band_icon); BIND (filing);
  BIND (hall); BIND (date); BIND (clock); BIND (welcome_hall); BIND (welcome_hours); BIND (closed_hall);
  BIND (next_opening); BIND (band_text); BIND (filing_text); BIND (online); BIND (windows); BIND (lines); BIND (leave);
#undef BIND
}

static void
th_board_class_init (ThBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = th_board_constructed;
  object_class->get_property = th_board_get_property;
  object_class->set_property = th_board_set_property;
  object_class->dispose = th_board_dispose;
  widget_class->size_allocate = th_board_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = th_board_close_request;

  g_object_class_install_property (object_class, PROP_SESSION,
    g_param_spec_object ("session", NULL, NULL, TH_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));

  g_type_ensure (TH_TYPE_BOARD_LEAVE);
  g_type_ensure (TH_TYPE_BOARD_LINES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-board.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "board.leave", NULL, leave_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_q, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "board.leave", NULL);
}

static void
th_board_init (ThBoard *self)
{
  g_autoptr (GtkSizeGroup) tickets = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) numbers = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  th_theme_get ();
  start_size (self);
  if (!th_words_chinese ())
    gtk_widget_add_css_class (GTK_WIDGET (self), "latin");
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_ROWS; i++)
    {
      self->rows[i] = TH_BOARD_CALL (th_board_call_new (i == 0));
      th_board_call_align (self->rows[i], tickets, numbers);
      gtk_box_append (GTK_BOX (self->calls), GTK_WIDGET (self->rows[i]));
    }
  g_signal_connect_swapped (self->leave, "leave", G_CALLBACK (leave_cb), self);

  /* No pointer lies on the picture; it is back over the bar that asks. */
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->leave), "default");
  gtk_window_fullscreen (GTK_WINDOW (self));
}

/**
 * th_board_new:
 * @application: keeps the screen awake while the board stands
 * @session: whose hall is shown
 *
 * Returns: (transfer none): the board, as big as the screen
 */
GtkWidget *
th_board_new (GtkApplication *application, ThSession *session)
{
  GtkWidget *self = g_object_new (TH_TYPE_BOARD, "application", application, "session", session, NULL);

  if (application != NULL)
    gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_IDLE, _("The public board is shown"));

  return self;
}
