// SPDX-License-Identifier: GPL-3.0-or-later
// Fault: a function in the pool that never comes back, as when a disk does not answer.
#include "tests/engine/testengine.h"

#include <QFile>

#include <atomic>
#include <memory>

#include <fcntl.h>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

std::atomic<bool> isDiskStuck{false};
std::atomic<int> stuckReaders{0};

} // namespace

// Asked before each file is read, by nobody else. The linker prefers ours to the C library's.
extern "C" int posix_fadvise(int, off_t, off_t, int) noexcept
{
    ++stuckReaders;
    isDiskStuck.wait(true);
    --stuckReaders;
    return 0;
}

class TstStuckDisk : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    JobSpec checksumSpec(std::chrono::milliseconds grace)
    {
        const QString path = m_folder.filePath(u"file"_s);
        QFile file(path);
        if (!file.open(QFile::WriteOnly) || file.write("content") < 0)
            qFatal("no file to read");
        JobSpec job = spec(u"checksum"_s, {{u"paths"_s, QStringList{path}}});
        job.grace = grace;
        return job;
    }
    static void release()
    {
        isDiskStuck = false;
        isDiskStuck.notify_all();
    }

private Q_SLOTS:
    void init() { isDiskStuck = true; }
    void cleanup()
    {
        release();
        QTRY_COMPARE(stuckReaders.load(), 0);
    }
    void jobEndsWithoutItsStuckBodyAndTheMetricsKnowIt()
    {
        TestEngine engine;
        const JobId id = engine.start(checksumSpec(20ms));
        QTRY_COMPARE(stuckReaders.load(), 1);
        QCOMPARE(engine->metrics().pool.abandoned, 0);
        const int threads = engine->metrics().pool.threads;
        QVERIFY(engine->cancel(id));
        const JobSnapshot end = engine.end(id);
        QCOMPARE(end.state, JobState::Cancelled);
        QCOMPARE(end.receipt->abandonedThreads, 1);
        QVERIFY(end.receipt->took >= 20ms);
        const PoolMetrics pool = engine->metrics().pool;
        QCOMPARE(pool.abandoned, 1);
        QCOMPARE(pool.busy, 1);
        QCOMPARE(pool.threads, threads + 1); // its place is taken by another
        release();
        QTRY_COMPARE(engine->metrics().pool.abandoned, 0);
        QCOMPARE(engine->metrics().pool.everAbandoned, quint64(1));
        QCOMPARE(engine.run(checksumSpec(1s)).state, JobState::Succeeded);
    }
    /// The grace of ten minutes would be longer than this test may take.
    void stopCutsTheGraceShort()
    {
        TestEngine engine;
        const JobId id = engine.start(checksumSpec(10min));
        QTRY_COMPARE(stuckReaders.load(), 1);
        async::runBlocking(engine->stop(50ms));
        const JobSnapshot end = *engine->find(id);
        QCOMPARE(end.state, JobState::Cancelled);
        QCOMPARE(end.receipt->reason, std::optional(EndReason::Shutdown));
        QCOMPARE(end.receipt->abandonedThreads, 1);
    }
    /// The body outlives the engine, and must not touch it.
    void destroyedEngineGivesUpOnAStuckBody()
    {
        auto engine = std::make_unique<TestEngine>();
        engine->start(checksumSpec(10min));
        QTRY_COMPARE(stuckReaders.load(), 1);
        engine.reset();
        QCOMPARE(stuckReaders.load(), 1);
        release();
        QTRY_COMPARE(stuckReaders.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TstStuckDisk)
#include "tst_stuckdisk.moc"
