/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: whoever answers for the hall can prove it, copy it and describe it
 * anew, without a terminal. One thing at a time, with its result in place;
 * who may not sees the buttons and why they are off. */

#include "th-store-card.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-feed.h"
#include "th-file-choose.h"
#include "th-text.h"

/* Of a long list of changes the first say enough. */
#define MOST_LINES 60

struct _ThStoreCard
{
  GtkWidget     parent_instance;
  GtkWidget    *content, *path, *facts, *hall, *verify, *backup, *import, *export;
  GtkWidget    *revealer, *result, *progress, *cancel, *details_page, *details;
  ThSession    *session;
  ThFeed       *info;
  GCancellable *cancellable;    /* of the work under way */
  guint         pulse;
};

G_DEFINE_FINAL_TYPE (ThStoreCard, th_store_card, GTK_TYPE_WIDGET)

/* --- what there is --- */

static void
view_info (ThStoreCard *self)
{
  JsonObject *info = th_feed_get_answer (self->info);
  g_autofree char *size = NULL, *facts = NULL;

  /* Where the store lies is not for who passes by after somebody left. */
  if (g_error_matches (th_feed_get_error (self->info), TH_ERROR, TH_ERROR_NOT_SIGNED_IN))
    {
      gtk_label_set_label (GTK_LABEL (self->path), "");
      gtk_widget_set_tooltip_text (self->path, NULL);
      gtk_label_set_label (GTK_LABEL (self->facts), _("Shown to who is signed in."));
      return;
    }
  if (info == NULL)
    return;

  size = g_format_size ((guint64) th_member_int (info, "size", 0));
  facts = g_strdup_printf (_("%s, schema %d, %d journal entries"), size, (int) th_member_int (info, "schema", 0),
                           (int) th_member_int (info, "events", 0));
  gtk_label_set_label (GTK_LABEL (self->path), th_member_text (info, "path"));
  gtk_widget_set_tooltip_text (self->path, th_member_text (info, "path"));
  gtk_label_set_label (GTK_LABEL (self->facts), facts);
}

static void
view_hall (ThStoreCard *self)
{
  JsonObject *hall = th_member_object (th_session_get_hall (self->session), "hall");
  g_autofree char *text = NULL;

  if (hall == NULL)
    return;

  text = g_strdup_printf ("%s (%s)", th_member_local (hall, ""), th_member_text (hall, "code"));
  gtk_label_set_label (GTK_LABEL (self->hall), text);
}

static void
view_role (ThStoreCard *self)
{
  gboolean admin = g_strcmp0 (th_session_get_role (self->session), "admin") == 0;
  gboolean free = self->cancellable == NULL;
  GtkWidget *const buttons[] = { self->verify, self->backup, self->import, self->export };
  static const char *const actions[] = { "store.verify", "store.backup", "store.import", "store.export" };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], admin && free);
      gtk_widget_set_tooltip_text (buttons[i], admin ? NULL : _("Only an administrator may do this."));
    }
}

/* --- one thing at a time --- */

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (TH_STORE_CARD (data)->progress));
  return G_SOURCE_CONTINUE;
}

static void
show_result (ThStoreCard *self, const char *text, const char *style, JsonArray *lines)
{
  guint n = lines == NULL ? 0 : json_array_get_length (lines);
  g_autoptr (GString) details = g_string_new (NULL);
  const char *classes[] = { style, NULL };

  for (guint i = 0; i < MIN (n, MOST_LINES); i++)
    g_string_append_printf (details, "%s%s", i > 0 ? "\n" : "", json_array_get_string_element (lines, i));
  if (n > MOST_LINES)
    g_string_append_printf (details, "\n%s", "…");

  gtk_label_set_label (GTK_LABEL (self->result), text);
  gtk_widget_set_css_classes (self->result, style != NULL ? classes : classes + 1);
  gtk_label_set_label (GTK_LABEL (self->details), details->str);
  gtk_widget_set_visible (self->details_page, n > 0);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

static void
begin (ThStoreCard *self, const char *text, gboolean stoppable)
{
  self->cancellable = g_cancellable_new ();
  self->pulse = g_timeout_add (100, pulse_cb, self);
  gtk_widget_set_visible (self->progress, TRUE);
  gtk_widget_set_visible (self->cancel, stoppable);
  show_result (self, text, NULL, NULL);
  view_role (self);
}

static void
end (ThStoreCard *self)
{
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pulse, g_source_remove);

  /* The page may have been closed while the work went on. */
  if (self->session == NULL)
    return;
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_widget_set_visible (self->cancel, FALSE);
  view_role (self);
}

