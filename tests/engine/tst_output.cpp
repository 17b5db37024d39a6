// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/outputlimit.h"
#include "core/engine/process/outputprogress.h"
#include "core/engine/process/outputreader.h"
#include "tests/engine/testprocesses.h"

#include <sys/stat.h>

using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 MiB = 1024 * 1024;

qint64 bytesOnDisk(const QString &path)
{
    struct stat info{};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_blocks * 512 : -1;
}

} // namespace

class TstOutput : public QObject
{
    Q_OBJECT

private:
    QString write(const QByteArray &content)
    {
        QFile file(m_folder.filePath(u"%1.log"_s.arg(++m_count)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qCritical("cannot write %s", qUtf8Printable(file.fileName()));
        return file.fileName();
    }
    void append(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(content), content.size());
    }
    QTemporaryDir m_folder;
    int m_count = 0;

private Q_SLOTS:
    void tailGivesTheNewestLines()
    {
        QByteArray content;
        for (int i = 0; i < 50'000; ++i)
            content += "line " + QByteArray::number(i) + '\n';
        OutputReader reader(write(content + "open"));
        const QStringList tail = reader.tail();
        QCOMPARE(tail.size(), 1'000);
        QCOMPARE(tail.first(), u"line 49001"_s);
        QCOMPARE(tail.last(), u"open"_s);
        QCOMPARE(OutputReader(write("a\r\n\nb")).tail(), (QStringList{u"a"_s, QString(), u"b"_s}));
        QCOMPARE(OutputReader(write("a\n")).tail(1), QStringList{u"a"_s});
        QVERIFY(OutputReader(write({})).tail().isEmpty());
        QVERIFY(OutputReader(u"/no/such/file"_s).tail().isEmpty());
    }
    void linesAreFoundByNumberWhileTheFileGrows()
    {
        QByteArray content;
        for (int i = 0; i < 100'000; ++i)
            content += QByteArray::number(i) + '\n';
        const QString path = write(content);
        OutputReader reader(path);
        QCOMPARE(reader.lineCount(), 100'000);
        QCOMPARE(reader.lines(0, 2), (QStringList{u"0"_s, u"1"_s}));
        QCOMPARE(reader.lines(1'023, 3), (QStringList{u"1023"_s, u"1024"_s, u"1025"_s}));
        QCOMPARE(reader.lines(99'999, 10), QStringList{u"99999"_s});
        QVERIFY(reader.lines(100'000, 1).isEmpty());
        QVERIFY(reader.lines(-1, 1).isEmpty());
        append(path, "half");
        QCOMPARE(reader.lineCount(), 100'001);
        QCOMPARE(reader.lines(99'999, 10), (QStringList{u"99999"_s, u"half"_s}));
        append(path, " whole\nnext\n");
        QCOMPARE(reader.lineCount(), 100'002);
        QCOMPARE(reader.lines(100'000, 10), (QStringList{u"half whole"_s, u"next"_s}));
    }
    void longLinesAreSplitBetweenCharacters()
    {
        const QString umlauts(5'000, u'ü'); // 10,000 bytes
        OutputReader reader(write("x" + umlauts.toUtf8() + "\nshort\n"));
        QCOMPARE(reader.lineCount(), 4);
        const QStringList lines = reader.lines(0, 4);
        QCOMPARE(lines.at(0).toUtf8().size(), 4095); // 4096 would be half a character
        QVERIFY(!lines.join(QString()).contains(QChar::ReplacementCharacter));
        QCOMPARE(lines.at(0) + lines.at(1) + lines.at(2), u'x' + umlauts);
        QCOMPARE(lines.at(3), u"short"_s);
        QCOMPARE(OutputReader(write(QByteArray(4'096, 'a') + "\nb\n")).lineCount(), 2);
        QCOMPARE(OutputReader(write(QByteArray(4'097, 'a') + "\nb\n")).lineCount(), 3);
        QCOMPARE(OutputReader(write(QByteArray(2'000'000, '\x80'))).lineCount(), 2'000'000 / 4'096 + 1);
    }
    void badUtf8BecomesReplacementsForTheBadBytesOnly()
    {
        const QString line = OutputReader(write("gr\xfc\xdf ü \xc3\n€\n")).tail(2).first();
        QCOMPARE(line, u"gr\uFFFD\uFFFD ü \uFFFD"_s);
    }
    void oldestOutputIsDroppedAndTheGapIsKnown()
    {
        const QString path = write({});
        const OutputLimit limit(path, MiB);
        QByteArray block;
        for (int i = 0; i < 1'000; ++i)
            block += "a line of some length, as programs write them, number " + QByteArray::number(i) + '\n';
        qint64 written = 0;
        for (; written < 8 * MiB; written += block.size())
            append(path, block);
        QTRY_VERIFY(bytesOnDisk(path) <= MiB);
        OutputReader reader(path);
        QCOMPARE(reader.size(), written);
        QVERIFY(reader.dropped() >= 7 * MiB);
        const OutputReader::Range range = reader.range(0, 4'096);
        QCOMPARE(range.offset, reader.dropped());
        QVERIFY(!range.bytes.contains('\0'));
        QCOMPARE(range.bytes, block.repeated(2).mid(range.offset % block.size(), 4'096));
        QCOMPARE(reader.range(written - 3, 100).bytes, QByteArray("99\n"));
        QCOMPARE(reader.tail(1), QStringList{u"a line of some length, as programs write them, number 999"_s});
        QVERIFY(!reader.lines(0, 1).first().contains(QChar(0)));
        QVERIFY(reader.lineCount() < written / 40);
    }
    void programIsNeverSlowedAndItsNewestOutputIsKept()
    {
        TestEngine engine;
        JobSpec job = shellSpec(u"yes 'a line of output' | head -c 40000000; echo; echo the last"_s);
        job.params.insert(u"output_limit_mib"_s, 2);
        const JobSnapshot end = engine.run(job);
        QCOMPARE(end.state, JobState::Succeeded);
        OutputReader reader(end.outputFile);
        QCOMPARE(reader.size(), 40'000'000 + 10);
        QVERIFY(bytesOnDisk(end.outputFile) <= 2 * MiB);
        QVERIFY(reader.size() - reader.dropped() >= MiB);
        QCOMPARE(reader.tail(1), QStringList{u"the last"_s});
    }
    void programThatCutsItsOwnOutputIsKeptReading()
    {
        TestEngine engine;
        JobSpec job = shellSpec(u"head -c 3000000 /dev/zero; sleep 0.6; : >/proc/self/fd/1; echo anew"_s);
        job.params.insert(u"output_limit_mib"_s, 1);
        const JobSnapshot end = engine.run(job);
        QCOMPARE(OutputReader(end.outputFile).tail(), QStringList{u"anew"_s});
    }
    void progressIsReadFromTheNewestOutput_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("done");
        QTest::addColumn<qint64>("total");
        const auto row = [](const char *text, qint64 done = -1, qint64 total = -1) {
            QTest::newRow(text) << QString::fromUtf8(text) << done << total;
        };
        row("12/40", 12, 40);
        row("[12/40] Building x.o", 12, 40);
        row("step 12 / 40.", 12, 40);
        row("37%", 37, 100);
        row("[ 12%] Building", 12, 100);
        row("99.5% done", 99, 100);
        row("10%\r20%\r30%", 30, 100);
        row("1/4\n2/4\nno progress here", 2, 4);
        row("");
        row("on 2026/11/22");
        row("11/22/2026");
        row("/usr/12/40");
        row("12/40/x");
        row("41/40");
        row("3/0");
        row("120%");
        row("and/or");
    }
    void progressIsReadFromTheNewestOutput()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, done);
        QFETCH(const qint64, total);
        const std::optional<Progress> progress = progressIn(text);
        QCOMPARE(progress.has_value(), done >= 0);
        if (progress) {
            QCOMPARE(progress->done, done);
            QCOMPARE(progress->total, total);
        }
    }
    void commandShowsProgressAndUsageWhileItRuns()
    {
        TestEngine engine;
        JobSpec silent = shellSpec(u"echo 3/8; exec sleep 600"_s);
        silent.params.insert(u"progress"_s, u"none"_s);
        const JobId quiet = engine.start(silent);
        const JobId id = engine.start(shellSpec(u"echo 3/8; sh -c 'while :; do :; done' & wait"_s));
        QTRY_VERIFY(engine->find(id)->progress);
        QCOMPARE(engine->find(id)->progress->done, 3);
        QCOMPARE(engine->find(id)->progress->total, 8);
        QTRY_VERIFY(engine->find(id)->usage && engine->find(id)->usage->cpu > 0ms);
        QVERIFY(engine->find(id)->usage->peakMemory > 100'000); // two shells
        const Usage before = *engine->find(id)->usage;
        QTRY_VERIFY(engine->find(id)->usage->cpu > before.cpu);
        QVERIFY(engine->find(quiet)->usage);
        QVERIFY(!engine->find(quiet)->progress);
        QVERIFY(engine->cancel(quiet));
        QVERIFY(engine->cancel(id));
        QVERIFY(engine.end(id).usage->cpu >= before.cpu);
        engine.end(quiet);
    }
    void manyCommandsAreSampledTogether()
    {
        TestEngine engine;
        QList<JobId> ids;
        for (int i = 0; i < 20; ++i)
            ids += engine.start(shellSpec(u"setsid sh -c 'sleep 600; :' & wait"_s));
        const auto seen = [&](const JobId &id) {
            const std::optional<Usage> usage = engine->find(id)->usage;
            return usage && usage->peakMemory > 100'000;
        };
        QTRY_VERIFY(std::all_of(ids.begin(), ids.end(), seen));
        for (const JobId &id : ids)
            QVERIFY(engine->cancel(id));
        for (const JobId &id : ids)
            engine.end(id);
        QVERIFY(childrenOf(::getpid()).empty());
    }
};

QTEST_GUILESS_MAIN(TstOutput)
#include "tst_output.moc"
