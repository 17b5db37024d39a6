// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/testengine.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

using namespace belayer::engine;
using namespace belayer::engine::test;

class TstChecksum : public QObject
{
    Q_OBJECT

private:
    QString write(const QString &name, const QByteArray &content)
    {
        const QString path = m_files.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    static JobSpec checksumSpec(const QStringList &paths, const QString &algorithm = u"sha256"_s)
    {
        return spec(u"checksum"_s, {{u"paths"_s, paths}, {u"algorithm"_s, algorithm}});
    }
    static QStringList names(const JobSnapshot &job)
    {
        QStringList names;
        for (const QVariant &file : job.result.toMap().value(u"files"_s).toList())
            names.append(QFileInfo(file.toMap().value(u"path"_s).toString()).fileName());
        return names;
    }
    QTemporaryDir m_files;

private Q_SLOTS:
    void digestsAreRight_data()
    {
        QTest::addColumn<QString>("algorithm");
        QTest::addColumn<QByteArray>("digest");
        // Of "abc", from the standards' own examples.
        QTest::newRow("sha256") << u"sha256"_s
                                << QByteArray(
                                       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("sha512") << u"sha512"_s
                                << QByteArray(
                                       "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                       "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
        QTest::newRow("blake2b") << u"blake2b"_s
                                 << QByteArray(
                                        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                                        "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
        QTest::newRow("md5") << u"md5"_s << QByteArray("900150983cd24fb0d6963f7d28e17f72");
    }
    void digestsAreRight()
    {
        QFETCH(const QString, algorithm);
        QFETCH(const QByteArray, digest);
        TestEngine engine;
        const QString path = write(u"abc"_s, "abc");
        const QVariantMap result = engine.run(checksumSpec({path}, algorithm)).result.toMap();
        QCOMPARE(result.value(u"algorithm"_s).toString(), algorithm);
        QCOMPARE(result.value(u"bytes"_s).toLongLong(), 3);
        const QVariantMap file = result.value(u"files"_s).toList().at(0).toMap();
        QCOMPARE(file.value(u"path"_s).toString(), path);
        QCOMPARE(file.value(u"digest"_s).toString().toLatin1(), digest);
    }
    void treesAreReadInOrderWithoutFollowingLinks()
    {
        for (int i = 9; i >= 0; --i)
            write(u"tree/sub/%1"_s.arg(i), QByteArray::number(i));
        write(u"tree/a"_s, "a");
        write(u"tree/zz"_s, QByteArray(1'000'000, 'z'));
        const QString tree = m_files.filePath(u"tree"_s);
        QVERIFY(QFile::link(tree, tree + u"/sub/loop"_s));
        QVERIFY(QFile::link(u"/no/such/file"_s, tree + u"/broken"_s));
        QCOMPARE(::mkfifo(QFile::encodeName(tree + u"/pipe"_s).constData(), 0600), 0);
        TestEngine engine;
        const JobSnapshot job = engine.run(checksumSpec({tree}));
        QCOMPARE(job.state, JobState::Succeeded);
        QCOMPARE(names(job).join(u' '), u"a 0 1 2 3 4 5 6 7 8 9 zz"_s);
        const QVariantMap result = job.result.toMap();
        QCOMPARE(result.value(u"count"_s).toLongLong(), 12);
        QCOMPARE(result.value(u"skipped"_s).toLongLong(), 3);
        QCOMPARE(result.value(u"bytes"_s).toLongLong(), 1'000'011);
        QCOMPARE(job.progress, (Progress{1'000'011, 1'000'011, u"bytes"_s}));
        const QByteArray expected =
            QCryptographicHash::hash(QByteArray(1'000'000, 'z'), QCryptographicHash::Sha256).toHex();
        QCOMPARE(result.value(u"files"_s).toList().last().toMap().value(u"digest"_s).toString().toLatin1(),
                 expected);
    }
    void emptyFolderHasNoDigests()
    {
        TestEngine engine;
        const QTemporaryDir empty;
        const JobSnapshot job = engine.run(checksumSpec({empty.path()}));
        QCOMPARE(job.state, JobState::Succeeded);
        QCOMPARE(job.result.toMap().value(u"count"_s).toInt(), 0);
        QVERIFY(names(job).isEmpty());
    }
    void unreadableFolderInATreeFailsWithItsPath()
    {
        if (::geteuid() == 0)
            QSKIP("root reads everything");
        write(u"locked/inner/file"_s, "x");
        const QString inner = m_files.filePath(u"locked/inner"_s);
        QFile::setPermissions(inner, {});
        TestEngine engine;
        const JobSnapshot job = engine.run(checksumSpec({m_files.filePath(u"locked"_s)}));
        QFile::setPermissions(inner, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(job.error.value_or(JobError{}).code, u"permission_denied"_s);
        QVERIFY(job.error->message.contains(inner));
    }
    void linkThatIsGivenIsFollowed()
    {
        const QString target = write(u"target"_s, "abc");
        const QString link = m_files.filePath(u"link"_s);
        QVERIFY(QFile::link(target, link));
        TestEngine engine;
        QCOMPARE(engine.run(checksumSpec({link})).state, JobState::Succeeded);
    }
    void unreadableInputFailsWithItsPath_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("code");
        QTest::newRow("missing") << m_files.filePath(u"missing"_s) << u"file_not_found"_s;
        QTest::newRow("below a file") << write(u"plain"_s, "x") + u"/below"_s << u"file_not_found"_s;
        QTest::newRow("a device") << u"/dev/null"_s << u"not_a_file"_s;
        QTest::newRow("no memory to read") << u"/proc/self/mem"_s << u"read_failed"_s;
        if (::geteuid() != 0) {
            const QString closed = write(u"closed"_s, "x");
            QFile::setPermissions(closed, {});
            QTest::newRow("forbidden") << closed << u"permission_denied"_s;
        }
    }
    void unreadableInputFailsWithItsPath()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, code);
        TestEngine engine;
        const JobSnapshot job = engine.run(checksumSpec({write(u"good"_s, "x"), path}));
        QCOMPARE(job.state, JobState::Failed);
        QCOMPARE(job.error->code, code);
        QVERIFY2(job.error->message.contains(path), qPrintable(job.error->message));
    }
    void cancelStopsInTheMiddleOfAFile()
    {
        const QString big = write(u"big"_s, "x");
        QVERIFY(QFile::resize(big, Q_INT64_C(1)
                                       << 40)); // a hole: a terabyte that takes no room and an hour to read
        TestEngine engine;
        const JobId id = engine.start(checksumSpec({big}));
        const auto done = [&] {
            const std::optional<Progress> progress = engine->find(id)->progress;
            return progress ? progress->done : 0;
        };
        QTRY_VERIFY(done() > 1'000'000);
        QCOMPARE(engine->find(id)->progress->total, Q_INT64_C(1) << 40);
        QVERIFY(engine->cancel(id));
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
        QFile::remove(big);
    }
    void resultIsBounded()
    {
        for (int i = 0; i < 10'050; ++i)
            write(u"many/%1"_s.arg(i), {});
        TestEngine engine;
        const JobSnapshot job = engine.run(checksumSpec({m_files.filePath(u"many"_s)}));
        QCOMPARE(job.result.toMap().value(u"count"_s).toInt(), 10'050);
        QCOMPARE(names(job).size(), 10'000);
    }
};

QTEST_GUILESS_MAIN(TstChecksum)
#include "tst_checksum.moc"
