// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/historyreader.h"

#include "core/engine/history/jobwriter.h"
#include "core/engine/history/searchindex.h"
#include "core/engine/history/storedtext.h"
#include "core/engine/history/storedtime.h"

#include <algorithm>
#include <vector>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int MaxPage = 1000;
/// After this a search ends its page where it stands: the caller goes on or gives up.
constexpr auto SearchTime = 50ms;

/// How much of a row is decoded. The spec is most of the work, and a page shows only its labels.
enum class Wanted : quint8 { Snapshot, Record };

QString columns(Wanted wanted)
{
    return u"job.serial, job.id, job.parent, job.children, job.kind, job.name, %1, job.attempt, job.created, "
           "job.state, job.started, job.finished, job.elapsed, job.progress, job.result, job.error_code, "
           "job.error, job.exit_code, job.signal, job.output, job.details, job.pid, job.pid_start, "
           "job.boot"_s.arg(wanted == Wanted::Record ? u"job.spec"_s
                                                     : u"json_extract(job.spec, '$.labels')"_s);
}

QDateTime time(const Statement &row, int column)
{
    return row.isNull(column) ? QDateTime() : storedTime(row.integer(column));
}

std::optional<int> number(const Statement &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(static_cast<int>(row.integer(column)));
}

/// What the row says itself, but for column 6; gives how many children there are, whose ids are in other
/// rows.
qint64 readRow(const Statement &row, JobSnapshot &job)
{
    job.serial = static_cast<quint64>(row.integer(0));
    job.id = JobId(row.text(1));
    job.parent = JobId(row.text(2));
    job.kind = row.text(4);
    job.name = row.text(5);
    job.attempt = static_cast<int>(row.integer(7));
    job.created = time(row, 8);
    job.state = static_cast<JobState>(row.integer(9));
    job.started = time(row, 10);
    job.finished = time(row, 11);
    job.elapsed = std::chrono::milliseconds(row.integer(12));
    if (!row.isNull(13))
        job.progress = readProgressText(row.text(13));
    if (!row.isNull(14))
        job.result = readValueText(row.text(14));
    if (!row.isNull(15))
        job.error = JobError{row.text(15), row.text(16)};
    job.exitCode = number(row, 17);
    job.signal = number(row, 18);
    job.outputFile = row.text(19);
    if (!row.isNull(20))
        readDetailsText(row.text(20), job);
    return row.integer(3);
}

QList<JobId> childIds(Database &database, const JobId &parent)
{
    QList<JobId> ids;
    Statement select(database, u"SELECT id FROM job WHERE parent=? ORDER BY serial"_s);
    for (select.run(parent.text()); select.next();)
        ids.append(JobId(select.text(0)));
    return ids;
}

/// Appends the rows a statement stands before. Each is made in its place: they are large, and memory that is
/// touched for the first time is what a page costs most.
void appendJobs(Database &database, Statement &rows, QList<JobSnapshot> &jobs)
{
    std::vector<qsizetype> parents;
    while (rows.next()) {
        JobSnapshot &job = jobs.emplaceBack();
        if (readRow(rows, job) > 0)
            parents.push_back(jobs.size() - 1);
        job.labels = readLabelsText(rows.text(6));
    }
    for (const qsizetype at : parents)
        jobs[at].children = childIds(database, jobs.at(at).id);
}

std::optional<JobRecord> readRecord(Database &database, Statement &rows)
{
    if (!rows.next())
        return {};
    std::optional<JobRecord> record(std::in_place);
    JobSnapshot &job = record->job;
    const qint64 childCount = readRow(rows, job);
    record->spec.id = job.id;
    record->spec.kind = job.kind;
    record->spec.name = job.name;
    readSpecText(rows.text(6), record->spec);
    job.labels = record->spec.labels;
    if (!rows.isNull(21) && rows.text(23) == bootId())
        record->process =
            ProcessId{static_cast<pid_t>(rows.integer(21)), static_cast<quint64>(rows.integer(22))};
    rows.finish();
    if (childCount > 0)
        job.children = childIds(database, job.id);
    return record;
}

