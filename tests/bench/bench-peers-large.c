/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Three large systems: ZMS of Munich and Berlin, Novo SGA, and The Q of British
 * Columbia. Names are shortened, wide rows have a filler; indexes are theirs
 * and no others. BEGIN IMMEDIATE stands for their locks on rows. */

#include <string.h>

#include "bench-peer.h"

/* --- ZMS: wide rows, preferences, two archives, a running average ---------- */

/* The whole day is loaded and sorted by the program; the first that is queued
 * and that nobody has yet. */
static gboolean
queued (sqlite3_stmt *row,
        gint64        queue)
{
  return strcmp ((const char *) sqlite3_column_text (row, 20), "queued") == 0 && sqlite3_column_int64 (row, 7) == 0;
}

static const BenchStatement zms_issue[] = {
  { "SELECT kontingent, vergeben FROM standort WHERE id=?", "z" },
  { "BEGIN IMMEDIATE" },
  { "SELECT letztewartenr FROM standort WHERE id=? LIMIT 1", "z", "n" },
  { "SELECT * FROM standort WHERE id=?", "z" },
  { "UPDATE standort SET letztewartenr=?, wartenrdatum=?, vergeben=vergeben+1, filler=? WHERE id=?", "+ndfz" },
  { "SELECT value FROM preferences WHERE entity='scope' AND id=? AND grp='queue' AND name=?", "zz", NULL, 44 },
  { "SELECT * FROM standort WHERE id=?", "z" },
  { "SELECT processId FROM process_sequence WHERE processId=(SELECT s.processId FROM process_sequence s"
    " LEFT JOIN buerger b ON b.id=s.processId WHERE b.id IS NULL LIMIT ?,1)", "r", "i" },
  { "INSERT INTO buerger(id,scope,datum,uhrzeit,name,aufnahme,aufrufzeit,wartenummer,status,priority,filler) VALUES(?,?,?,?,?,?,NULL,?,'queued',3,?)", "izdtct+nf" },
  { "REPLACE INTO slot_process(slotID,processID) VALUES(?,?)", "ci" },
  { "INSERT INTO buergeranliegen(bid,archiv,anliegen) VALUES(?,0,?)", "iq" },
  { "INSERT INTO zlog(txt,ts) VALUES(?,?)", "ft" },
  { "COMMIT" },
  { NULL },
};

static const BenchStatement zms_call[] = {
  { "SELECT b.*, s.* FROM buerger b LEFT JOIN standort s ON s.id=b.scope WHERE b.scope=? AND b.datum=?", "zd", "i", 0, queued },
  { "BEGIN IMMEDIATE" },
  { "SELECT nutzer FROM buerger WHERE id=?", "i" },
  { "UPDATE buerger SET nutzer=?, aufrufzeit=?, calls=calls+1, status='called', filler=? WHERE id=?", "utfi" },
  { "INSERT INTO zlog(txt,ts) VALUES(?,?)", "ft" },
  { "COMMIT" },
  { NULL },
};

static const BenchStatement zms_finish[] = {
  { "BEGIN IMMEDIATE" },
  { "UPDATE buerger SET status='finished', fin=?, filler=? WHERE id=?", "tfi" },
  { "UPDATE buerger SET name='dereferenced', scope=0, filler='' WHERE id=?", "i" },
  { "INSERT INTO buergerarchivtoday(scope,datum,mittermin,missed,zeit,wait,way,proc,name,filler) VALUES(?,?,0,0,?,15,1,?,'x',?)", "zdtif" },
  { "INSERT INTO buergerarchiv(scope,datum,mittermin,missed,zeit,wait,way,proc,name,filler) VALUES(?,?,0,0,?,15,1,?,'x',?)", "zdtif", "a" },
  { "INSERT INTO zlog(txt,ts) VALUES(?,?)", "ft" },
  { "SELECT c09,t09,e09,w09 FROM wartenrstatistik WHERE scope=? AND datum=?", "zd", "n..." },
  { "UPDATE wartenrstatistik SET c09=?, t09=14.2, e09=10, w09=1 WHERE scope=? AND datum=?", "+nzd" },
  { "SELECT * FROM buergerarchiv WHERE id=?", "a" },
  { "UPDATE buergeranliegen SET bid=0, archiv=? WHERE bid=?", "ai" },
  { "COMMIT" },
  { NULL },
};

