// SPDX-License-Identifier: GPL-3.0-or-later
// What is said about one job: what it was started from, what it used, and its lines for scripts.
#include "ui/details/detailspane.h"
#include "ui/details/usagegraph.h"
#include "ui/script/curlmenu.h"
#include "ui/script/scriptlines.h"
#include "ui/script/spectext.h"

#include "tests/ui/windowbench.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>

using namespace belayer::ui;
using namespace belayer::ui::test;
using namespace belayer::engine;
using namespace std::chrono_literals;

namespace {

JobSpec shellSpec(const QString &name, const QString &line)
{
    JobSpec spec;
    spec.kind = u"command"_s;
    spec.name = name;
    spec.params = {{u"shell"_s, line}};
    return spec;
}

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

class TstDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void specIsSaidWithWhatDiffersFromTheUsual()
    {
        JobSpec spec;
        spec.kind = u"command"_s;
        spec.params = {{u"program"_s, u"make"_s},
                       {u"arguments"_s, QStringList{u"-j4"_s, u"all tests"_s}},
                       {u"env"_s, QVariantMap{{u"CC"_s, u"clang 19"_s}}},
                       {u"cwd"_s, QString()}};
        const auto kinds = EngineBench().client.kinds();
        QCOMPARE(specText(spec, kinds),
                 u"Program: make\nArguments: -j4 'all tests'\nEnvironment: CC='clang 19'"_s);
        spec.params = {{u"shell"_s, QString()}, {u"of_another_version"_s, 5}};
        QCOMPARE(specText(spec, kinds), u"of_another_version: 5"_s);
        JobSpec sums;
        sums.kind = u"checksum"_s;
        sums.params = {{u"paths"_s, QStringList{u"/etc"_s}}, {u"algorithm"_s, u"blake2b"_s}};
        QCOMPARE(specText(sums, kinds), u"Files and folders: /etc\nAlgorithm: BLAKE2b"_s);
        spec.params = {{u"shell"_s, u"make -j4"_s}};
        spec.timeout = 5min;
        spec.retries.count = 2;
        spec.after = {{JobId(u"x"_s), After::When::Failure}};
        QCOMPARE(specText(spec, kinds), u"Shell line: make -j4\nTime limit: 5 min 00 s\nAfter x has failed\n"
                                        "Up to 2 more attempt(s), the first after 1.0 s"_s);
    }

    void detailsShowTheSpecOfTheSelectedJob()
    {
        WindowBench bench;
        bench.client.submit(shellSpec(u"greet"_s, u"echo hello"_s));
        QTRY_VERIFY(bench.row(u"greet"_s) >= 0);
        bench.clickRow(u"greet"_s);
        bench.openPane(WindowBench::Pane::Details);
        auto *spec = find<QPlainTextEdit>(&bench.window, u"detailsSpec"_s);
        QTRY_COMPARE(spec->toPlainText(), u"Shell line: echo hello"_s);
    }

    void aLongWordGoesOnInTheNextLine()
    {
        WindowBench bench;
        const QString word(200, u'x');
        bench.client.submit(shellSpec(word, u"sleep 1000; "_s + word));
        QTRY_VERIFY(bench.is(word, JobState::Running));
        bench.clickRow(word);
        bench.openPane(WindowBench::Pane::Details);
        auto *pane = bench.window.findChild<DetailsPane *>();
        for (const QString &name : {u"detailsName"_s, u"detailsSpec"_s}) {
            auto *value = find<QPlainTextEdit>(&bench.window, name);
            QTRY_VERIFY(value->toPlainText().endsWith(word));
            QTRY_VERIFY(value->height() >= 2 * value->fontMetrics().height());
            QTRY_COMPARE(pane->horizontalScrollBar()->maximum(), 0);
            QCOMPARE(value->verticalScrollBar()->maximum(), 0); // all of it is in sight
            value->selectAll();
            value->copy();
            QVERIFY(clipboard().endsWith(word));
        }
    }

