/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Several matters make one visit: each is a line that can be taken away, and
 * the papers of all of them are listed once. Conditions keep their answers
 * while matters are added. */

#include "th-booking-matters.h"

#include <glib/gi18n.h>

#include "th-booking-rows.h"
#include "th-find-entry.h"
#include "th-text.h"

struct _ThBookingMatters
{
  GtkWidget    parent_instance;

  ThFindEntry *search;
  GtkBox      *chosen;
  GtkLabel    *online;
  GtkWidget   *rule;
  GtkFlowBox  *conditions;
  GtkWidget   *papers;
  GtkLabel    *bring_count;
  GtkBox      *bring;
  GtkLabel    *print_count;
  GtkBox      *print;
  GtkLabel    *foot;

  ThSession    *session;
  GCancellable *cancellable;
  GPtrArray    *matters;       /* of JsonObject: code, zh, en, minutes */
  JsonObject   *prepared;
  GHashTable   *held;          /* keys of conditions that hold */
  gboolean      filling;
};

G_DEFINE_FINAL_TYPE (ThBookingMatters, th_booking_matters, GTK_TYPE_WIDGET)

enum { CHANGED, DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

static JsonObject *
matter_at (ThBookingMatters *self, guint index)
{
  return self->matters->pdata[index];
}

static const char *
code_at (ThBookingMatters *self, guint index)
{
  return th_member_text (matter_at (self, index), "code");
}

/* A matter of a scene has no name until the catalogue was asked. */
static const char *
name_at (ThBookingMatters *self, guint index)
{
  const char *name = th_member_local (matter_at (self, index), "");

  return name != NULL ? name : code_at (self, index);
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);
}

static void
empty_flow (GtkFlowBox *box)
{
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (box, 0)) != NULL)
    gtk_flow_box_remove (box, GTK_WIDGET (child));
}

/* --- the search ------------------------------------------------------------ */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThBookingMatters *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  JsonArray *matters = th_member_array (answer, "matters");
  g_autofree char *count = NULL;

  /* Cancelled means typed further or gone: @data may be dead then. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  count = answer == NULL ? g_strdup (error->message)
          : matters == NULL || json_array_get_length (matters) == 0
            ? g_strdup (_("nothing found"))
            : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d find", "%d finds", json_array_get_length (matters)),
                               (int) json_array_get_length (matters));
  th_find_entry_set_finds (self->search, matters, th_booking_row_of_matter);
  th_find_entry_set_note (self->search, NULL, count, NULL);
}

static void
typed_cb (ThBookingMatters *self)
{
  g_autofree char *text = th_find_entry_get_text (self->search);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (*text == '\0' || self->session == NULL)
    {
      th_find_entry_set_finds (self->search, NULL, NULL);
      th_find_entry_set_note (self->search, NULL, NULL, NULL);
      return;
    }
  self->cancellable = g_cancellable_new ();
  th_session_ask_async (self->session, th_desk_request ("matter.find", "text", "s", text, "limit", "i", (gint64) 8, NULL),
                        self->cancellable, found_cb, self);
}

/* --- what was chosen ------------------------------------------------------- */

static void show_chosen (ThBookingMatters *self);