/* Ends the work; TRUE when it went well and its answer can be shown. */
static gboolean
finish (ThStoreCard *self, JsonObject *answer, const GError *error, const char *failed)
{
  g_autofree char *text = NULL;

  end (self);
  if (self->session == NULL)
    return FALSE;
  if (answer != NULL)
    return TRUE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (_("Stopped."));
  else
    text = g_strdup_printf ("%s %s", failed, error->message);
  show_result (self, text, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NULL : "bad", NULL);

  return FALSE;
}

/* --- verify --- */

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThStoreCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  JsonArray *problems;
  g_autofree char *text = NULL;

  if (!finish (self, answer, error, _("The journal was not verified.")))
    return;

  problems = th_member_array (answer, "problems");
  if (problems == NULL || json_array_get_length (problems) == 0)
    {
      show_result (self, _("The journal is sound: nothing was changed behind the hall's back."), "ok", NULL);
      return;
    }

  text = g_strdup_printf (ngettext ("The store differs from its journal in %u place:",
                                    "The store differs from its journal in %u places:",
                                    json_array_get_length (problems)), json_array_get_length (problems));
  show_result (self, text, "bad", problems);
}

/**
 * th_store_card_verify:
 *
 * Checks the journal and everything that follows from it.
 */
void
th_store_card_verify (ThStoreCard *self)
{
  g_return_if_fail (TH_IS_STORE_CARD (self) && self->cancellable == NULL);

  begin (self, _("Verifying the journal"), TRUE);
  th_session_ask_async (self->session, th_desk_request ("store.verify", NULL), self->cancellable,
                        verified_cb, g_object_ref (self));
}

/* --- back up --- */

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThStoreCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (!finish (self, answer, error, _("No copy was made.")))
    return;

  text = g_strdup_printf (_("Copied and checked: %s"), th_member_text (answer, "file"));
  show_result (self, text, "ok", NULL);
}

void
th_store_card_backup (ThStoreCard *self, GFile *file)
{
  g_return_if_fail (TH_IS_STORE_CARD (self) && self->cancellable == NULL);

  begin (self, _("Copying the store"), FALSE);
  th_session_ask_async (self->session, th_desk_request ("store.backup", "file", "s", g_file_peek_path (file), NULL),
                        self->cancellable, backed_up_cb, g_object_ref (self));
}

/* --- import and export --- */

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThStoreCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  JsonArray *changes;
  guint n;
  g_autofree char *text = NULL;

  if (!finish (self, answer, error, _("Nothing was imported.")))
    return;

  changes = th_member_array (answer, "changes");
  n = changes == NULL ? 0 : json_array_get_length (changes);
  text = n == 0 ? g_strdup (_("The hall is as the file says already."))
                : g_strdup_printf (ngettext ("Imported, %u change:", "Imported, %u changes:", n), n);
  show_result (self, text, "ok", changes);
}

void
th_store_card_import (ThStoreCard *self, GFile *file)
{
  g_return_if_fail (TH_IS_STORE_CARD (self) && self->cancellable == NULL);

  begin (self, _("Reading the hall file"), FALSE);
  th_session_ask_async (self->session, th_desk_request ("hall.import", "file", "s", g_file_peek_path (file), NULL),
                        self->cancellable, imported_cb, g_object_ref (self));
}

typedef struct
{
  ThStoreCard *card;
  GFile       *file;
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->card);
  g_object_unref (self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_parse_name (export->file);
  gboolean ok = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  g_autofree char *text = ok ? g_strdup_printf (_("Written: %s"), name)
                             : g_strdup_printf (_("“%s” was not written."), name);
  g_autofree char *why = ok ? g_strdup (text) : g_strdup_printf ("%s %s", text, error->message);

  end (export->card);
  if (export->card->session != NULL)
    show_result (export->card, why, ok ? "ok" : "bad", NULL);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;
  const char *text = th_member_text (answer, "text");
  GFile *file = export->file;

  if (text == NULL)
    {
      finish (export->card, NULL, error, _("Nothing was exported."));
      return;
    }

  bytes = g_bytes_new (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, written_cb,
                                       g_steal_pointer (&export));
}