    void whatIsSelectedStaysSoWhileTheJobRuns()
    {
        WindowBench bench;
        const QString name = u"two\u00a0words"_s;
        bench.client.submit(sleepSpec(name, forever));
        QTRY_VERIFY(bench.is(name, JobState::Running));
        bench.clickRow(name);
        bench.openPane(WindowBench::Pane::Details);
        auto *value = find<QPlainTextEdit>(&bench.window, u"detailsName"_s);
        QTRY_COMPARE(value->isVisible(), true);
        value->selectAll();
        const QString selected = value->textCursor().selectedText();
        QVERIFY(!selected.isEmpty());
        QSignalSpy refreshed(bench.table, &JobTableView::timesRefreshed);
        QTRY_VERIFY(!refreshed.isEmpty());
        QCOMPARE(value->textCursor().selectedText(), selected);
    }

    void valuesStandBelowEachOther()
    {
        WindowBench bench;
        JobSpec late = sleepSpec(u"late"_s, 0);
        late.delay = 1h;
        bench.client.submit(late);
        QTRY_VERIFY(bench.row(u"late"_s) >= 0);
        bench.clickRow(u"late"_s);
        bench.openPane(WindowBench::Pane::Details);
        auto *pane = bench.window.findChild<DetailsPane *>();
        const auto left = [pane](const QString &name) {
            auto *value = find<QWidget>(pane, name);
            return value->isVisible() ? value->mapTo(pane, QPoint()).x() : -1;
        };
        QTRY_VERIFY(left(u"detailsCurl"_s) > 0);
        QTRY_COMPARE(left(u"detailsWaiting"_s), left(u"detailsCurl"_s));
        QTRY_COMPARE(left(u"detailsSpec"_s), left(u"detailsCurl"_s));
    }

    void useOverTimeIsDrawnWhileAProgramRuns()
    {
        WindowBench bench;
        bench.client.submit(shellSpec(u"busy"_s, u"while :; do :; done"_s));
        bench.client.submit(sleepSpec(u"quiet"_s, forever));
        QTRY_VERIFY(bench.is(u"busy"_s, JobState::Running) && bench.row(u"quiet"_s) >= 0);
        bench.openPane(WindowBench::Pane::Details);
        bench.clickRow(u"busy"_s);
        auto *graph = find<UsageGraph>(&bench.window, u"usageGraph"_s);
        QTRY_VERIFY_WITH_TIMEOUT(graph->isVisible(), 30'000);
        QVERIFY2(graph->accessibleDescription().contains(u"Processors busy: "_s),
                 qPrintable(graph->accessibleDescription()));
        QVERIFY(graph->accessibleDescription().contains(u"Memory: "_s));
        bench.clickRow(u"quiet"_s);
        QTRY_VERIFY(!graph->isVisible()); // it has no processes
    }

    void theJobItselfIsCopiedAsCurl()
    {
        WindowBench bench;
        bench.window.setHttpAddress(u"http://127.0.0.1:4242"_s);
        const JobSpec spec = sleepSpec(u"nap"_s, forever);
        bench.client.submit(spec);
        QTRY_VERIFY(bench.row(u"nap"_s) >= 0);
        bench.clickRow(u"nap"_s);
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(&bench.window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(clipboard(), submitCurl(spec, u"http://127.0.0.1:4242"_s));
    }

    void aVerbIsCopiedOnlyWhereAJobOffersIt()
    {
        WindowBench bench;
        bench.client.submit(sleepSpec(u"nap"_s, forever));
        bench.client.submit(sleepSpec(u"done"_s, 0));
        QTRY_VERIFY(bench.is(u"nap"_s, JobState::Running) && bench.is(u"done"_s, JobState::Succeeded));
        auto *menu = find<CurlMenu>(&bench.window, u"curlMenu"_s);
        const auto titles = [menu] {
            QStringList texts;
            for (const QAction *entry : menu->actions())
                texts += entry->text().remove(u'&');
            return texts;
        };
        bench.clickRow(u"done"_s);
        Q_EMIT menu->aboutToShow();
        QCOMPARE(titles(), (QStringList{u"The Job Itself"_s, QString(), u"Retry"_s, u"Forget"_s}));
        bench.clickRow(u"nap"_s);
        Q_EMIT menu->aboutToShow();
        QCOMPARE(titles(), (QStringList{u"The Job Itself"_s, QString(), u"Cancel"_s, u"Pause"_s}));
        menu->actions().at(2)->trigger();
        QCOMPARE(clipboard(), verbCurl(Verb::Cancel, {bench.model->job(bench.row(u"nap"_s)).id}, {}));
    }
};

QTEST_MAIN(TstDetails)
#include "tst_details.moc"
