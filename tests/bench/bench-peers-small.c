/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Four small systems: MADO-queue, FQM, JackQChen's QueueSystem and the OpenMRS
 * queue module. Names are shortened; indexes are theirs and no others. Where a
 * system leaves the transaction to its framework, one is put around what it
 * writes, so that it waits for the disk no more often than it would. */

#include <string.h>

#include "bench-peer.h"

/* --- MADO: numbers per category, a log of tickets and one of calls --------- */

static const BenchStatement mado_issue[] = {
  { "BEGIN IMMEDIATE" },
  { "SELECT current_number, timestamp FROM numbers WHERE category=?", "q", "n." },
  { "UPDATE numbers SET current_number=?, timestamp=? WHERE category=?", "+ntq" },
  { "INSERT INTO event_logs(category,button_text,timestamp,current_number,staff_count) VALUES(?,'x',?,?,3)", "qt+n", "i" },
  { "COMMIT" },
  { NULL },
};

/* Two statements that nothing holds together: two clerks may both go on. */
static const BenchStatement mado_call[] = {
  { "SELECT current_number, category, button_text, timestamp, staff_count FROM event_logs WHERE id=?", "i", "nq..." },
  { "SELECT 1 FROM processing_logs WHERE event_log_id=? AND status='processing'", "i" },
  { "INSERT INTO processing_logs(event_log_id,ticket_number,category,start_time,wait_time,status) VALUES(?,?,?,?,60,'processing')", "inqt", "p" },
  { NULL },
};

static const BenchStatement mado_finish[] = {
  { "SELECT start_time FROM processing_logs WHERE id=? AND status='processing'", "p" },
  { "UPDATE processing_logs SET end_time=?, processing_time=300, status='completed' WHERE id=? AND status='processing'", "tp" },
  { NULL },
};

static const BenchStatement mado_display[] = {
  { "SELECT ticket_number, category, start_time FROM processing_logs WHERE status='processing' AND DATE(created_at)=DATE(?,'localtime')", "t" },
  { "SELECT COUNT(*) FROM (SELECT id, current_number, button_text, timestamp, category FROM event_logs"
    " WHERE DATE(timestamp,'localtime')=DATE(?,'localtime') AND category<>'D'"
    " AND NOT EXISTS(SELECT 1 FROM processing_logs p WHERE p.event_log_id=event_logs.id) ORDER BY timestamp)", "t" },
  { NULL },
};

static const BenchStatement mado_statistics[] = {
  { "SELECT DATE(start_time) d, category, COUNT(*), AVG(wait_time), AVG(processing_time) FROM processing_logs"
    " WHERE status='completed' GROUP BY d, category" },
  { NULL },
};

const BenchPeer bench_peer_mado = {
  .name = "MADO",
  .schema =
    "CREATE TABLE numbers(category TEXT PRIMARY KEY, current_number INT, timestamp TEXT);"
    "CREATE TABLE event_logs(id INTEGER PRIMARY KEY, category TEXT, button_text TEXT, timestamp TEXT, current_number INT, staff_count INT);"
    "CREATE TABLE processing_logs(id INTEGER PRIMARY KEY, event_log_id INT REFERENCES event_logs(id), ticket_number INT, category TEXT,"
    " button_text TEXT, start_time TEXT, end_time TEXT, wait_time INT, status TEXT, processing_time INT, created_at TEXT, staff_count INT);"
    "CREATE INDEX m1 ON processing_logs(event_log_id); CREATE INDEX m2 ON processing_logs(status);",
  .fill =
    "INSERT INTO numbers SELECT q, MAX(number), MAX(at) FROM history WHERE today GROUP BY q;"
    "INSERT INTO event_logs SELECT i, q, 'x', at, number, 3 FROM history;"
    "INSERT INTO processing_logs SELECT i, i, number, q, 'x', called, ended, 900, 'completed', 480, called, 3 FROM history WHERE NOT waiting;",
  .waiting = "SELECT i FROM history WHERE waiting ORDER BY i",
  .carry = { "i", "p" },
  .operations = { mado_issue, mado_call, mado_finish, mado_display, mado_statistics },
  .doubles =
    "SELECT (SELECT count(*) FROM (SELECT 1 FROM event_logs WHERE timestamp >= '2026-04-20' GROUP BY category, current_number HAVING count(*) > 1))"
    " + (SELECT count(*) FROM (SELECT 1 FROM processing_logs GROUP BY event_log_id HAVING count(*) > 1))",
  .note = "clerks pick from a list; here no two pick the same",
};

