/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of a hall differ from city to city, so every one is a setting.
 * A default says where it was found: few are law, many are an estimate, and
 * whoever runs a hall must be able to see which. */

#include "th-rule-table.h"

#include <glib/gi18n-lib.h>

#include "th-shape.h"
#include "th-words.h"

#define TIMES "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
#define NUMBER_FORMAT "^\\{prefix\\}\\{seq:03d\\}$"
#define DISCIPLINE "^(fifo|priority|appt|due:[0-9]{1,3})$"
#define REQUEUE "^(void|end|after_[1-9][0-9]?)$"
#define LAST_TICKET "^close_minus_[0-9]{1,3}$"
#define RATIO "^(off|0:0|[1-9][0-9]?:[1-9][0-9]?)$"
#define GRADE "^[ABCDM]$"

static const char *const board_choices[] = { "ticket_number_only", NULL };

static const ThRule rules[] = {
  { .key = "hall.wait_target_min", .type = TH_RULE_DOUBLE,
    .preset = "1.62",
    .unit = NC_("unit", "minutes"), .min = 0, .max = 240,
    .zh = "平均等候目标",
    .en = "Target of the mean wait",
    .origin = NC_("origin", "a hall's published figure") },
  { .key = "hours.weekday", .type = TH_RULE_LIST,
    .preset = "[\"09:00-12:00\", \"13:30-17:00\"]",
    .unit = NC_("unit", "time"), .min = 1, .max = 4,
    .pattern = TIMES, .expected = N_("times such as \"09:00-12:00\""),
    .zh = "工作日开放时间",
    .en = "Opening hours on weekdays, when none are described",
    .origin = NC_("origin", "public page") },
  { .key = "queue.number_format", .type = TH_RULE_TEXT,
    .preset = "\"{prefix}{seq:03d}\"",
    .unit = NC_("unit", "text"), .min = 1, .max = 40,
    .pattern = NUMBER_FORMAT, .expected = N_("\"{prefix}{seq:03d}\", the one form there is"),
    .zh = "号码格式",
    .en = "Form of ticket numbers",
    .origin = NC_("origin", "vendor text") },
  { .key = "queue.discipline", .type = TH_RULE_TEXT,
    .preset = "\"appt\"",
    .unit = NC_("unit", "rule"), .min = 1, .max = 10,
    .pattern = DISCIPLINE, .expected = N_("fifo, priority, appt or due: and minutes"),
    .zh = "叫号次序",
    .en = "Order of calling",
    .origin = NC_("origin", "choice of this program") },
  { .key = "queue.call_attempts_before_noshow", .type = TH_RULE_INT,
    .preset = "3",
    .unit = NC_("unit", "calls"), .min = 1, .max = 10,
    .zh = "过号前呼叫次数",
    .en = "Calls before a missed call",
    .origin = NC_("origin", "general knowledge") },
  { .key = "queue.seconds_between_calls", .type = TH_RULE_INT,
    .preset = "20",
    .unit = NC_("unit", "seconds"), .min = 0, .max = 600,
    .zh = "重呼间隔",
    .en = "Time between calls",
    .origin = NC_("origin", "estimate") },
  { .key = "queue.noshow_requeue", .type = TH_RULE_TEXT,
    .preset = "\"after_3\"",
    .unit = NC_("unit", "rule"), .min = 1, .max = 20,
    .pattern = REQUEUE, .expected = N_("void, end or after_ and a number"),
    .zh = "过号处理",
    .en = "After a missed call",
    .origin = NC_("origin", "general knowledge") },
  { .key = "queue.noshow_requeue_limit", .type = TH_RULE_INT,
    .preset = "1",
    .unit = NC_("unit", "times"), .min = 0, .max = 20,
    .zh = "过号可恢复次数",
    .en = "Missed calls that return to the queue",
    .origin = NC_("origin", "estimate") },
  { .key = "queue.noshow_block_minutes", .type = TH_RULE_INT,
    .preset = "0",
    .unit = NC_("unit", "minutes"), .min = 0, .max = 60,
    .zh = "过号后暂不再叫",
    .en = "A returned ticket is not offered again for",
    .origin = NC_("origin", "choice of this program") },
  { .key = "queue.move_back_places", .type = TH_RULE_INT,
    .preset = "3",
    .unit = NC_("unit", "places"), .min = 1, .max = 50,
    .zh = "顺延位数",
    .en = "Places a ticket moves back",
    .origin = NC_("origin", "choice of this program") },
  { .key = "queue.hold_limit_minutes", .type = TH_RULE_INT,
    .preset = "30",
    .unit = NC_("unit", "minutes"), .min = 1, .max = 480,
    .zh = "挂起时限",
    .en = "Limit of a hold",
    .origin = NC_("origin", "product in use") },
  { .key = "queue.per_person_open_tickets", .type = TH_RULE_INT,
    .preset = "1",
    .unit = NC_("unit", "per queue"), .min = 1, .max = 20,
    .zh = "每人每队列未办结号数",
    .en = "Open tickets of one person in a queue",
    .origin = NC_("origin", "local rule") },
  { .key = "queue.last_ticket", .type = TH_RULE_TEXT,
    .preset = "\"close_minus_0\"",
    .unit = NC_("unit", "rule"), .min = 1, .max = 20,
    .pattern = LAST_TICKET, .expected = N_("close_minus_ and minutes"),
    .zh = "最后取号时间",
    .en = "Last ticket of the day",
    .origin = NC_("origin", "news report") },
  { .key = "queue.end_of_day_void", .type = TH_RULE_BOOL,
    .preset = "true",
    .unit = NC_("unit", "bool"),
    .zh = "日结时未办号作废",
    .en = "Void open tickets when the day is closed",
    .origin = NC_("origin", "product in use") },
  { .key = "queue.priority_max_ratio", .type = TH_RULE_TEXT,
    .preset = "\"1:2\"",
    .unit = NC_("unit", "priority : ordinary"), .min = 1, .max = 7,
    .pattern = RATIO, .expected = N_("\"off\" or two numbers such as \"1:2\""),
    .zh = "优先与普通叫号比",
    .en = "Priority to ordinary calls, at most",
    .origin = NC_("origin", "estimate") },
  { .key = "queue.priority_classes", .type = TH_RULE_LIST,
    .preset = "[\"现役军人/退役军人/三属\", \"残疾人\", \"孕妇及携婴幼儿\", "
              "\"70岁以上老年人（可设60/65）\", \"重病患者\", "
              "\"消防救援人员\", \"见义勇为等本地规定\"]",
    .unit = NC_("unit", "list"), .min = 0, .max = 50,
    .zh = "优先对象",
    .en = "Grounds for priority",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.horizon_working_days", .type = TH_RULE_INT,
    .preset = "5",
    .unit = NC_("unit", "working days"), .min = 1, .max = 30,
    .zh = "可预约天数",
    .en = "Days open for booking",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.same_day_min_lead_hours", .type = TH_RULE_INT,
    .preset = "3",
    .unit = NC_("unit", "hours"), .min = 0, .max = 24,
    .zh = "当日预约提前量",
    .en = "Lead time of a booking for today",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.cancel_min_lead_hours", .type = TH_RULE_INT,
    .preset = "2",
    .unit = NC_("unit", "hours"), .min = 0, .max = 72,
    .zh = "取消预约提前量",
    .en = "Lead time of cancelling",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.checkin_early_minutes", .type = TH_RULE_INT,
    .preset = "15",
    .unit = NC_("unit", "minutes"), .min = 0, .max = 240,
    .zh = "最早提前签到",
    .en = "Earliest check-in before the slot",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.checkin_late_minutes", .type = TH_RULE_INT,
    .preset = "15",
    .unit = NC_("unit", "minutes"), .min = 0, .max = 240,
    .zh = "迟到宽限",
    .en = "Grace after the slot",
    .origin = NC_("origin", "estimate") },
  { .key = "booking.rank_early_minutes", .type = TH_RULE_INT,
    .preset = "10",
    .unit = NC_("unit", "minutes"), .min = 0, .max = 240,
    .zh = "预约提前排位",
    .en = "Booked tickets rank from this long before the slot",
    .origin = NC_("origin", "choice of this program") },
  { .key = "booking.slot_minutes", .type = TH_RULE_INT,
    .preset = "30",
    .unit = NC_("unit", "minutes"), .min = 5, .max = 240,
    .zh = "预约时段长度",
    .en = "Length of a slot",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.capacity_share_for_booking", .type = TH_RULE_DOUBLE,
    .preset = "0.5",
    .unit = NC_("unit", "share of slot capacity"), .min = 0, .max = 1,
    .zh = "预约占用能力比例",
    .en = "Share of capacity for bookings",
    .origin = NC_("origin", "estimate") },
  { .key = "booking.per_person_per_day", .type = TH_RULE_INT,
    .preset = "1",
    .unit = NC_("unit", "bookings"), .min = 1, .max = 20,
    .zh = "每人每日预约数",
    .en = "Bookings of one person a day",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.one_taxpayer_many_matters", .type = TH_RULE_BOOL,
    .preset = "true",
    .unit = NC_("unit", "bool"),
    .zh = "一号多事项",
    .en = "Several matters in one booking",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.noshow_limit", .type = TH_RULE_INT,
    .preset = "3",
    .unit = NC_("unit", "no-shows"), .min = 1, .max = 100,
    .zh = "爽约次数上限",
    .en = "Missed bookings before a pause",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.noshow_window_days", .type = TH_RULE_INT,
    .preset = "30",
    .unit = NC_("unit", "days"), .min = 1, .max = 366,
    .zh = "爽约统计天数",
    .en = "Days in which missed bookings count",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.ban_days", .type = TH_RULE_INT,
    .preset = "30",
    .unit = NC_("unit", "days"), .min = 0, .max = 366,
    .zh = "暂停预约天数",
    .en = "Length of a pause of booking",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.cancel_limit_per_month", .type = TH_RULE_INT,
    .preset = "5",
    .unit = NC_("unit", "cancellations"), .min = 0, .max = 100,
    .zh = "每月取消次数上限",
    .en = "Cancellations a month",
    .origin = NC_("origin", "local rule") },
  { .key = "booking.hall_may_not_cancel_alone", .type = TH_RULE_BOOL,
    .preset = "true",
    .unit = NC_("unit", "bool"),
    .zh = "大厅不得单方取消",
    .en = "The hall may not cancel alone",
    .origin = NC_("origin", "local rule") },
  { .key = "tidal.open_waiting", .type = TH_RULE_INT,
    .preset = "8",
    .unit = NC_("unit", "people waiting per queue"), .min = 1, .max = 1000,
    .zh = "启用：等候人数",
    .en = "Open: people waiting",
    .origin = NC_("origin", "news report") },
  { .key = "tidal.open_oldest_wait_min", .type = TH_RULE_INT,
    .preset = "15",
    .unit = NC_("unit", "minutes"), .min = 1, .max = 480,
    .zh = "启用：最久等候",
    .en = "Open: oldest wait",
    .origin = NC_("origin", "news report") },
  { .key = "tidal.open_predicted_wait_min", .type = TH_RULE_INT,
    .preset = "20",
    .unit = NC_("unit", "minutes"), .min = 1, .max = 480,
    .zh = "启用：预计等候",
    .en = "Open: expected wait",
    .origin = NC_("origin", "estimate") },
  { .key = "tidal.close_waiting", .type = TH_RULE_INT,
    .preset = "1",
    .unit = NC_("unit", "people"), .min = 0, .max = 1000,
    .zh = "关闭：等候人数",
    .en = "Close: people waiting",
    .origin = NC_("origin", "estimate") },
  { .key = "tidal.close_for_minutes", .type = TH_RULE_INT,
    .preset = "10",
    .unit = NC_("unit", "minutes"), .min = 0, .max = 480,
    .zh = "关闭：持续时间",
    .en = "Close: for this long",
    .origin = NC_("origin", "estimate") },
  { .key = "tidal.min_open_minutes", .type = TH_RULE_INT,
    .preset = "20",
    .unit = NC_("unit", "minutes"), .min = 0, .max = 480,
    .zh = "最短开放时间",
    .en = "Shortest time open",
    .origin = NC_("origin", "estimate") },
  { .key = "tidal.staff_sources", .type = TH_RULE_LIST,
    .preset = "[\"后台审批人员\", \"咨询台\", \"自助区辅导员\", \"其他窗口兼岗\"]",
    .unit = NC_("unit", "list"), .min = 0, .max = 50,
    .zh = "潮汐窗口人员来源",
    .en = "Where staff of tidal windows come from",
    .origin = NC_("origin", "news report") },
  { .key = "monitor.crowd_yellow", .type = TH_RULE_DOUBLE,
    .preset = "0.8",
    .unit = NC_("unit", "present / capacity"), .min = 0, .max = 10,
    .zh = "拥挤黄色预警",
    .en = "Crowd warning, yellow",
    .origin = NC_("origin", "estimate") },
  { .key = "monitor.crowd_red", .type = TH_RULE_DOUBLE,
    .preset = "1.0",
    .unit = NC_("unit", "present / capacity"), .min = 0, .max = 10,
    .zh = "拥挤红色预警",
    .en = "Crowd warning, red",
    .origin = NC_("origin", "estimate") },
  { .key = "monitor.wait_yellow_min", .type = TH_RULE_INT,
    .preset = "15",
    .unit = NC_("unit", "minutes"), .min = 1, .max = 480,
    .zh = "等候黄色预警",
    .en = "Wait warning, yellow",
    .origin = NC_("origin", "estimate") },
  { .key = "monitor.wait_red_min", .type = TH_RULE_INT,
    .preset = "30",
    .unit = NC_("unit", "minutes"), .min = 1, .max = 480,
    .zh = "等候红色预警",
    .en = "Wait warning, red",
    .origin = NC_("origin", "estimate") },
  { .key = "monitor.handle_overtime_factor", .type = TH_RULE_DOUBLE,
    .preset = "2.0",
    .unit = NC_("unit", "x mean"), .min = 1, .max = 20,
    .zh = "办理超时倍数",
    .en = "Handling is overdue beyond",
    .origin = NC_("origin", "estimate") },
  { .key = "deferral.immediate_matter_working_days", .type = TH_RULE_INT,
    .preset = "10",
    .unit = NC_("unit", "working days"), .min = 1, .max = 60,
    .zh = "即办事项补正期限",
    .en = "Supply deadline of matters handled at once",
    .origin = NC_("origin", "local rule") },
  { .key = "deferral.max_working_days", .type = TH_RULE_INT,
    .preset = "20",
    .unit = NC_("unit", "working days"), .min = 1, .max = 60,
    .zh = "补正最长期限",
    .en = "Longest supply deadline",
    .origin = NC_("origin", "local rule") },
  { .key = "deferral.promise_minus_working_days", .type = TH_RULE_INT,
    .preset = "2",
    .unit = NC_("unit", "working days"), .min = 0, .max = 60,
    .zh = "补正早于承诺期限",
    .en = "Supply deadline before the promised date",
    .origin = NC_("origin", "local rule") },
  { .key = "deferral.excluded_credit", .type = TH_RULE_LIST,
    .preset = "[\"D\"]",
    .unit = NC_("unit", "tax credit grade"), .min = 0, .max = 10,
    .pattern = GRADE, .expected = N_("grades A, B, C, D or M"),
    .zh = "不得容缺的信用等级",
    .en = "Credit grades without deferral",
    .origin = NC_("origin", "local rule") },
  { .key = "deferral.block_if_unfulfilled", .type = TH_RULE_BOOL,
    .preset = "true",
    .unit = NC_("unit", "bool"),
    .zh = "未履行承诺不得再容缺",
    .en = "No deferral while a promise is unfulfilled",
    .origin = NC_("origin", "local rule") },
  { .key = "deferral.voluntary", .type = TH_RULE_BOOL,
    .preset = "true",
    .unit = NC_("unit", "bool"),
    .zh = "容缺须自愿申请",
    .en = "Deferral only on request",
    .origin = NC_("origin", "local rule") },
  { .key = "deferral.result_withheld", .type = TH_RULE_BOOL,
    .preset = "true",
    .unit = NC_("unit", "bool"),
    .zh = "补齐后出件",
    .en = "Result only after the papers arrive",
    .origin = NC_("origin", "local rule") },
  { .key = "rating.levels", .type = TH_RULE_LIST,
    .preset = "[\"非常满意\", \"满意\", \"基本满意\", \"不满意\", \"非常不满意\"]",
    .unit = NC_("unit", "5..1"), .min = 5, .max = 5,
    .zh = "评价等级",
    .en = "Levels of rating",
    .origin = NC_("origin", "national text") },
  { .key = "rating.no_answer", .type = TH_RULE_TEXT,
    .preset = "\"未评价\"",
    .unit = NC_("unit", "value"), .min = 1, .max = 40,
    .zh = "未作评价记为",
    .en = "What no answer is recorded as",
    .origin = NC_("origin", "local rule") },
  { .key = "rating.window_days", .type = TH_RULE_INT,
    .preset = "7",
    .unit = NC_("unit", "calendar days"), .min = 1, .max = 90,
    .zh = "评价有效天数",
    .en = "Days open for rating",
    .origin = NC_("origin", "local rule") },
  { .key = "rating.bad_contact_working_days", .type = TH_RULE_INT,
    .preset = "1",
    .unit = NC_("unit", "working days"), .min = 0, .max = 30,
    .zh = "差评回访期限",
    .en = "Contact after a bad rating",
    .origin = NC_("origin", "estimate") },
  { .key = "rating.bad_fix_working_days", .type = TH_RULE_INT,
    .preset = "5",
    .unit = NC_("unit", "working days"), .min = 1, .max = 60,
    .zh = "差评整改期限",
    .en = "Putting right a bad rating",
    .origin = NC_("origin", "local rule") },
  { .key = "rating.bad_fix_complex_working_days", .type = TH_RULE_INT,
    .preset = "15",
    .unit = NC_("unit", "working days"), .min = 1, .max = 90,
    .zh = "复杂差评整改期限",
    .en = "Putting right a complex case",
    .origin = NC_("origin", "local rule") },
  { .key = "rating.named_revisit_target", .type = TH_RULE_DOUBLE,
    .preset = "1.0",
    .unit = NC_("unit", "share"), .min = 0, .max = 1,
    .zh = "实名差评回访率目标",
    .en = "Target of calling back named raters",
    .origin = NC_("origin", "national text") },
  { .key = "rating.anonymous_allowed", .type = TH_RULE_BOOL,
    .preset = "true",
    .unit = NC_("unit", "bool"),
    .zh = "允许匿名评价",
    .en = "Anonymous ratings",
    .origin = NC_("origin", "local rule") },
  { .key = "issue.sign_in_minutes", .type = TH_RULE_INT,
    .preset = "60",
    .unit = NC_("unit", "service minutes"), .min = 1, .max = 2400,
    .zh = "问题签收时限",
    .en = "Signing for an issue",
    .origin = NC_("origin", "action plan") },
  { .key = "issue.reply_working_days", .type = TH_RULE_INT,
    .preset = "3",
    .unit = NC_("unit", "working days"), .min = 1, .max = 60,
    .zh = "问题回复时限",
    .en = "Replying to an issue",
    .origin = NC_("origin", "action plan") },
  { .key = "cannot_do.working_days", .type = TH_RULE_INT,
    .preset = "5",
    .unit = NC_("unit", "working days"), .min = 1, .max = 60,
    .zh = "办不成事答复时限",
    .en = "Answer of the “could not get it done” window",
    .origin = NC_("origin", "local rule") },
  { .key = "ukey.post_working_days", .type = TH_RULE_INT,
    .preset = "3",
    .unit = NC_("unit", "working days"), .min = 1, .max = 60,
    .zh = "U盾寄送时限",
    .en = "Posting the U-key",
    .origin = NC_("origin", "action plan") },
  { .key = "board.notice", .type = TH_RULE_TEXT,
    .preset = "\"\"",
    .unit = NC_("unit", "text"), .min = 0, .max = 400,
    .zh = "大屏通知",
    .en = "Notice on the board",
    .origin = NC_("origin", "choice of this program") },
  { .key = "board.voice", .type = TH_RULE_BOOL,
    .preset = "true",
    .unit = NC_("unit", "bool"),
    .zh = "语音播报",
    .en = "Voice announcement",
    .origin = NC_("origin", "choice of this program") },
  { .key = "privacy.board_shows", .type = TH_RULE_CHOICE,
    .preset = "\"ticket_number_only\"",
    .unit = NC_("unit", "enum"),
    .choices = board_choices,
    .zh = "大屏显示内容",
    .en = "What the board shows",
    .origin = NC_("origin", "law") },
  { .key = "privacy.retention_ticket_days", .type = TH_RULE_INT,
    .preset = "365",
    .unit = NC_("unit", "days"), .min = 1, .max = 36500,
    .zh = "号票保存天数",
    .en = "Keeping tickets",
    .origin = NC_("origin", "estimate") },
  { .key = "privacy.retention_identity_days", .type = TH_RULE_INT,
    .preset = "90",
    .unit = NC_("unit", "days"), .min = 0, .max = 3650,
    .zh = "身份信息保存天数",
    .en = "Keeping identities",
    .origin = NC_("origin", "estimate") },
};

