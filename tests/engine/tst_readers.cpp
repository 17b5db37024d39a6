// SPDX-License-Identifier: GPL-3.0-or-later
// What readers in other threads see of the engine from inside: its live coroutines and its figures.
#include "core/engine/engineclient.h"
#include "core/engine/enginethread.h"
#include "core/engine/process/ownprocess.h"
#include "tests/engine/testengine.h"

#include <QFile>

#include <vector>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

std::optional<LiveTasks> askTasks(EngineClient &client)
{
    std::optional<LiveTasks> answer;
    client.liveTasks([&answer](const LiveTasks &tasks) { answer = tasks; });
    (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, 60'000);
    return answer;
}

Metrics ask(EngineClient &client)
{
    std::optional<Metrics> answer;
    client.metrics([&answer](const Metrics &metrics) { answer = metrics; });
    (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, 60'000);
    return answer.value_or(Metrics{});
}

JobSpec named(const QString &name, JobSpec spec)
{
    spec.name = name;
    spec.id = JobId(name);
    return spec;
}

LiveTask find(const LiveTasks &tasks, const QString &name)
{
    const auto found =
        std::find_if(tasks.begin(), tasks.end(), [&name](const LiveTask &task) { return task.name == name; });
    return found == tasks.end() ? LiveTask{} : *found;
}

/// Its names from the given task up to the root.
QStringList above(const LiveTasks &tasks, quint64 id)
{
    QStringList names;
    while (id != 0) {
        const auto found =
            std::find_if(tasks.begin(), tasks.end(), [id](const LiveTask &task) { return task.id == id; });
        if (found == tasks.end())
            return {};
        names.append(found->name);
        id = found->parent;
    }
    return names;
}

async::Task<> nap()
{
    co_await async::sleepFor(1h);
}

async::Task<> turn(std::shared_ptr<int> turns)
{
    for (;;) {
        co_await async::sleepFor(1ms); // a timer has its turn only when the event loop has
        ++*turns;
    }
}

} // namespace

class TstReaders : public QObject
{
    Q_OBJECT

private:
    Engine::Config config() const { return Engine::Config{.outputDir = m_folder.path()}; }
    QTemporaryDir m_folder;

private Q_SLOTS:
    void liveTaskSaysWhoseItIsWhatItWaitsOnAndWhere()
    {
        EngineThread thread(config());
        EngineClient client(thread);
        const auto before = std::chrono::steady_clock::now();
        client.submit(named(u"nap"_s, sleepSpec(600'000)));
        const std::optional<LiveTasks> tasks = askTasks(client);
        QVERIFY(tasks);
        const LiveTask nap = find(*tasks, u"nap"_s);
        QVERIFY(nap.id != 0);
        QCOMPARE(nap.job, JobId(u"nap"_s));
        QCOMPARE(nap.state, "waiting"_L1);
        QCOMPARE(nap.waitingOn, "timer"_L1);
        QCOMPARE(nap.file, "core/engine/kinds/sleep.cpp"_L1);
        QVERIFY(nap.line > 0);
        QVERIFY(!nap.function.isEmpty());
        QVERIFY(nap.since >= before && nap.since <= std::chrono::steady_clock::now());
    }
    void childrenAreBelowTheirGroup()
    {
        EngineThread thread(config());
        EngineClient client(thread);
        client.submit(named(u"outer"_s, parentSpec(u"group"_s, {named(u"inner"_s, sleepSpec(600'000))})));
        LiveTasks tasks;
        QTRY_VERIFY(find(tasks = askTasks(client).value_or(LiveTasks{}), u"inner"_s).id != 0);
        const LiveTask inner = find(tasks, u"inner"_s);
        QVERIFY(above(tasks, inner.id).contains(u"outer"_s));
        QVERIFY(inner.depth > find(tasks, u"outer"_s).depth);
        QCOMPARE(find(tasks, u"outer"_s).job, JobId(u"outer"_s));
    }
    void whatHasEndedIsNoLiveTask()
    {
        EngineThread thread(config());
        EngineClient client(thread);
        client.submit(named(u"nap"_s, sleepSpec(600'000)));
        QTRY_VERIFY(find(askTasks(client).value_or(LiveTasks{}), u"nap"_s).id != 0);
        client.cancel({JobId(u"nap"_s)});
        QTRY_COMPARE(find(askTasks(client).value_or(LiveTasks{}), u"nap"_s).id, quint64(0));
    }
    /// A timer that comes every millisecond has its turns while the rows are gathered.
    void hundredThousandTasksDoNotHoldTheLoop()
    {
        constexpr int Count = 100'000;
        EngineThread thread(config());
        EngineClient client(thread);
        const auto turns = std::make_shared<int>(0);
        thread.run([&turns](Engine &engine) {
            for (int i = 0; i < Count; ++i)
                engine.spawn(nap());
            engine.spawn(turn(turns));
        });
        int turnsMeanwhile = 0;
        std::optional<LiveTasks> tasks;
        thread.run([turns, &turnsMeanwhile](Engine &) { turnsMeanwhile = -*turns; });
        tasks = askTasks(client);
        thread.run([turns, &turnsMeanwhile](Engine &) { turnsMeanwhile += *turns; });
        QVERIFY(tasks);
        QVERIFY(tasks->size() > Count);
        const auto sleepers = std::count_if(
            tasks->begin(), tasks->end(), [](const LiveTask &task) { return task.waitingOn == "timer"_L1; });
        QVERIFY(sleepers >= Count);
        QVERIFY2(turnsMeanwhile > 5, qPrintable(QString::number(turnsMeanwhile)));
    }
    void metricsCountTheQueueByReasonAndTheRunningByKind()
    {
        EngineThread thread({.outputDir = m_folder.path(), .maxRunning = 1});
        EngineClient client(thread);
        const JobSpec work = spec(u"compute"_s, {{u"n"_s, 3}, {u"work_ms"_s, 60'000}});
        client.submit(named(u"busy"_s, work));
        client.submit(work);
        client.submit(work);
        JobSpec late = sleepSpec(0);
        late.delay = 1h;
        client.submit(late);
        JobSpec after = sleepSpec(0);
        after.after = {{JobId(u"busy"_s)}};
        client.submit(after);
        JobSpec group = parentSpec(
            u"group"_s, {sleepSpec(600'000), sleepSpec(600'000), sleepSpec(600'000), sleepSpec(600'000)});
        group.maxParallel = 1;
        client.submit(group);
        JobSpec held = parentSpec(u"group"_s, {sleepSpec(0), sleepSpec(0)});
        held.delay = 1h;
        client.submit(held);
        Metrics seen;
        QTRY_COMPARE((seen = ask(client)).pool.busy, 1);
        QTRY_COMPARE((seen = ask(client)).running, 3);
        const QMap<QString, int> queued{{u"engine_limit"_s, 2},
                                        {u"delay"_s, 2},
                                        {u"after"_s, 1},
                                        {u"group_limit"_s, 3},
                                        {u"parent"_s, 2}};
        QCOMPARE(seen.queuedByReason, queued);
        QCOMPARE(seen.queued, 10);
        const QMap<QString, int> running{{u"compute"_s, 1}, {u"group"_s, 1}, {u"sleep"_s, 1}};
        QCOMPARE(seen.runningByKind, running);
        QCOMPARE(seen.jobsByState.value(JobState::Queued), 10);
        QCOMPARE(seen.jobsByState.value(JobState::Running), 3);
        QCOMPARE(seen.liveJobs, 13);
        QCOMPARE(seen.jobsSubmitted, quint64(13));
        QCOMPARE(seen.finishedJobs, 0);
        client.cancel({JobId(u"busy"_s)}); // the job after it ends, and the next computation begins
        QTRY_COMPARE((seen = ask(client)).finishedJobs, 2);
        QTRY_COMPARE((seen = ask(client)).queuedByReason.value(u"engine_limit"_s), 1);
    }
    void metricsSeeTheProcessAndTheTasks()
    {
        EngineThread thread(config());
        EngineClient client(thread);
        const Metrics before = ask(client);
        QVERIFY(before.process.descriptorLimit > before.process.descriptors);
        QVERIFY(before.uptime >= 0ms);
        client.submit(sleepSpec(600'000));
        Metrics now;
        QTRY_COMPARE((now = ask(client)).tasks.live, before.tasks.live + 1);
        QVERIFY(now.tasks.spawned > before.tasks.spawned);
        QVERIFY(now.uptime >= before.uptime);
    }
    void ownProcessSeesMemoryAndDescriptors()
    {
        const ProcessMetrics before = ownProcess();
        QFile file(u"/dev/null"_s);
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(ownProcess().descriptors, before.descriptors + 1);
        std::vector<char> ballast(64 << 20);
        volatile char *const memory = ballast.data(); // that the compiler must not leave out
        for (size_t i = 0; i < ballast.size(); i += 1024)
            memory[i] = 'x';
        QVERIFY(ownProcess().residentKb > before.residentKb + 60 * 1024);
    }
    void eventsAreCountedOnceHoweverManyReadersThereAre()
    {
        TestEngine engine;
        engine.run(sleepSpec(0));
        QCOMPARE(engine->metrics().eventsPublished, quint64(0)); // nobody to publish to
        const auto first = engine->subscribe();
        const auto second = engine->subscribe();
        (void)first->take();
        (void)second->take();
        quint64 seen = 0;
        connect(first.get(), &SnapshotFeed::changesArrived, this,
                [&] { seen += static_cast<quint64>(first->take().changed.size()); });
        engine.run(sleepSpec(0));
        qsizetype other = 0;
        QTRY_VERIFY((other += second->take().changed.size()) > 0);
        QVERIFY(seen > 0);
        QCOMPARE(engine->metrics().eventsPublished, seen);
    }
    void commitTimesAreInOrder()
    {
        Engine::Config kept = config();
        kept.history.file = m_folder.filePath(u"history.db"_s);
        EngineThread thread(kept);
        EngineClient client(thread);
        for (int i = 0; i < 20; ++i)
            client.submit(sleepSpec(0));
        Metrics seen;
        QTRY_VERIFY((seen = ask(client)).history.rows >= 20);
        QVERIFY(seen.history.commits >= 1);
        QVERIFY(seen.history.commitP50 > 0us);
        QVERIFY(seen.history.commitP50 <= seen.history.commitP99);
        QVERIFY(seen.history.commitP99 <= seen.history.commitMax);
    }
};

QTEST_GUILESS_MAIN(TstReaders)
#include "tst_readers.moc"