/// The conditions of a query but for its text, as SQL and values.
class Conditions
{
public:
    explicit Conditions(const HistoryQuery &query)
    {
        if (query.state)
            add(u"job.state=?"_s, static_cast<int>(*query.state));
        if (!query.kind.isEmpty())
            add(u"job.kind=?"_s, query.kind);
        if (query.parent && query.parent->isEmpty()) // most jobs: whatever else is asked has the better index
            m_sql += m_sql.isEmpty() ? u" AND job.parent IS NULL"_s : u" AND +job.parent IS NULL"_s;
        else if (query.parent)
            add(u"job.parent=?"_s, query.parent->text());
        if (!query.label.isEmpty())
            add(u"EXISTS (SELECT 1 FROM label WHERE label.label=? AND label.serial=job.serial)"_s,
                query.label);
    }
    const QString &sql() const noexcept { return m_sql; }
    const QVariantList &values() const noexcept { return m_values; }

private:
    void add(const QString &sql, const QVariant &value)
    {
        m_sql += u" AND "_s + sql;
        m_values.append(value);
    }
    QString m_sql;
    QVariantList m_values;
};

qint64 before(const HistoryQuery &query)
{
    constexpr qint64 End = std::numeric_limits<qint64>::max();
    return query.before && *query.before < static_cast<quint64>(End) ? static_cast<qint64>(*query.before)
                                                                     : End;
}

/// One row more than the page holds tells whether there is a next one.
void cut(HistoryPage &page, int limit)
{
    if (page.jobs.size() <= limit)
        return;
    page.jobs.resize(limit);
    page.next = page.jobs.last().serial;
}

HistoryPage listedPage(Database &database, const HistoryQuery &query, int limit)
{
    const Conditions conditions(query);
    // A label is rarer than anything else, so its own index leads; CROSS JOIN keeps SQLite from turning it
    // round.
    const bool isLabelled = !query.label.isEmpty();
    const QString from = isLabelled ? u"label CROSS JOIN job ON job.serial=label.serial WHERE label.label=?"
                                      " AND label.serial<?"_s
                                    : u"job WHERE job.serial<?"_s;
    const QString order = isLabelled ? u"label.serial"_s : u"job.serial"_s;
    Statement rows(database, u"SELECT %1 FROM %2%3 ORDER BY %4 DESC LIMIT ?"_s.arg(
                                 columns(Wanted::Snapshot), from, conditions.sql(), order));
    QVariantList values;
    if (isLabelled)
        values.append(query.label);
    values << before(query) << conditions.values() << limit + 1;
    rows.run(values);
    HistoryPage page;
    page.jobs.reserve(limit + 1);
    appendJobs(database, rows, page.jobs);
    cut(page, limit);
    return page;
}

HistoryPage foundPage(Database &database, const HistoryQuery &query, int limit)
{
    const QString match = SearchIndex::matchExpression(query.text);
    HistoryPage page;
    if (match.isEmpty())
        return page;
    const Conditions conditions(query);
    const qint64 end = before(query);
    QList<qint64> parts;
    Statement select(database, u"SELECT number FROM search_part WHERE number<=? ORDER BY number DESC"_s);
    for (select.run(SearchIndex::partOf(end - 1)); select.next();)
        parts.append(select.integer(0));
    const auto stop = std::chrono::steady_clock::now() + SearchTime;
    for (const qint64 part : parts) {
        const QString table = SearchIndex::tableName(part);
        Statement rows(database,
                       u"SELECT %1 FROM %2 CROSS JOIN job ON job.serial=%2.rowid WHERE %2 MATCH ? AND "
                       "%2.rowid<?%3 ORDER BY %2.rowid DESC LIMIT ?"_s.arg(columns(Wanted::Snapshot), table,
                                                                           conditions.sql()));
        QVariantList values{match, end};
        values << conditions.values() << limit + 1 - page.jobs.size();
        rows.run(values);
        appendJobs(database, rows, page.jobs);
        if (page.jobs.size() > limit)
            break;
        if (std::chrono::steady_clock::now() > stop && part != parts.last()) {
            page.next = static_cast<quint64>(SearchIndex::firstSerial(part));
            break;
        }
    }
    cut(page, limit);
    return page;
}

std::optional<JobSpec> specTree(Database &database, Statement &select, const QVariant &key)
{
    select.run(key);
    std::optional<JobRecord> found = readRecord(database, select);
    if (!found)
        return {};
    JobSpec spec = std::move(found->spec);
    for (const JobId &child : std::as_const(found->job.children)) {
        if (auto tree = specTree(database, select, child.text()))
            spec.children.append(*std::move(tree));
    }
    return spec;
}

