// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/historybench.h"

#include <QDir>
#include <QSignalSpy>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using Mode = HistoryStatus::Mode;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// A closed history of some hundred jobs, so that its file has many pages.
void fill(TestHistory &history)
{
    history.open();
    QList<JobRecord> records;
    for (quint64 serial = 1; serial <= 300; ++serial)
        records.append(succeeded(queuedRecord(serial)));
    QCOMPARE(history.store(records), Durability::Durable);
    history.close();
}

/// A file system of one MiB in a folder of its own; needs the right to mount.
class SmallDisk
{
public:
    SmallDisk()
        : m_isMounted(
              ::mount("tmpfs", QFile::encodeName(path()).constData(), "tmpfs", 0, "size=1m,mode=700") == 0)
    {
        if (!m_isMounted)
            m_error = QString::fromLocal8Bit(std::strerror(errno));
    }
    ~SmallDisk()
    {
        if (m_isMounted)
            ::umount2(QFile::encodeName(path()).constData(), MNT_DETACH);
    }
    QString path() const { return m_folder.path(); }
    QString file() const { return m_folder.filePath(u"history.db"_s); }
    bool isMounted() const { return m_isMounted; }
    const QString &error() const { return m_error; }
    bool setReadOnly(bool isReadOnly)
    {
        return ::mount("tmpfs", QFile::encodeName(path()).constData(), "tmpfs",
                       MS_REMOUNT | (isReadOnly ? ulong(MS_RDONLY) : 0UL), "size=1m,mode=700") == 0;
    }
    void fillUp()
    {
        const int fd =
            ::open(QFile::encodeName(filler()).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        const QByteArray block(4096, 'x');
        while (::write(fd, block.constData(), static_cast<size_t>(block.size())) > 0) {}
        ::close(fd);
    }
    void free() { QFile::remove(filler()); }

private:
    QString filler() const { return m_folder.filePath(u"filler"_s); }
    QTemporaryDir m_folder;
    bool m_isMounted;
    QString m_error;
};

JobRecord largeRecord(quint64 serial)
{
    JobRecord record = succeeded(queuedRecord(serial));
    record.job.result = QString(3000, u'r');
    return record;
}

/// The tables of version 1, as it was first released. Never change this: it is what users have.
const QStringList VersionOne = {
    u"PRAGMA application_id=1114405234"_s,
    u"CREATE TABLE job(serial INTEGER PRIMARY KEY, id TEXT NOT NULL, parent TEXT, children INTEGER NOT NULL,"
    "kind TEXT NOT NULL, name TEXT NOT NULL, command TEXT NOT NULL, spec TEXT NOT NULL, attempt INTEGER NOT "
    "NULL,"
    "created INTEGER NOT NULL, state INTEGER NOT NULL, started INTEGER, finished INTEGER, elapsed INTEGER,"
    "progress TEXT, result TEXT, error_code TEXT, error TEXT, exit_code INTEGER, signal INTEGER, output TEXT,"
    "details TEXT, pid INTEGER, pid_start INTEGER, boot TEXT) STRICT"_s,
    u"CREATE INDEX job_id ON job(id)"_s,
    u"CREATE INDEX job_parent ON job(parent)"_s,
    u"CREATE INDEX job_state ON job(state)"_s,
    u"CREATE INDEX job_kind ON job(kind)"_s,
    u"CREATE INDEX job_process ON job(pid) WHERE pid IS NOT NULL"_s,
    u"CREATE TABLE label(label TEXT NOT NULL, serial INTEGER NOT NULL, PRIMARY KEY(label, serial)) "
    "STRICT, WITHOUT ROWID"_s,
    u"CREATE INDEX label_serial ON label(serial)"_s,
    u"INSERT INTO job(serial, id, children, kind, name, command, spec, attempt, created, state, started, "
    u"finished,"
    "elapsed, error_code, error) VALUES"
    "(1, 'old', 0, 'sleep', 'a nap', '5', '{\"params\":{\"duration_ms\":5}}', 1, 10, 6, 11, 12, 1, 'x', "
    "'woken early'),"
    "(70000, 'late', 0, 'sleep', 'another', '6', '{\"params\":{\"duration_ms\":6}}', 1, 20, 2, 21, NULL, "
    "NULL, NULL,"
    "NULL)"_s,
    u"PRAGMA user_version=1"_s,
};

} // namespace

