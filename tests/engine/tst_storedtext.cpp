// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/storedtext.h"

#include <QTest>

#include <limits>

using namespace belayer::engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstStoredText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesComeBackExactly_data()
    {
        QTest::addColumn<QVariant>("value");
        QTest::newRow("nothing") << QVariant::fromValue(nullptr);
        QTest::newRow("text") << QVariant(u"a \"quoted\"\nline, \u00e9\u4e16\U0001F600"_s);
        QTest::newRow("yes") << QVariant(true);
        QTest::newRow("largest number") << QVariant(std::numeric_limits<qint64>::max());
        QTest::newRow("smallest number") << QVariant(std::numeric_limits<qint64>::min());
        QTest::newRow("past 2^53") << QVariant(Q_INT64_C(9007199254740993));
        QTest::newRow("fraction") << QVariant(0.1);
        QTest::newRow("list") << QVariant(QVariantList{qint64(1), u"two"_s, QVariantList{}});
        QTest::newRow("map") << QVariant(
            QVariantMap{{u"values"_s, QVariantList{qint64(9)}}, {u"empty"_s, QVariantMap{}}});
    }
    void valuesComeBackExactly()
    {
        QFETCH(QVariant, value);
        const QVariant back = readValueText(valueText(value));
        QCOMPARE(back, value);
        QCOMPARE(back.typeId(), value.typeId());
    }
    void specComesBackWhole()
    {
        JobSpec spec;
        spec.labels = {u"a"_s, u"b"_s};
        spec.params = {{u"n"_s, Q_INT64_C(3037000499)}, {u"arguments"_s, QVariantList{u"-x"_s}}};
        spec.policy = Policy::FirstFinish;
        spec.maxParallel = 3;
        spec.grace = 250ms;
        spec.timeout = 3min;
        spec.delay = 5ms;
        spec.after = {{JobId(u"first"_s), After::When::Finished}, {JobId(u"second"_s), After::When::Failure}};
        spec.priority = -7;
        spec.retries = {4, 10ms, 1.5, 20ms, 0.25};
        spec.requestDigest = QByteArray("\x00\xff", 2);
        JobSpec back;
        readSpecText(specText(spec), back);
        QCOMPARE(back.labels, spec.labels);
        QCOMPARE(back.params, spec.params);
        QCOMPARE(back.policy, spec.policy);
        QCOMPARE(back.maxParallel, spec.maxParallel);
        QCOMPARE(back.grace, spec.grace);
        QCOMPARE(back.timeout, spec.timeout);
        QCOMPARE(back.delay, spec.delay);
        QCOMPARE(back.after, spec.after);
        QCOMPARE(back.priority, spec.priority);
        QCOMPARE(back.retries, spec.retries);
        QCOMPARE(back.requestDigest, spec.requestDigest);
    }
    void whatAnOlderTextLacksKeepsItsDefault()
    {
        JobSpec spec;
        readSpecText(u"{\"params\":{}}"_s, spec);
        QCOMPARE(spec.grace, JobSpec().grace);
        QCOMPARE(spec.retries, Retries());
    }
    void detailsComeBackWhole()
    {
        JobSnapshot job;
        QCOMPARE(detailsText(job), QString());
        job.lastAttempt = 4;
        job.priority = 9;
        job.paused = 12ms;
        job.failedAttempts = {{1, {u"exit_code"_s, u"exit code 1"_s}, 5ms},
                              {2, {u"timeout"_s, u"too slow"_s}, 6ms}};
        job.childErrors = {{JobId(u"child"_s), u"a child"_s, {u"x"_s, u"y"_s}}};
        job.usage = Usage{1234ms, qint64(5) << 30};
        job.stages = {{u"read"_s, 1, 2, 3}, {u"digest"_s, 0, 0, Q_INT64_C(1) << 60}};
        Receipt receipt;
        receipt.requested = QDateTime::fromMSecsSinceEpoch(1'795'300'000'123).toUTC();
        receipt.reason = EndReason::LostRace;
        receipt.took = 77ms;
        receipt.abandonedThreads = 2;
        receipt.processes = {
            {4711, u"sleep"_s, EndedProcess::Role::LeftBehind, {{15, 0ms}, {9, 5000ms}}, 5001ms},
            {4712, u"stuck"_s, EndedProcess::Role::Leader, {}, {}}};
        receipt.finishes = {{JobId(u"winner"_s), u"fast"_s, JobState::Succeeded, 1ms, 2ms, 0ms, {}, 3ms},
                            {JobId(u"loser"_s), u"slow"_s, JobState::Cancelled, {}, 9ms, 7ms, 4ms, {}}};
        receipt.lint = {u"ignored SIGTERM for 5.0 s"_s};
        job.receipt = receipt;
        job.failedAttempts[1].receipt = receipt;
        JobSnapshot back;
        readDetailsText(detailsText(job), back);
        QCOMPARE(back.lastAttempt, job.lastAttempt);
        QCOMPARE(back.priority, job.priority);
        QCOMPARE(back.paused, job.paused);
        QCOMPARE(back.failedAttempts, job.failedAttempts);
        QCOMPARE(back.childErrors, job.childErrors);
        QCOMPARE(back.usage, job.usage);
        QCOMPARE(back.stages, job.stages);
        QVERIFY(back.receipt == job.receipt);
    }
    void progressComesBack()
    {
        const Progress progress{Q_INT64_C(1) << 60, -1, u"bytes"_s};
        QCOMPARE(readProgressText(progressText(progress)), progress);
    }
    void searchSeesTextsAndNumbersAndIsBounded()
    {
        QCOMPARE(searchText({{u"arguments"_s, QStringList{u"-i"_s, u"clip.mov"_s}},
                             {u"environment"_s, QVariantMap{{u"A"_s, u"value"_s}}},
                             {u"n"_s, qint64(12)},
                             {u"quiet"_s, true}}),
                 u"-i clip.mov value 12"_s);
        QCOMPARE(searchText({{u"shell"_s, QString(200'000, u'x')}}).size(), 4096);
        QVERIFY(!searchText({{u"shell"_s, u"x"_s + QString(u"\U0001F600"_s).repeated(4000)}})
                     .back()
                     .isHighSurrogate());
    }
    void everyFieldIsStored()
    {
        // A new field makes this fail to compile. Store it in storedtext.cpp (or say in historyvalues.h that
        // it means nothing later), test it above, and count it here.
        [[maybe_unused]] const auto &[id, kind, name, labels, params, children, policy, maxParallel, grace,
                                      timeout, delay, after, priority, retries, digest, recording] =
            JobSpec();
        [[maybe_unused]] const auto &[sId, sName, sKind, sState, sParent, sChildren, sLabels, sSerial,
                                      sAttempt, sLastAttempt, sFailedAttempts, sWaiting, sAfter, sPriority,
                                      sQueueOrder, sProgress, sStages, sUsual, sResult, sError, sChildErrors,
                                      sReceipt, sUsage, sExitCode, sSignal, sOutputFile, sCreated, sStarted,
                                      sFinished, sStartedAt, sElapsed, sPaused, sCan] = JobSnapshot();
    }
};

QTEST_GUILESS_MAIN(TstStoredText)
#include "tst_storedtext.moc"
