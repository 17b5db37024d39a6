// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/plaintext.h"

#include "tests/ui/everywindow.h"
#include "tests/ui/snapshots.h"
#include "ui/output/outputview.h"

#include <QAccessible>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStatusBar>
#include <QTabWidget>
#include <QTextEdit>

using namespace belayer;
using namespace belayer::ui;
using namespace belayer::ui::test;
using engine::JobState;

namespace {

/// What a name could be in an evil history or from a careless program.
QString hostile()
{
    return u"<img src=x onerror=1><b>evil</b>\u202Egnp.exe\x1b[31m\x07\nsecond\u2028third &evil "_s;
}

/// And longer than any screen.
QString longHostile()
{
    return hostile() + QString(10'000, u'W');
}

engine::JobError hostileError()
{
    return {u"evil<b>"_s, longHostile()};
}

engine::Receipt hostileReceipt()
{
    engine::Receipt receipt;
    receipt.reason = engine::EndReason::User;
    receipt.requested = QDateTime::currentDateTimeUtc();
    receipt.processes = {{7, hostile(), engine::EndedProcess::Role::Leader, {}, {}}};
    receipt.finishes = {{engine::JobId(u"1"_s), hostile(), JobState::Failed, {}, {}, {}, {}, {}}};
    receipt.lint = {hostile()};
    return receipt;
}

/// Jobs whose every text is hostile: a group with a child, one that waits and one that runs and writes.
engine::SnapshotBatch hostileJobs(const QString &outputFile)
{
    QList<engine::JobSnapshot> jobs = group(101, longHostile(), 1);
    jobs += snapshot(110, hostile() + u"waits"_s, JobState::Queued);
    jobs += snapshot(111, hostile() + u"runs"_s, JobState::Running);
    for (engine::JobSnapshot &job : jobs) {
        job.labels = {hostile()};
        job.can = engine::Verb::Cancel;
    }
    jobs[0].state = JobState::Failed;
    jobs[0].error = hostileError();
    jobs[0].childErrors = {{jobs[1].id, hostile(), hostileError()}};
    jobs[0].receipt = hostileReceipt();
    jobs[0].failedAttempts = {{1, hostileError(), {}, hostileReceipt()}};
    jobs[1].state = JobState::Failed;
    jobs[1].error = hostileError();
    jobs[1].result = QVariantMap{{hostile(), hostile()}};
    jobs[2].waiting = engine::Waiting{u"after"_s, hostile(), {}};
    jobs[3].kind = hostile();
    jobs[3].progress = engine::Progress{3, 5, hostile()};
    jobs[3].stages = {{hostile(), 1, 2, 3}};
    jobs[3].outputFile = outputFile;
    jobs[3].started = QDateTime::currentDateTimeUtc().addSecs(-3600);
    jobs[3].startedAt = std::chrono::steady_clock::now() - std::chrono::hours(1);
    engine::SnapshotBatch batch;
    batch.changed = engine::share(jobs);
    return batch;
}

/// Collects what a person could be misled by.
class Inspector
{
public:
    void look(QWidget &window, const QString &where)
    {
        m_where = where;
        text(window.windowTitle(), &window, "title");
        for (QWidget *widget : window.findChildren<QWidget *>()) {
            text(widget->statusTip(), widget, "status tip");
            text(widget->accessibleName(), widget, "accessible name");
            lines(widget->accessibleDescription(), widget, "accessible description");
            toolTip(widget->toolTip(), widget);
            if (auto *label = qobject_cast<QLabel *>(widget))
                this->label(*label);
            else if (auto *button = qobject_cast<QAbstractButton *>(widget))
                text(button->text(), button, "text");
            else if (auto *edit = qobject_cast<QTextEdit *>(widget))
                lines(edit->toHtml().contains("<img"_L1) ? u"\x1b"_s : edit->toPlainText(), edit, "content");
            else if (auto *plain = qobject_cast<QPlainTextEdit *>(widget))
                lines(plain->toPlainText(), plain, "content");
            else if (auto *line = qobject_cast<QLineEdit *>(widget))
                text(line->text(), line, "content");
            else if (auto *bar = qobject_cast<QStatusBar *>(widget))
                text(bar->currentMessage(), bar, "message");
            else if (auto *output = qobject_cast<OutputView *>(widget))
                lines(output->visibleText(), output, "content");
            if (auto *view = qobject_cast<QAbstractItemView *>(widget))
                model(*view);
        }
        for (QAction *action : window.findChildren<QAction *>()) {
            text(action->text(), action, "text");
            toolTip(action->toolTip(), action);
        }
    }

    int evils() const { return m_evils; }
    QString faults() const { return m_faults.join(u'\n'); }

private:
    void fault(const QObject *object, const QString &what)
    {
        m_faults += u"%1: %2 “%3” %4"_s.arg(m_where, QString::fromLatin1(object->metaObject()->className()),
                                            object->objectName(), what);
    }
    void text(const QString &text, const QObject *object, const char *what)
    {
        m_evils += text.contains("evil"_L1);
        if (text != shown(text))
            fault(object, u"has raw characters in its "_s + QLatin1StringView(what));
    }
    void lines(const QString &text, const QObject *object, const char *what)
    {
        m_evils += text.contains("evil"_L1);
        if (text != shownLines(text))
            fault(object, u"has raw characters in its "_s + QLatin1StringView(what));
    }
    /// Either no markup at all, or markup of ours around what is escaped.
    void toolTip(const QString &tip, const QObject *object)
    {
        lines(tip, object, "tool tip");
        if (tip.contains("<img"_L1) || tip.contains("<b>"_L1))
            fault(object, u"has markup in its tool tip"_s);
        if (tip.size() > 6'000)
            fault(object, u"has a tool tip of %1 characters"_s.arg(tip.size()));
    }
    void label(const QLabel &label)
    {
        lines(label.text(), &label, "text");
        if (label.textFormat() != Qt::PlainText &&
            (label.text().contains("evil"_L1) || Qt::mightBeRichText(label.text())))
            fault(&label, u"is no plain text"_s);
    }
    void model(const QAbstractItemView &view)
    {
        const QAbstractItemModel *model = view.model();
        for (int row = 0; model && row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                const QModelIndex index = model->index(row, column);
                text(index.data().toString(), &view, "cells");
                lines(index.data(Qt::AccessibleTextRole).toString(), &view, "accessible cells");
                toolTip(index.data(Qt::ToolTipRole).toString(), &view);
            }
        }
    }

    QString m_where;
    QStringList m_faults;
    int m_evils = 0;
};

} // namespace

class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invisibleCharactersAreShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("escape") << u"\x1b[31m"_s << u"^[[31m"_s;
        QTest::newRow("newline") << u"a\nb"_s << u"a^Jb"_s;
        QTest::newRow("nul") << QString(QChar(u'\0')) << u"^@"_s;
        QTest::newRow("delete") << u"\x7f"_s << u"^?"_s;
        QTest::newRow("c1 control") << QString(QChar(0x9b)) << u"⟨U+009B⟩"_s;
        QTest::newRow("right-to-left override") << u"a\u202Eexe.txt"_s << u"a⟨U+202E⟩exe.txt"_s;
        QTest::newRow("isolate") << u"\u2066"_s << u"⟨U+2066⟩"_s;
        QTest::newRow("zero width joiner") << u"a\u200Db"_s << u"a⟨U+200D⟩b"_s;
        QTest::newRow("soft hyphen") << u"a\u00ADb"_s << u"a⟨U+00AD⟩b"_s;
        QTest::newRow("line separator") << u"\u2028"_s << u"⟨U+2028⟩"_s;
        QTest::newRow("tag character") << QString::fromUcs4(U"\U000E0041") << u"⟨U+E0041⟩"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xd800)) << u"\uFFFD"_s;
        QTest::newRow("markup") << u"<b>&amp;"_s << u"<b>&amp;"_s;
        QTest::newRow("plain words") << u"Grüße, 世界 😀"_s << u"Grüße, 世界 😀"_s;
    }
    void invisibleCharactersAreShown()
    {
        QFETCH(QString, text);
        QTEST(shown(text), "expected");
    }

    void harmlessTextIsNotCopied()
    {
        const QString text = u"make -j4 all"_s;
        QCOMPARE(shown(text).constData(), text.constData());
    }

    void linesKeepNewlinesAndTabs() { QCOMPARE(shownLines(u"a\n\tb\r\x1b"_s), u"a\n\tb^M^["_s); }

    void toolTipsAreNeverMarkup()
    {
        const QString tip = shownInToolTip(u"<img src=x>\u202E"_s);
        QVERIFY(!tip.contains(u"<img"));
        QVERIFY(tip.contains(u"&lt;img src=x&gt;⟨U+202E⟩"));
        QVERIFY(shownInToolTip({}).isEmpty());
    }

    void hostileTextIsHarmlessEverywhere()
    {
        WindowBench bench;
        Inspector inspector;
        const QString output = bench.path(u"evil.log"_s);
        QFile file(output);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(hostile().toUtf8() + "\xff\xfe\r\n");
        file.close();
        bench.model->apply(hostileJobs(output));
        bench.model->setExpansion(bench.row(longHostile()), JobTableModel::Expansion::Unfolded);
        const int width = bench.window.width();
        auto *tabs = find<QTabWidget>(&bench.window, u"dockTabs"_s);
        for (int row = 0; row < bench.model->rowCount(); ++row) {
            bench.table->selectRow(row);
            for (int tab = 0; tab < tabs->count(); ++tab) {
                tabs->setCurrentIndex(tab);
                QCoreApplication::processEvents();
                inspector.look(bench.window, u"row %1, %2"_s.arg(row).arg(tabs->tabText(tab)));
            }
        }
        auto *view = find<OutputView>(&bench.window, u"output"_s);
        bench.table->selectRow(bench.row(hostile() + u"runs"_s));
        tabs->setCurrentWidget(find<QWidget>(&bench.window, u"outputPane"_s));
        QTRY_VERIFY(view->visibleText().contains(u"evil"));
        inspector.look(bench.window, u"output"_s);

        // What is asked, said and typed.
        bench.table->selectAll();
        bench.action(u"cancel"_s)->hover();
        inspector.look(bench.window, u"blast radius"_s);
        QVERIFY(visitOpened(*bench.action(u"cancel"_s),
                            [&](QWidget &box, const QString &where) { inspector.look(box, where); }));
        Q_EMIT bench.client.refused({engine::Refusal::Code::Invalid, {}, hostile()});
        find<QLineEdit>(&bench.window, u"filter"_s)->setText(u"state:<img/src=x>evil \"<b>evil\""_s);
        bench.window.setHttpProblem(longHostile());
        inspector.look(bench.window, u"banner and query"_s);
        bench.table->clearSelection(); // the engine knows nothing of these jobs that could be edited
        visitEveryWindow(bench,
                         [&](QWidget &window, const QString &where) { inspector.look(window, where); });
        QVERIFY2(inspector.faults().isEmpty(), qPrintable(inspector.faults()));
        QVERIFY(inspector.evils() > 100); // it was there to be seen
        QCOMPARE(bench.window.width(), width);
    }
};

QTEST_MAIN(TestPlainText)
#include "tst_plaintext.moc"
