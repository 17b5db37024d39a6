// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/enginebench.h"
#include "ui/newjob/newjobdialog.h"
#include "ui/newjob/runcommanddialog.h"
#include "ui/newjob/scopedialog.h"

#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QToolButton>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using test::click;
using test::EngineBench;
using test::find;

namespace {

/// Shown as the window shows it; deletes itself when closed.
template<class Dialog, class... More> QPointer<Dialog> opened(EngineBench &bench, More... more)
{
    QPointer<Dialog> dialog(new Dialog(bench.client, more...));
    dialog->open();
    return dialog;
}

QString note(const QDialog *dialog, const QString &field)
{
    auto *label = find<QLabel>(dialog, u"note."_s + field);
    return label->isVisible() ? label->text() : QString();
}

} // namespace

class TestSpecDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newJobOffersEveryKindOfTheEngine()
    {
        EngineBench bench;
        const auto dialog = opened<NewJobDialog>(bench);
        auto *kinds = find<QListWidget>(dialog, u"kinds"_s);
        QCOMPARE(kinds->count(), int(bench.client.kinds().size()));
        for (int row = 0; row < kinds->count(); ++row) {
            kinds->setCurrentRow(row);
            QCOMPARE(kinds->item(row)->text(), bench.client.kinds()[row].title);
            QVERIFY(!kinds->item(row)->icon().isNull());
        }
        delete dialog;
    }

    void aBadValueIsSaidAtItsFieldWhileItIsTyped()
    {
        EngineBench bench;
        const auto dialog = opened<NewJobDialog>(bench);
        dialog->chooseKind(u"sleep"_s);
        auto *duration = find<QLineEdit>(dialog, u"params.duration_ms"_s);
        QTest::keyClicks(duration, u"12x"_s);
        QVERIFY(note(dialog, u"duration_ms"_s).contains(u"“12x” is not a whole number"));
        duration->clear();
        QTest::keyClicks(duration, u"90000000"_s);
        QVERIFY(note(dialog, u"duration_ms"_s).contains(u"out of range"));
        QVERIFY(note(dialog, u"duration_ms"_s).contains(u"86"));
        duration->clear();
        QTest::keyClicks(duration, u"86 400 000"_s);
        QVERIFY(!note(dialog, u"duration_ms"_s).contains(u"out of range"));
        delete dialog;
    }

    void whatIsMissingIsSaidOnStartAndTheDialogStays()
    {
        EngineBench bench;
        const auto dialog = opened<NewJobDialog>(bench);
        dialog->chooseKind(u"sleep"_s);
        click(find<QPushButton>(dialog, u"start"_s));
        QVERIFY(dialog->isVisible());
        QVERIFY(note(dialog, u"duration_ms"_s).startsWith(u"Duration is empty"));
        delete dialog;
    }

    void aRefusalOfTheEngineStandsAtItsFieldAndNothingTypedIsLost()
    {
        EngineBench bench;
        const auto dialog = opened<NewJobDialog>(bench);
        dialog->chooseKind(u"command"_s);
        QTest::keyClicks(find<QLineEdit>(dialog, u"params.program"_s), u"true"_s);
        QTest::keyClicks(find<QLineEdit>(dialog, u"params.shell"_s), u"false"_s);
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_VERIFY(note(dialog, u"program"_s).contains(u"both"));
        QVERIFY(dialog->isVisible());
        QVERIFY(find<QPushButton>(dialog, u"start"_s)->isEnabled());
        QCOMPARE(find<QLineEdit>(dialog, u"params.program"_s)->text(), u"true"_s);
        QCOMPARE(find<QLineEdit>(dialog, u"params.shell"_s)->text(), u"false"_s);
        delete dialog;
    }

    void changingTheKindAndBackLosesNothing()
    {
        EngineBench bench;
        const auto dialog = opened<NewJobDialog>(bench);
        dialog->chooseKind(u"sleep"_s);
        QTest::keyClicks(find<QLineEdit>(dialog, u"params.duration_ms"_s), u"5000"_s);
        dialog->chooseKind(u"compute"_s);
        dialog->chooseKind(u"sleep"_s);
        QCOMPARE(find<QLineEdit>(dialog, u"params.duration_ms"_s)->text(), u"5000"_s);
        delete dialog;
    }

    void choicesAreShownInWordsAndSentAsScriptsSpellThem()
    {
        EngineBench bench;
        const auto dialog = opened<NewJobDialog>(bench);
        dialog->chooseKind(u"checksum"_s);
        auto *algorithm = find<QComboBox>(dialog, u"params.algorithm"_s);
        QCOMPARE(algorithm->currentText(), u"SHA-256"_s);
        QTest::keyClicks(algorithm, u"BLAKE"_s);
        auto *path = find<QLineEdit>(dialog, u"params.paths"_s);
        QTest::keyClicks(path, bench.path({}));
        QTest::keyClick(path, Qt::Key_Return);
        QSignalSpy submitted(dialog, &SpecDialog::jobSubmitted);
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(submitted.count(), 1);
        QString sent;
        bench.client.specOf(submitted[0][0].value<JobId>(), [&](const std::optional<JobSpec> &spec) {
            sent = spec->params[u"algorithm"_s].toString();
        });
        QTRY_COMPARE(sent, u"blake2b"_s);
        QTRY_VERIFY(!dialog);
    }

    void aPathThatDoesNotExistIsSaidAtItsField()
    {
        EngineBench bench;
        const auto dialog = opened<NewJobDialog>(bench);
        dialog->chooseKind(u"checksum"_s);
        auto *line = find<QLineEdit>(dialog, u"params.paths"_s);
        QTest::keyClicks(line, u"/no/such/file"_s);
        QVERIFY(note(dialog, u"paths"_s).contains(u"There is no file or folder “/no/such/file”"));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        line->clear();
        QTest::keyClicks(line, QDir::tempPath());
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY2(line->text().isEmpty(), "Enter adds an existing path to the list");
        delete dialog;
    }

    void aGroupIsBuiltOfSeveralJobs()
    {
        EngineBench bench;
        const auto dialog = opened<NewJobDialog>(bench);
        dialog->chooseKind(u"group"_s);
        auto *children = find<QListWidget>(dialog, u"children"_s);
        QCOMPARE(children->count(), 1);
        click(find<QToolButton>(dialog, u"addChild"_s));
        QCOMPARE(children->count(), 2);
        test::chooseChildKinds(dialog, u"sleep"_s);
        for (int child = 0; child < 2; ++child)
            QTest::keyClicks(test::childField(dialog, child, u"params.duration_ms"_s), u"1"_s);
        QSignalSpy submitted(dialog, &SpecDialog::jobSubmitted);
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(submitted.count(), 1);
        QTRY_VERIFY(!dialog);
    }

    void aRaceNeedsTwoLanesAndShowsAProblemAtTheRightOne()
    {
        EngineBench bench;
        const auto dialog = opened<ScopeDialog>(bench, ScopeDialog::Scope::Race);
        auto *lanes = find<QListWidget>(dialog, u"children"_s);
        QCOMPARE(lanes->count(), 2);
        QVERIFY(!find<QToolButton>(dialog, u"removeChild"_s)->isEnabled());
        test::chooseChildKinds(dialog, u"sleep"_s);
        QTest::keyClicks(test::childField(dialog, 0, u"params.duration_ms"_s), u"100"_s);
        click(find<QPushButton>(dialog, u"start"_s));
        QVERIFY(dialog->isVisible());
        QCOMPARE(lanes->currentRow(), 1);
        QTRY_VERIFY(test::childField(dialog, 1, u"params.duration_ms"_s)->hasFocus());
        delete dialog;
    }

    void runCommandSaysHowTheLineIsRead()
    {
        EngineBench bench;
        const auto dialog = opened<RunCommandDialog>(bench);
        auto *line = find<QLineEdit>(dialog, u"commandLine"_s);
        line->setText(u"make 'two words'"_s);
        QCOMPARE(note(dialog, u"commandLine"_s), u"Runs “make” with “two words”"_s);
        line->setText(u"make 'two words"_s);
        QVERIFY(note(dialog, u"commandLine"_s).contains(u"not closed"));
        line->setText(u"ls | wc"_s);
        QVERIFY(note(dialog, u"commandLine"_s).contains(u"shell"));
        line->clear();
        click(find<QPushButton>(dialog, u"start"_s));
        QVERIFY(note(dialog, u"commandLine"_s).contains(u"missing"));
        line->setText(u"true"_s);
        find<QLineEdit>(dialog, u"folder"_s)->setText(u"/no/such/folder"_s);
        click(find<QPushButton>(dialog, u"start"_s));
        QVERIFY(dialog->isVisible());
        QVERIFY(note(dialog, u"folder"_s).contains(u"/no/such/folder"));
        delete dialog;
    }
};

QTEST_MAIN(TestSpecDialogs)
#include "tst_specdialogs.moc"
