/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The frame around a week of places and what it says when there is no week to
 * show. What is special for a moment (a move, a slot lost to somebody else)
 * takes the line of the legend, so that no slot moves under a hand. */

#include "th-week-grid.h"

#include <glib/gi18n.h>
#include <math.h>

#include "th-day.h"
#include "th-key-hint.h"
#include "th-text.h"
#include "th-week-body.h"
#include "th-week-heads.h"
#include "th-week-none.h"

#define CALM_MS 300

struct _ThWeekGrid
{
  GtkWidget    parent_instance;
  GtkWidget   *head, *title, *until, *end, *progress, *place, *foot;
  GtkWidget   *prompt, *reason, *share;
  GtkWidget   *notice, *notice_sign, *earlier, *later, *give_up;
  ThWeekHeads *heads;
  ThWeekBody  *body;
  ThWeekNone  *none;

  JsonObject  *answer;
  ThWeekView  *view;
  ThDay        monday, today;
  char        *chosen, *moving, *from, *lost;
  int          horizon;
  guint        calm;            /* source: the end of the first 300 ms */
  gboolean     compact;
  gboolean     only_public;     /* places that are for sale */
};

G_DEFINE_FINAL_TYPE (ThWeekGrid, th_week_grid, GTK_TYPE_WIDGET)

enum { CHOSEN, WEEK, MOVED, GAVE_UP, WALK_IN, POINT, RETRY, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
keep (char **place, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

/* --- what is shown --------------------------------------------------------------- */

static void
show_title (ThWeekGrid *self)
{
  ThDay sunday = th_day_add (self->monday, TH_WEEK_DAYS - 1);
  g_autofree char *first = th_text_date (self->monday), *last = th_text_date (sunday), *title = NULL;

  if (th_day_month (self->monday) == th_day_month (sunday))
    /* Translators: a week within a month: its first date, its last day. */
    title = g_strdup_printf (C_("week", "%s–%d"), first, th_day_mday (sunday));
  else
    title = g_strdup_printf (C_("week", "%s – %s"), first, last);
  gtk_label_set_label (GTK_LABEL (self->title), title);
}

static void
show_until (ThWeekGrid *self)
{
  g_autofree char *text = NULL, *day = NULL, *brief = NULL;

  if (self->view != NULL && self->view->last_day != 0)
    {
      day = th_text_date (self->view->last_day);
      if (self->horizon > 0)
        text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Bookable until %s (%d working day ahead)", "Bookable until %s (%d working days ahead)",
                                             (gulong) self->horizon), day, self->horizon);
      else
        text = g_strdup_printf (_("Bookable until %s"), day);
      /* Beside the title there is no more room on a small screen. */
      brief = self->compact ? g_strdup_printf (C_("week", "until %s"), day) : g_strdup (text);
    }
  gtk_label_set_label (GTK_LABEL (self->until), brief != NULL ? brief : "");
  gtk_widget_set_tooltip_text (self->until, text);
}

static void
show_offer (GtkWidget *button, ThSlotCell *cell)
{
  g_autofree char *time = NULL, *words = NULL;

  gtk_widget_set_visible (button, cell != NULL);
  if (cell == NULL)
    return;
  time = g_strdup_printf ("%d:%02d", th_slot_cell_get_from (cell) / 3600, th_slot_cell_get_from (cell) / 60 % 60);
  words = g_strdup_printf (_("Choose %s instead"), time);
  gtk_button_set_label (GTK_BUTTON (button), time);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "start", g_strdup (th_slot_cell_get_start (cell)), g_free);
}

/* The line at the foot: a move, a loss, or else the legend. */
static void
show_notice (ThWeekGrid *self)
{
  ThWeekSlot *lost = self->view != NULL ? th_week_view_find (self->view, self->lost) : NULL;
  ThSlotCell *before = NULL, *after = NULL;
  g_autofree char *text = NULL, *when = NULL;

  if (lost != NULL)
    {
      th_week_body_beside (self->body, self->lost, &before, &after);
      when = th_slot_words (lost->day, lost->from_s, lost->to_s);
      text = before != NULL || after != NULL ? g_strdup_printf (_("%s has just been taken. Free beside it:"), when)
                                             : g_strdup_printf (_("%s has just been taken."), when);
    }
  else if (self->moving != NULL)
    text = g_strdup_printf (_("Moving %s: choose its new time with arrows and Enter."), self->moving);
  show_offer (self->earlier, before);
  show_offer (self->later, after);
  gtk_widget_set_visible (self->give_up, self->moving != NULL && lost == NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->notice_sign), lost != NULL ? "th-triangle-symbolic" : "th-swap-symbolic");
  if (text != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->notice), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->notice), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      gtk_widget_set_tooltip_text (self->notice, text);
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->foot), text != NULL ? "notice" : "legend");
}

