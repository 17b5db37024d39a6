// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/jobtext.h"

#include "ui/words/enginetext.h"
#include "ui/words/resulttext.h"
#include "ui/words/translations.h"

#include "tests/ui/snapshots.h"

#include <QLocale>
#include <QTest>
#include <QTranslator>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestJobText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void durationsReadWell_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("negative") << qint64(-5) << u"0 ms"_s;
        QTest::newRow("ms") << qint64(480) << u"480 ms"_s;
        QTest::newRow("s") << qint64(12'449) << u"12.4 s"_s;
        QTest::newRow("almost a minute") << qint64(59'999) << u"59.9 s"_s;
        QTest::newRow("min") << qint64(185'000) << u"3 min 05 s"_s;
        QTest::newRow("h") << qint64(7'620'000) << u"2 h 07 min"_s;
        QTest::newRow("d") << qint64(356'400'000) << u"4 d 03 h"_s;
    }
    void durationsReadWell()
    {
        QFETCH(qint64, ms);
        QTEST(durationText(std::chrono::milliseconds(ms)), "text");
    }

    void progressSaysNoMoreThanIsKnown()
    {
        JobSnapshot job = test::snapshot(1, u"a"_s, JobState::Running);
        QCOMPARE(percent(job), -1);
        QCOMPARE(progressText(job), QString());
        job.progress = Progress{500, -1, u"bytes"_s};
        QCOMPARE(percent(job), -1);
        QCOMPARE(progressText(job), u"500 bytes"_s);
        job.progress = Progress{999, 1000, u"bytes"_s};
        QCOMPARE(progressText(job), u"99 %"_s);
        job.progress = Progress{2, 5, u"children"_s};
        QCOMPARE(progressText(job), u"2 of 5"_s);
        QCOMPARE(progressDetail(job), u"40 %, 2 of 5 jobs"_s);
        job.progress = Progress{0, 0, u"items"_s};
        QCOMPARE(percent(job), -1);
    }

    void hundredPercentIsSaidByFinishedJobsOnly()
    {
        JobSnapshot job = test::snapshot(1, u"a"_s, JobState::Running);
        job.progress = Progress{999'999, 1'000'000, u"bytes"_s};
        QCOMPARE(percent(job), 99);
        job.state = JobState::Succeeded;
        QCOMPARE(percent(job), 100);
    }

    void whatIsLeftIsSaidWithItsRange()
    {
        JobSnapshot job = test::snapshot(1, u"a"_s, JobState::Running);
        job.started = QDateTime::currentDateTimeUtc();
        job.startedAt = std::chrono::steady_clock::now() + 1h; // so that `elapsed` counts
        job.elapsed = 40s;
        job.paused = 10s;
        job.usual = Usual{80s, 100s, 150s, 12};
        QCOMPARE(percent(job), 30);
        QCOMPARE(progressDetail(job),
                 u"30 %, about 1 min 10 s left (50.0 s to 2 min 00 s, as 12 earlier runs took)"_s);
        job.elapsed = 200s;
        QCOMPARE(percent(job), -1);
        QCOMPARE(progressDetail(job), u"40.0 s longer than usual"_s);
        job.progress = Progress{19, 38, u"items"_s};
        QCOMPARE(progressDetail(job), u"50 %, 19 of 38 items, about 3 min 10 s left"_s);
    }

    void stagesOfAPipelineAreLines()
    {
        JobSnapshot job = test::snapshot(1, u"a"_s, JobState::Running);
        job.progress = Progress{4, 8, u"items"_s};
        job.startedAt = std::chrono::steady_clock::now() + 1h;
        job.stages = {{u"read"_s, 0, 1, 3}, {u"digest"_s, 1, 1, 1}};
        QVERIFY(progressDetail(job).endsWith(
            u"\nread: 0 waiting, 1 at work, 3 done\ndigest: 1 waiting, 1 at work, 1 done"_s));
    }

    void resultsBecomeOneLine()
    {
        QCOMPARE(valueText(QVariantList{1, 4, 9}), u"1, 4, 9"_s);
        QCOMPARE(valueText(QVariantMap{{u"winner"_s, u"Task 1 won!"_s}}), u"Winner: Task 1 won!"_s);
        QCOMPARE(valueText(qint64(9'223'372'036'854'775'807)), u"9223372036854775807"_s);
    }

    void longResultsAreCutWhereNobodyReadsOn()
    {
        QVariantList files;
        for (int i = 0; i < 100'000; ++i)
            files += QVariantMap{{u"path"_s, u"/usr/lib/%1"_s.arg(i)}};
        const QString lines = valueLines(QVariantMap{{u"count"_s, 100'000}, {u"files"_s, files}});
        QVERIFY2(lines.startsWith(u"Count: 100000\nFiles:\n  File: /usr/lib/0\n"_s),
                 qPrintable(lines.left(80)));
        QVERIFY(lines.endsWith(u"\n  File: /usr/lib/49\n  …"_s));
        QCOMPARE(valueText(files).size(), 2000);
        QVERIFY(valueText(files).endsWith(u'…'));
        QCOMPARE(valueLines(QVariantList{1, 4, 9}), u"1, 4, 9"_s);
    }

    void theOutcomeOfARaceIsItsWinnerAndOfAGroupItsValues()
    {
        JobSnapshot job = test::snapshot(1, u"a"_s, JobState::Succeeded);
        job.kind = u"race"_s;
        job.result = QVariantMap{{u"id"_s, u"x"_s}, {u"name"_s, u"Task 1"_s}, {u"value"_s, 6000}};
        QCOMPARE(outcomeText(job), u"Task 1 won"_s);
        job.kind = u"group"_s;
        job.result = QVariantMap{{u"failed"_s, 0}, {u"values"_s, QVariantList{1, 4, 9}}};
        QCOMPARE(outcomeText(job), u"1, 4, 9"_s);
    }

    void theOutcomeOfAChecksumIsTheDigestOrWhatWasRead()
    {
        JobSnapshot job = test::snapshot(1, u"a"_s, JobState::Succeeded);
        job.kind = u"checksum"_s;
        const QVariantMap file{{u"path"_s, u"/f"_s}, {u"digest"_s, u"ab12"_s}};
        QVariantMap result{{u"algorithm"_s, u"sha256"_s}, {u"bytes"_s, 3'000'000}, {u"count"_s, 1}};
        result[u"files"_s] = QVariantList{file};
        job.result = result;
        QCOMPARE(outcomeText(job), u"ab12"_s);
        result[u"files"_s] = QVariantList{file, file};
        result[u"count"_s] = 67'534;
        job.result = result;
        QCOMPARE(outcomeText(job), u"67534 files, 3.0 MB, SHA-256"_s);
        job.result = {};
        QCOMPARE(outcomeText(job), QString());
    }

    void theOutcomeOfAFailureIsItsError()
    {
        JobSnapshot job = test::snapshot(1, u"a"_s, JobState::Failed);
        job.error = JobError{u"exit_code"_s, u"the program exited with code 2"_s};
        QCOMPARE(outcomeText(job), u"the program exited with code 2"_s);
    }

    void theOutcomeOfAGroupNamesTheChildWithoutItsId()
    {
        JobSnapshot job = test::snapshot(1, u"a"_s, JobState::Failed);
        job.kind = u"group"_s;
        job.error = JobError{u"child_failed"_s, u"core (x1): the program exited with code 2"_s};
        FinishLine line;
        line.id = JobId(u"x1"_s);
        line.state = JobState::Failed;
        Receipt receipt;
        receipt.finishes = {line};
        job.receipt = receipt;
        QCOMPARE(outcomeText(job), u"core: the program exited with code 2"_s);
    }

    void enginesWordsAreTranslatedAroundWhatTheySpeakOf_data()
    {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("german");
        const auto row = [](const char *name, const QString &english, const QString &german) {
            QTest::newRow(name) << english << german;
        };
        row("whole", u"as many jobs run as may at a time"_s,
            u"es laufen so viele Aufträge, wie zugleich dürfen"_s);
        row("number", u"the program exited with code 3"_s, u"das Programm endete mit dem Rückgabewert 3"_s);
        row("name that is a message", u"waits for “check the address” to start"_s,
            u"wartet, bis „check the address“ beginnt"_s);
        row("name with a placeholder", u"waits for “%2 %1” to start"_s, u"wartet, bis „%2 %1“ beginnt"_s);
        row("words of the system",
            u"program x not found (No such file or directory); check its name and PATH"_s,
            u"Programm x nicht gefunden (No such file or directory); Name und PATH sind zu prüfen"_s);
        row("message in a message",
            u"1 of 2 children failed; first a (b-1): the program exited with code 3"_s,
            u"1 von 2 Unteraufträgen fehlgeschlagen; zuerst a (b-1): das Programm endete mit dem Rückgabewert 3"_s);
        row("rule", u"job a is running; only a finished job can be retried"_s,
            u"Auftrag a ist am Laufen; wiederholen lässt sich nur, was beendet ist"_s);
        row("most words win", u"“a” left 1 process behind, reaped"_s,
            u"„a“ hat 1 Prozess zurückgelassen, nun beendet"_s);
        row("range at the end", u"paths has 0 entries; it must have at least 1"_s,
            u"paths hat 0 Einträge; nötig: mindestens 1"_s);
        row("range of two", u"priority is 9000; it must be -1000 to 1000"_s,
            u"priority ist 9000; möglich ist -1000 bis 1000"_s);
        row("more of one beginning", u"the history /h cannot be read: disk I/O error"_s,
            u"der Verlauf /h lässt sich nicht lesen: disk I/O error"_s);
        row("time", u"“a” ignored SIGTERM for 0.8 s"_s, u"„a“ hat SIGTERM 0,8 s lang nicht beachtet"_s);
        row("not the engine's", u"make: *** [all] Error 2"_s, u"make: *** [all] Error 2"_s);
        row("nothing", QString(), QString());
    }
    void enginesWordsAreTranslatedAroundWhatTheySpeakOf()
    {
        QFETCH(QString, english);
        QCOMPARE(engineText(english), english);
        installTranslations(*QCoreApplication::instance(), QLocale(u"de"_s));
        QLocale::setDefault(QLocale(u"de"_s));
        const QString translated = engineText(english);
        QLocale::setDefault(QLocale::c());
        const QString title = kindText(u"race"_s);
        qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>(Qt::FindDirectChildrenOnly));
        QTEST(translated, "german");
        QCOMPARE(title, u"Rennen"_s);
    }

    void anUnknownLanguageIsEnglishWithItsPlurals()
    {
        installTranslations(*QCoreApplication::instance(), QLocale(u"fr"_s));
        const QString one =
            QCoreApplication::translate("belayer::ui::FilterModel", "%1, %n job(s)", nullptr, 1);
        const QString two =
            QCoreApplication::translate("belayer::ui::FilterModel", "%1, %n job(s)", nullptr, 2);
        qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>(Qt::FindDirectChildrenOnly));
        QCOMPARE(one, u"%1, 1 job"_s);
        QCOMPARE(two, u"%1, 2 jobs"_s);
    }
};

QTEST_GUILESS_MAIN(TestJobText)
#include "tst_jobtext.moc"
