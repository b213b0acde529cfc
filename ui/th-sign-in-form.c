/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The form with which a person sits down.
 *
 * It knows nothing of the hall: whoever shows it asks the desk and says what
 * went wrong. The PIN is wiped with every answer, the number is kept. */

#include "th-sign-in-form.h"

#include <glib/gi18n.h>

#include "th-text.h"

struct _ThSignInForm
{
  GtkWidget         parent_instance;

  GtkWidget        *window_box;
  GtkDropDown      *window;
  GtkEntry         *staff;
  GtkPasswordEntry *pin;
  GtkLabel         *error;
  GtkButton        *submit;

  GPtrArray        *codes;       /* of the windows in the list */
  gboolean          with_window;
  gboolean          busy;
};

G_DEFINE_TYPE (ThSignInForm, th_sign_in_form, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_WITH_WINDOW,
  N_PROPS
};

enum
{
  SUBMITTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
complete (ThSignInForm *self)
{
  return *th_sign_in_form_get_staff (self) != '\0' && *th_sign_in_form_get_pin (self) != '\0'
         && (!self->with_window || th_sign_in_form_get_window (self) != NULL);
}

static void
changed_cb (ThSignInForm *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit), !self->busy && complete (self));
}

static void
staff_activate_cb (ThSignInForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->pin));
}

static void
submit_cb (ThSignInForm *self)
{
  if (!self->busy && complete (self))
    g_signal_emit (self, signals[SUBMITTED], 0);
}

/* What a person knows a window by: its number, its name, what it takes. */
static char *
describe_window (JsonObject *window)
{
  g_autofree char *number = th_text_window (th_member_text (window, "no"));
  const char *name = th_member_local (window, "");
  const char *zone = th_member_text (window, "zone");
  g_autofree char *duty = g_strdelimit (g_strdup (th_member_text (window, "duty")), "|>", ' ');
  GString *text = g_string_new (number);

  if (name != NULL && *name != '\0')
    g_string_append_printf (text, "\u2003%s", name);
  else if (zone != NULL && *zone != '\0')
    g_string_append_printf (text, _("\u2003Zone %s"), zone);
  if (duty != NULL && *duty != '\0')
    g_string_append_printf (text, "\u2003%s", duty);

  return g_string_free (text, FALSE);
}

static guint
find_code (ThSignInForm *self, const char *code)
{
  for (guint i = 0; code != NULL && i < self->codes->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->codes, i), code) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
show_word (ThSignInForm *self)
{
  const char *word = self->with_window ? _("Open window") : _("Sign in");

  gtk_button_set_label (self->submit, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->submit), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
  gtk_widget_set_visible (self->window_box, self->with_window);
}

static void
th_sign_in_form_dispose (GObject *object)
{
  ThSignInForm *self = TH_SIGN_IN_FORM (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->codes, g_ptr_array_unref);

  G_OBJECT_CLASS (th_sign_in_form_parent_class)->dispose (object);
}

static void
th_sign_in_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_WITH_WINDOW)
    g_value_set_boolean (value, TH_SIGN_IN_FORM (object)->with_window);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
th_sign_in_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThSignInForm *self = TH_SIGN_IN_FORM (object);

  if (id == PROP_WITH_WINDOW)
    {
      self->with_window = g_value_get_boolean (value);
      show_word (self);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
th_sign_in_form_class_init (ThSignInFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = th_sign_in_form_dispose;
  object_class->get_property = th_sign_in_form_get_property;
  object_class->set_property = th_sign_in_form_set_property;

  properties[PROP_WITH_WINDOW] = g_param_spec_boolean ("with-window", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SUBMITTED] = g_signal_new ("submitted", TH_TYPE_SIGN_IN_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-sign-in-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ThSignInForm, window_box);
  gtk_widget_class_bind_template_child (widget_class, ThSignInForm, window);
  gtk_widget_class_bind_template_child (widget_class, ThSignInForm, staff);
  gtk_widget_class_bind_template_child (widget_class, ThSignInForm, pin);
  gtk_widget_class_bind_template_child (widget_class, ThSignInForm, error);
  gtk_widget_class_bind_template_child (widget_class, ThSignInForm, submit);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, staff_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
}

static void
th_sign_in_form_init (ThSignInForm *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_word (self);
}

/* Public functions. */

gboolean
th_sign_in_form_set_windows (ThSignInForm *self, JsonObject *hall, const char *preferred)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *before = NULL;
  JsonArray *windows;
  guint chosen;

  g_return_val_if_fail (TH_IS_SIGN_IN_FORM (self), FALSE);

  before = g_strdup (th_sign_in_form_get_window (self));
  g_ptr_array_set_size (self->codes, 0);
  windows = hall != NULL ? th_member_array (hall, "windows") : NULL;
  for (guint i = 0; windows != NULL && i < json_array_get_length (windows); i++)
    {
      JsonObject *window = th_member_element (windows, i);
      g_autofree char *text = NULL;

      if (g_strcmp0 (th_member_text (window, "state"), "closed") != 0)
        continue;

      text = describe_window (window);
      gtk_string_list_append (names, text);
      g_ptr_array_add (self->codes, g_strdup (th_member_text (window, "no")));
    }

  gtk_drop_down_set_model (self->window, G_LIST_MODEL (names));
  chosen = find_code (self, preferred);
  if (chosen == GTK_INVALID_LIST_POSITION)
    chosen = find_code (self, before);
  if (chosen != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (self->window, chosen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->window), self->codes->len > 0);
  changed_cb (self);

  return find_code (self, preferred) != GTK_INVALID_LIST_POSITION;
}

void
th_sign_in_form_set_staff (ThSignInForm *self, const char *staff_no)
{
  g_return_if_fail (TH_IS_SIGN_IN_FORM (self));

  gtk_editable_set_text (GTK_EDITABLE (self->staff), staff_no != NULL ? staff_no : "");
}

void
th_sign_in_form_set_error (ThSignInForm *self, const char *text)
{
  g_return_if_fail (TH_IS_SIGN_IN_FORM (self));

  gtk_label_set_label (self->error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), text != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
  if (text != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->pin));
}

void
th_sign_in_form_set_busy (ThSignInForm *self, gboolean busy)
{
  g_return_if_fail (TH_IS_SIGN_IN_FORM (self));

  self->busy = busy;
  changed_cb (self);
}

const char *
th_sign_in_form_get_staff (ThSignInForm *self)
{
  g_return_val_if_fail (TH_IS_SIGN_IN_FORM (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->staff));
}

const char *
th_sign_in_form_get_pin (ThSignInForm *self)
{
  g_return_val_if_fail (TH_IS_SIGN_IN_FORM (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->pin));
}

const char *
th_sign_in_form_get_window (ThSignInForm *self)
{
  guint selected;

  g_return_val_if_fail (TH_IS_SIGN_IN_FORM (self), NULL);

  selected = gtk_drop_down_get_selected (self->window);
  return selected < self->codes->len ? g_ptr_array_index (self->codes, selected) : NULL;
}

GtkWidget *
th_sign_in_form_get_default (ThSignInForm *self)
{
  g_return_val_if_fail (TH_IS_SIGN_IN_FORM (self), NULL);

  return GTK_WIDGET (self->submit);
}

/**
 * th_sign_in_form_focus:
 *
 * Puts the focus on the first entry that is still empty.
 */
void
th_sign_in_form_focus (ThSignInForm *self)
{
  g_return_if_fail (TH_IS_SIGN_IN_FORM (self));

  if (*th_sign_in_form_get_staff (self) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->staff));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->pin));
}