static const BenchStatement zms_statistics[] = {
  { "SELECT strftime('%Y-%m',datum) m, AVG(t09), AVG(e09), AVG(w09), MAX(c09) FROM wartenrstatistik"
    " WHERE scope=? AND datum BETWEEN ? AND ? GROUP BY m ORDER BY m", "zmd" },
  { "SELECT anliegen, datum, COUNT(*), AVG(bearbeitungszeit) FROM statistik WHERE scope=? AND datum BETWEEN ? AND ? GROUP BY anliegen, datum", "zmd" },
  { NULL },
};

#define ARCHIVE(name) \
  "CREATE TABLE " name "(id INTEGER PRIMARY KEY, scope INT, datum TEXT, mittermin INT, missed INT, zeit TEXT, wait INT, way INT, proc TEXT," \
  " name TEXT, filler TEXT);"

const BenchPeer bench_peer_zms = {
  .name = "ZMS",
  .schema =
    "CREATE TABLE standort(id INTEGER PRIMARY KEY, letztewartenr INT, wartenrdatum TEXT, startnr INT, endnr INT, kontingent INT, vergeben INT, filler TEXT);"
    "CREATE TABLE preferences(entity TEXT, id INT, grp TEXT, name TEXT, value TEXT, PRIMARY KEY(entity,id,grp,name));"
    "CREATE TABLE process_sequence(processId INTEGER PRIMARY KEY);"
    "CREATE TABLE buerger(id INTEGER PRIMARY KEY, scope INT, datum TEXT, uhrzeit TEXT, name TEXT, calls INT DEFAULT 0, ts TEXT, nutzer INT DEFAULT 0,"
    " ok INT DEFAULT 0, aufnahme TEXT, aufrufzeit TEXT, missed INT DEFAULT 0, parked INT DEFAULT 0, wartenummer INT, vorl INT DEFAULT 0,"
    " best INT DEFAULT 1, showup TEXT, fin TEXT, wait INT, way INT, status TEXT, priority INT, filler TEXT);"
    "CREATE INDEX z1 ON buerger(nutzer); CREATE INDEX z2 ON buerger(status); CREATE INDEX z3 ON buerger(scope,datum);"
    "CREATE TABLE slot_process(slotID INT, processID INT, PRIMARY KEY(slotID,processID));"
    ARCHIVE ("buergerarchiv")
    "CREATE INDEX z6 ON buergerarchiv(scope,datum); CREATE INDEX z7 ON buergerarchiv(scope,missed); CREATE INDEX z8 ON buergerarchiv(scope,mittermin);"
    ARCHIVE ("buergerarchivtoday")
    "CREATE TABLE buergeranliegen(id INTEGER PRIMARY KEY, bid INT, archiv INT, anliegen INT); CREATE TABLE zlog(id INTEGER PRIMARY KEY, txt TEXT, ts TEXT);"
    "CREATE TABLE statistik(id INTEGER PRIMARY KEY, scope INT, datum TEXT, anliegen INT, bearbeitungszeit REAL);"
    "CREATE INDEX z4 ON statistik(scope,datum);"
    "CREATE TABLE wartenrstatistik(scope INT, datum TEXT, c09 INT DEFAULT 0, t09 REAL DEFAULT 0, e09 REAL DEFAULT 0, w09 REAL DEFAULT 0);"
    "CREATE INDEX z5 ON wartenrstatistik(scope,datum);",
  /* Rows of finished people are cleared away at night; what stays is the archive. */
  .fill =
    "INSERT INTO standort SELECT 1, MAX(i), '2026-04-20', 1, 999999999, 999999999, 0, substr(hex(zeroblob(400)), 1, 600) FROM history WHERE today;"
    "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 44) INSERT INTO preferences SELECT 'scope', 1, 'queue', i, 'value' FROM k;"
    "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 20000) INSERT INTO process_sequence SELECT 100000000 + i FROM k;"
    "INSERT INTO buerger(id,scope,datum,uhrzeit,name,aufnahme,wartenummer,status,priority,filler,nutzer)"
    " SELECT i, CASE WHEN waiting THEN 1 ELSE 0 END, day, at, 'x', at, number, CASE WHEN waiting THEN 'queued' ELSE 'finished' END, 3,"
    " CASE WHEN waiting THEN substr(hex(zeroblob(200)), 1, 300) ELSE '' END, CASE WHEN waiting THEN 0 ELSE 1 END FROM history WHERE today;"
    "INSERT INTO buergerarchiv(scope,datum,mittermin,missed,zeit,wait,way,proc,name,filler)"
    " SELECT 1, day, 0, 0, at, 15, 1, i, 'x', substr(hex(zeroblob(80)), 1, 120) FROM history WHERE NOT waiting;"
    "INSERT INTO buergerarchivtoday(scope,datum,mittermin,missed,zeit,wait,way,proc,name,filler)"
    " SELECT 1, day, 0, 0, at, 15, 1, i, 'x', substr(hex(zeroblob(80)), 1, 120) FROM history WHERE today AND NOT waiting;"
    "INSERT INTO buergeranliegen(bid,archiv,anliegen) SELECT CASE WHEN waiting THEN i ELSE 0 END, i, q FROM history WHERE today;"
    "INSERT INTO statistik(scope,datum,anliegen,bearbeitungszeit) SELECT 1, day, q, 8.0 FROM history WHERE NOT today;"
    "INSERT INTO wartenrstatistik SELECT 1, day, count(*), 14, 10, 1 FROM history GROUP BY day;",
  .carry = { NULL, "i" },
  .operations = { zms_issue, zms_call, zms_finish, NULL, zms_statistics },
  .doubles =
    "SELECT (SELECT count(*) FROM (SELECT 1 FROM buerger WHERE id > 100000000 GROUP BY wartenummer HAVING count(*) > 1))"
    " + (SELECT count(*) FROM buerger WHERE id > 100000000 AND calls > 1)",
  .note = "statistics of a month, one of 192 columns each",
};

