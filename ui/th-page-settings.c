/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: nothing about the hall is hidden in a file. What the hall answers to
 * settings.show is what is listed, in groups by the first word of the key; a
 * rule that is added to the table appears here by itself. Everybody may look,
 * only an administrator may change, and the others are told so. */

#include "th-page-settings.h"

#include <glib/gi18n.h>

#include "th-feed.h"
#include "th-store-card.h"
#include "th-text.h"

struct _ThPageSettings
{
  GtkWidget    parent_instance;
  GtkWidget   *content, *search, *own, *who, *blocks, *screen, *nothing;
  GtkDropDown *group;
  ThStoreCard *store;
  ThSession   *session;
  ThFeed      *feed;
  GPtrArray   *groups;         /* of GtkWidget, a block each; its name is the group */
  GHashTable  *rows;           /* key -> ThSettingRow */
};

static void th_page_settings_page_init (ThPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ThPageSettings, th_page_settings, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TH_TYPE_PAGE, th_page_settings_page_init))

enum { PROP_0, PROP_SESSION };

static const struct
{
  const char *prefix, *title;
} group_titles[] = {
  { "hall", N_("Hall and hours") },
  { "hours", N_("Hall and hours") },
  { "queue", N_("Tickets and calling") },
  { "tidal", N_("Tidal windows") },
  { "monitor", N_("Warnings") },
  { "board", N_("Board and privacy") },
  { "privacy", N_("Board and privacy") },
  { "booking", N_("Booking") },
  { "deferral", N_("Papers to follow") },
  { "rating", N_("Service rating") },
  { "issue", N_("Issues and answers") },
  { "cannot_do", N_("Issues and answers") },
  { "ukey", N_("Issues and answers") },
};

static const char *
title_of (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (group_titles); i++)
    {
      gsize length = strlen (group_titles[i].prefix);

      if (strncmp (key, group_titles[i].prefix, length) == 0 && key[length] == '.')
        return group_titles[i].title;
    }

  return N_("Other");
}

/* --- changing --- */

typedef struct
{
  ThPageSettings *page;
  ThSettingRow   *row;
} Change;

static void
change_free (Change *self)
{
  g_object_unref (self->page);
  g_object_unref (self->row);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Change) change = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (change->page->session == NULL)
    return;

  th_setting_row_set_error (change->row, answer != NULL ? NULL : error->message);
  if (answer != NULL)
    th_feed_refresh (change->page->feed);
}

static void
change_cb (ThPageSettings *self, JsonNode *value, ThSettingRow *row)
{
  JsonObject *request = th_desk_request ("settings.set", "key", "s", th_setting_row_get_key (row),
                                         "value", "n", json_node_copy (value), NULL);
  Change *change = g_new0 (Change, 1);

  change->page = g_object_ref (self);
  change->row = g_object_ref (row);
  th_session_ask_async (self->session, request, NULL, changed_cb, change);
}

/* --- showing --- */

static void
view_role (ThPageSettings *self)
{
  const char *name = th_session_get_staff_name (self->session);
  gboolean admin = g_strcmp0 (th_session_get_role (self->session), "admin") == 0;
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    th_setting_row_set_editable (row, admin);

  if (admin)
    text = g_strdup ("");
  else if (name == NULL)
    text = g_strdup (_("Only an administrator may change these; nobody is signed in."));
  else
    text = g_strdup_printf (_("Only an administrator may change these; signed in: %s."), name);
  gtk_label_set_label (GTK_LABEL (self->who), text);
  gtk_widget_set_tooltip_text (self->who, text);
}

static void
filter (ThPageSettings *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint which = gtk_drop_down_get_selected (self->group);
  gboolean own = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->own));
  gboolean all = *text == '\0' && !own && which == 0;
  guint shown = 0;

  for (guint i = 0; i < self->groups->len; i++)
    {
      GtkWidget *block = self->groups->pdata[i], *card = gtk_widget_get_last_child (block);
      gboolean any = FALSE;

      for (GtkWidget *row = gtk_widget_get_first_child (card); row != NULL; row = gtk_widget_get_next_sibling (row))
        {
          gboolean match = (which == 0 || which == i + 1) && th_setting_row_matches (TH_SETTING_ROW (row), text)
            && (!own || th_setting_row_is_own (TH_SETTING_ROW (row)));

          gtk_widget_set_visible (row, match);
          any |= match;
          shown += match ? 1 : 0;
        }
      gtk_widget_set_visible (block, any);
    }

  gtk_widget_set_visible (self->screen, all);
  gtk_widget_set_visible (GTK_WIDGET (self->store), all);
  gtk_widget_set_visible (self->nothing, !all && shown == 0);
}

