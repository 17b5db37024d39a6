// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/jobwriter.h"

#include "core/engine/history/storedtext.h"

#include <QFile>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

// Stored as numbers: a state keeps its number for ever.
static_assert(static_cast<int>(JobState::Queued) == 0 && static_cast<int>(JobState::Starting) == 1 &&
              static_cast<int>(JobState::Running) == 2 && static_cast<int>(JobState::Paused) == 3 &&
              static_cast<int>(JobState::Cancelling) == 4 && static_cast<int>(JobState::Succeeded) == 5 &&
              static_cast<int>(JobState::Failed) == 6 && static_cast<int>(JobState::Cancelled) == 7 &&
              static_cast<int>(JobState::Interrupted) == 8);

QVariant orNull(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QVariant orNull(const std::optional<int> &number)
{
    return number ? QVariant(*number) : QVariant();
}

/// The values that change while a job lives, in the order of the statements below.
void appendChanging(const JobRecord &record, const QString &boot, QVariantList &values)
{
    const JobSnapshot &job = record.job;
    values << static_cast<int>(job.state) << orNull(job.started) << orNull(job.finished)
           << (job.started.isValid() ? QVariant(static_cast<qint64>(job.elapsed.count())) : QVariant())
           << (job.progress ? QVariant(progressText(*job.progress)) : QVariant())
           << (job.result.isValid() ? QVariant(valueText(job.result)) : QVariant())
           << (job.error ? QVariant(job.error->code) : QVariant())
           << (job.error ? QVariant(job.error->message) : QVariant()) << orNull(job.exitCode)
           << orNull(job.signal) << orNull(job.outputFile) << orNull(detailsText(job));
    if (record.process)
        values << static_cast<qint64>(record.process->pid) << static_cast<qint64>(record.process->startTime)
               << boot;
    else
        values << QVariant() << QVariant() << QVariant();
    if (record.likeness)
        values << *record.likeness << static_cast<qint64>((job.elapsed - job.paused).count());
    else
        values << QVariant() << QVariant();
}

SearchTexts searchTexts(const JobRecord &record)
{
    return {record.job.name, searchText(record.spec.params),
            record.job.error ? record.job.error->message : QString()};
}

} // namespace

QString bootId()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    return file.open(QFile::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
}

JobWriter::JobWriter(Database &database)
    : m_database(database)
    , m_boot(bootId())
    , m_search(database)
    , m_insert(
          database,
          u"INSERT INTO job(serial, id, parent, children, kind, name, command, spec, attempt, "
          u"created,"
          "state, started, finished, elapsed, progress, result, error_code, error, exit_code, signal, output,"
          "details, pid, pid_start, boot, likeness, worked) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(serial) DO NOTHING"_s)
    , m_update(database,
               u"UPDATE job SET attempt=?, state=?, started=?, finished=?, elapsed=?, progress=?, result=?, "
               u"error_code=?,"
               "error=?, exit_code=?, signal=?, output=?, details=?, pid=?, pid_start=?, boot=?, likeness=?, "
               "worked=? WHERE serial=?"_s)
    , m_addLabel(database, u"INSERT OR IGNORE INTO label(label, serial) VALUES(?, ?)"_s)
    , m_textsOf(database, u"SELECT name, command, error, output FROM job WHERE serial=?"_s)
    , m_deleteJob(database, u"DELETE FROM job WHERE serial=?"_s)
    , m_deleteLabels(database, u"DELETE FROM label WHERE serial=?"_s)
{
}

void JobWriter::write(const JobRecord &record)
{
    const quint64 serial = record.job.serial;
    if (m_open.contains(serial) || !insert(record))
        update(record);
    if (isFinished(record.job.state))
        m_open.remove(serial);
    else
        m_open.insert(serial);
}