/* --- Novo SGA: compare-and-set counter, six tables to call ------------------- */

static const BenchStatement novo_issue[] = {
  { "BEGIN IMMEDIATE" },
  { "SELECT numero FROM contador WHERE unidade=? AND servico=?", "zq", "n" },
  { "UPDATE contador SET numero=? WHERE unidade=? AND servico=? AND numero=?", "+nzqn" },
  { "INSERT INTO atendimentos(unidade,servico,prioridade,dt_cheg,status,sigla,numero) VALUES(?,?,1,?,'emitida',?,?)", "zqtq+n" },
  { "COMMIT" },
  { NULL },
};

static const BenchStatement novo_call[] = {
  { "SELECT a.*, p.*, u.*, s.* FROM atendimentos a JOIN prioridades p ON p.id=a.prioridade JOIN unidades u ON u.id=a.unidade"
    " JOIN servicos s ON s.id=a.servico JOIN servicos_unidades su ON su.unidade=u.id AND su.servico=s.id"
    " JOIN servicos_usuarios x ON x.servico=s.id AND x.usuario=? WHERE (a.usuario IS NULL OR a.usuario=?) AND a.status='emitida'"
    " AND a.unidade=? AND s.id IN(?,?,?) ORDER BY a.dt_age ASC, x.peso DESC, p.peso DESC, su.peso DESC, a.dt_cheg DESC LIMIT 1", "uuzvwy", "i" },
  { "SELECT id FROM atendimentos WHERE id=?", "i" },
  { "UPDATE atendimentos SET usuario=?, local=1, num_local=?, status='chamado', dt_cha=?, t_espera=900 WHERE id=?", "uuti" },
  { NULL },
};

static const BenchStatement novo_finish[] = {
  { "UPDATE atendimentos SET status='encerrado', dt_fim=?, t_atend=480, t_perm=1400 WHERE id=?", "ti" },
  { NULL },
};

#define NOVO_POLL \
  "SELECT a.*, p.*, s.* FROM atendimentos a JOIN prioridades p ON p.id=a.prioridade JOIN servicos s ON s.id=a.servico" \
  " JOIN servicos_unidades su ON su.unidade=a.unidade AND su.servico=s.id WHERE a.status='emitida' AND a.unidade=? AND a.servico=?" \
  " ORDER BY a.dt_age, p.peso DESC, su.peso DESC, a.dt_cheg DESC"

/* Once for each service of the clerk. */
static const BenchStatement novo_display[] = {
  { NOVO_POLL, "zv" },
  { NOVO_POLL, "zw" },
  { NOVO_POLL, "zy" },
  { NULL },
};