/* The card of a group, made when its first setting comes. */
static GtkWidget *
card_of (ThPageSettings *self, const char *title)
{
  GtkWidget *block, *heading, *card;

  for (guint i = 0; i < self->groups->len; i++)
    if (g_str_equal (gtk_widget_get_name (self->groups->pdata[i]), title))
      return gtk_widget_get_last_child (self->groups->pdata[i]);

  block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_name (block, title);
  gtk_widget_add_css_class (block, "region");
  heading = g_object_new (GTK_TYPE_LABEL, "label", _(title), "xalign", 0.0, NULL);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (block), heading);
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (block), card);
  gtk_box_append (GTK_BOX (self->blocks), block);
  g_ptr_array_add (self->groups, block);

  return card;
}

static void
list_groups (ThPageSettings *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All groups"));
  for (guint i = 0; i < self->groups->len; i++)
    gtk_string_list_append (names, _(gtk_widget_get_name (self->groups->pdata[i])));
  gtk_drop_down_set_model (self->group, G_LIST_MODEL (names));
}

static void
updated_cb (ThPageSettings *self)
{
  JsonArray *settings = th_member_array (th_feed_get_answer (self->feed), "settings");
  guint before = self->groups->len;

  for (guint i = 0; settings != NULL && i < json_array_get_length (settings); i++)
    {
      JsonObject *setting = th_member_element (settings, i);
      const char *key = th_member_text (setting, "key");
      GtkWidget *row = key == NULL ? NULL : g_hash_table_lookup (self->rows, key);

      if (key == NULL)
        continue;
      if (row != NULL)
        {
          th_setting_row_set (TH_SETTING_ROW (row), setting);
          continue;
        }
      row = th_setting_row_new (setting);
      g_signal_connect_object (row, "change", G_CALLBACK (change_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (card_of (self, title_of (key))), row);
      g_hash_table_insert (self->rows, g_strdup (key), row);
    }

  if (self->groups->len != before)
    list_groups (self);
  view_role (self);
  filter (self);
}

/* --- the page --- */

static void
th_page_settings_focus_start (ThPage *page)
{
  gtk_widget_grab_focus (TH_PAGE_SETTINGS (page)->search);
}

static void
th_page_settings_page_init (ThPageInterface *iface)
{
  iface->focus_start = th_page_settings_focus_start;
}

static void
th_page_settings_constructed (GObject *object)
{
  ThPageSettings *self = TH_PAGE_SETTINGS (object);

  G_OBJECT_CLASS (th_page_settings_parent_class)->constructed (object);

  th_store_card_set_session (self->store, self->session);
  self->feed = th_feed_new (self->session, "settings.show", NULL);
  th_feed_set_changes (self->feed, TH_CHANGE_HALL);
  g_signal_connect_object (self->feed, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::role", G_CALLBACK (view_role), self, G_CONNECT_SWAPPED);
  th_feed_follow (self->feed, GTK_WIDGET (self));
  view_role (self);
}

static void
th_page_settings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, TH_PAGE_SETTINGS (object)->session);
}

static void
th_page_settings_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TH_PAGE_SETTINGS (object)->session = g_value_dup_object (value);
}

static void
th_page_settings_dispose (GObject *object)
{
  ThPageSettings *self = TH_PAGE_SETTINGS (object);

  g_clear_object (&self->feed);
  g_clear_object (&self->session);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_hash_table_remove_all (self->rows);
  g_ptr_array_set_size (self->groups, 0);
  G_OBJECT_CLASS (th_page_settings_parent_class)->dispose (object);
}

static void
th_page_settings_finalize (GObject *object)
{
  ThPageSettings *self = TH_PAGE_SETTINGS (object);

  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->groups);
  G_OBJECT_CLASS (th_page_settings_parent_class)->finalize (object);
}

static void
th_page_settings_class_init (ThPageSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = th_page_settings_constructed;
  object_class->get_property = th_page_settings_get_property;
  object_class->set_property = th_page_settings_set_property;
  object_class->dispose = th_page_settings_dispose;
  object_class->finalize = th_page_settings_finalize;
  g_object_class_override_property (object_class, PROP_SESSION, "session");

  g_type_ensure (TH_TYPE_STORE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-page-settings.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThPageSettings, name)
  BIND (content); BIND (search); BIND (own); BIND (who); BIND (blocks); BIND (screen); BIND (nothing);
  BIND (group); BIND (store);
#undef BIND
}

static void
th_page_settings_init (ThPageSettings *self)
{
  self->groups = g_ptr_array_new ();
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  list_groups (self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->group, "notify::selected", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->own, "toggled", G_CALLBACK (filter), self);
}

ThSettingRow *
th_page_settings_get_row (ThPageSettings *self, const char *key)
{
  g_return_val_if_fail (TH_IS_PAGE_SETTINGS (self), NULL);
  return g_hash_table_lookup (self->rows, key);
}