/* Puts @name in the grid's place. The focus is kept where it can be. */
static void
show_place (ThWeekGrid *self, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, self->place);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->place)), name) == 0)
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->place), name);
  if (inside)
    gtk_widget_child_focus (self->place, GTK_DIR_TAB_FORWARD);
}

static void
show (ThWeekGrid *self)
{
  ThWeekMarks marks = { self->chosen, self->lost, self->moving != NULL ? self->from : NULL, self->moving };
  g_autoptr (ThWeekView) before = g_steal_pointer (&self->view);
  ThWeekSlot *chosen;

  if (self->monday == 0)
    return;
  self->view = th_week_view_new (self->answer, self->monday, self->today, self->only_public);
  th_week_body_set (self->body, self->view, &marks);
  chosen = th_week_view_find (self->view, self->chosen);
  th_week_heads_set (self->heads, self->view, self->today, chosen != NULL ? chosen->day : 0);
  show_title (self);
  show_until (self);
  if (self->answer != NULL && self->view->none)
    th_week_none_set (self->none, self->answer, self->view->last_day);
  if (self->answer != NULL)
    show_place (self, self->view->none ? "none" : "week");
  show_notice (self);
}

/* --- what is done ---------------------------------------------------------------- */

static void
before_cb (ThWeekGrid *self)
{
  g_signal_emit (self, signals[WEEK], 0, -1);
}

static void
after_cb (ThWeekGrid *self)
{
  g_signal_emit (self, signals[WEEK], 0, 1);
}

static void
point_cb (ThWeekGrid *self, const char *code)
{
  g_signal_emit (self, signals[POINT], 0, code);
}

static void
walk_in_cb (ThWeekGrid *self)
{
  g_signal_emit (self, signals[WALK_IN], 0);
}

static void
retry_cb (ThWeekGrid *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
picked_cb (ThWeekGrid *self, const char *start)
{
  g_autofree char *booking = g_strdup (self->moving), *kept = g_strdup (start);

  g_clear_pointer (&self->lost, g_free);
  if (booking != NULL)
    {
      show (self);
      g_signal_emit (self, signals[MOVED], 0, booking, kept);
      return;
    }
  keep (&self->chosen, kept);
  show (self);
  g_signal_emit (self, signals[CHOSEN], 0, kept);
}

static void
dropped_cb (ThWeekGrid *self, const char *booking, const char *start)
{
  g_clear_pointer (&self->lost, g_free);
  g_signal_emit (self, signals[MOVED], 0, booking, start);
}

static void
take_offer (ThWeekGrid *self, GtkWidget *button)
{
  g_autofree char *start = g_strdup (g_object_get_data (G_OBJECT (button), "start"));

  th_week_body_go (self->body, start);
  picked_cb (self, start);
}

static void
earlier_cb (ThWeekGrid *self)
{
  take_offer (self, self->earlier);
}

static void
later_cb (ThWeekGrid *self)
{
  take_offer (self, self->later);
}

static void
give_up_cb (ThWeekGrid *self)
{
  gboolean inside = gtk_widget_has_focus (self->give_up);

  th_week_grid_set_moving (self, NULL);
  if (inside)
    gtk_widget_grab_focus (GTK_WIDGET (self->body));
  g_signal_emit (self, signals[GAVE_UP], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (TH_WEEK_GRID (widget)->moving == NULL)
    return FALSE;
  give_up_cb (TH_WEEK_GRID (widget));
  return TRUE;
}

static gboolean
week_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  g_signal_emit (widget, signals[WEEK], 0, g_variant_get_int32 (arguments));
  return TRUE;
}

static gboolean
calm_cb (gpointer data)
{
  ThWeekGrid *self = data;

  self->calm = 0;
  gtk_widget_add_css_class (self->progress, "busy");
  return G_SOURCE_REMOVE;
}

/* --- class ----------------------------------------------------------------------- */

static gboolean
th_week_grid_grab_focus (GtkWidget *widget)
{
  ThWeekGrid *self = TH_WEEK_GRID (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->place)), "week") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->body));
  /* There is nothing to choose yet: the weeks are. */
  return gtk_widget_child_focus (self->head, GTK_DIR_TAB_FORWARD);
}

