// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/shellline.h"

#include "tests/ui/enginebench.h"
#include "ui/newjob/runcommanddialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using test::click;
using test::find;

namespace {

void makeFile(const QString &path, QFile::Permissions more = {})
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(file.permissions() | more))
        qFatal("%s cannot be made", qPrintable(path));
}

} // namespace

class TestShellLine : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QByteArray m_path;

private Q_SLOTS:
    void initTestCase()
    {
        QDir dir(m_dir.path());
        for (const QString &folder : {u"bin"_s, u"my photos"_s, u"my music"_s})
            QVERIFY(dir.mkdir(folder));
        for (const QString &program : {u"encode"_s, u"encode-all"_s, u"zip-one"_s})
            makeFile(dir.filePath(u"bin/"_s + program), QFile::ExeOwner);
        for (const QString &file : {u"report.txt"_s, u".hidden"_s, u"new\nline"_s, u"bin/notes"_s})
            makeFile(dir.filePath(file));
        m_path = qgetenv("PATH");
        qputenv("PATH", QFile::encodeName(dir.filePath(u"bin"_s)));
    }
    void cleanupTestCase() { qputenv("PATH", m_path); }

    void theLastWordIsFoundWhereAShellFindsIt_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<LineReader>("reader");
        QTest::addColumn<int>("start");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isProgram");
        QTest::newRow("program") << u" ma"_s << LineReader::Words << 1 << u"ma"_s << true;
        QTest::newRow("argument") << u"make al"_s << LineReader::Words << 5 << u"al"_s << false;
        QTest::newRow("after a space") << u"make "_s << LineReader::Words << 5 << QString() << false;
        QTest::newRow("open quote") << u"a 'b c"_s << LineReader::Words << 2 << u"b c"_s << false;
        QTest::newRow("closed and joined") << u"a 'b c/'d"_s << LineReader::Words << 2 << u"b c/d"_s << false;
        QTest::newRow("a pipe is a letter") << u"a|b"_s << LineReader::Words << 0 << u"a|b"_s << true;
        QTest::newRow("a pipe") << u"a x|b"_s << LineReader::Shell << 4 << u"b"_s << true;
        QTest::newRow("into a file") << u"a >b"_s << LineReader::Shell << 3 << u"b"_s << false;
        QTest::newRow("and then") << u"a x && b y"_s << LineReader::Shell << 9 << u"y"_s << false;
    }
    void theLastWordIsFoundWhereAShellFindsIt()
    {
        QFETCH(QString, line);
        QFETCH(LineReader, reader);
        const ShellTail tail = shellTail(line, reader);
        QTEST(int(tail.start), "start");
        QTEST(tail.text, "text");
        QTEST(tail.isProgram, "isProgram");
    }

    void wordsAreCompleted_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("common");
        QTest::addColumn<QStringList>("candidates");
        QTest::newRow("one program") << u"zi"_s << u"zip-one "_s << QStringList{u"zip-one"_s};
        QTest::newRow("programs") << u"en"_s << u"encode"_s << QStringList{u"encode"_s, u"encode-all"_s};
        QTest::newRow("program by its place")
            << u"bin/"_s << u"bin/"_s << QStringList{u"bin/encode"_s, u"bin/encode-all"_s, u"bin/zip-one"_s};
        QTest::newRow("one file") << u"cat rep"_s << u"report.txt "_s << QStringList{u"report.txt"_s};
        QTest::newRow("folders with spaces")
            << u"ls my"_s << u"'my '"_s << QStringList{u"'my music/'"_s, u"'my photos/'"_s};
        QTest::newRow("in a quote") << u"ls 'my p"_s << u"'my photos/'"_s << QStringList{u"'my photos/'"_s};
        QTest::newRow("hidden only when asked") << u"cat ."_s << u".hidden "_s << QStringList{u".hidden"_s};
    }
    void wordsAreCompleted()
    {
        QFETCH(QString, line);
        ShellCompletion completion;
        const auto found = completion.complete(line, LineReader::Words, m_dir.path());
        QVERIFY(found);
        QTEST(found->common, "common");
        QTEST(found->candidates, "candidates");
    }
    void nothingIsCompletedToNothing()
    {
        ShellCompletion completion;
        for (const QString &line : {u""_s, u"ls "_s, u"nosuch"_s, u"cat new"_s, u"cat no/such/"_s})
            QVERIFY2(!completion.complete(line, LineReader::Words, m_dir.path()), qPrintable(line));
    }

    void tabCompletesAndElseMovesOn()
    {
        QWidget window;
        ShellLine line(&window);
        QLineEdit next(&window);
        line.setFolder(m_dir.path());
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        line.setFocus();
        QTest::keyClicks(&line, u"zi"_s);
        QTest::keyClick(&line, Qt::Key_Tab);
        QCOMPARE(line.text(), u"zip-one "_s);
        QTest::keyClicks(&line, u"my"_s);
        QTest::keyClick(&line, Qt::Key_Tab);
        QCOMPARE(line.text(), u"zip-one 'my '"_s);
        QTest::keyClick(&line, Qt::Key_Tab);
        QWidget *popup = QApplication::activePopupWidget();
        QVERIFY(popup);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QVERIFY(!QApplication::activePopupWidget());
        QCOMPARE(line.text(), u"zip-one 'my music/'"_s);
        QTest::keyClick(&line, Qt::Key_Space);
        QTest::keyClick(&line, Qt::Key_Tab);
        QVERIFY(next.hasFocus());
    }

    void upBringsEarlierLinesAndDownWhatWasTyped()
    {
        ShellLine line;
        QSignalSpy recalled(&line, &ShellLine::recalled);
        line.setHistory({u"newest"_s, u"oldest"_s});
        QTest::keyClicks(&line, u"mine"_s);
        QTest::keyClick(&line, Qt::Key_Down);
        QCOMPARE(line.text(), u"mine"_s);
        QTest::keyClick(&line, Qt::Key_Up);
        QCOMPARE(line.text(), u"newest"_s);
        QTest::keyClick(&line, Qt::Key_Up);
        QTest::keyClick(&line, Qt::Key_Up);
        QCOMPARE(line.text(), u"oldest"_s);
        QTest::keyClick(&line, Qt::Key_Down);
        QTest::keyClick(&line, Qt::Key_Down);
        QCOMPARE(line.text(), u"mine"_s);
        QCOMPARE(recalled.last().first().toInt(), ShellLine::draft);
    }

    void earlierCommandsComeAsTheyRan_data()
    {
        QTest::addColumn<test::EngineBench::Keep>("keep");
        QTest::newRow("of the history") << test::EngineBench::Keep::History;
        QTest::newRow("of memory") << test::EngineBench::Keep::Nothing;
    }
    void earlierCommandsComeAsTheyRan()
    {
        QFETCH(test::EngineBench::Keep, keep);
        test::EngineBench bench(keep);
        const auto run = [&](const QVariantMap &params) {
            JobSpec spec;
            spec.kind = u"command"_s;
            spec.params = params;
            bool isTaken = false;
            bench.client.submit(spec, [&](const auto &result) { isTaken = bool(result); });
            QTRY_VERIFY(isTaken);
        };
        run({{u"shell"_s, u"exit 0 | cat"_s}, {u"cwd"_s, m_dir.path()}});
        run({{u"program"_s, u"/bin/true"_s}, {u"arguments"_s, QStringList{u"a b"_s}}, {u"cwd"_s, u"/"_s}});
        run({{u"program"_s, u"/bin/true"_s}, {u"arguments"_s, QStringList{u"a b"_s}}, {u"cwd"_s, u"/"_s}});
        RunCommandDialog dialog(bench.client);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.open();
        auto *line = find<QLineEdit>(&dialog, u"commandLine"_s);
        auto *shell = find<QCheckBox>(&dialog, u"shell"_s);
        auto *folder = find<QLineEdit>(&dialog, u"folder"_s);
        QVERIFY(QTest::qWaitFor([&] {
            QTest::keyClick(line, Qt::Key_Up);
            return !line->text().isEmpty();
        }));
        QCOMPARE(line->text(), u"/bin/true 'a b'"_s);
        QCOMPARE(folder->text(), u"/"_s);
        QTest::keyClick(line, Qt::Key_Up);
        QCOMPARE(line->text(), u"exit 0 | cat"_s);
        QVERIFY(shell->isChecked());
        QCOMPARE(folder->text(), m_dir.path());
        QTest::keyClick(line, Qt::Key_Up);
        QCOMPARE(line->text(), u"exit 0 | cat"_s);
        folder->clear();
        QTest::keyClicks(folder, u"/tmp"_s);
        QTest::keyClick(line, Qt::Key_Down);
        QCOMPARE(line->text(), u"/bin/true 'a b'"_s);
        QVERIFY(!shell->isChecked());
        QCOMPARE(folder->text(), u"/tmp"_s);
    }
};

QTEST_MAIN(TestShellLine)
#include "tst_shellline.moc"
