/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-desk.h"
#include "th-line.h"
#include "th-role.h"
#include "th-turn.h"
#include "th-window.h"

G_BEGIN_DECLS

/* One request on its way through the desk. */
typedef struct _ThAsk ThAsk;
typedef struct _ThVerb ThVerb;

struct _ThAsk
{
  ThDesk       *desk;
  const ThVerb *verb;
  JsonObject   *args;
  JsonObject   *out;       /* the answer under way */
  char         *actor;     /* "admin", a staff number, or NULL for nobody */
  char         *becomes;   /* who acts at this desk once it is done, or NULL */
  ThTurn        turn;      /* inside a transaction */
};

typedef enum
{
  TH_VERB_READ   = 0,
  TH_VERB_WRITE  = 1 << 0,
  TH_VERB_PUBLIC = 1 << 1,   /* may be asked by nobody in particular */
  TH_VERB_PIN    = 1 << 2,   /* "staff" proves who they are by "pin" first */
  TH_VERB_ALONE  = 1 << 3,   /* works on the store itself, outside a transaction */
  TH_VERB_NO_HALL = 1 << 4,  /* works before a hall is imported */
} ThVerbFlags;

typedef gboolean (*ThVerbFunc) (ThAsk *ask, GError **error);

/* A verb: its keys as "name:type", optional ones as "name?:type"; types: s
 * text, w window, t ticket, i integer, b boolean, a list of texts, o object,
 * d date, v anything. */
struct _ThVerb
{
  const char  *name;
  const char  *keys;
  guint        flags;
  ThPermission permission;
  ThVerbFunc   func;
};

extern const ThVerb th_verbs_window[];
extern const ThVerb th_verbs_ticket[];
extern const ThVerb th_verbs_hall[];
extern const ThVerb th_verbs_floor[];
extern const ThVerb th_verbs_counter[];
extern const ThVerb th_verbs_board[];
extern const ThVerb th_verbs_admin[];
extern const ThVerb th_verbs_booking[];
extern const ThVerb th_verbs_party[];
extern const ThVerb th_verbs_point[];
extern const ThVerb th_verbs_find[];
extern const ThVerb th_verbs_remind[];

const char *th_ask_text    (ThAsk *ask, const char *key);              /* NULL when it is not given */
const char *th_ask_window  (ThAsk *ask, const char *key, char buffer[24]);
gint64      th_ask_int     (ThAsk *ask, const char *key, gint64 fallback);
gboolean    th_ask_bool    (ThAsk *ask, const char *key);
GStrv       th_ask_list    (ThAsk *ask, const char *key);              /* (transfer full), or NULL */
gboolean    th_ask_is_list (JsonNode *node);                           /* of texts, where a key may be something else as well */
ThDay       th_ask_day     (ThAsk *ask, const char *key, ThDay fallback);
gboolean    th_ask_blank   (const char *text);                         /* spaces are no reason */
gboolean    th_ask_bad     (GError **error, const char *key, const char *expected);

/* Keeps who the request is about, when it says so; else @party_id stays. */
gboolean    th_ask_party   (ThAsk *ask, gint64 *party_id, GError **error);
gboolean    th_ask_founded (JsonObject *party, ThDay *founded, GError **error);   /* 0: not said */

/* The code of the ground of priority that is given, or NULL; FALSE when it is none. Likewise for the channel. */
gboolean    th_ask_ground  (ThAsk *ask, const char **ground, GError **error);
gboolean    th_ask_channel (ThAsk *ask, const char *fallback, const char **channel, GError **error);

/* Whether @verb's keys are all there and right, and nothing else is. */
gboolean    th_ask_check   (const ThVerb *verb, JsonObject *args, GError **error);

void        th_out_text    (JsonObject *out, const char *key, const char *value);      /* NULL becomes null */
void        th_out_int     (JsonObject *out, const char *key, gint64 value);
void        th_out_seconds (JsonObject *out, const char *key, gint64 us);              /* rounded down to whole seconds */
void        th_out_at      (ThAsk *ask, JsonObject *out, const char *key, ThInstant at);
void        th_out_null    (JsonObject *out, const char *key);
void        th_out_names   (JsonObject *out, const char *zh, const char *en);

/* Pieces of answers that several verbs share. */
const char *th_window_kind_name  (ThWindowKind kind);
JsonArray  *th_out_duty_queues   (ThDuty *duty);
JsonArray  *th_out_openings      (ThAsk *ask, ThDay day, char **reason);
void        th_out_staff         (ThAsk *ask, JsonObject *object, const char *no);
void        th_out_filing        (ThAsk *ask);
JsonArray  *th_out_zones         (ThAsk *ask);
void        th_out_double        (JsonObject *out, const char *key, gboolean known, double value);
int         th_out_count_windows (GPtrArray *windows, ThWindowState state);
void        th_out_queue_names   (ThAsk *ask, JsonObject *out, const char *prefix);
JsonObject *th_out_line_entry    (ThAsk *ask, const ThLineEntry *entry);

double      th_out_expected_s    (ThAsk *ask, GArray *matters, const char *queue);   /* of ThTicketMatter */

/* Who may act at @window: whoever has it open, and managers. */
gboolean    th_ask_own_window (ThAsk *ask, const char *window, GError **error);

/* The verb hall.import. */
gboolean    th_desk_import (ThAsk *ask, GError **error);

gboolean    th_desk_permission_work (ThDatabase *db, gpointer ask, GError **error);

G_END_DECLS
