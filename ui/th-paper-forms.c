/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a person who comes finds every form of the case already filled in as
 * far as it can be. Forms that have a description of their own use it; all
 * others get the general form for companies or for persons, with the name of
 * the material above it. */

#include "th-paper-forms.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "th-json.h"
#include "th-paper-form.h"
#include "th-text.h"

#define FOLDER "/org/tidehall/Tidehall/forms/"

typedef struct
{
  ThPaperFacts *facts;
  GPtrArray    *forms;   /* of ThPaperForm */
} Forms;

static void
forms_free (gpointer data)
{
  Forms *self = data;

  g_ptr_array_unref (self->forms);
  th_paper_facts_free (self->facts);
  g_free (self);
}

/* The description of @name, or NULL when it has none of its own. */
static JsonObject *
load (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, ".json", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (bytes == NULL)
    return NULL;

  node = th_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), path, &error);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    g_error ("%s: %s", path, error != NULL ? error->message : "not an object");

  return json_object_ref (json_node_get_object (node));
}

static JsonObject *
load_for (const char *material, gboolean company)
{
  JsonObject *spec = material != NULL ? load (material) : NULL;

  return spec != NULL ? spec : load (company ? "company" : "person");
}

char *
th_paper_forms_signers (const char *material, gboolean company)
{
  g_autoptr (JsonObject) spec = load_for (material, company);

  return g_strdup (th_member_local (th_member_object (spec, "signers"), ""));
}

static void
add_form (Forms *self, JsonObject *line, const char *matter)
{
  g_autoptr (JsonObject) spec = load_for (th_member_text (line, "material"), th_paper_facts_company (self->facts));

  g_ptr_array_add (self->forms, th_paper_form_new (spec, th_member_local (line, ""), self->facts, matter));
}

/* A form that each matter asks for by itself is printed for each. */
static void
add_forms (Forms *self, JsonObject *line)
{
  JsonArray *matters = th_member_array (line, "for");
  guint n = matters != NULL ? json_array_get_length (matters) : 0;

  if (n < 2 || th_member_int (line, "count", 1) < n)
    {
      add_form (self, line, n == 1 ? json_array_get_string_element (matters, 0) : NULL);
      return;
    }

  for (guint i = 0; i < n; i++)
    add_form (self, line, json_array_get_string_element (matters, i));
}

static void
draw (gpointer data, guint page, cairo_t *cr)
{
  Forms *self = data;

  for (guint i = 0; i < self->forms->len; i++)
    {
      ThPaperForm *form = g_ptr_array_index (self->forms, i);

      if (page < th_paper_form_pages (form))
        {
          th_paper_form_draw (form, page, cr);
          return;
        }
      page -= th_paper_form_pages (form);
    }
}

ThPaperSheet *
th_paper_forms_new (ThPaperFacts *facts)
{
  Forms *self = g_new0 (Forms, 1);
  JsonArray *lines = th_member_array (facts->told, "printed_here");
  guint pages = 0;

  self->facts = facts;
  self->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) th_paper_form_free);
  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    if (th_member_element (lines, i) != NULL)
      add_forms (self, th_member_element (lines, i));

  if (self->forms->len == 0)
    {
      forms_free (self);
      return NULL;
    }

  for (guint i = 0; i < self->forms->len; i++)
    pages += th_paper_form_pages (g_ptr_array_index (self->forms, i));

  return th_paper_sheet_new (C_("paper", "Forms"), TH_PAPER_A4_WIDTH, TH_PAPER_A4_HEIGHT, pages, draw, self, forms_free);
}