static void
remove_cb (GtkButton *button, ThBookingMatters *self)
{
  g_ptr_array_remove_index (self->matters, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
  show_chosen (self);
  th_booking_matters_focus (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
chosen_row (ThBookingMatters *self, guint index)
{
  const char *code = code_at (self, index);
  const char *name = name_at (self, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *button = gtk_button_new_from_icon_name ("th-close-symbolic");
  g_autofree char *minutes = th_booking_minutes ((int) th_member_int (matter_at (self, index), "minutes", 0));
  g_autofree char *spoken = g_strdup_printf (_("Take away %s"), code);

  gtk_widget_add_css_class (box, "chosen-matter");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", code, "css-classes", (const char *[]) { "code", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "hexpand", TRUE,
                                               "tooltip-text", name, "ellipsize", PANGO_ELLIPSIZE_END, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", minutes, "css-classes", (const char *[]) { "secondary", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static void
show_chosen (ThBookingMatters *self)
{
  empty (GTK_WIDGET (self->chosen));
  for (guint i = 0; i < self->matters->len; i++)
    gtk_box_append (self->chosen, chosen_row (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self->chosen), self->matters->len > 0);
}

static gboolean
has (ThBookingMatters *self, const char *code)
{
  for (guint i = 0; i < self->matters->len; i++)
    if (g_strcmp0 (code_at (self, i), code) == 0)
      return TRUE;
  return FALSE;
}

static void
keep (ThBookingMatters *self, JsonObject *matter)
{
  if (!has (self, th_member_text (matter, "code")))
    g_ptr_array_add (self->matters, json_object_ref (matter));
}

static void
catalogue_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThBookingMatters) self = data;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, NULL);
  JsonArray *matters = th_member_array (answer, "matters");

  if (self->session == NULL)
    return;
  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    for (guint k = 0; k < self->matters->len; k++)
      if (g_strcmp0 (code_at (self, k), th_member_text (th_member_element (matters, i), "code")) == 0)
        {
          json_object_unref (self->matters->pdata[k]);
          self->matters->pdata[k] = json_object_ref (th_member_element (matters, i));
        }
  show_chosen (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
keep_code (ThBookingMatters *self, const char *code)
{
  g_autoptr (JsonObject) matter = json_object_new ();

  json_object_set_string_member (matter, "code", code);
  keep (self, matter);
}

/* A scene is its matters; what each is called is asked once. */
static void
chosen_cb (ThBookingMatters *self, JsonObject *find)
{
  JsonArray *parts = th_member_array (find, "matters");
  gboolean scene = g_strcmp0 (th_member_text (find, "kind"), "scene") == 0 && parts != NULL;

  if (!scene && !th_member_bool (find, "bookable"))
    {
      th_find_entry_set_note (self->search, "th-info-symbolic", _("not by booking"), "warn");
      return;
    }
  if (scene)
    for (guint i = 0; i < json_array_get_length (parts); i++)
      keep_code (self, json_array_get_string_element (parts, i));
  else
    keep (self, find);
  th_find_entry_set_text (self->search, "");
  th_find_entry_set_note (self->search, NULL, NULL, NULL);
  show_chosen (self);
  if (scene)
    th_session_ask_async (self->session, th_desk_request ("catalogue.show", NULL), NULL, catalogue_cb, g_object_ref (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
emptied_cb (ThBookingMatters *self)
{
  if (self->matters->len == 0)
    return;
  g_ptr_array_remove_index (self->matters, self->matters->len - 1);
  show_chosen (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Enter with nothing typed goes on: to the conditions, then out of here. */
static void
entered_cb (ThBookingMatters *self)
{
  g_autofree char *text = th_find_entry_get_text (self->search);
  GtkFlowBoxChild *first = gtk_flow_box_get_child_at_index (self->conditions, 0);

  if (*text != '\0' || self->matters->len == 0)
    return;
  if (first != NULL)
    gtk_widget_grab_focus (gtk_flow_box_child_get_child (first));
  else
    g_signal_emit (self, signals[DONE], 0);
}

/* --- conditions and papers -------------------------------------------------- */

static void
toggled_cb (GtkCheckButton *button, ThBookingMatters *self)
{
  const char *key = g_object_get_data (G_OBJECT (button), "key");

  if (self->filling)
    return;
  if (gtk_check_button_get_active (button))
    g_hash_table_add (self->held, g_strdup (key));
  else
    g_hash_table_remove (self->held, key);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
condition_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ThBookingMatters *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      g_signal_emit (self, signals[DONE], 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_Right:
      gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_Left:
      gtk_widget_child_focus (widget, GTK_DIR_TAB_BACKWARD);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
same_conditions (ThBookingMatters *self, JsonArray *conditions)
{
  guint n = conditions != NULL ? json_array_get_length (conditions) : 0;

  for (guint i = 0; i < n; i++)
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->conditions, (int) i);
      const char *key = child != NULL ? g_object_get_data (G_OBJECT (gtk_flow_box_child_get_child (child)), "key") : NULL;

      if (g_strcmp0 (key, th_member_text (th_member_element (conditions, i), "key")) != 0)
        return FALSE;
    }
  return gtk_flow_box_get_child_at_index (self->conditions, (int) n) == NULL;
}

/* Rebuilt only when other conditions apply, so that the focus stays. */
static void
show_conditions (ThBookingMatters *self)
{
  JsonArray *conditions = th_member_array (self->prepared, "conditions");

  if (!same_conditions (self, conditions))
    {
      empty_flow (self->conditions);
      for (guint i = 0; conditions != NULL && i < json_array_get_length (conditions); i++)
        {
          JsonObject *condition = th_member_element (conditions, i);
          const char *key = th_member_text (condition, "key");
          const char *name = th_member_local (condition, "");
          GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 34,
                                           "margin-start", 8, NULL);
          GtkWidget *check = gtk_check_button_new ();

          gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
          gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
          g_object_set_data_full (G_OBJECT (check), "key", g_strdup (key), g_free);
          self->filling = TRUE;
          gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->held, key));
          self->filling = FALSE;
          g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
          gtk_flow_box_append (self->conditions, check);
          gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->conditions), gtk_flow_box_get_child_at_index (self->conditions, 0) != NULL);
}

/* How many pieces of paper stand in @lines. */
static int
show_papers (GtkBox *box, JsonArray *lines)
{
  int total = 0;

  empty (GTK_WIDGET (box));
  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      JsonObject *line = th_member_element (lines, i);
      int n = (int) th_member_int (line, "count", 1);
      const char *name = th_member_local (line, "");
      g_autofree char *words = n > 1 ? g_strdup_printf ("%s × %d", name, n) : g_strdup (name);
      g_autofree char *tip = th_member_bool (line, "shared") ? g_strdup_printf (_("%s (shared by the offices)"), words) : g_strdup (words);

      total += n;
      gtk_box_append (box, g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                                         "tooltip-text", tip, "css-classes", (const char *[]) { "paper", NULL }, NULL));
    }
  return total;
}

static void
show_counts (ThBookingMatters *self)
{
  int bring = show_papers (self->bring, th_member_array (self->prepared, "bring"));
  int print = show_papers (self->print, th_member_array (self->prepared, "printed_here"));
  g_autofree char *pieces = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d piece", "%d pieces", (gulong) bring), bring);
  g_autofree char *sheets = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d sheet", "%d sheets", (gulong) print), print);
  /* Translators: how many pieces, beside a heading: short. */
  g_autofree char *few_pieces = g_strdup_printf (C_("pieces", "%d"), bring);
  /* Translators: how many sheets, beside a heading: short. */
  g_autofree char *few_sheets = g_strdup_printf (C_("sheets", "%d"), print);

  gtk_label_set_label (self->bring_count, few_pieces);
  gtk_label_set_label (self->print_count, few_sheets);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bring_count), pieces);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->print_count), sheets);
  gtk_widget_set_visible (GTK_WIDGET (self->foot), print > 0);
}

