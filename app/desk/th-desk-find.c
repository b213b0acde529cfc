/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding what somebody on the telephone means while they speak: matters by
 * any words of theirs, and what is wrong with a number before it is typed to
 * its end. */

#include "th-desk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "th-identity.h"
#include "th-search-key.h"
#include "th-slots.h"

#define MOST 50

/* The names of a hall, made ready for searching; kept with the connection. */
typedef struct
{
  ThHall    *hall;
  JsonArray *list;                /* of scenes; NULL: there are none */
  GPtrArray *matters, *scenes;    /* of ThSearchKey, in the order of the hall */
} Keys;

static void
keys_free (gpointer data)
{
  Keys *keys = data;

  g_ptr_array_unref (keys->matters);
  g_ptr_array_unref (keys->scenes);
  th_hall_unref (keys->hall);
  g_free (keys);
}

static JsonObject *
scene_of (const Keys *keys,
          guint       i)
{
  return json_array_get_object_element (keys->list, i);
}

static const Keys *
keys_of (ThAsk *ask)
{
  Keys *keys = th_database_get_data (ask->turn.db, "search-keys");
  const ThMatter *matters;
  guint n;

  if (keys != NULL && keys->hall == ask->turn.hall)
    return keys;
  keys = g_new0 (Keys, 1);
  keys->hall = th_hall_ref (ask->turn.hall);
  keys->matters = g_ptr_array_new_with_free_func ((GDestroyNotify) th_search_key_free);
  keys->scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) th_search_key_free);
  matters = th_hall_get_matters (keys->hall, &n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (keys->matters, th_search_key_new (matters[i].code, matters[i].zh, matters[i].en));
  if (json_object_has_member (th_hall_get_file (keys->hall), "scenes"))
    keys->list = json_object_get_array_member (th_hall_get_file (keys->hall), "scenes");
  for (guint i = 0; keys->list != NULL && i < json_array_get_length (keys->list); i++)
    {
      JsonObject *scene = scene_of (keys, i);

      g_ptr_array_add (keys->scenes, th_search_key_new (json_object_get_string_member (scene, "code"),
                                                        json_object_get_string_member (scene, "zh"),
                                                        json_object_get_string_member (scene, "en")));
    }
  th_database_set_data (ask->turn.db, "search-keys", keys, keys_free);
  return keys;
}

/* --- matters and scenes ---------------------------------------------------- */

typedef struct
{
  guint           score, order;
  const ThMatter *matter;
  JsonObject     *scene;
  ThSearchKey    *key;
} Find;

static int
compare_finds (gconstpointer a,
               gconstpointer b)
{
  const Find *x = a, *y = b;

  return x->score != y->score ? (x->score > y->score ? -1 : 1) : (x->order > y->order) - (x->order < y->order);
}

static gboolean
scene_bookable (ThHall     *hall,
                JsonObject *scene)
{
  JsonArray *codes = json_object_get_array_member (scene, "matters");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (codes); i++)
    {
      const ThMatter *matter = th_hall_matter (hall, json_array_get_string_element (codes, i));

      n += matter != NULL && th_matter_bookable (matter) ? 1 : 0;
    }
  return n > 0 && n == json_array_get_length (codes);
}

static gboolean
scene_has (JsonObject *scene,
           const char *code)
{
  JsonArray *codes = json_object_get_array_member (scene, "matters");

  for (guint i = 0; i < json_array_get_length (codes); i++)
    if (g_str_equal (json_array_get_string_element (codes, i), code))
      return TRUE;
  return FALSE;
}

static JsonArray *
hits_array (GArray *hits)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < hits->len; i++)
    {
      JsonArray *pair = json_array_new ();

      json_array_add_int_element (pair, g_array_index (hits, ThSearchHit, i).from);
      json_array_add_int_element (pair, g_array_index (hits, ThSearchHit, i).len);
      json_array_add_array_element (array, pair);
    }
  return array;
}

