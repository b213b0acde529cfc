/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* commands: one request a line in, one answer a line out. A line that is no
 * request is answered like one, and the next line is read. */

#include "th-ctl.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "th-day.h"
#include "th-json.h"

#define MAX_LINE (1024 * 1024)

static void
print_node (JsonObject *object,
            GString    *answer)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  g_string_append (answer, text);
  g_string_append_c (answer, '\n');
}

static void
print_error (JsonObject   *request,
             const GError *error,
             GString      *answer)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *verb = request != NULL ? json_object_get_member (request, "do") : NULL;

  if (verb != NULL && JSON_NODE_HOLDS_VALUE (verb) && json_node_get_value_type (verb) == G_TYPE_STRING)
    json_object_set_string_member (object, "do", json_node_get_string (verb));
  else
    json_object_set_null_member (object, "do");
  json_object_set_boolean_member (object, "ok", FALSE);
  json_object_set_string_member (object, "error", th_error_code (error));
  json_object_set_string_member (object, "message", error->message);
  print_node (object, answer);
}

/* A hall looks a year back and ahead, in its own zone: the clock stays away
 * from the ends of the calendar. */
static gboolean
is_within_reach (ThInstant at)
{
  int year = th_day_year (th_day_of (at, NULL));

  return year > 1 && year < 9998;
}

/* Moves the manual clock to "at"; a first request without it starts now. */
static gboolean
set_clock (ThDesk     *desk,
           JsonObject *request,
           gboolean    manual,
           GError    **error)
{
  JsonNode *node = json_object_get_member (request, "at");
  ThClock *clock = th_desk_get_clock (desk);
  ThInstant at;

  if (node == NULL)
    {
      if (manual && th_clock_now (clock) == 0)
        th_clock_advance_to (clock, g_get_real_time ());
      return TRUE;
    }
  if (!manual)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("\"at\" needs --clock manual."));
      return FALSE;
    }
  at = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? th_instant_parse (json_node_get_string (node)) : 0;
  if (at == 0 || !is_within_reach (at))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("\"at\": expected a time with its offset, such as 2026-04-20T09:00:00+08:00."));
      return FALSE;
    }
  if (th_clock_advance_to (clock, at))
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("\"at\" lies before the time of an earlier request; the clock only goes forward."));
  return FALSE;
}

/**
 * th_ctl_answer:
 * @line: (array length=length): one line, without its end
 * @answer: one line is appended
 */
void
th_ctl_answer (ThDesk     *desk,
               const char *line,
               gsize       length,
               gboolean    manual,
               GString    *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) out = NULL;
  JsonObject *request = NULL;

  if (length > MAX_LINE)
    g_set_error (&error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("The line is longer than 1 MiB."));
  else
    node = th_json_parse (line, (gssize) length, NULL, &error);
  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    g_set_error (&error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("A request is one JSON object."));
  else if (node != NULL)
    request = json_node_get_object (node);

  if (request != NULL && set_clock (desk, request, manual, &error))
    out = th_desk_ask (desk, request, &error);
  if (out != NULL)
    print_node (out, answer);
  else
    {
      /* What is wrong with the text of a line is a bad request, not a bad file. */
      if (g_error_matches (error, TH_ERROR, TH_ERROR_BAD_FILE) && request == NULL)
        error->code = TH_ERROR_BAD_REQUEST;
      print_error (request, error, answer);
    }
}

/* Reads to the end of a line. A line that is too long is read to its end and
 * kept only so far that its length tells. FALSE at the end of the input. */
static gboolean
read_line (FILE    *input,
           GString *line)
{
  int c;

  g_string_truncate (line, 0);
  while ((c = getc_unlocked (input)) != EOF && c != '\n')
    if (line->len <= MAX_LINE)
      g_string_append_c (line, (char) c);
  if (line->len > 0 && line->len <= MAX_LINE && line->str[line->len - 1] == '\r')
    g_string_truncate (line, line->len - 1);
  return c != EOF || line->len > 0;
}

/* Of a line that is too long only the beginning was kept. */
static gboolean
is_blank (const GString *line)
{
  if (line->len > MAX_LINE)
    return FALSE;
  for (gsize i = 0; i < line->len; i++)
    if (!g_ascii_isspace (line->str[i]))
      return FALSE;
  return TRUE;
}

static int
answer_all (ThDesk  *desk,
            gboolean manual)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) answer = g_string_new (NULL);

  while (read_line (stdin, line))
    {
      if (is_blank (line))
        continue;
      g_string_truncate (answer, 0);
      th_ctl_answer (desk, line->str, line->len, manual, answer);
      if (fwrite (answer->str, 1, answer->len, stdout) != answer->len || fflush (stdout) != 0)
        {
          fprintf (stderr, _("An answer could not be written: %s\n"), g_strerror (errno));
          return TH_CTL_REFUSED;
        }
    }
  return TH_CTL_DONE;
}

/* A person signs in by the real clock: the manual one has not begun. */
static gboolean
sign_in (ThCtl      *ctl,
         const char *staff,
         GError    **error)
{
  const char *pin = g_getenv ("TIDEHALL_PIN");
  g_autoptr (ThClock) clock = th_clock_new_system ();
  g_autoptr (ThDesk) desk = NULL;
  g_autoptr (JsonObject) request = NULL;
  g_autoptr (JsonObject) answer = NULL;

  if (pin == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_SIGNED_IN, _("--as needs the PIN of that person in the environment variable TIDEHALL_PIN."));
      return FALSE;
    }
  desk = th_ctl_desk (ctl, clock, FALSE, error);
  if (desk == NULL)
    return FALSE;
  request = th_desk_request ("staff.sign_in", "staff", "s", staff, "pin", "s", pin, NULL);
  answer = th_desk_ask (desk, request, error);
  return answer != NULL;
}

int
th_ctl_commands (ThCtl *ctl,
                 int    argc,
                 char **argv)
{
  gboolean manual = FALSE;
  const char *as = NULL;
  g_autoptr (ThClock) clock = NULL;
  g_autoptr (ThDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--clock") && i + 1 < argc && g_str_equal (argv[i + 1], "manual"))
        manual = TRUE, i++;
      else if (g_str_equal (argv[i], "--clock") && i + 1 < argc && g_str_equal (argv[i + 1], "system"))
        manual = FALSE, i++;
      else if (g_str_equal (argv[i], "--as") && i + 1 < argc)
        as = argv[++i];
      else
        return th_ctl_usage (argv[i]);
    }
  if (as != NULL && !sign_in (ctl, as, &error))
    return th_ctl_fail (error);
  clock = manual ? th_clock_new_manual (0) : th_clock_new_system ();
  desk = th_ctl_desk (ctl, clock, FALSE, &error);
  if (desk == NULL)
    return th_ctl_fail (error);
  if (as != NULL)
    th_desk_set_actor (desk, as);
  return answer_all (desk, manual);
}
