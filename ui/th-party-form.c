/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A walk-in ticket needs no identity; a person who gives one is asked for no
 * more than the hall's rules need. The hall checks the numbers. */

#include "th-party-form.h"

#include "th-identity.h"

struct _ThPartyForm
{
  GtkWidget    parent_instance;

  GtkDropDown *kind;
  GtkEntry    *number;
  GtkEntry    *name;
  GtkEntry    *phone;
};

G_DEFINE_TYPE (ThPartyForm, th_party_form, GTK_TYPE_WIDGET)

/* In the order of the list: the usual ones first. */
static const ThIdKind kinds[] = {
  TH_ID_RESIDENT, TH_ID_USCC, TH_ID_PASSPORT, TH_ID_HK_MACAO_PERMIT, TH_ID_TAIWAN_PERMIT, TH_ID_RESIDENCE_PERMIT,
  TH_ID_FOREIGN_RESIDENT,
};

static const char *
typed (GtkEntry *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
th_party_form_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (th_party_form_parent_class)->dispose (object);
}

static void
th_party_form_class_init (ThPartyFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_party_form_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-party-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ThPartyForm, kind);
  gtk_widget_class_bind_template_child (widget_class, ThPartyForm, number);
  gtk_widget_class_bind_template_child (widget_class, ThPartyForm, name);
  gtk_widget_class_bind_template_child (widget_class, ThPartyForm, phone);
}

static void
th_party_form_init (ThPartyForm *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (labels, th_id_kind_label (kinds[i]));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (labels));
}

static void
add_member (JsonObject *party, const char *key, GtkEntry *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (typed (entry)));

  if (*text != '\0')
    json_object_set_string_member (party, key, text);
}

JsonObject *
th_party_form_get (ThPartyForm *self)
{
  guint kind;
  JsonObject *party;

  g_return_val_if_fail (TH_IS_PARTY_FORM (self), NULL);

  if (*typed (self->number) == '\0' && *typed (self->name) == '\0' && *typed (self->phone) == '\0')
    return NULL;

  kind = MIN (gtk_drop_down_get_selected (self->kind), G_N_ELEMENTS (kinds) - 1);
  party = json_object_new ();
  json_object_set_string_member (party, "kind", kinds[kind] == TH_ID_USCC ? "company" : "person");
  json_object_set_string_member (party, "id_kind", th_id_kind_name (kinds[kind]));
  add_member (party, "id", self->number);
  add_member (party, "name", self->name);
  add_member (party, "phone", self->phone);

  return party;
}

void
th_party_form_clear (ThPartyForm *self)
{
  g_return_if_fail (TH_IS_PARTY_FORM (self));

  gtk_editable_set_text (GTK_EDITABLE (self->number), "");
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  gtk_editable_set_text (GTK_EDITABLE (self->phone), "");
}

void
th_party_form_focus (ThPartyForm *self)
{
  g_return_if_fail (TH_IS_PARTY_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->number));
}