QString byId()
{
    return u"SELECT %1 FROM job WHERE id=? ORDER BY serial DESC LIMIT 1"_s.arg(columns(Wanted::Record));
}

} // namespace

HistoryReader::HistoryReader(QString path, const std::atomic<int> &generation)
    : m_path(std::move(path)), m_generation(generation)
{
}

HistoryReader::~HistoryReader() = default;

Database *HistoryReader::database()
{
    const int generation = m_generation.load();
    if (generation == m_openGeneration)
        return m_database.get();
    m_database.reset();
    if (generation != 0)
        m_database = std::make_unique<Database>(m_path, Database::Access::ReadOnly);
    m_openGeneration = generation;
    return m_database.get();
}

template<class Read> auto HistoryReader::guarded(Read read) -> decltype(read(std::declval<Database &>()))
{
    try {
        if (Database *open = database())
            return read(*open);
        return {};
    } catch (const DatabaseError &error) {
        m_openGeneration = 0; // a fresh connection next time
        m_database.reset();
        throw HistoryUnreadable(u"the history %1 cannot be read: %2"_s.arg(m_path, error.message()));
    }
}

bool HistoryReader::warmUp()
{
    return guarded([this](Database &database) {
        const QVariant part =
            database.value(u"SELECT max(number) FROM search_part WHERE number<%1"_s.arg(m_coldParts));
        if (part.isNull())
            return false;
        m_coldParts = part.toLongLong();
        const QString table = SearchIndex::tableName(m_coldParts);
        (void)database.value(u"SELECT rowid FROM %1 WHERE %1 MATCH 'warm' LIMIT 1"_s.arg(table));
        return true;
    });
}

HistoryPage HistoryReader::page(const HistoryQuery &query)
{
    const int limit = std::clamp(query.limit, 1, MaxPage);
    return guarded([&](Database &database) {
        return query.text.trimmed().isEmpty() ? listedPage(database, query, limit)
                                              : foundPage(database, query, limit);
    });
}

std::optional<JobRecord> HistoryReader::find(const JobId &id)
{
    return guarded([&](Database &database) -> std::optional<JobRecord> {
        Statement rows(database, byId());
        rows.run(id.text());
        return readRecord(database, rows);
    });
}

QHash<JobId, KnownJob> HistoryReader::known(const QList<JobId> &ids)
{
    return guarded([&](Database &database) {
        QHash<JobId, KnownJob> known;
        Statement newest(database, u"SELECT name, state FROM job WHERE id=? ORDER BY serial DESC LIMIT 1"_s);
        for (const JobId &id : ids) {
            newest.run(id.text());
            if (newest.next())
                known.insert(id, {newest.text(0), static_cast<JobState>(newest.integer(1))});
        }
        return known;
    });
}

std::optional<JobSpec> HistoryReader::spec(const JobId &id)
{
    return guarded([&](Database &database) {
        Statement select(database, byId());
        return specTree(database, select, id.text());
    });
}

QList<JobSpec> HistoryReader::recentSpecs(const QString &kind, int limit)
{
    return guarded([&](Database &database) {
        QList<JobSpec> specs;
        Statement rows(database,
                       u"SELECT id, name, spec FROM job WHERE kind=? ORDER BY serial DESC LIMIT ?"_s);
        for (rows.run(kind, limit); rows.next();) {
            JobSpec &spec = specs.emplaceBack();
            spec.id = JobId(rows.text(0));
            spec.kind = kind;
            spec.name = rows.text(1);
            readSpecText(rows.text(2), spec);
        }
        return specs;
    });
}

QList<std::chrono::milliseconds> HistoryReader::runs(qint64 likeness, int limit)
{
    return guarded([&](Database &database) {
        QList<std::chrono::milliseconds> runs;
        Statement rows(database, u"SELECT worked FROM job WHERE likeness=? ORDER BY serial DESC LIMIT ?"_s);
        for (rows.run(likeness, limit); rows.next();)
            runs.append(std::chrono::milliseconds(rows.integer(0)));
        return runs;
    });
}

StateCounts HistoryReader::counts()
{
    return guarded([](Database &database) {
        StateCounts counts;
        Statement rows(database, u"SELECT state, count(*) FROM job GROUP BY state"_s);
        for (rows.run(); rows.next();)
            counts.insert(static_cast<JobState>(rows.integer(0)), rows.integer(1));
        return counts;
    });
}

} // namespace belayer::engine