static const BenchStatement novo_statistics[] = {
  { "SELECT usuario, COUNT(*), AVG(t_espera), AVG(t_desloc), AVG(t_atend), AVG(t_perm) FROM"
    " (SELECT usuario,unidade,dt_cheg,t_espera,t_desloc,t_atend,t_perm,dt_fim FROM atendimentos"
    " UNION ALL SELECT usuario,unidade,dt_cheg,t_espera,t_desloc,t_atend,t_perm,dt_fim FROM historico)"
    " WHERE unidade=? AND dt_cheg BETWEEN ? AND ? AND dt_fim IS NOT NULL GROUP BY usuario", "zde" },
  { NULL },
};

const BenchPeer bench_peer_novo = {
  .name = "Novo SGA",
  .schema =
    "CREATE TABLE contador(unidade INT, servico INT, numero INT, PRIMARY KEY(unidade,servico));"
    "CREATE TABLE prioridades(id INTEGER PRIMARY KEY, peso INT); CREATE TABLE servicos(id INTEGER PRIMARY KEY, nome TEXT);"
    "CREATE TABLE unidades(id INTEGER PRIMARY KEY, nome TEXT);"
    "CREATE TABLE servicos_unidades(unidade INT, servico INT, peso INT, PRIMARY KEY(unidade,servico));"
    "CREATE TABLE servicos_usuarios(usuario INT, servico INT, unidade INT, peso INT);"
    "CREATE TABLE atendimentos(id INTEGER PRIMARY KEY, cliente INT, unidade INT, servico INT, prioridade INT, usuario INT, local INT, num_local INT,"
    " dt_age TEXT, dt_cheg TEXT, dt_cha TEXT, dt_ini TEXT, dt_fim TEXT, t_espera INT, t_desloc INT, t_atend INT, t_perm INT, status TEXT,"
    " sigla TEXT, numero INT);"
    "CREATE INDEX n1 ON atendimentos(unidade); CREATE INDEX n2 ON atendimentos(servico); CREATE INDEX n3 ON atendimentos(usuario);"
    "CREATE INDEX n4 ON atendimentos(prioridade);"
    "CREATE TABLE historico(id INTEGER PRIMARY KEY, unidade INT, servico INT, usuario INT, dt_cheg TEXT, dt_fim TEXT, t_espera INT, t_desloc INT,"
    " t_atend INT, t_perm INT, status TEXT);",
  /* The days before are moved to the history each night. */
  .fill =
    "INSERT INTO contador SELECT 1, q, MAX(number) FROM history WHERE today GROUP BY q;"
    "INSERT INTO prioridades VALUES(1,0),(2,1),(3,2); INSERT INTO unidades VALUES(1,'hall');"
    "INSERT INTO servicos SELECT DISTINCT q, 'service ' || q FROM history WHERE today;"
    "INSERT INTO servicos_unidades SELECT 1, id, 1 FROM servicos;"
    "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 16), s(n) AS (VALUES (0),(1),(2))"
    " INSERT INTO servicos_usuarios SELECT i, (i + n) % 10, 1, 1 FROM k, s;"
    "INSERT INTO atendimentos SELECT i, NULL, 1, q, 1, CASE WHEN waiting THEN NULL ELSE 1 + i % 16 END, 1, 1 + i % 16, NULL, at,"
    " CASE WHEN waiting THEN NULL ELSE called END, CASE WHEN waiting THEN NULL ELSE called END, CASE WHEN waiting THEN NULL ELSE ended END,"
    " 900, 20, 480, 1400, CASE WHEN waiting THEN 'emitida' ELSE 'encerrado' END, q, number FROM history WHERE today;"
    "INSERT INTO historico SELECT i, 1, q, 1 + i % 16, at, ended, 900, 20, 480, 1400, 'encerrado' FROM history WHERE NOT today;",
  .carry = { NULL, "i" },
  .operations = { novo_issue, novo_call, novo_finish, novo_display, novo_statistics },
  .doubles = "SELECT count(*) FROM (SELECT 1 FROM atendimentos GROUP BY servico, numero HAVING count(*) > 1)",
  .note = "doubled calls leave no trace",
};

/* --- The Q: the number is a count over all requests, a log of periods --------- */