/* The time of all matters of a scene; 0 when one of them is not known here. */
static double
scene_minutes (ThHall     *hall,
               JsonObject *scene)
{
  JsonArray *codes = json_object_get_array_member (scene, "matters");
  double minutes = 0;

  for (guint i = 0; i < json_array_get_length (codes); i++)
    {
      const ThMatter *matter = th_hall_matter (hall, json_array_get_string_element (codes, i));

      if (matter == NULL)
        return 0;
      minutes += matter->minutes_mean;
    }
  return minutes;
}

static JsonObject *
find_object (ThAsk      *ask,
             const Find *find,
             const char *text)
{
  JsonObject *object = json_object_new ();
  JsonObject *doc = find->matter != NULL ? find->matter->doc : find->scene;
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (ThSearchHit));
  double minutes = find->matter != NULL ? find->matter->minutes_mean : scene_minutes (ask->turn.hall, find->scene);

  th_search_key_score (find->key, text, hits);
  th_out_text (object, "kind", find->matter != NULL ? "matter" : "scene");
  th_out_text (object, "code", json_object_get_string_member (doc, "code"));
  th_out_names (object, json_object_get_string_member (doc, "zh"), json_object_get_string_member (doc, "en"));
  if (minutes > 0)
    th_out_int (object, "minutes", th_minutes_whole (minutes));
  else
    th_out_null (object, "minutes");
  json_object_set_boolean_member (object, "bookable", find->matter != NULL ? th_matter_bookable (find->matter)
                                                                           : scene_bookable (ask->turn.hall, find->scene));
  if (find->matter != NULL)
    {
      th_out_text (object, "queue", find->matter->queue);
      th_out_text (object, "online", json_object_get_string_member_with_default (doc, "online", "none"));
    }
  else
    {
      th_out_null (object, "online");
      json_object_set_array_member (object, "matters", json_array_ref (json_object_get_array_member (doc, "matters")));
    }
  json_object_set_array_member (object, "hit", hits_array (hits));
  return object;
}

/* Scenes by their own names; after them those that the best matter is part of. */
static void
find_scenes (ThAsk      *ask,
             const Keys *keys,
             const char *text,
             gboolean    bookable,
             GArray     *finds)
{
  const ThMatter *best = NULL;
  guint score = 0;

  for (guint i = 0; i < finds->len; i++)
    if (g_array_index (finds, Find, i).score > score)
      {
        score = g_array_index (finds, Find, i).score;
        best = g_array_index (finds, Find, i).matter;
      }
  for (guint i = 0; i < keys->scenes->len; i++)
    {
      Find find = { .order = 10000 + i, .scene = scene_of (keys, i), .key = keys->scenes->pdata[i] };

      find.score = th_search_key_score (find.key, text, NULL);
      if (find.score == 0 && score > 1 && scene_has (find.scene, best->code))
        find.score = 1;
      if (find.score > 0 && (!bookable || scene_bookable (keys->hall, find.scene)))
        g_array_append_val (finds, find);
    }
}

static gboolean
do_matter_find (ThAsk   *ask,
                GError **error)
{
  const char *text = th_ask_text (ask, "text");
  gint64 limit = th_ask_int (ask, "limit", 8);
  gboolean bookable = th_ask_bool (ask, "bookable");
  const Keys *keys = keys_of (ask);
  g_autoptr (GArray) finds = g_array_new (FALSE, FALSE, sizeof (Find));
  JsonArray *array;
  const ThMatter *matters;
  guint n;

  if (limit < 1 || limit > MOST)
    return th_ask_bad (error, "limit", _("1 to 50"));
  matters = th_hall_get_matters (keys->hall, &n);
  for (guint i = 0; i < n; i++)
    {
      Find find = { th_search_key_score (keys->matters->pdata[i], text, NULL), i, &matters[i], NULL, keys->matters->pdata[i] };

      if (find.score > 0 && (!bookable || th_matter_bookable (&matters[i])))
        g_array_append_val (finds, find);
    }
  find_scenes (ask, keys, text, bookable, finds);
  g_array_sort (finds, compare_finds);
  array = json_array_new ();
  for (guint i = 0; i < MIN (finds->len, (guint) limit); i++)
    json_array_add_object_element (array, find_object (ask, &g_array_index (finds, Find, i), text));
  json_object_set_array_member (ask->out, "matters", array);
  th_out_int (ask->out, "n", finds->len);
  return TRUE;
}

