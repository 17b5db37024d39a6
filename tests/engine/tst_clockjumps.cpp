// SPDX-License-Identifier: GPL-3.0-or-later
// Fault: the wall clock jumps a day forth and back while jobs wait, run and end. The steady clock does not.
#include "tests/engine/testengine.h"

#include <atomic>

#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

std::atomic<qint64> jumped{0}; ///< seconds

} // namespace

// What Qt asks for the time of day: 6.4 the second, newer ones the first. The linker prefers ours to the C
// library's.
extern "C" int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    const auto result = int(::syscall(SYS_clock_gettime, clock, time));
    if (clock == CLOCK_REALTIME)
        time->tv_sec += jumped.load();
    return result;
}

extern "C" int gettimeofday(timeval *time, void *) noexcept
{
    timespec now{};
    const int result = ::clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return result;
}

class TstClockJumps : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 Day = 86'400;

    static bool isSane(const JobSnapshot &job)
    {
        return job.elapsed >= 0ms && job.elapsed < 1h && job.paused >= 0ms &&
               (!job.receipt || (job.receipt->took >= 0ms && job.receipt->took < 1h));
    }

private Q_SLOTS:
    void init() { jumped = 0; }
    void theClockOfThisTestJumps()
    {
        const QDateTime before = QDateTime::currentDateTimeUtc();
        jumped = Day;
        QVERIFY(before.secsTo(QDateTime::currentDateTimeUtc()) >= Day);
        jumped = -Day;
        QVERIFY(before.secsTo(QDateTime::currentDateTimeUtc()) < 0);
    }
    void durationsAreThoseOfTheSteadyClock_data()
    {
        QTest::addColumn<qint64>("jump");
        QTest::newRow("forth") << Day;
        QTest::newRow("back") << -Day;
    }
    void durationsAreThoseOfTheSteadyClock()
    {
        QFETCH(qint64, jump);
        TestEngine engine;
        const JobId nap = engine.start(sleepSpec(50));
        const JobId endless = engine.start(sleepSpec(80'000'000));
        const JobId shell = engine.start(shellSpec(u"sleep 0.05"_s));
        engine.untilBegun(shell);
        jumped = jump;
        for (const JobId &id : {nap, shell}) {
            const JobSnapshot end = engine.end(id);
            QCOMPARE(end.state, JobState::Succeeded);
            QVERIFY(isSane(end));
            QVERIFY(end.elapsed >= 45ms);
        }
        QCOMPARE(engine.state(endless), JobState::Running); // a day has not passed
        QVERIFY(isSane(*engine->find(endless)));
        QVERIFY(engine->cancel(endless));
        const JobSnapshot cancelled = engine.end(endless);
        QVERIFY(isSane(cancelled));
        QVERIFY(std::abs(cancelled.started.secsTo(cancelled.finished) - jump) < 3600); // UTC is what it was
    }
    void jumpNeitherFiresTimeoutsNorDelaysAnything()
    {
        TestEngine engine;
        JobSpec patient = sleepSpec(80'000'000);
        patient.timeout = 12h;
        const JobId running = engine.start(patient);
        JobSpec later = sleepSpec(0);
        later.delay = 12h;
        const JobId waiting = engine.start(later);
        JobSpec soon = sleepSpec(0);
        soon.delay = 50ms;
        const JobId delayed = engine.start(soon);
        JobSpec failing = failingSpec();
        failing.retries = {.count = 1, .backoff = 50ms};
        const JobId retried = engine.start(failing);
        QTRY_COMPARE(engine.state(running), JobState::Running);
        jumped = Day;
        QCOMPARE(engine.end(delayed).state, JobState::Succeeded);
        jumped = -Day;
        QCOMPARE(engine.end(retried).attempt, 2);
        QCOMPARE(engine.state(running), JobState::Running);
        QCOMPARE(engine.state(waiting), JobState::Queued);
    }
    void orderIsThatOfSubmissionWhateverTheClockSays()
    {
        TestEngine engine;
        QList<JobSnapshot> jobs;
        for (const qint64 jump : {qint64(0), Day, -Day, qint64(0)}) {
            jumped = jump;
            jobs.append(engine.run(sleepSpec(0)));
        }
        for (qsizetype i = 1; i < jobs.size(); ++i) {
            QVERIFY(jobs.at(i - 1).serial < jobs.at(i).serial);
            QVERIFY(jobs.at(i - 1).id.text() < jobs.at(i).id.text());
        }
    }
    void historyKeepsWhatWasDoneInTheWrongYear()
    {
        QTemporaryDir folder;
        Engine::Config config;
        config.history.file = folder.filePath(u"history.db"_s);
        QList<JobId> ids;
        {
            TestEngine engine(config);
            for (const qint64 jump : {qint64(0), Day, -Day}) {
                jumped = jump;
                ids.append(engine.run(sleepSpec(0)).id);
            }
        }
        jumped = -2 * Day; // all of them are of the future
        TestEngine engine(config);
        QTRY_COMPARE(engine->list().size(), ids.size());
        for (qsizetype i = 0; i < ids.size(); ++i) {
            QCOMPARE(engine->list().at(i).id, ids.at(i));
            QCOMPARE(engine->list().at(i).state, JobState::Succeeded);
        }
    }
};

QTEST_GUILESS_MAIN(TstClockJumps)
#include "tst_clockjumps.moc"