class TstHistoryFaults : public QObject
{
    Q_OBJECT

private:
    /// What was in the way is kept, byte by byte, and jobs go on.
    static void verifySetAside(TestHistory &history, const QByteArray &damaged)
    {
        QTRY_COMPARE(history.mode(), Mode::Durable);
        const QString kept = history->status().setAside;
        QVERIFY2(kept.startsWith(history.file() + u".corrupt-2"_s), qPrintable(kept));
        QCOMPARE(contentOf(kept), damaged);
        QCOMPARE(history.store({succeeded(queuedRecord(1))}), Durability::Durable);
        QCOMPARE(history.serials(), QList<quint64>{1});
        history.close();
        history.open();
        QCOMPARE(history.serials(), QList<quint64>{1});
        QTRY_COMPARE(history.mode(), Mode::Durable);
        QCOMPARE(history->status().setAside, QString());
    }

private Q_SLOTS:
    void databaseOfVersionOneIsBroughtUpToDate()
    {
        TestHistory history;
        QDir().mkpath(history.folder());
        runSql(history.file(), VersionOne);
        history.config().retention.age = std::chrono::hours(24 * 365 * 200); // its jobs are of 1970
        const HistoryOpened opened = history.open();
        QCOMPARE(opened.lastSerial, quint64(70000));
        QCOMPARE(opened.leftovers.size(), 1);
        QTRY_COMPARE(history.mode(), Mode::Durable);
        QCOMPARE(history.serials(), (QList<quint64>{70000, 1}));
        QCOMPARE(history.serials({.text = u"woken nap"_s}), QList<quint64>{1});
        QCOMPARE(history.serials({.text = u"another"_s}), QList<quint64>{70000});
        QCOMPARE(history.find(u"old"_s)->spec.params, (QVariantMap{{u"duration_ms"_s, qint64(5)}}));
        history->forget({1, 70000});
        QTRY_COMPARE(history.serials(), QList<quint64>{});
        history.close();
        QCOMPARE(runSql(history.file(), {u"PRAGMA user_version"_s, u"PRAGMA integrity_check"_s}),
                 (QVariantList{3, u"ok"_s}));
    }
    void garbageIsSetAside()
    {
        TestHistory history;
        QDir().mkpath(history.folder());
        const QByteArray garbage("this was never a database\n");
        overwrite(history.file(), garbage);
        QCOMPARE(history.open().lastSerial, quint64(0));
        verifySetAside(history, garbage);
    }
    void truncatedFileIsSetAside()
    {
        TestHistory history;
        fill(history);
        const QByteArray truncated = contentOf(history.file()).left(40'000);
        overwrite(history.file(), truncated);
        history.open();
        verifySetAside(history, truncated);
    }
    void damageInTheMiddleIsFoundAtTheStart()
    {
        TestHistory history;
        fill(history);
        QByteArray damaged = contentOf(history.file());
        damaged.replace(4096 * 20, 4096 * 4, QByteArray(4096 * 4, '\xa5'));
        overwrite(history.file(), damaged);
        history.open();
        verifySetAside(history, damaged);
    }
    void orderlyEndLeavesNoLogBehind()
    {
        TestHistory history;
        fill(history);
        QCOMPARE(QDir(history.folder()).entryList(QDir::Files, QDir::Name),
                 (QStringList{u"history.db"_s, u"history.db.closed"_s, u"history.db.lock"_s}));
    }
    /// The check reads the whole file, so it is spared where nothing but an orderly end has touched it. Only
    /// who gives a damaged file back its old time of change can hide the damage, as this test does.
    void fileIsReadWholeUnlessItIsAsTheOrderlyEndLeftIt()
    {
        TestHistory history;
        fill(history);
        struct stat before{};
        const QByteArray name = QFile::encodeName(history.file());
        QCOMPARE(::stat(name.constData(), &before), 0);
        const qsizetype row = contentOf(history.file()).indexOf("clip-000280"); // nobody reads it by itself
        QVERIFY(row > 0);
        const QByteArray noise(16, '\xa5');
        const int file = ::open(name.constData(), O_WRONLY | O_CLOEXEC);
        QCOMPARE(::pwrite(file, noise.constData(), static_cast<size_t>(noise.size()), row / 4096 * 4096),
                 noise.size());
        const timespec times[] = {before.st_atim, before.st_mtim};
        QCOMPARE(::futimens(file, times), 0);
        ::close(file);
        history.open();
        QTRY_COMPARE(history.mode(), Mode::Durable);
        QCOMPARE(history->status().setAside, QString());
        QVERIFY(!QFile::exists(history.file() + u".closed"_s)); // good for one start
        history.close();
        QFile::remove(history.file() + u".closed"_s); // as after a crash
        history.open();
        QTRY_VERIFY(!history->status().setAside.isEmpty());
    }
    void databaseOfAnotherProgramIsSetAside()
    {
        TestHistory history;
        QDir().mkpath(history.folder());
        runSql(history.file(), {u"CREATE TABLE bookmark(url TEXT)"_s});
        const QByteArray foreign = contentOf(history.file());
        history.open();
        verifySetAside(history, foreign);
    }
    void damageWhileRunningIsSurvived()
    {
        TestHistory history;
        fill(history);
        history.open();
        QTRY_COMPARE(history.mode(), Mode::Durable);
        runSql(history.file(), {u"UPDATE job SET name='x' WHERE serial=1"_s}); // makes the writer read anew
        QByteArray damaged = contentOf(history.file());
        damaged.fill('\xa5');
        overwrite(history.file(), damaged); // a disk gone mad, or an unlucky cp
        for (quint64 serial = 301; history->status().setAside.isEmpty() && serial < 400; ++serial)
            history.store({queuedRecord(serial, u"x"_s)});
        QVERIFY(!history->status().setAside.isEmpty());
        history->record(succeeded(queuedRecord(400)));
        QTRY_COMPARE(history.mode(), Mode::Durable);
        QTRY_VERIFY(history.serials().contains(400));
    }
    void newerDatabaseIsNotTouched()
    {
        TestHistory history;
        fill(history);
        runSql(history.file(), {u"PRAGMA user_version=99"_s});
        const QByteArray newer = contentOf(history.file());
        const QStringList files = QDir(history.folder()).entryList(QDir::Files);
        QVERIFY(history.open().lastSerial > 1'000'000); // above whatever is in it
        QTRY_COMPARE(history.mode(), Mode::MemoryOnly);
        QVERIFY(history->status().reason.contains(u"newer Belayer"_s));
        QCOMPARE(history.store({queuedRecord(1)}), Durability::MemoryOnly);
        QVERIFY(history.page().jobs.isEmpty());
        history.close();
        QCOMPARE(contentOf(history.file()), newer);
        QCOMPARE(QDir(history.folder()).entryList(QDir::Files), files);
    }
    void fileInUseIsWaitedFor()
    {
        TestHistory history;
        history.open();
        history.store({running(queuedRecord(1), ProcessId{4711, 1})});
        history.close();
        const int other =
            ::open(QFile::encodeName(history.file() + u".lock"_s).constData(), O_RDWR | O_CLOEXEC);
        QCOMPARE(::flock(other, LOCK_EX), 0);
        const quint64 serial = history.open().lastSerial + 1;
        QVERIFY(serial > 1'000'000);
        QSignalSpy changed(history.operator->(), &History::statusChanged);
        QSignalSpy leftovers(history.operator->(), &History::leftoversFound);
        QCOMPARE(history.store({queuedRecord(serial)}), Durability::MemoryOnly);
        QVERIFY(history->status().reason.contains(u"another program uses"_s));
        ::close(other);
        QTRY_COMPARE(history.mode(), Mode::Durable);
        QTRY_COMPARE(leftovers.count(), 1);
        QCOMPARE(leftovers.at(0).at(0).value<QList<Leftover>>().at(0).process, (ProcessId{4711, 1}));
        QVERIFY(changed.count() >= 1);
        QCOMPARE(history.serials(), (QList<quint64>{serial, 1}));
        QCOMPARE(history.find(u"job-1"_s)->job.state, JobState::Interrupted);
        QCOMPARE(history.page().jobs.at(0).state, JobState::Queued);
    }
    void folderThatCannotBeMadeIsWaitedFor()
    {
        QTemporaryDir folder;
        overwrite(folder.filePath(u"data"_s), "a file in the way");
        TestHistory history(folder.filePath(u"data/history.db"_s));
        history.open();
        QCOMPARE(history.store({succeeded(queuedRecord(1))}), Durability::MemoryOnly);
        QFile::remove(folder.filePath(u"data"_s));
        QTRY_COMPARE(history.mode(), Mode::Durable);
        QCOMPARE(history.serials(), QList<quint64>{1});
    }
    void waitingRowsAreBounded()
    {
        QTemporaryDir folder;
        overwrite(folder.filePath(u"data"_s), "a file in the way");
        TestHistory history(folder.filePath(u"data/history.db"_s));
        history.config().maxPendingRows = 10;
        history.open();
        QList<JobRecord> records{queuedRecord(1)};
        for (quint64 serial = 2; serial <= 30; ++serial)
            records.append(succeeded(queuedRecord(serial)));
        history.store(records);
        QCOMPARE(history->status().pendingRows, 10);
        QCOMPARE(history->status().lostRows, quint64(20));
        QFile::remove(folder.filePath(u"data"_s));
        QTRY_COMPARE(history.mode(), Mode::Durable);
        QCOMPARE(history.serials().size(), 10);
        QCOMPARE(history.serials().last(), quint64(1)); // what has not finished is kept
    }
    void readOnlyDiskIsWaitedFor()
    {
        SmallDisk disk;
        if (!disk.isMounted())
            QSKIP(qPrintable(u"mounting is not allowed here: "_s + disk.error()));
        QVERIFY(disk.setReadOnly(true));
        TestHistory history(disk.file());
        history.open();
        QCOMPARE(history.store({succeeded(queuedRecord(1))}), Durability::MemoryOnly);
        QVERIFY(history->status().reason.contains(u"Read-only file system"_s));
        QVERIFY(disk.setReadOnly(false));
        QTRY_COMPARE(history.mode(), Mode::Durable);
        QCOMPARE(history.serials(), QList<quint64>{1});
        history.close();
    }
    void diskFullAtTheStartIsWaitedFor()
    {
        SmallDisk disk;
        if (!disk.isMounted())
            QSKIP(qPrintable(u"mounting is not allowed here: "_s + disk.error()));
        disk.fillUp();
        TestHistory history(disk.file());
        history.open();
        QCOMPARE(history.store({succeeded(queuedRecord(1))}), Durability::MemoryOnly);
        disk.free();
        QTRY_COMPARE(history.mode(), Mode::Durable);
        QCOMPARE(history.serials(), QList<quint64>{1});
        history.close();
    }
    void diskThatFillsUpLosesNothing()
    {
        SmallDisk disk;
        if (!disk.isMounted())
            QSKIP(qPrintable(u"mounting is not allowed here: "_s + disk.error()));
        TestHistory history(disk.file());
        history.open();
        QCOMPARE(history.store({queuedRecord(1)}), Durability::Durable);
        disk.fillUp();
        quint64 serial = 1;
        while (history.store({largeRecord(++serial)}) == Durability::Durable)
            QVERIFY(serial < 1000);
        QCOMPARE(history.mode(), Mode::MemoryOnly);
        QVERIFY2(history->status().reason.contains(u"free some space"_s),
                 qPrintable(history->status().reason));
        QVERIFY(history->status().pendingRows > 0);
        QVERIFY(history.serials().contains(1)); // reading goes on
        history.store({largeRecord(++serial), succeeded(queuedRecord(1))});
        disk.free();
        QTRY_COMPARE(history.mode(), Mode::Durable);
        QCOMPARE(history.serials({.limit = 1000}).size(), static_cast<qsizetype>(serial));
        QCOMPARE(history.find(u"job-1"_s)->job.state,
                 JobState::Succeeded); // our own job, and not interrupted
        history.close();
        QCOMPARE(runSql(history.file(), {u"PRAGMA integrity_check"_s}), QVariantList{u"ok"_s});
        history.open();
        QCOMPARE(history.serials({.limit = 1000}).size(), static_cast<qsizetype>(serial));
        history.close();
    }
};

QTEST_GUILESS_MAIN(TstHistoryFaults)
#include "tst_historyfaults.moc"