/**
 * th_rules:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): all rules, by subject
 */
const ThRule *
th_rules (guint *n)
{
  *n = G_N_ELEMENTS (rules);
  return rules;
}

/**
 * th_rule_find:
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the rule of that key
 */
const ThRule *
th_rule_find (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].key, key))
      return &rules[i];
  return NULL;
}

static gpointer
parse_presets (gpointer data)
{
  JsonNode **presets = g_new0 (JsonNode *, G_N_ELEMENTS (rules));

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;

      presets[i] = th_json_parse (rules[i].preset, -1, rules[i].key, &error);
      if (presets[i] == NULL)
        g_error ("%s", error->message);
    }
  return presets;
}

/**
 * th_rule_default:
 * @rule: one of th_rules()
 *
 * Returns: (transfer none): the default as a value
 */
JsonNode *
th_rule_default (const ThRule *rule)
{
  static GOnce once = G_ONCE_INIT;
  JsonNode **presets = g_once (&once, parse_presets, NULL);

  return presets[rule - rules];
}

/**
 * th_rule_type_name:
 * @rule: a rule
 *
 * Returns: (transfer none): int, double, bool, text, choice or list
 */
const char *
th_rule_type_name (const ThRule *rule)
{
  static const char *const names[] = { "int", "double", "bool", "text", "choice", "list" };

  return names[rule->type];
}