static const BenchStatement theq_issue[] = {
  { "SELECT COUNT(*) FROM service_req r JOIN citizen c ON c.citizen_id=r.citizen_id JOIN service s ON s.service_id=r.service_id"
    " WHERE c.office_id=? AND s.prefix=? AND datetime(c.start_time,'-11 hours')>=?", "zqd", "n" },
  { "BEGIN IMMEDIATE" },
  { "INSERT INTO citizen(office_id,ticket_number,cs_id,counter_id,priority,start_time) VALUES(?,?,1,1,2,?)", "z+nt", "i" },
  { "INSERT INTO service_req(citizen_id,service_id,sr_state_id,quantity,sr_number) VALUES(?,?,1,1,1)", "iq", "s" },
  { "INSERT INTO period(sr_id,csr_id,ps_id,time_start,time_end) VALUES(?,?,1,?,?)", "sutt" },
  { "INSERT INTO period(sr_id,csr_id,ps_id,time_start) VALUES(?,?,2,?)", "sut" },
  { "COMMIT" },
  { NULL },
};

#define THEQ_LINE \
  "SELECT * FROM citizen c JOIN service_req r ON r.citizen_id=c.citizen_id JOIN period p ON p.sr_id=r.sr_id WHERE "

static const BenchStatement theq_call[] = {
  { THEQ_LINE "c.counter_id=? AND c.cs_id=1 AND c.office_id=? AND p.ps_id=2 AND p.time_end IS NULL ORDER BY c.priority, c.start_time", "zz", "i.......s.....p" },
  { "BEGIN IMMEDIATE" },
  { "UPDATE period SET time_end=? WHERE period_id=?", "tp" },
  { "INSERT INTO period(sr_id,csr_id,ps_id,time_start) VALUES(?,?,3,?)", "sut", "g" },
  { "COMMIT" },
  { NULL },
};

static const BenchStatement theq_finish[] = {
  { "BEGIN IMMEDIATE" },
  { "UPDATE period SET time_end=? WHERE period_id=?", "tg" },
  { "UPDATE service_req SET sr_state_id=3 WHERE sr_id=?", "s" },
  { "UPDATE citizen SET cs_id=3 WHERE citizen_id=?", "i" },
  { "COMMIT" },
  { NULL },
};

static const BenchStatement theq_statistics[] = {
  { "SELECT ps_id, COUNT(*), AVG(julianday(time_end)-julianday(time_start)) FROM period GROUP BY ps_id" },
  { NULL },
};

const BenchPeer bench_peer_theq = {
  .name = "The Q",
  .schema =
    "CREATE TABLE citizen(citizen_id INTEGER PRIMARY KEY, office_id INT, ticket_number TEXT, cs_id INT, counter_id INT, priority INT, start_time TEXT,"
    " citizen_comments TEXT);"
    "CREATE TABLE service_req(sr_id INTEGER PRIMARY KEY, citizen_id INT, service_id INT, sr_state_id INT, quantity INT, sr_number INT);"
    "CREATE TABLE service(service_id INTEGER PRIMARY KEY, prefix TEXT);"
    "CREATE TABLE period(period_id INTEGER PRIMARY KEY, sr_id INT, csr_id INT, ps_id INT, time_start TEXT, time_end TEXT);"
    "CREATE INDEX q1 ON citizen(office_id, cs_id); CREATE INDEX q2 ON service_req(citizen_id); CREATE INDEX q3 ON period(sr_id);",
  .fill =
    "INSERT INTO service SELECT DISTINCT q, q FROM history WHERE today;"
    "INSERT INTO citizen SELECT i, 1, number, CASE WHEN waiting THEN 1 ELSE 3 END, 1, 2, at, NULL FROM history;"
    "INSERT INTO service_req SELECT i, i, q, CASE WHEN waiting THEN 1 ELSE 3 END, 1, 1 FROM history;"
    "INSERT INTO period SELECT 3 * i, i, 1, 1, at, at FROM history;"
    "INSERT INTO period SELECT 3 * i + 1, i, 1, 2, at, CASE WHEN waiting THEN NULL ELSE called END FROM history;"
    "INSERT INTO period SELECT 3 * i + 2, i, 1, 3, called, ended FROM history WHERE NOT waiting;",
  .carry = { NULL, "isg" },
  .operations = { theq_issue, theq_call, theq_finish, NULL, theq_statistics },
  .one_caller = TRUE,
  .doubles =
    "SELECT count(*) FROM (SELECT 1 FROM citizen c JOIN service_req r ON r.citizen_id = c.citizen_id WHERE c.start_time >= '2026-04-20'"
    " GROUP BY r.service_id, c.ticket_number HAVING count(*) > 1)",
  .note = "statistics leave it as events; here the periods by kind",
};
