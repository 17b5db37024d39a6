// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/outputlines.h"

#include "ui/output/outputsearch.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>

using namespace belayer::ui;
using namespace Qt::StringLiterals;
using News = OutputLines::News;

namespace {

class GrowingFile
{
public:
    QString path() const { return m_dir.filePath(u"job.log"_s); }
    void append(const QByteArray &bytes) const
    {
        QFile file(path());
        if (!file.open(QIODevice::Append) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
    }
    /// As the engine drops the oldest output.
    void punch(qint64 bytes) const
    {
        QFile file(path());
        if (!file.open(QIODevice::ReadWrite) ||
            ::fallocate(file.handle(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, bytes) != 0)
            qFatal("cannot punch a hole");
    }

private:
    QTemporaryDir m_dir;
};

QByteArray numbered(int first, int count)
{
    QByteArray bytes;
    for (int line = first; line < first + count; ++line)
        bytes += "line " + QByteArray::number(line) + '\n';
    return bytes;
}

void readAll(OutputLines &lines)
{
    do
        lines.readMore(QDeadlineTimer(0));
    while (!lines.isComplete());
}

} // namespace

class TestOutputLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyLineIsFoundByItsNumber()
    {
        const GrowingFile file;
        file.append(numbered(0, 100'000));
        OutputLines lines;
        lines.setFile(file.path());
        readAll(lines);
        QCOMPARE(lines.first(), 0);
        QCOMPARE(lines.end(), 100'000);
        for (const int line : {0, 63, 64, 65, 50'000, 99'999, 1})
            QCOMPARE(lines.line(line).text, u"line %1"_s.arg(line));
    }

    void whatIsWrittenIsThereAfterReading()
    {
        const GrowingFile file;
        file.append("one\ntw");
        OutputLines lines;
        lines.setFile(file.path());
        QCOMPARE(lines.readMore(QDeadlineTimer::Forever), News::More);
        QCOMPARE(lines.readMore(QDeadlineTimer::Forever), News::None);
        QCOMPARE(lines.end(), 2);
        QCOMPARE(lines.endOfComplete(), 1);
        QCOMPARE(lines.line(1).text, u"tw"_s);
        file.append("o\n\x1b[3");
        QCOMPARE(lines.bytesBehind(), 5);
        QCOMPARE(lines.readMore(QDeadlineTimer::Forever), News::More);
        QCOMPARE(lines.bytesBehind(), 0);
        QCOMPARE(lines.line(1).text, u"two"_s);
        QCOMPARE(lines.line(2).text, u"^[[3"_s); // until the rest arrives
        file.append("1mred");
        lines.readMore(QDeadlineTimer::Forever);
        QCOMPARE(lines.line(2).text, u"red"_s);
        QCOMPARE(lines.line(2).runs.size(), 1);
    }

    void stylesAreKnownInTheMiddle()
    {
        const GrowingFile file;
        file.append("\x1b[31m" + numbered(0, 1'000) + "\x1b[0mend\n");
        OutputLines lines;
        lines.setFile(file.path());
        readAll(lines);
        QCOMPARE(lines.line(700).runs.value(0).style.foreground.kind, TextColor::Kind::Indexed);
        QVERIFY(lines.line(1'000).runs.isEmpty());
    }

    void numbersStayTrueWhenTheOldestIsDropped()
    {
        const GrowingFile file;
        file.append(numbered(0, 20'000));
        OutputLines lines;
        lines.setFile(file.path());
        readAll(lines);
        file.punch(64 * 1024);
        file.append(numbered(20'000, 10));
        readAll(lines);
        QCOMPARE(lines.droppedBytes(), 64 * 1024);
        QVERIFY(lines.first() > 0);
        QCOMPARE(lines.end(), 20'010);
        QCOMPARE(lines.line(lines.first()).text, u"line %1"_s.arg(lines.first()));
        QCOMPARE(lines.line(20'009).text, u"line 20009"_s);
        QCOMPARE(lines.line(0).text, QString());

        OutputLines later;
        later.setFile(file.path());
        readAll(later);
        QCOMPARE(later.line(later.end() - 1).text, u"line 20009"_s);
        QVERIFY(!later.line(later.first()).text.contains(QChar(u'\0')));
    }

    void aFileThatIsReplacedIsReadAnew()
    {
        const GrowingFile file;
        file.append("first attempt\n");
        OutputLines lines;
        lines.setFile(file.path());
        readAll(lines);
        QVERIFY(QFile::rename(file.path(), file.path() + u".old"_s));
        file.append("second attempt, and longer\n");
        QCOMPARE(lines.readMore(QDeadlineTimer::Forever), News::AnotherFile);
        QCOMPARE(lines.line(0).text, u"second attempt, and longer"_s);
    }

    void aLineOfTenMegabytesIsCutAndSaidToBe()
    {
        const GrowingFile file;
        file.append("short\n" + QByteArray(10'000'000, 'x') + "\nend\n");
        OutputLines lines;
        lines.setFile(file.path());
        readAll(lines);
        QVERIFY(lines.endsInNewline(0));
        QVERIFY(!lines.endsInNewline(1));
        QVERIFY(lines.endsInNewline(lines.end() - 2));
        qint64 length = 0;
        for (qint64 line = 1; line < lines.end() - 1; ++line)
            length += lines.line(line).text.size();
        QCOMPARE(length, 10'000'000);
    }

    void aLongProgressBarIsOneLineInTheMiddle()
    {
        const GrowingFile file;
        QByteArray bytes = numbered(0, 10);
        for (int step = 0; step < 100'000; ++step)
            bytes += "\rstep " + QByteArray::number(step);
        file.append(bytes + '\n' + numbered(11, 200));
        OutputLines lines;
        lines.setFile(file.path());
        readAll(lines);
        QCOMPARE(lines.end(), 211);
        for (const int line : {9, 11, 64, 210})
            QCOMPARE(lines.line(line).text, u"line %1"_s.arg(line));
        QCOMPARE(lines.line(10).text, u"step 99999"_s);
    }

    void theSearchFindsCountsAndGoesRound()
    {
        using Direction = OutputSearch::Direction;
        const GrowingFile file;
        file.append(numbered(0, 30'000) + "Line LINE\n");
        OutputLines lines;
        lines.setFile(file.path());
        readAll(lines);
        OutputSearch search(lines, nullptr);
        search.setText(u"line"_s);
        QTRY_VERIFY(!search.isSearching());
        QCOMPARE(search.matchCount(), 30'002);
        search.setText(u"line 2999"_s);
        QTRY_VERIFY(!search.isSearching());
        QCOMPARE(search.matchCount(), 11); // 2999 and 29990 to 29999
        QCOMPARE(search.find({3'000, 0}, Direction::Forward)->place, (TextPlace{29'990, 0}));
        QCOMPARE(search.find({3'000, 0}, Direction::Forward)->number, 2);
        QCOMPARE(search.find({29'999, 1}, Direction::Forward)->place, (TextPlace{2'999, 0}));
        QCOMPARE(search.find({2'999, 0}, Direction::Backward)->place, (TextPlace{29'999, 0}));
        search.setText(u"LINE"_s);
        QTRY_VERIFY(!search.isSearching());
        QCOMPARE(search.matchCount(), 1);
        QCOMPARE(search.find({}, Direction::Forward)->place, (TextPlace{30'000, 5}));

        file.append("LIN");
        search.noteNews(lines.readMore(QDeadlineTimer::Forever));
        QTRY_VERIFY(!search.isSearching());
        QCOMPARE(search.matchCount(), 1);
        file.append("E LINE");
        search.noteNews(lines.readMore(QDeadlineTimer::Forever));
        QTRY_VERIFY(!search.isSearching());
        QCOMPARE(search.matchCount(), 3);

        file.punch(64 * 1024);
        file.append("\n");
        search.setText(u"line 2999"_s);
        search.noteNews(lines.readMore(QDeadlineTimer::Forever));
        QTRY_VERIFY(!search.isSearching());
        QCOMPARE(search.matchCount(), 10);
        QCOMPARE(search.find({}, Direction::Forward)->number, 1);
    }
};

QTEST_GUILESS_MAIN(TestOutputLines)
#include "tst_outputlines.moc"