/**
 * th_rule_label:
 * @rule: a rule
 *
 * Returns: (transfer none): what the rule is called, in the user's language
 */
const char *
th_rule_label (const ThRule *rule)
{
  return th_words (rule->zh, rule->en);
}

/**
 * th_rule_unit_label:
 * @rule: a rule
 *
 * Returns: (transfer none): its unit in the user's language; "" when the value
 *   speaks for itself
 */
const char *
th_rule_unit_label (const ThRule *rule)
{
  if (rule->type == TH_RULE_BOOL || rule->type == TH_RULE_TEXT || rule->type == TH_RULE_CHOICE)
    return "";
  return g_dpgettext2 (GETTEXT_PACKAGE, "unit", rule->unit);
}

/**
 * th_rule_origin_label:
 * @rule: a rule
 *
 * Returns: (transfer none): where its default comes from, in the user's language
 */
const char *
th_rule_origin_label (const ThRule *rule)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "origin", rule->origin);
}

/**
 * th_rule_check:
 * @rule: a rule
 * @place: where a value for it stands
 * @error: (out): %TH_ERROR_BAD_FILE
 *
 * Returns: whether the value there is one the rule may have
 */
gboolean
th_rule_check (const ThRule *rule, const ThJsonPlace *place, GError **error)
{
  static const ThShapeType types[] = {
    TH_SHAPE_INT, TH_SHAPE_NUMBER, TH_SHAPE_BOOL, TH_SHAPE_TEXT, TH_SHAPE_TEXT, TH_SHAPE_ARRAY,
  };
  ThShape element = {
    TH_SHAPE_TEXT, .min = 1, .max = 100, .pattern = rule->pattern, .expected = rule->expected,
  };
  ThShape shape = {
    types[rule->type], .min = rule->min, .max = rule->max, .pattern = rule->pattern,
    .expected = rule->expected, .choices = rule->choices, .element = &element,
  };

  return th_shape_check (&shape, place, error);
}