void
th_store_card_export (ThStoreCard *self, GFile *file)
{
  Export *export;

  g_return_if_fail (TH_IS_STORE_CARD (self) && self->cancellable == NULL);

  export = g_new0 (Export, 1);
  export->card = g_object_ref (self);
  export->file = g_object_ref (file);
  begin (self, _("Writing the hall file"), FALSE);
  th_session_ask_async (self->session, th_desk_request ("hall.export", NULL), self->cancellable, exported_cb, export);
}

/* --- actions --- */

static void
chosen (GObject *source, GAsyncResult *result, void (*use) (ThStoreCard *, GFile *))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = th_file_choose_finish (GTK_WIDGET (source), result, &error);
  ThStoreCard *self = TH_STORE_CARD (source);

  if (file != NULL && g_file_peek_path (file) != NULL && self->cancellable == NULL)
    use (self, file);
  else if (file == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_result (self, error->message, "bad", NULL);
}

static void
backup_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  chosen (source, result, th_store_card_backup);
}

static void
import_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  chosen (source, result, th_store_card_import);
}

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  chosen (source, result, th_store_card_export);
}

static void
verify_action (GtkWidget *widget, const char *name, GVariant *target)
{
  th_store_card_verify (TH_STORE_CARD (widget));
}

/* "demo-2026-04-20.db": which hall, of when. */
static char *
dated_name (ThStoreCard *self, const char *end)
{
  JsonObject *hall = th_member_object (th_session_get_hall (self->session), "hall");
  const char *code = th_member_text (hall, "code");
  g_autofree char *day = th_day_format (th_day_of (th_session_now (self->session), th_session_get_zone (self->session)));

  return g_strdup_printf ("%s-%s%s", code != NULL ? code : "hall", day, end);
}

static void
backup_action (GtkWidget *widget, const char *name, GVariant *target)
{
  g_autofree char *file = dated_name (TH_STORE_CARD (widget), ".db");

  th_file_choose_save_async (widget, _("Back up the store"), file, backup_chosen_cb, NULL);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *target)
{
  th_file_choose_open_async (widget, _("Import a hall file"), _("Hall files"), "*.json", import_chosen_cb, NULL);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *target)
{
  g_autofree char *file = dated_name (TH_STORE_CARD (widget), ".json");

  th_file_choose_save_async (widget, _("Export the hall file"), file, export_chosen_cb, NULL);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *target)
{
  g_cancellable_cancel (TH_STORE_CARD (widget)->cancellable);
}

/* --- the card --- */

static void
th_store_card_dispose (GObject *object)
{
  ThStoreCard *self = TH_STORE_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_object (&self->info);
  g_clear_object (&self->session);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (th_store_card_parent_class)->dispose (object);
}

static void
th_store_card_class_init (ThStoreCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_store_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-store-card.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThStoreCard, name)
  BIND (content); BIND (path); BIND (facts); BIND (hall); BIND (verify); BIND (backup); BIND (import); BIND (export);
  BIND (revealer); BIND (result); BIND (progress); BIND (cancel); BIND (details_page); BIND (details);
#undef BIND
  gtk_widget_class_install_action (widget_class, "store.verify", NULL, verify_action);
  gtk_widget_class_install_action (widget_class, "store.backup", NULL, backup_action);
  gtk_widget_class_install_action (widget_class, "store.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "store.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "store.cancel", NULL, cancel_action);
}

static void
th_store_card_init (ThStoreCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * th_store_card_set_session:
 *
 * Gives the card its store, once.
 */
void
th_store_card_set_session (ThStoreCard *self, ThSession *session)
{
  g_return_if_fail (TH_IS_STORE_CARD (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->info = th_feed_new (session, "store.info", NULL);
  g_signal_connect_object (self->info, "updated", G_CALLBACK (view_info), self, G_CONNECT_SWAPPED);
  th_feed_follow (self->info, GTK_WIDGET (self));
  g_signal_connect_object (session, "notify::hall", G_CALLBACK (view_hall), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::role", G_CALLBACK (view_role), self, G_CONNECT_SWAPPED);
  end (self);
  view_hall (self);
}

const char *
th_store_card_get_result (ThStoreCard *self)
{
  g_return_val_if_fail (TH_IS_STORE_CARD (self), NULL);
  return gtk_label_get_label (GTK_LABEL (self->result));
}