static void
th_week_grid_dispose (GObject *object)
{
  ThWeekGrid *self = TH_WEEK_GRID (object);
  GtkWidget *child;

  g_clear_handle_id (&self->calm, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (th_week_grid_parent_class)->dispose (object);
}

static void
th_week_grid_finalize (GObject *object)
{
  ThWeekGrid *self = TH_WEEK_GRID (object);

  g_clear_pointer (&self->answer, json_object_unref);
  g_clear_pointer (&self->view, th_week_view_free);
  g_free (self->chosen);
  g_free (self->moving);
  g_free (self->from);
  g_free (self->lost);
  G_OBJECT_CLASS (th_week_grid_parent_class)->finalize (object);
}

static void
add_signals (void)
{
  signals[CHOSEN] = g_signal_new ("chosen", TH_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[WEEK] = g_signal_new ("week", TH_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[MOVED] = g_signal_new ("moved", TH_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[GAVE_UP] = g_signal_new ("gave-up", TH_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WALK_IN] = g_signal_new ("walk-in", TH_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[POINT] = g_signal_new ("point", TH_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RETRY] = g_signal_new ("retry", TH_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThWeekGrid, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-week-grid.ui");
  BIND (head); BIND (title); BIND (until); BIND (end); BIND (progress); BIND (place); BIND (foot);
  BIND (prompt); BIND (none); BIND (reason); BIND (share);
  BIND (notice); BIND (notice_sign); BIND (earlier); BIND (later); BIND (give_up);
  BIND (heads);
  BIND (body);
  gtk_widget_class_bind_template_callback (widget_class, before_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_cb);
  gtk_widget_class_bind_template_callback (widget_class, walk_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, point_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_up_cb);
}

static void
th_week_grid_class_init (ThWeekGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = th_week_grid_dispose;
  object_class->finalize = th_week_grid_finalize;
  widget_class->grab_focus = th_week_grid_grab_focus;
  add_signals ();
  g_type_ensure (TH_TYPE_WEEK_BODY);
  g_type_ensure (TH_TYPE_WEEK_HEADS);
  g_type_ensure (TH_TYPE_WEEK_NONE);
  g_type_ensure (TH_TYPE_KEY_HINT);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "week-grid");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

/* On the way down, for what scrolls inside would take these keys for itself. */
static void
add_turning (ThWeekGrid *self)
{
  static const struct { guint key; int weeks; } turns[] = {
    { GDK_KEY_Page_Up, -1 }, { GDK_KEY_KP_Page_Up, -1 }, { GDK_KEY_Page_Down, 1 }, { GDK_KEY_KP_Page_Down, 1 },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (turns[i].key, 0), gtk_callback_action_new (week_cb, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (turns[i].weeks));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
th_week_grid_init (ThWeekGrid *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_turning (self);
  gtk_label_set_label (GTK_LABEL (self->prompt), _("Choose a matter: its free times appear here."));
  g_signal_connect_object (self->body, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->body, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
}

/* --- public ---------------------------------------------------------------------- */

GtkWidget *
th_week_grid_new (void)
{
  return g_object_new (TH_TYPE_WEEK_GRID, NULL);
}

/**
 * th_week_grid_set_answer:
 * @answer: (nullable) (transfer none): of booking.slots
 * @monday: the first day to show
 * @chosen: (nullable): the slot that is chosen
 *
 * Shows a week. Slots that were shown before keep their widgets and the focus.
 */
void
th_week_grid_set_answer (ThWeekGrid *self, JsonObject *answer, ThDay monday, const char *chosen)
{
  JsonObject *before;

  g_return_if_fail (TH_IS_WEEK_GRID (self));
  before = g_steal_pointer (&self->answer);
  self->answer = answer != NULL ? json_object_ref (answer) : NULL;
  g_clear_pointer (&before, json_object_unref);
  self->monday = monday;
  keep (&self->chosen, chosen);
  th_week_grid_set_loading (self, FALSE);
  show (self);
  if (answer == NULL)
    show_place (self, "prompt");
}

void
th_week_grid_set_public (ThWeekGrid *self, gboolean only_public)
{
  g_return_if_fail (TH_IS_WEEK_GRID (self));
  self->only_public = only_public;
}

const char *
th_week_grid_get_chosen (ThWeekGrid *self)
{
  g_return_val_if_fail (TH_IS_WEEK_GRID (self), NULL);
  return self->chosen;
}

void
th_week_grid_set_prompt (ThWeekGrid *self, const char *sentence)
{
  g_return_if_fail (TH_IS_WEEK_GRID (self));
  gtk_label_set_label (GTK_LABEL (self->prompt), sentence);
}

void
th_week_grid_set_today (ThWeekGrid *self, ThDay today)
{
  g_return_if_fail (TH_IS_WEEK_GRID (self));
  if (self->today == today)
    return;
  self->today = today;
  show (self);
}

/**
 * th_week_grid_set_rules:
 * @horizon: how many working days ahead can be booked; 0 not told
 * @share: the part of all places that is for bookings; 0 not told
 */
void
th_week_grid_set_rules (ThWeekGrid *self, int horizon, double share)
{
  g_autofree char *text = NULL;

  g_return_if_fail (TH_IS_WEEK_GRID (self));
  self->horizon = horizon;
  if (fabs (share - 0.5) < 0.005)
    text = g_strdup (_("Half of the places are kept for walk-ins"));
  else if (share > 0 && share < 1)
    text = g_strdup_printf (_("%d%% of the places are kept for walk-ins"), (int) ((1 - share) * 100 + 0.5));
  gtk_label_set_label (GTK_LABEL (self->share), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (self->share, text);
  show_until (self);
}

void
th_week_grid_set_loading (ThWeekGrid *self, gboolean loading)
{
  g_return_if_fail (TH_IS_WEEK_GRID (self));
  if (loading && self->calm == 0)
    self->calm = g_timeout_add (CALM_MS, calm_cb, self);
  if (!loading)
    {
      g_clear_handle_id (&self->calm, g_source_remove);
      gtk_widget_remove_css_class (self->progress, "busy");
    }
}

void
th_week_grid_set_error (ThWeekGrid *self, const GError *error)
{
  g_return_if_fail (TH_IS_WEEK_GRID (self));
  th_week_grid_set_loading (self, FALSE);
  if (error == NULL || self->answer != NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->reason), error->message);
  show_place (self, "error");
}

void
th_week_grid_set_moving (ThWeekGrid *self, const char *booking)
{
  g_return_if_fail (TH_IS_WEEK_GRID (self));
  keep (&self->moving, booking);
  if (booking == NULL)
    g_clear_pointer (&self->from, g_free);
  show (self);
}

void
th_week_grid_set_moving_from (ThWeekGrid *self, const char *from)
{
  g_return_if_fail (TH_IS_WEEK_GRID (self));
  keep (&self->from, from);
  show (self);
}

const char *
th_week_grid_get_moving (ThWeekGrid *self)
{
  g_return_val_if_fail (TH_IS_WEEK_GRID (self), NULL);
  return self->moving;
}

void
th_week_grid_set_lost (ThWeekGrid *self, const char *start)
{
  g_return_if_fail (TH_IS_WEEK_GRID (self));
  keep (&self->lost, start);
  if (start != NULL && self->chosen != NULL && th_instant_parse (start) == th_instant_parse (self->chosen))
    g_clear_pointer (&self->chosen, g_free);
  show (self);
}

void
th_week_grid_set_compact (ThWeekGrid *self, gboolean compact)
{
  g_return_if_fail (TH_IS_WEEK_GRID (self));
  if (self->compact == compact)
    return;
  self->compact = compact;
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
  th_week_body_set_compact (self->body, compact);
  th_week_heads_set_compact (self->heads, compact);
  show (self);
}

/**
 * th_week_grid_set_end:
 * @widget: (nullable) (transfer none)
 */
void
th_week_grid_set_end (ThWeekGrid *self, GtkWidget *widget)
{
  GtkWidget *child;

  g_return_if_fail (TH_IS_WEEK_GRID (self));
  while ((child = gtk_widget_get_first_child (self->end)) != NULL)
    gtk_box_remove (GTK_BOX (self->end), child);
  if (widget != NULL)
    gtk_box_append (GTK_BOX (self->end), widget);
}