/* --- FQM: one table, one series, no index ---------------------------------- */

static const BenchStatement fqm_issue[] = {
  { "SELECT * FROM serials ORDER BY number DESC LIMIT 1", "", ".n" },
  { "INSERT INTO serials(number,timestamp,date,name,n,p,office_id,task_id,status) VALUES(?,?,?,?,0,0,?,?,'Waiting')", "+ntdczq" },
  { NULL },
};

static const BenchStatement fqm_call[] = {
  { "SELECT * FROM serials WHERE number!=100 AND p!=1 AND on_hold!=1 AND office_id=? ORDER BY timestamp LIMIT 1", "z", "i" },
  { "UPDATE serials SET p=1, pdt=?, pulledBy=?, status='Processed' WHERE id=?", "tui" },
  { NULL },
};

static const BenchStatement fqm_display[] = {
  { "SELECT * FROM serials WHERE p=0 AND number!=100 AND office_id=? ORDER BY pdt DESC LIMIT 9", "z" },
  { "SELECT * FROM serials WHERE p=1 AND number!=100 AND office_id=? ORDER BY pdt DESC LIMIT 1", "z" },
  { NULL },
};

const BenchPeer bench_peer_fqm = {
  .name = "FQM",
  .schema =
    "CREATE TABLE serials(id INTEGER PRIMARY KEY, number INT, timestamp TEXT, date TEXT, name TEXT, n INT, p INT DEFAULT 0, pdt TEXT,"
    " pulledBy INT, on_hold INT DEFAULT 0, status TEXT, office_id INT, task_id INT);",
  .fill =
    "INSERT INTO serials SELECT i, 100 + i, at, day, i, 0, NOT waiting, called, 1 + i % 16, 0,"
    " CASE WHEN waiting THEN 'Waiting' ELSE 'Processed' END, 1, q FROM history;",
  .operations = { fqm_issue, fqm_call, NULL, fqm_display, NULL },
  .doubles = "SELECT count(*) - count(DISTINCT number) FROM serials WHERE timestamp >= '2026-04-20'",
  .note = "doubled calls leave no trace",
};

/* --- JackQChen: the maximum of each number beside the queue ---------------- */

/* "SELECT * FROM b_lineupmaxno": filtered in memory by its program. */
static gboolean
of_queue (sqlite3_stmt *row,
          gint64        queue)
{
  return sqlite3_column_int64 (row, 3) == queue;
}

static const BenchStatement jq_issue[] = {
  { "SELECT * FROM b_queue WHERE areaNo=? AND idCard=? AND busTypeSeq=? AND unitSeq=? AND state=0", "zcqz" },
  { "BEGIN IMMEDIATE" },
  { "SELECT * FROM b_lineupmaxno", "", "l...n.", 0, of_queue },
  { "SELECT maxid FROM f_maxid WHERE tbl='b_queue'", "", "i" },
  { "UPDATE f_maxid SET maxid=maxid+1 WHERE tbl='b_queue'" },
  { "INSERT INTO b_queue VALUES(?,?,?,?,?,?,?,0,0)", "+izzq+ntc" },
  { "UPDATE b_lineupmaxno SET maxNo=?, lineDate=? WHERE id=?", "+ndl" },
  { "COMMIT" },
  { NULL },
};

