// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engineclient.h"
#include "core/engine/enginethread.h"
#include "tests/engine/testengine.h"

#include <QSignalSpy>

#include <random>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

class TstEngineThread : public QObject
{
    Q_OBJECT

private:
    Engine::Config config() const { return Engine::Config{.outputDir = m_folder.path()}; }
    QTemporaryDir m_folder;

private Q_SLOTS:
    void clientSubmitsThroughTheThread()
    {
        EngineThread thread(config());
        EngineClient client(thread);
        QCOMPARE(client.kinds().size(), 8);
        std::optional<JobSnapshot> answer;
        QThread *answeredIn = nullptr;
        client.submit(sleepSpec(60'000), [&](const Result<JobSnapshot> &result) {
            answer = *result;
            answeredIn = QThread::currentThread();
        });
        QTRY_VERIFY(answer);
        QCOMPARE(answeredIn, QThread::currentThread());
        client.cancel({answer->id});
        QHash<JobId, JobState> seen;
        const auto state = [&] {
            for (const SharedSnapshot &job : client.feed()->take().changed)
                seen.insert(job->id, job->state);
            return seen.value(answer->id);
        };
        QTRY_COMPARE(state(), JobState::Cancelled);
        client.retry({answer->id});
        QTRY_VERIFY((state(), seen.size() == 2));
    }
    void whoComesBeforeTheEngineIsUpFindsItWhole()
    {
        Engine::Config kept = config();
        kept.history.file = m_folder.filePath(u"early.db"_s);
        EngineThread thread(kept);
        std::make_unique<EngineClient>(thread).reset();
        EngineClient client(thread);
        QCOMPARE(client.historyStatus().mode, HistoryStatus::Mode::Opening);
        QCOMPARE(client.kinds().size(), 8);
        std::optional<JobState> answer;
        client.submit(sleepSpec(60'000), [&](const Result<JobSnapshot> &result) { answer = result->state; });
        qsizetype jobs = 0;
        thread.run([&](Engine &engine) { jobs = engine.list().size(); });
        QCOMPARE(jobs, 1);
        QTRY_VERIFY(answer);
        QTRY_COMPARE(client.historyStatus().mode, HistoryStatus::Mode::Durable);
    }
    void whoHearsOfTheHistoryHasItsJobs()
    {
        Engine::Config kept = config();
        kept.history.file = m_folder.filePath(u"kept.db"_s);
        EngineThread(kept).run([](Engine &engine) { (void)engine.submit(sleepSpec(0)); });
        EngineThread thread(kept);
        EngineClient client(thread);
        QSignalSpy told(&client, &EngineClient::historyStatusChanged);
        QVERIFY(told.wait());
        QCOMPARE(client.feed()->take().changed.size(), 1);
    }
    void stopBeforeTheEngineIsUpEndsIt()
    {
        Engine::Config kept = config();
        kept.history.file = m_folder.filePath(u"stopped.db"_s);
        EngineThread thread(kept);
        const QSignalSpy stopped(&thread, &EngineThread::stopped);
        thread.stop(5s);
        QTRY_COMPARE(stopped.count(), 1);
        const EngineThread neverUsed(config());
    }
    void clientHasEveryVerbOfTheEngine()
    {
        EngineThread thread({.outputDir = m_folder.path(), .maxRunning = 1});
        EngineClient client(thread);
        QList<JobId> ids;
        for (int i = 0; i < 3; ++i) {
            JobSpec job = spec(u"compute"_s, {{u"n"_s, i}, {u"work_ms"_s, 60'000}});
            job.id = JobId(u"job-%1"_s.arg(i));
            ids.append(job.id);
            client.submit(job);
        }
        QList<VerbResult> moved;
        client.move({ids.at(2)}, Where::Top, {}, [&](const QList<VerbResult> &results) { moved = results; });
        QTRY_COMPARE(moved.size(), 1);
        QVERIFY(moved.at(0).answer);
        std::optional<JobSpec> again;
        client.specOf(ids.at(1), [&](const std::optional<JobSpec> &spec) { again = spec; });
        QTRY_VERIFY(again);
        QCOMPARE(again->params.value(u"n"_s).toInt(), 1);
        QList<VerbResult> started;
        client.apply(Verb::ForceStart, {ids.at(1), JobId(u"none"_s)},
                     [&](const QList<VerbResult> &results) { started = results; });
        QTRY_COMPARE(started.size(), 2);
        QVERIFY(started.at(0).answer && !started.at(1).answer);
        QSignalSpy refused(&client, &EngineClient::refused);
        client.apply(Verb::Resume, ids); // none of them is paused
        QTRY_COMPARE(refused.size(), 3);
    }
    void aListIsTakenWholeOrNotAtAll()
    {
        Engine::Config configuration = config();
        configuration.maxLiveJobs = 5;
        configuration.history.file = m_folder.filePath(u"lists.db"_s);
        EngineThread thread(configuration);
        EngineClient client(thread);
        std::optional<Result<QList<JobSnapshot>>> answer;
        const auto submit = [&](const QList<JobSpec> &specs) {
            answer.reset();
            client.submitAll(specs, [&](const Result<QList<JobSnapshot>> &result) { answer = result; });
            QTRY_VERIFY(answer);
        };
        const auto waiting = [](const QString &id, const QString &other) {
            JobSpec job = sleepSpec(60'000);
            job.id = JobId(id);
            if (!other.isEmpty())
                job.after = {{JobId(other), After::When::Success}};
            return job;
        };
        submit({waiting(u"a"_s, {}), sleepSpec(-1)});
        QVERIFY(!*answer);
        QCOMPARE(answer->refusal().field, u"[1].params.duration_ms"_s);
        submit({waiting(u"a"_s, u"b"_s), waiting(u"b"_s, {})});
        QCOMPARE(answer->refusal().field, u"[0].after[0].id"_s);
        submit({waiting(u"a"_s, {}), waiting(u"a"_s, {})});
        QCOMPARE(answer->refusal().field, u"[1].id"_s);
        submit({waiting(u"a"_s, {}), parentSpec(u"group"_s, QList<JobSpec>(5, sleepSpec(1)))});
        QCOMPARE(answer->refusal().code, Refusal::Code::QueueFull);
        QVERIFY2(client.feed()->take().changed.isEmpty(), "none of these may have left a trace");
        submit({waiting(u"a"_s, {}), waiting(u"b"_s, u"a"_s)});
        QVERIFY(*answer);
        QCOMPARE((*answer)->at(1).after.first().id, JobId(u"a"_s));
        submit({waiting(u"c"_s, {}), waiting(u"a"_s, {})});
        QCOMPARE(answer->refusal().code, Refusal::Code::Conflict);
        QCOMPARE(answer->refusal().field, u"[1].id"_s);
    }
    void recentSpecsAndPagesAreNewestFirst_data()
    {
        QTest::addColumn<bool>("isKept");
        QTest::newRow("of the history") << true;
        QTest::newRow("of memory") << false;
    }
    void recentSpecsAndPagesAreNewestFirst()
    {
        QFETCH(bool, isKept);
        Engine::Config configuration = config();
        if (isKept)
            configuration.history.file = m_folder.filePath(u"recent.db"_s);
        EngineThread thread(configuration);
        EngineClient client(thread);
        for (int i = 0; i < 3; ++i) {
            client.submit(shellSpec(u"exit %1"_s.arg(i)));
            client.submit(sleepSpec(i));
        }
        std::optional<QList<JobSpec>> specs;
        client.recentSpecs(u"command"_s, 2, [&](const QList<JobSpec> &found) { specs = found; });
        QTRY_VERIFY(specs);
        QCOMPARE(specs->size(), 2);
        QCOMPARE(specs->at(0).params.value(u"shell"_s).toString(), u"exit 2"_s);
        QCOMPARE(specs->at(1).params.value(u"shell"_s).toString(), u"exit 1"_s);
        std::optional<HistoryPage> page;
        client.page({.limit = 4}, [&](const Result<HistoryPage> &found) { page = *found; });
        QTRY_VERIFY(page);
        QCOMPARE(page->jobs.size(), 4);
        QCOMPARE(page->jobs.first().kind, u"sleep"_s);
        QVERIFY(page->next);
    }
    void refusalWithoutAnAnswerIsASignal()
    {
        EngineThread thread(config());
        EngineClient client(thread);
        QSignalSpy refused(&client, &EngineClient::refused);
        client.submit(sleepSpec(-1));
        client.cancel({JobId(u"none"_s)}); // no news
        client.retry({JobId(u"none"_s)});
        QTRY_COMPARE(refused.size(), 2);
        QCOMPARE(refused.at(0).at(0).value<Refusal>().field, u"params.duration_ms"_s);
    }
    void noAnswerComesAfterTheClientIsGone()
    {
        EngineThread thread(config());
        int answers = 0;
        for (int i = 0; i < 200; ++i) {
            EngineClient client(thread);
            client.submit(sleepSpec(0), [&](const Result<JobSnapshot> &) { ++answers; });
        }
        thread.run([](Engine &) {});
        QCoreApplication::processEvents();
        QCOMPARE(answers, 0);
    }
    void clientMayDieInItsOwnCallback()
    {
        EngineThread thread(config());
        auto *client = new EngineClient(thread);
        QSignalSpy destroyed(client, &QObject::destroyed);
        client->submit(sleepSpec(0), [client](const Result<JobSnapshot> &) { client->deleteLater(); });
        client->submit(sleepSpec(0), [](const Result<JobSnapshot> &) {});
        QTRY_COMPARE(destroyed.size(), 1);
    }
    void stopIsToldOnceAndLeavesNothing()
    {
        EngineThread thread(config());
        thread.run([](Engine &engine) {
            for (int i = 0; i < 100; ++i)
                (void)engine.submit(i % 10 == 0 ? shellSpec(u"sleep 600"_s) : sleepSpec(60'000));
        });
        QSignalSpy stopped(&thread, &EngineThread::stopped);
        thread.stop(10s);
        thread.stop(10s);
        QTRY_COMPARE(stopped.size(), 1);
        thread.run([](Engine &engine) {
            for (const JobSnapshot &job : engine.list())
                QVERIFY(isFinished(job.state));
        });
    }
    void destructionStopsByItself()
    {
        EngineThread thread(config());
        thread.run([](Engine &engine) {
            (void)engine.submit(shellSpec(u"trap '' TERM; while :; do sleep 600; done"_s));
        });
    }
    /// Cancels from another thread against jobs that end by themselves: each has exactly one end, and never
    /// changes after.
    void cancelAgainstFinishFromAnotherThread()
    {
        constexpr int Rounds = 10'000;
        EngineThread thread(config());
        EngineClient client(thread);
        std::minstd_rand random(1);
        QHash<JobId, JobState> ends;
        int submitted = 0;
        const auto look = [&] {
            for (const SharedSnapshot &job : client.feed()->take().changed) {
                if (ends.contains(job->id))
                    QCOMPARE(job->state, ends.value(job->id));
                else if (isFinished(job->state))
                    ends.insert(job->id, job->state);
            }
        };
        while (submitted < Rounds) {
            for (int i = 0; i < 100; ++i, ++submitted) {
                JobSpec job = spec(u"compute"_s, {{u"n"_s, submitted}}); // ends from a pool thread
                job.id = JobId(u"job-%1"_s.arg(submitted));
                client.submit(job);
                if (random() % 2)
                    client.cancel({job.id});
            }
            QList<JobId> rest;
            for (int i = submitted - 100; i < submitted; ++i)
                rest.append(JobId(u"job-%1"_s.arg(i)));
            client.cancel(rest);
            QTRY_COMPARE((look(), ends.size()), qsizetype(submitted));
        }
        const auto cancelled = std::count(ends.begin(), ends.end(), JobState::Cancelled);
        QVERIFY2(cancelled > Rounds / 100, qPrintable(QString::number(cancelled)));
    }
};

QTEST_GUILESS_MAIN(TstEngineThread)
#include "tst_enginethread.moc"