static void
show_online (ThBookingMatters *self)
{
  JsonArray *online = th_member_array (self->prepared, "online");
  g_autoptr (GString) codes = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; online != NULL && i < json_array_get_length (online); i++)
    if (g_strcmp0 (th_member_text (th_member_element (online, i), "online"), "full") == 0)
      g_string_append_printf (codes, "%s%s", codes->len > 0 ? _(", ") : "", th_member_text (th_member_element (online, i), "matter"));
  text = codes->len > 0 ? g_strdup_printf (_("%s can be done online. Offer that first."), codes->str) : NULL;
  gtk_label_set_label (self->online, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->online), text != NULL);
}

static void
th_booking_matters_dispose (GObject *object)
{
  ThBookingMatters *self = TH_BOOKING_MATTERS (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (th_booking_matters_parent_class)->dispose (object);
}

static void
th_booking_matters_finalize (GObject *object)
{
  ThBookingMatters *self = TH_BOOKING_MATTERS (object);

  g_clear_pointer (&self->matters, g_ptr_array_unref);
  g_clear_pointer (&self->prepared, json_object_unref);
  g_clear_pointer (&self->held, g_hash_table_unref);
  G_OBJECT_CLASS (th_booking_matters_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-booking-matters.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThBookingMatters, name)
  BIND (search);
  BIND (chosen);
  BIND (online);
  BIND (rule);
  BIND (conditions);
  BIND (papers);
  BIND (bring_count);
  BIND (bring);
  BIND (print_count);
  BIND (print);
  BIND (foot);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, emptied_cb);
}