static const BenchStatement jq_call[] = {
  { "BEGIN IMMEDIATE" },
  /* The green channel first; these queues have none. */
  { "SELECT * FROM b_queue WHERE areaNo=? AND busTypeSeq IN('90','91') AND unitSeq IN(?,?) AND state=0 AND date(ticketTime)=? ORDER BY id LIMIT 1", "zzzd" },
  { "SELECT * FROM b_queue WHERE areaNo=? AND busTypeSeq IN(?,?) AND unitSeq IN(?,?) AND state=0 AND date(ticketTime)=? ORDER BY id", "zvwzzd", "i..qnac.." },
  { "UPDATE b_queue SET unitSeq=?, busTypeSeq=?, ticketNumber=?, ticketTime=?, idCard=?, state=1 WHERE id=? AND areaNo=?", "zqnaciz" },
  { "INSERT INTO b_call VALUES(?,?,?,?,?,?,?,?,?,NULL,?,?,0)", "czzizqnatuu" },
  { "COMMIT" },
  { NULL },
};

static const BenchStatement jq_finish[] = {
  { "UPDATE b_call SET state=1, finishTime=? WHERE id=? AND areaNo=?", "tcz" },
  { NULL },
};

static const BenchStatement jq_statistics[] = {
  { "SELECT x.unitSeq, x.busiSeq, AVG(x.m) FROM (SELECT a.unitSeq, b.unitName, a.busiSeq, c.busiName,"
    " (CAST((julianday(a.handleTime)-julianday(a.ticketTime))*1440 AS INT)%60)+1 m FROM b_call a"
    " LEFT JOIN t_unit b ON b.areaNo=a.areaNo AND b.unitSeq=a.unitSeq LEFT JOIN t_business c ON c.areaNo=a.areaNo AND c.busiSeq=a.busiSeq"
    " WHERE a.ticketTime>=? AND a.ticketTime<=?) x GROUP BY x.busiName, x.busiSeq, x.unitName, x.unitSeq ORDER BY x.unitSeq, x.busiSeq", "de" },
  { NULL },
};

const BenchPeer bench_peer_jackqchen = {
  .name = "JackQChen",
  .schema =
    "CREATE TABLE f_maxid(tbl TEXT PRIMARY KEY, maxid INT);"
    "CREATE TABLE b_lineupmaxno(id INTEGER PRIMARY KEY, areaNo TEXT, unitSeq TEXT, busiSeq TEXT, maxNo INT, lineDate TEXT);"
    "CREATE TABLE b_queue(id INT, areaNo TEXT, unitSeq TEXT, busTypeSeq TEXT, ticketNumber TEXT, ticketTime TEXT, idCard TEXT, state INT,"
    " qType INT, PRIMARY KEY(id,areaNo));"
    "CREATE TABLE b_call(id INT, areaNo TEXT, handleId TEXT, qId INT, unitSeq TEXT, busiSeq TEXT, ticketNumber TEXT, ticketTime TEXT,"
    " handleTime TEXT, finishTime TEXT, windowNumber TEXT, windowUser TEXT, state INT, PRIMARY KEY(id,areaNo));"
    "CREATE TABLE t_unit(areaNo TEXT, unitSeq TEXT, unitName TEXT); CREATE TABLE t_business(areaNo TEXT, busiSeq TEXT, busiName TEXT);",
  .fill =
    "INSERT INTO f_maxid SELECT 'b_queue', MAX(i) FROM history;"
    "INSERT INTO b_lineupmaxno SELECT q + 1, '1', '1', q, MAX(number), day FROM history WHERE today GROUP BY q;"
    "INSERT INTO b_queue SELECT i, '1', '1', q, number, at, 'card' || i, NOT waiting, 0 FROM history;"
    "INSERT INTO b_call SELECT i, '1', i, i, '1', q, number, at, called, ended, 1 + i % 16, 1 + i % 16, 1 FROM history WHERE NOT waiting;"
    "INSERT INTO t_unit VALUES('1','1','hall'); INSERT INTO t_business SELECT DISTINCT '1', q, 'business ' || q FROM history WHERE today;",
  .carry = { NULL, "c" },
  .operations = { jq_issue, jq_call, jq_finish, NULL, jq_statistics },
  .doubles = "SELECT count(*) FROM (SELECT 1 FROM b_queue WHERE ticketTime >= '2026-04-20' GROUP BY busTypeSeq, ticketNumber HAVING count(*) > 1)",
  .note = "its statistics keep the minutes of an hour and drop the hours",
};

