// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engineclient.h"
#include "core/engine/enginethread.h"
#include "tests/engine/testengine.h"

#include <QSignalSpy>

using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

class TstEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sleepRunsToItsEnd()
    {
        TestEngine engine;
        const JobSnapshot job = engine.run(sleepSpec(5));
        QCOMPARE(job.state, JobState::Succeeded);
        QVERIFY(job.elapsed >= 5ms);
        QCOMPARE(job.progress, (Progress{5, 5, u"ms"_s}));
    }
    void cancelledJobEndsCancelled()
    {
        TestEngine engine;
        const JobId id = engine.start(sleepSpec(60'000));
        QTRY_COMPARE(engine.state(id), JobState::Running);
        QCOMPARE(engine->cancel(id)->state, JobState::Cancelling);
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
    }
    void computeSquares()
    {
        TestEngine engine;
        QCOMPARE(engine.run(spec(u"compute"_s, {{u"n"_s, -12}})).result, QVariant(Q_INT64_C(144)));
        QCOMPARE(engine.run(failingSpec()).error->code, u"out_of_range"_s);
    }
    void commandRuns()
    {
        TestEngine engine;
        const JobSnapshot job = engine.run(shellSpec(u"echo hello; exit 3"_s));
        QCOMPARE(job.state, JobState::Failed);
        QCOMPARE(job.exitCode, std::optional(3));
        QFile output(job.outputFile);
        QVERIFY(output.open(QIODevice::ReadOnly));
        QCOMPARE(output.readAll(), QByteArray("hello\n"));
    }
    void raceReportsItsWinner()
    {
        TestEngine engine;
        const JobSnapshot race = engine.run(parentSpec(u"race"_s, {sleepSpec(60'000), sleepSpec(5)}));
        QCOMPARE(race.state, JobState::Succeeded);
        QCOMPARE(race.result.toMap().value(u"index"_s).toInt(), 1);
        QCOMPARE(engine.state(race.children.at(0)), JobState::Cancelled);
    }
    void groupFailsWithItsChild()
    {
        TestEngine engine;
        const JobSnapshot group = engine.run(parentSpec(u"group"_s, {sleepSpec(60'000), failingSpec()}));
        QCOMPARE(group.state, JobState::Failed);
        QCOMPARE(group.error->code, u"child_failed"_s);
        QCOMPARE(engine.state(group.children.at(0)), JobState::Cancelled);
    }
    void clientSubmitsThroughTheThread()
    {
        QTemporaryDir folder;
        EngineThread thread(Engine::Config{.outputDir = folder.path()});
        EngineClient client(thread.engine());
        std::optional<JobSnapshot> answer;
        client.submit(sleepSpec(60'000), [&](const Result<JobSnapshot> &result) { answer = *result; });
        QTRY_VERIFY(answer);
        client.cancel({answer->id});
        QHash<JobId, JobState> seen;
        const auto state = [&] {
            for (const JobSnapshot &job : client.feed()->take().changed)
                seen.insert(job.id, job.state);
            return seen.value(answer->id);
        };
        QTRY_COMPARE(state(), JobState::Cancelled);
        QSignalSpy stopped(&thread, &EngineThread::stopped);
        thread.stop(1s);
        QTRY_COMPARE(stopped.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TstEngine)
#include "tst_engine.moc"
