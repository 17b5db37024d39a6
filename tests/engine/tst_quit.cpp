// SPDX-License-Identifier: GPL-3.0-or-later
// Fault: quits with everything that may be alive at a time.
#include "core/engine/process/processtable.h"
#include "tests/engine/testengine.h"

#include <QElapsedTimer>

#include <unistd.h>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

class TstQuit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenThousandJobsOfWhichAHundredAreProcessesEndWithinTenSeconds()
    {
        TestEngine engine;
        QList<JobId> processes;
        for (int i = 0; i < 100; ++i) { // a third each: plain, with a runaway, deaf to SIGTERM
            const QString lines[] = {u"sleep 600"_s, u"setsid sh -c 'sleep 600 & sleep 600' & sleep 600"_s,
                                     u"trap '' TERM; while :; do sleep 600; done"_s};
            processes.append(engine.start(shellSpec(lines[i % 3])));
        }
        for (int i = 0; i < 9'900; ++i)
            engine.start(sleepSpec(60'000));
        const auto running = [&] {
            const QList<JobSnapshot> jobs = engine->list();
            return std::count_if(jobs.begin(), jobs.end(),
                                 [](const JobSnapshot &job) { return job.state == JobState::Running; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(running(), 10'000, 60'000);
        QElapsedTimer timer;
        timer.start();
        async::runBlocking(engine->stop(10s));
        const qint64 took = timer.elapsed();
        QVERIFY2(took < 10'000, qPrintable(u"%1 ms"_s.arg(took)));
        for (const JobSnapshot &job : engine->list())
            QCOMPARE(job.state, JobState::Cancelled);
        QCOMPARE(childrenOf(::getpid()).size(), size_t(0));
        qInfo("10000 jobs, 100 of them processes, ended in %lld ms", took);
    }
};

QTEST_GUILESS_MAIN(TstQuit)
#include "tst_quit.moc"