/* --- numbers --------------------------------------------------------------- */

/* The kind of document a number may be of: the one it fits; of one that is
 * not finished or not right, what it looks like. Passports have no form that
 * would tell them from other numbers, so they are never guessed. */
static ThIdKind
guess_kind (const char *text,
            const char *party,
            ThDay       today)
{
  static const ThIdKind kinds[] = {
    TH_ID_USCC, TH_ID_RESIDENT, TH_ID_FOREIGN_RESIDENT, TH_ID_RESIDENCE_PERMIT, TH_ID_HK_MACAO_PERMIT,
  };
  g_autofree char *id = th_id_normalise (TH_ID_RESIDENT, text);
  gsize digits = strspn (id, "0123456789");
  gboolean company = g_strcmp0 (party, "company") == 0, person = g_strcmp0 (party, "person") == 0;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!(kinds[i] == TH_ID_USCC ? person : company) && th_id_check (kinds[i], text, today) == TH_ID_OK)
      return kinds[i];
  if (company)
    return TH_ID_USCC;
  if (person)
    return TH_ID_RESIDENT;
  return id[0] == '9' || (digits < strlen (id) && digits < 17) ? TH_ID_USCC : TH_ID_RESIDENT;
}

/* Whether more characters could still make @id a number of @kind. */
static gboolean
under_way (ThIdKind    kind,
           const char *id)
{
  gsize length = strlen (id);

  if (kind == TH_ID_USCC)
    return length < 18 && strspn (id, "0123456789ABCDEFGHJKLMNPQRTUWXY") == length;
  if (kind == TH_ID_RESIDENT || kind == TH_ID_RESIDENCE_PERMIT)
    return length < 18 && strspn (id, "0123456789") == length;
  if (kind == TH_ID_FOREIGN_RESIDENT)
    return length < 15;
  return length < (kind == TH_ID_PASSPORT ? 5 : kind == TH_ID_TAIWAN_PERMIT ? 8 : 9);
}

static gboolean
do_id_check (ThAsk   *ask,
             GError **error)
{
  const char *text = th_ask_text (ask, "id");
  const char *name = th_ask_text (ask, "id_kind");
  const char *party = th_ask_text (ask, "kind");
  g_autofree char *id = NULL;
  gboolean partial;
  ThIdFault fault;
  ThIdKind kind;

  if (party != NULL && !g_str_equal (party, "person") && !g_str_equal (party, "company"))
    return th_ask_bad (error, "kind", _("person or company"));
  if (name == NULL)
    kind = guess_kind (text, party, ask->turn.day);
  else if (!th_id_kind_parse (name, &kind))
    return th_ask_bad (error, "id_kind", _("a kind of document such as resident, uscc or passport"));
  id = th_id_normalise (kind, text);
  fault = th_id_check (kind, text, ask->turn.day);
  partial = fault != TH_ID_OK && under_way (kind, id);
  json_object_set_boolean_member (ask->out, "valid", fault == TH_ID_OK);
  json_object_set_boolean_member (ask->out, "partial", partial);
  th_out_text (ask->out, "kind", kind == TH_ID_USCC ? "company" : "person");
  th_out_text (ask->out, "id_kind", th_id_kind_name (kind));
  th_out_text (ask->out, "id", id);
  th_out_text (ask->out, "fault", partial ? NULL : th_id_fault_sentence (kind, fault));
  if (fault == TH_ID_OK && kind == TH_ID_USCC && !th_id_uscc_inner_ok (id))
    th_out_text (ask->out, "warning", _("The organisation code inside does not fit its own check digit. Such codes exist; compare it with the licence."));
  else
    th_out_text (ask->out, "warning", partial && fault == TH_ID_LEGACY15 ? th_id_fault_sentence (kind, fault) : NULL);
  return TRUE;
}

const ThVerb th_verbs_find[] = {
  { "matter.find", "text:s limit?:i bookable?:b", TH_VERB_READ, TH_MAY_LOOK, do_matter_find },
  { "id.check", "id:s id_kind?:s kind?:s", TH_VERB_READ, TH_MAY_LOOK, do_id_check },
  { NULL },
};