/* --- OpenMRS: the number is a count; a state is a row ------------------------ */

/* The list is loaded whole; the first that waits (status 1) is taken. */
static gboolean
waits (sqlite3_stmt *row,
       gint64        queue)
{
  return sqlite3_column_int64 (row, 6) == 1;
}

static const BenchStatement om_issue[] = {
  { "SELECT COUNT(*) FROM queue_entry WHERE queue_id=? AND started_at>=? AND started_at<? AND voided=0", "qde", "n" },
  { "INSERT INTO queue_entry(queue_id,patient_id,priority,sort_weight,status,started_at) VALUES(?,?,1,0,1,?)", "qct" },
  { NULL },
};

static const BenchStatement om_call[] = {
  { "SELECT * FROM queue_entry WHERE queue_id=? AND ended_at IS NULL AND voided=0 ORDER BY sort_weight DESC, started_at ASC", "q", "i.k", 0, waits },
  { "BEGIN IMMEDIATE" },
  { "UPDATE queue_entry SET ended_at=?, date_changed=? WHERE queue_entry_id=? AND ended_at IS NULL AND (date_changed IS NULL)", "tti" },
  { "INSERT INTO queue_entry(queue_id,patient_id,priority,sort_weight,status,started_at) VALUES(?,?,1,0,2,?)", "qkt", "g" },
  { "COMMIT" },
  { NULL },
};

static const BenchStatement om_finish[] = {
  { "UPDATE queue_entry SET ended_at=?, date_changed=? WHERE queue_entry_id=? AND ended_at IS NULL AND (date_changed IS NULL)", "ttg" },
  { NULL },
};

static const BenchStatement om_statistics[] = {
  { "SELECT started_at, ended_at FROM queue_entry WHERE queue_id=? AND status=2 AND voided=0", "q" },
  { NULL },
};

const BenchPeer bench_peer_openmrs = {
  .name = "OpenMRS",
  .schema =
    "CREATE TABLE queue_entry(queue_entry_id INTEGER PRIMARY KEY, queue_id INT, patient_id INT, visit_id INT, priority INT, sort_weight REAL,"
    " status INT, started_at TEXT, ended_at TEXT, date_changed TEXT, voided INT DEFAULT 0);"
    "CREATE INDEX o1 ON queue_entry(queue_id); CREATE INDEX o2 ON queue_entry(patient_id);",
  .fill =
    "INSERT INTO queue_entry SELECT 2 * i, q, i, NULL, 1, 0, 1, at, CASE WHEN waiting THEN NULL ELSE called END,"
    " CASE WHEN waiting THEN NULL ELSE called END, 0 FROM history;"
    "INSERT INTO queue_entry SELECT 2 * i + 1, q, i, NULL, 1, 0, 2, called, ended, ended, 0 FROM history WHERE NOT waiting;",
  .carry = { NULL, "g" },
  .operations = { om_issue, om_call, om_finish, NULL, om_statistics },
  .doubles =
    "SELECT count(*) FROM (SELECT 1 FROM queue_entry WHERE status=2 AND started_at >= '2026-04-20' GROUP BY patient_id HAVING count(*) > 1)",
  .note = "statistics of one queue, averaged by the program",
};
