// SPDX-License-Identifier: GPL-3.0-or-later
// The output of real commands in the real window.
#include "tests/ui/windowbench.h"
#include "ui/output/outputsearch.h"
#include "ui/output/outputview.h"

#include <QAccessible>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <fcntl.h>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using test::find;

namespace {

struct Bench : test::WindowBench
{
    OutputView *view = find<OutputView>(&window, u"output"_s);
    QLabel *note = find<QLabel>(&window, u"outputNote"_s);
    QLabel *result = find<QLabel>(&window, u"findResult"_s);
    QLineEdit *findText = find<QLineEdit>(&window, u"findText"_s);

    /// Starts it and selects it.
    void start(const QString &shell)
    {
        JobSpec spec;
        spec.kind = u"command"_s;
        spec.params = {{u"shell"_s, shell}};
        client.submit(spec);
        QTRY_VERIFY(model->rowCount() == 1);
        table->selectJob(model->job(0).id);
    }
    void run(const QString &shell)
    {
        start(shell);
        QTRY_COMPARE(cell(0, Column::State), u"Done"_s);
    }
    QString lastVisible() const { return view->visibleText().section(u'\n', -1); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
};

/// A command that writes what the test gives it, for as long as the test wants.
struct FedJob : Bench
{
    FedJob()
    {
        start(u"mkfifo %1; echo begin; cat %1"_s.arg(path(u"fifo"_s)));
        QTRY_COMPARE(view->visibleText(), u"begin"_s);
        m_fifo.setFileName(path(u"fifo"_s));
        if (!m_fifo.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            qFatal("no fifo");
    }
    void feed(const QByteArray &bytes) { m_fifo.write(bytes); }

private:
    QFile m_fifo;
};

class UrlCatcher : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void take(const QUrl &url) { taken += url; }

public:
    QList<QUrl> taken;
};

bool showsRed(QWidget *widget)
{
    const QImage image = widget->grab().toImage();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            if (qRed(pixel) > qGreen(pixel) + 90 && qRed(pixel) > qBlue(pixel) + 90)
                return true;
        }
    }
    return false;
}

} // namespace

class TestOutputPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void colorsAreShownAndHostileBytesAreHarmless()
    {
        Bench bench;
        bench.run(u"echo plain"_s);
        QTRY_COMPARE(bench.view->visibleText(), u"plain"_s);
        QVERIFY(!showsRed(bench.view->viewport()));

        Bench colored;
        colored.run(uR"(printf '\033[31mred\033[0m <b>b</b> \033]0;t\a\342\200\256\377\n')"_s);
        QTRY_COMPARE(colored.view->visibleText(), u"red <b>b</b> ^[]0;t^G⟨U+202E⟩\uFFFD"_s);
        QVERIFY(showsRed(colored.view->viewport()));
    }

    void aProgressBarEndsAsItsLastWriting()
    {
        Bench bench;
        bench.run(uR"(for i in 1 2 3; do printf '\r\033[K%s of 3 done' $i; done; printf '\nnext')"_s);
        QTRY_COMPARE(bench.view->visibleText(), u"3 of 3 done\nnext"_s);
    }

    void aHundredThousandLinesAreAllThere()
    {
        Bench bench;
        bench.run(u"seq 100000"_s);
        QTRY_COMPARE(bench.lastVisible(), u"100000"_s);
        bench.view->setFocus();
        bench.press(Qt::Key_Home);
        QCOMPARE(bench.view->visibleText().section(u'\n', 0, 0), u"1"_s);
        bench.press(Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(bench.findText, u"4999"_s);
        QTRY_COMPARE(bench.result->text(), u"1 of 20"_s);
        bench.press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(bench.findText, u"77777"_s);
        QTRY_COMPARE(bench.result->text(), u"1 of 1"_s);
        QVERIFY(bench.view->visibleText().contains(u"77777"_s));
        QCOMPARE(bench.view->selectionBegin(), (TextPlace{77'776, 0}));
    }

    void aLineOfTenMegabytesIsShownAndCopiedWhole()
    {
        Bench bench;
        bench.run(u"head -c 10000000 /dev/zero | tr '\\0' x"_s);
        QTRY_COMPARE(bench.lastVisible().size(), 10'000'000 % LineSplitter::maxLine);
        bench.action(u"wrapOutput"_s)->setChecked(false);
        bench.action(u"copyOutput"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text().size(), 10'000'000);
        QVERIFY(!QGuiApplication::clipboard()->text().contains(u'\n'));
    }

    void searchIsByKeysAndInTheOutputWhereThatHasTheFocus()
    {
        Bench bench;
        bench.run(u"printf 'Apple\\napple pie\\npear\\nan apple\\n'"_s);
        QTRY_COMPARE(bench.lastVisible(), u"an apple"_s);
        bench.view->setFocus();
        bench.press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(bench.findText->hasFocus());
        QTest::keyClicks(bench.findText, u"apple"_s);
        QTRY_COMPARE(bench.result->text(), u"1 of 3"_s);
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.result->text(), u"2 of 3"_s);
        bench.press(Qt::Key_F3);
        QCOMPARE(bench.result->text(), u"3 of 3"_s);
        QCOMPARE(bench.view->selectionBegin(), (TextPlace{3, 3}));
        bench.press(Qt::Key_F3);
        QCOMPARE(bench.result->text(), u"1 of 3"_s);
        bench.press(Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(bench.result->text(), u"3 of 3"_s);
        bench.press(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(bench.result->text(), u"2 of 3"_s);
        bench.press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(bench.findText, u"Apple"_s);
        QTRY_COMPARE(bench.result->text(), u"1 of 1"_s);
        QTest::keyClicks(bench.findText, u"s"_s);
        QTRY_COMPARE(bench.result->text(), u"No match"_s);
        bench.press(Qt::Key_Escape);
        QVERIFY(!bench.findText->isVisible());
        QVERIFY(bench.view->hasFocus());
        bench.table->setFocus();
        bench.press(Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(find<QLineEdit>(&bench.window, u"filter"_s)->hasFocus());
    }

    void pausedOutputStaysAndCatchesUp()
    {
        FedJob bench;
        bench.action(u"pauseOutput"_s)->trigger();
        QVERIFY(bench.note->isVisible());
        bench.feed("more\n");
        QTRY_VERIFY2(bench.note->text().contains(u"5 bytes more"), qPrintable(bench.note->text()));
        QCOMPARE(bench.view->visibleText(), u"begin"_s);
        bench.action(u"pauseOutput"_s)->trigger();
        QTRY_COMPARE(bench.view->visibleText(), u"begin\nmore"_s);
        QVERIFY(!bench.note->isVisible());
    }

    void whatWasDroppedIsSaid()
    {
        FedJob bench;
        QFile file(bench.model->job(0).outputFile);
        bench.feed(QByteArray(8'191, '\n') + "after\n");
        QTRY_COMPARE(bench.lastVisible(), u"after"_s);
        QVERIFY(!bench.note->isVisible());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QCOMPARE(::fallocate(file.handle(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096), 0);
        bench.feed("now\n");
        QTRY_COMPARE(bench.lastVisible(), u"now"_s);
        QVERIFY(bench.note->isVisible());
        QVERIFY2(bench.note->text().contains(u"4.1 kB were dropped"), qPrintable(bench.note->text()));
    }

    void followingEndsByScrollingAwayAndBeginsAtTheEnd()
    {
        FedJob bench;
        QAction *follow = bench.action(u"followOutput"_s);
        bench.feed(QByteArray("line\n").repeated(1'000) + "last\n");
        QTRY_COMPARE(bench.lastVisible(), u"last"_s);
        QVERIFY(follow->isChecked());
        QWheelEvent up(QPointF(10, 10), bench.view->mapToGlobal(QPointF(10, 10)), {}, {0, 120}, Qt::NoButton,
                       Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(bench.view->viewport(), &up);
        QVERIFY(!follow->isChecked());
        const TextPlace top = bench.view->firstVisible();
        bench.feed("later\n");
        bench.view->setFocus();
        bench.press(Qt::Key_Down);
        bench.press(Qt::Key_Up);
        QCOMPARE(bench.view->firstVisible(), top);
        bench.press(Qt::Key_End);
        QVERIFY(follow->isChecked());
        QTRY_COMPARE(bench.lastVisible(), u"later"_s);
        bench.view->verticalScrollBar()->setValue(0);
        QVERIFY(!follow->isChecked());
        follow->trigger();
        QCOMPARE(bench.lastVisible(), u"later"_s);
    }

    void copyTakesTheSelectionOrElseAll()
    {
        Bench bench;
        bench.run(u"printf 'one two\\nthree\\n'"_s);
        QTRY_COMPARE(bench.lastVisible(), u"three"_s);
        const auto copied = [&] {
            bench.press(Qt::Key_C, Qt::ControlModifier);
            return QGuiApplication::clipboard()->text();
        };
        bench.view->setFocus();
        QCOMPARE(copied(), u"one two\nthree\n"_s);
        const QPoint second = bench.view->characterRect({0, 5}).center();
        QTest::mouseDClick(bench.view->viewport(), Qt::LeftButton, {}, second);
        QCOMPARE(copied(), u"two"_s);
        bench.press(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(copied(), u"two\nthree"_s.left(3 + 1 + 5));
        bench.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(copied(), u"one two\nthree"_s);
        QCOMPARE(bench.table->selectedRows().size(), 1); // Ctrl+A was the output's
    }

    void wrappingIsRemembered()
    {
        Bench bench;
        bench.run(u"head -c 1000 /dev/zero | tr '\\0' x; echo; echo end"_s);
        QTRY_COMPARE(bench.lastVisible(), u"end"_s);
        QAction *wrap = bench.action(u"wrapOutput"_s);
        QVERIFY(wrap->isChecked());
        QCOMPARE(bench.view->horizontalScrollBar()->maximum(), 0);
        const int wrapped = bench.view->characterRect({1, 0}).top();
        wrap->trigger();
        QVERIFY(bench.view->horizontalScrollBar()->maximum() > 0);
        QTRY_VERIFY(bench.view->horizontalScrollBar()->isVisible());
        QVERIFY(bench.view->characterRect({1, 0}).top() < wrapped);
        bench.window.close();
        MainWindow next(bench.client, bench.settings);
        QVERIFY(!find<QAction>(&next, u"wrapOutput"_s)->isChecked());
    }

    void theFileIsOpenedAsALocalFile()
    {
        Bench bench;
        QVERIFY(!bench.action(u"openOutput"_s)->isEnabled());
        bench.run(u"echo x"_s);
        QTRY_COMPARE(bench.view->visibleText(), u"x"_s);
        UrlCatcher catcher;
        QDesktopServices::setUrlHandler(u"file"_s, &catcher, "take");
        bench.action(u"openOutput"_s)->trigger();
        QDesktopServices::unsetUrlHandler(u"file"_s);
        QCOMPARE(catcher.taken, QList<QUrl>{QUrl::fromLocalFile(bench.model->job(0).outputFile)});
        bench.action(u"copyOutputPath"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), bench.model->job(0).outputFile);
    }

    void aScreenReaderGetsTheLinesInSight()
    {
        Bench bench;
        bench.run(u"printf 'one\\ntwo\\n'"_s);
        QTRY_COMPARE(bench.view->visibleText(), u"one\ntwo"_s);
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(bench.view);
        QCOMPARE(access->text(QAccessible::Name), u"Output"_s);
        QAccessibleTextInterface *text = access->textInterface();
        QVERIFY(text);
        QCOMPARE(text->text(0, text->characterCount()), u"one\ntwo"_s);
        text->setSelection(0, 2, 5);
        QCOMPARE(bench.view->selectionBegin(), (TextPlace{0, 2}));
        QCOMPARE(bench.view->selectionEnd(), (TextPlace{1, 1}));
        const QRect rect = text->characterRect(4);
        QVERIFY(rect.isValid());
        QCOMPARE(text->offsetAtPoint({rect.left() + 1, rect.center().y()}), 4);
    }
};

QTEST_MAIN(TestOutputPane)
#include "tst_outputpane.moc"