bool JobWriter::insert(const JobRecord &record)
{
    const JobSnapshot &job = record.job;
    const auto serial = static_cast<qint64>(job.serial);
    const SearchTexts texts = searchTexts(record);
    QVariantList values{serial,
                        job.id.text(),
                        orNull(job.parent.text()),
                        job.children.size(),
                        job.kind,
                        job.name,
                        texts.command.isNull() ? u""_s : texts.command, // e.g. a group has no parameters
                        specText(record.spec),
                        job.attempt,
                        job.created.toMSecsSinceEpoch()};
    appendChanging(record, m_boot, values);
    m_insert.run(values);
    if (m_insert.affectedRows() == 0)
        return false;
    m_search.add(serial, texts);
    for (const QString &label : job.labels)
        m_addLabel.run(label, serial);
    return true;
}

void JobWriter::update(const JobRecord &record)
{
    if (record.job.error)
        indexError(record);
    QVariantList values{record.job.attempt};
    appendChanging(record, m_boot, values);
    values << static_cast<qint64>(record.job.serial);
    m_update.run(values);
}

void JobWriter::indexError(const JobRecord &record)
{
    const auto serial = static_cast<qint64>(record.job.serial);
    m_textsOf.run(serial);
    if (!m_textsOf.next())
        return;
    SearchTexts texts{m_textsOf.text(0), m_textsOf.text(1), m_textsOf.text(2)};
    m_textsOf.finish();
    if (texts.error == record.job.error->message)
        return;
    m_search.remove(serial, texts);
    texts.error = record.job.error->message;
    m_search.add(serial, texts);
}

void JobWriter::interruptUnfinished()
{
    struct Unfinished
    {
        qint64 serial;
        bool hasStarted;
        SearchTexts texts;
    };
    QList<Unfinished> jobs;
    {
        Statement select(
            m_database,
            u"SELECT serial, started, name, command, error FROM job WHERE state BETWEEN 0 AND 4"_s);
        for (select.run(); select.next();)
            jobs.append(
                {select.integer(0), !select.isNull(1), {select.text(2), select.text(3), select.text(4)}});
    }
    Statement end(m_database,
                  u"UPDATE job SET state=8, finished=?, error_code='interrupted', error=? WHERE serial=?"_s);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (Unfinished &job : jobs) {
        m_search.remove(job.serial, job.texts);
        job.texts.error = job.hasStarted ? u"Belayer ended while the job ran; retry runs it again"_s
                                         : u"Belayer ended before the job began; retry runs it"_s;
        end.run(now, job.texts.error, job.serial);
        m_search.add(job.serial, job.texts);
    }
}

void JobWriter::clearProcesses(const QList<quint64> &serials)
{
    Statement clear(m_database, u"UPDATE job SET pid=NULL, pid_start=NULL, boot=NULL WHERE serial=?"_s);
    for (const quint64 serial : serials)
        clear.run(static_cast<qint64>(serial));
}

int JobWriter::removeTree(quint64 serial, int limit)
{
    QList<qint64> doomed;
    {
        Statement tree(m_database,
                       u"WITH RECURSIVE tree(serial, id, children) AS ("
                       "SELECT serial, id, children FROM job WHERE serial=? AND state>=5 UNION ALL "
                       "SELECT job.serial, job.id, job.children FROM tree JOIN job "
                       "ON job.parent=tree.id AND job.serial>tree.serial WHERE tree.children>0) "
                       "SELECT serial FROM tree ORDER BY serial DESC LIMIT ?"_s);
        for (tree.run(static_cast<qint64>(serial), limit); tree.next();)
            doomed.append(tree.integer(0));
    }
    for (const qint64 each : doomed)
        removeOne(each);
    return static_cast<int>(doomed.size());
}

void JobWriter::removeOne(qint64 serial)
{
    m_textsOf.run(serial);
    if (!m_textsOf.next())
        return;
    const SearchTexts texts{m_textsOf.text(0), m_textsOf.text(1), m_textsOf.text(2)};
    const QString output = m_textsOf.text(3);
    m_textsOf.finish();
    m_search.remove(serial, texts);
    m_deleteLabels.run(serial);
    m_deleteJob.run(serial);
    m_open.remove(static_cast<quint64>(serial));
    if (!output.isEmpty())
        QFile::remove(output);
}

} // namespace belayer::engine