static void
th_booking_matters_class_init (ThBookingMattersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = th_booking_matters_dispose;
  object_class->finalize = th_booking_matters_finalize;
  signals[CHANGED] = g_signal_new ("changed", TH_TYPE_BOOKING_MATTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", TH_TYPE_BOOKING_MATTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (TH_TYPE_FIND_ENTRY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
th_booking_matters_init (ThBookingMatters *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->matters = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (condition_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->conditions), keys);
}

void
th_booking_matters_set_session (ThBookingMatters *self, ThSession *session)
{
  g_return_if_fail (TH_IS_BOOKING_MATTERS (self));
  g_set_object (&self->session, session);
}

/**
 * th_booking_matters_add:
 * @code: a matter
 *
 * Adds a matter unless it is there already.
 */
void
th_booking_matters_add (ThBookingMatters *self, const char *code)
{
  g_return_if_fail (TH_IS_BOOKING_MATTERS (self));
  keep_code (self, code);
  show_chosen (self);
  th_session_ask_async (self->session, th_desk_request ("catalogue.show", NULL), NULL, catalogue_cb, g_object_ref (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

JsonArray *
th_booking_matters_get (ThBookingMatters *self)
{
  JsonArray *codes = json_array_new ();

  for (guint i = 0; i < self->matters->len; i++)
    json_array_add_string_element (codes, code_at (self, i));
  return codes;
}

guint
th_booking_matters_count (ThBookingMatters *self)
{
  return self->matters->len;
}

/**
 * th_booking_matters_describe:
 *
 * Returns: (transfer full): the first matter by name, and how many more
 */
char *
th_booking_matters_describe (ThBookingMatters *self)
{
  g_return_val_if_fail (self->matters->len > 0, g_strdup (""));
  if (self->matters->len == 1)
    return g_strdup (name_at (self, 0));
  return g_strdup_printf (_("%s and %d more"), name_at (self, 0), (int) self->matters->len - 1);
}

static gboolean
is_chosen (ThBookingMatters *self, const char *code)
{
  for (guint i = 0; i < self->matters->len; i++)
    if (g_strcmp0 (code_at (self, i), code) == 0)
      return TRUE;
  return FALSE;
}

/**
 * th_booking_matters_get_conditions:
 *
 * Returns: (transfer full): pairs of matter and material; the answer they come
 *   from may be older than the choice, and knows matters that are gone
 */
JsonArray *
th_booking_matters_get_conditions (ThBookingMatters *self)
{
  JsonArray *conditions = th_member_array (self->prepared, "conditions");
  JsonArray *pairs = json_array_new ();

  for (guint i = 0; conditions != NULL && i < json_array_get_length (conditions); i++)
    {
      JsonObject *condition = th_member_element (conditions, i);
      JsonArray *of = th_member_array (condition, "pairs");

      if (!g_hash_table_contains (self->held, th_member_text (condition, "key")))
        continue;
      for (guint k = 0; of != NULL && k < json_array_get_length (of); k++)
        if (is_chosen (self, json_array_get_string_element (json_array_get_array_element (of, k), 0)))
          json_array_add_element (pairs, json_node_copy (json_array_get_element (of, k)));
    }
  return pairs;
}

/**
 * th_booking_matters_asks:
 *
 * Returns: whether there are conditions to tick, so that none ticked is an answer
 */
gboolean
th_booking_matters_asks (ThBookingMatters *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_MATTERS (self), FALSE);
  return gtk_flow_box_get_child_at_index (self->conditions, 0) != NULL;
}

/**
 * th_booking_matters_set_prepared:
 * @prepared: (nullable): the answer of booking.prepare
 *
 * Shows conditions and papers; NULL when nothing is chosen.
 */
void
th_booking_matters_set_prepared (ThBookingMatters *self, JsonObject *prepared)
{
  g_return_if_fail (TH_IS_BOOKING_MATTERS (self));

  g_clear_pointer (&self->prepared, json_object_unref);
  self->prepared = prepared != NULL ? json_object_ref (prepared) : NULL;
  show_online (self);
  show_conditions (self);
  show_counts (self);
  gtk_widget_set_visible (self->papers, prepared != NULL);
  gtk_widget_set_visible (self->rule, prepared != NULL);
}

void
th_booking_matters_clear (ThBookingMatters *self)
{
  g_return_if_fail (TH_IS_BOOKING_MATTERS (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_ptr_array_set_size (self->matters, 0);
  g_hash_table_remove_all (self->held);
  th_find_entry_close (self->search);
  th_find_entry_set_text (self->search, "");
  th_find_entry_set_note (self->search, NULL, NULL, NULL);
  show_chosen (self);
  th_booking_matters_set_prepared (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
th_booking_matters_focus (ThBookingMatters *self)
{
  g_return_if_fail (TH_IS_BOOKING_MATTERS (self));
  th_find_entry_focus (self->search);
}
