/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A hall description, member by member: the table the check walks, the order
 * the printer follows, and the reference for whoever writes one by hand. */

#include "th-hall-shape.h"

#include <glib/gi18n-lib.h>

#define TABLE(name_, ...) \
  static const ThShapeMember name_##_members[] = { __VA_ARGS__, { NULL } }; \
  static const ThShape name_ = { TH_SHAPE_OBJECT, .members = name_##_members }
#define LIST_OF(name_, element_) \
  static const ThShape name_ = { TH_SHAPE_ARRAY, .element = &(element_) }
#define CHOICE(name_, ...) \
  static const char *const name_##_choices[] = { __VA_ARGS__, NULL }; \
  static const ThShape name_ = { TH_SHAPE_TEXT, .choices = name_##_choices }
#define OPTIONAL TRUE

/* --- texts and numbers ------------------------------------------------ */

static const ThShape code = {
  TH_SHAPE_TEXT, .pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$",
  .expected = N_("a code of at most 32 letters, digits, '.', '-' and '_'"),
};
static const ThShape prefix = {
  TH_SHAPE_TEXT, .pattern = "^[A-Z]{1,3}$", .expected = N_("one to three capital letters"),
};
static const ThShape window_code = {
  TH_SHAPE_TEXT, .pattern = "^[A-Za-z0-9][A-Za-z0-9-]{0,15}$",
  .expected = N_("the number of a window"),
};
/* Capital letters and digits: "admin" and "system" are nobody's number. */
static const ThShape staff_no = {
  TH_SHAPE_TEXT, .pattern = "^[A-Z0-9]{1,16}$",
  .expected = N_("a staff number of at most 16 digits and capital letters"),
};
static const ThShape pin_hash = {
  TH_SHAPE_TEXT, .nullable = TRUE, .pattern = "^\\$argon2id?\\$[!-~]{20,120}$",
  .expected = N_("a hash as crypto_pwhash_str of libsodium makes it"),
};
static const ThShape duty = {
  TH_SHAPE_TEXT, .pattern = "^[A-Z]{1,3}([|>][A-Z]{1,3})*$",
  .expected = N_("a duty such as \"T|F>N\""),
};
static const ThShape name = { TH_SHAPE_TEXT, .min = 1, .max = 200, .shown = TRUE };
static const ThShape text = { TH_SHAPE_TEXT };
static const ThShape truth = { TH_SHAPE_BOOL };
static const ThShape day = { TH_SHAPE_DAY };
static const ThShape clock_time = { TH_SHAPE_TIME };
static const ThShape anything = { TH_SHAPE_ANY };
static const ThShape minutes_mean = { TH_SHAPE_NUMBER, .min = 0.1, .max = 1440 };
static const ThShape minutes_sd = { TH_SHAPE_NUMBER, .min = 0, .max = 1440 };
static const ThShape ticket_number = { TH_SHAPE_INT, .min = 0, .max = 999999 };
static const ThShape seats = { TH_SHAPE_INT, .min = 0, .max = 10000 };
static const ThShape promise_days = { TH_SHAPE_INT, .nullable = TRUE, .min = 0, .max = 1000 };
static const ThShape pieces = { TH_SHAPE_INT, .min = 1, .max = 100 };
static const ThShape days_off = { TH_SHAPE_INT, .min = 1, .max = 366 };
static const ThShape version = { TH_SHAPE_INT, .min = 1, .max = 1 };

LIST_OF (codes, code);
LIST_OF (prefixes, prefix);
LIST_OF (names, name);
LIST_OF (days, day);
static const ThShape point_day = {
  TH_SHAPE_TEXT, .pattern = "^([12][0-9]{3}-[01][0-9]-[0-3][0-9]|mon|tue|wed|thu|fri|sat|sun)$",
  .expected = N_("a day such as \"2026-04-20\", or a weekday such as \"mon\""),
};
LIST_OF (point_days, point_day);
static const ThShape point_places = { TH_SHAPE_INT, .min = 1, .max = 1000 };
static const ThShape texts_by_code = {
  TH_SHAPE_MAP, .pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$",
  .expected = N_("a code of at most 32 letters, digits, '.', '-' and '_'"), .element = &text,
};

CHOICE (format, "tidehall-hall");
CHOICE (ticket_class, "ordinary", "priority");
CHOICE (applicant, "enterprise", "individual", "both");
CHOICE (online, "none", "partial", "full");
CHOICE (paper, "form", "original", "copy", "object");
CHOICE (need, "must", "conditional");
CHOICE (keep, "keep", "return");
CHOICE (share, "none", "verify", "full");
CHOICE (dedupe, "once", "per_matter");
CHOICE (window_kind, "fixed", "tidal", "reserve");
CHOICE (closure_kind, "closed", "training");
CHOICE (point_kind, "fixed", "mobile");
CHOICE (role, "clerk", "reception", "manager", "admin");

/* --- the parts -------------------------------------------------------- */

TABLE (hall,
       { "code", &code },
       { "zh", &name },
       { "en", &name },
       { "timezone", &name });

TABLE (department,
       { "code", &code },
       { "zh", &name },
       { "en", &name },
       { "phone", &name, OPTIONAL });

TABLE (queue,
       { "prefix", &prefix },
       { "zh", &name },
       { "en", &name },
       { "short_zh", &name },
       { "first", &ticket_number, OPTIONAL },
       { "last", &ticket_number, OPTIONAL },
       { "class", &ticket_class, OPTIONAL });

TABLE (material,
       { "zh", &name },
       { "en", &name },
       { "kind", &paper },
       { "keep", &keep },
       { "share", &share },
       { "template", &truth },
       { "dedupe", &dedupe },
       { "note", &text, OPTIONAL });

TABLE (minutes,
       { "mean", &minutes_mean },
       { "sd", &minutes_sd, OPTIONAL },
       { "source", &text, OPTIONAL },
       { "prereviewed_mean", &minutes_mean, OPTIONAL },
       { "prereviewed_source", &text, OPTIONAL });

TABLE (requirement,
       { "material", &code },
       { "form", &paper },
       { "count", &pieces },
       { "need", &need },
       { "deferrable", &truth },
       { "condition", &text, OPTIONAL },
       { "condition_zh", &text, OPTIONAL });
LIST_OF (requirements, requirement);

/* What people commonly get wrong, who signs, where it is done online. */
TABLE (hint,
       { "zh", &name },
       { "en", &name });
LIST_OF (hints, hint);

/* What is given out with the result. */
TABLE (given,
       { "zh", &name },
       { "en", &name });
LIST_OF (givens, given);

TABLE (matter,
       { "code", &code },
       { "zh", &name },
       { "en", &name },
       { "department", &code },
       { "category", &name, OPTIONAL },
       { "applicant", &applicant, OPTIONAL },
       { "minutes", &minutes },
       { "promise", &text, OPTIONAL },
       { "promise_working_days", &promise_days, OPTIONAL },
       { "queue_prefix", &prefix },
       { "bookable", &truth, OPTIONAL },
       { "online", &online, OPTIONAL },
       { "self_service", &truth, OPTIONAL },
       { "prereview", &truth, OPTIONAL },
       { "deferral_allowed", &truth, OPTIONAL },
       { "tags", &names, OPTIONAL },
       { "materials", &requirements, OPTIONAL },
       { "hints", &hints, OPTIONAL },
       { "hand_over", &givens, OPTIONAL },
       { "sources", &names, OPTIONAL },
       { "note", &text, OPTIONAL });

TABLE (scene,
       { "code", &code },
       { "zh", &name },
       { "en", &name },
       { "kind", &name, OPTIONAL },
       { "lead", &code, OPTIONAL },
       { "matters", &codes },
       { "matters_not_in_catalogue", &names, OPTIONAL },
       { "sources", &names, OPTIONAL });

TABLE (zone,
       { "code", &code },
       { "zh", &name },
       { "en", &name },
       { "seats", &seats },
       { "helpers", &seats, OPTIONAL });

TABLE (window,
       { "code", &window_code },
       { "zone", &code },
       { "kind", &window_kind },
       { "duty", &duty },
       { "zh", &name, OPTIONAL },
       { "en", &name, OPTIONAL });

TABLE (staff,
       { "no", &staff_no },
       { "zh", &name },
       { "en", &name },
       { "role", &role },
       { "skills", &prefixes },
       { "pin_hash", &pin_hash, OPTIONAL });

TABLE (point,
       { "code", &code },
       { "zh", &name },
       { "en", &name },
       { "kind", &point_kind },
       { "address_zh", &name, OPTIONAL },
       { "address_en", &name, OPTIONAL },
       { "phone", &name, OPTIONAL },
       { "matters", &codes, OPTIONAL },
       { "days", &point_days, OPTIONAL },
       { "from", &clock_time, OPTIONAL },
       { "to", &clock_time, OPTIONAL },
       { "places", &point_places, OPTIONAL });

/* --- hours and the calendar ------------------------------------------- */

static const ThShape stretch = { TH_SHAPE_ARRAY, .min = 2, .max = 2, .element = &clock_time };
static const ThShape stretches = { TH_SHAPE_ARRAY, .min = 0, .max = 6, .element = &stretch };

TABLE (hours,
       { "mon", &stretches, OPTIONAL },
       { "tue", &stretches, OPTIONAL },
       { "wed", &stretches, OPTIONAL },
       { "thu", &stretches, OPTIONAL },
       { "fri", &stretches, OPTIONAL },
       { "sat", &stretches, OPTIONAL },
       { "sun", &stretches, OPTIONAL });

TABLE (holiday,
       { "name", &name },
       { "en", &name, OPTIONAL },
       { "from", &day },
       { "to", &day },
       { "days", &days_off });
LIST_OF (holidays, holiday);

TABLE (notice,
       { "notice", &text, OPTIONAL },
       { "off", &holidays },
       { "makeup_workdays", &days });

TABLE (closure,
       { "from", &day },
       { "to", &day, OPTIONAL },
       { "time", &stretch, OPTIONAL },
       { "kind", &closure_kind, OPTIONAL },
       { "zh", &name },
       { "en", &name });
LIST_OF (closures, closure);

TABLE (months,
       { "01", &day, OPTIONAL },
       { "02", &day, OPTIONAL },
       { "03", &day, OPTIONAL },
       { "04", &day, OPTIONAL },
       { "05", &day, OPTIONAL },
       { "06", &day, OPTIONAL },
       { "07", &day, OPTIONAL },
       { "08", &day, OPTIONAL },
       { "09", &day, OPTIONAL },
       { "10", &day, OPTIONAL },
       { "11", &day, OPTIONAL },
       { "12", &day, OPTIONAL });

#define YEARS "^[12][0-9]{3}$"
static const ThShape years = {
  TH_SHAPE_MAP, .pattern = YEARS, .expected = N_("a year such as \"2026\""), .element = &notice,
};
static const ThShape deadlines = {
  TH_SHAPE_MAP, .pattern = YEARS, .expected = N_("a year such as \"2026\""), .element = &months,
};

TABLE (calendar,
       { "note", &text, OPTIONAL },
       { "rule", &text, OPTIONAL },
       { "formula", &text, OPTIONAL },
       { "sources", &texts_by_code, OPTIONAL },
       { "years", &years, OPTIONAL },
       { "closures", &closures, OPTIONAL },
       { "deadlines", &deadlines, OPTIONAL });

/* --- the whole -------------------------------------------------------- */

LIST_OF (departments, department);
LIST_OF (queues, queue);
LIST_OF (matters, matter);
LIST_OF (scenes, scene);
LIST_OF (zones, zone);
LIST_OF (windows, window);
LIST_OF (people, staff);
LIST_OF (points, point);
static const ThShape materials = {
  TH_SHAPE_MAP, .pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$",
  .expected = N_("a code of at most 32 letters, digits, '.', '-' and '_'"), .element = &material,
};
/* Values are checked by the rule of their key. */
static const ThShape settings = { TH_SHAPE_MAP, .element = &anything };

static const ThShapeMember file_members[] = {
  { "format", &format },
  { "version", &version },
  { "_about", &text, OPTIONAL },
  { "source_keys", &texts_by_code, OPTIONAL },
  { "hall", &hall },
  { "hours", &hours, OPTIONAL },
  { "settings", &settings, OPTIONAL },
  { "zones", &zones },
  { "queues", &queues },
  { "windows", &windows },
  { "staff", &people, OPTIONAL },
  { "calendar", &calendar, OPTIONAL },
  { "departments", &departments, OPTIONAL },
  { "materials", &materials, OPTIONAL },
  { "matters", &matters, OPTIONAL },
  { "scenes", &scenes, OPTIONAL },
  { "points", &points, OPTIONAL },
  { NULL },
};

const ThShape th_hall_shape = { TH_SHAPE_OBJECT, .members = file_members };
