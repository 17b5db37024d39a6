// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/outputreader.h"
#include "tests/engine/testprocesses.h"

#include <sys/resource.h>
#include <sys/stat.h>

using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

qint64 ownMemory()
{
    return readProcess(::getpid())->memory;
}

/// A soft limit for as long as this lives.
class Limit
{
public:
    Limit(int resource, rlim_t value) : m_resource(resource)
    {
        ::getrlimit(static_cast<__rlimit_resource>(resource), &m_before);
        const rlimit lowered{std::min(value, m_before.rlim_max), m_before.rlim_max};
        ::setrlimit(static_cast<__rlimit_resource>(resource), &lowered);
    }
    Limit(const Limit &) = delete;
    ~Limit() { ::setrlimit(static_cast<__rlimit_resource>(m_resource), &m_before); }

private:
    int m_resource;
    rlimit m_before{};
};

} // namespace

class TstProcessFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenGibibytesOfOutputCostNeitherMemoryNorDisk()
    {
        TestEngine engine;
        const qint64 memoryBefore = ownMemory();
        qint64 memory = 0;
        qint64 disk = 0;
        const JobId id = engine.start(
            shellSpec(u"yes 'a line of output that is like all others' | head -c 10737418240"_s));
        while (!isFinished(engine.state(id))) {
            QTest::qWait(20);
            memory = std::max(memory, ownMemory());
            struct stat info{};
            if (::stat(QFile::encodeName(engine->find(id)->outputFile).constData(), &info) == 0)
                disk = std::max<qint64>(disk, info.st_blocks * 512);
        }
        const JobSnapshot end = engine.end(id);
        qInfo("%lld ms, memory grew by %lld KiB, at most %lld MB on disk",
              static_cast<long long>(end.elapsed.count()),
              static_cast<long long>((memory - memoryBefore) / 1024),
              static_cast<long long>(disk / 1'000'000));
        QCOMPARE(end.state, JobState::Succeeded);
        OutputReader reader(end.outputFile);
        QCOMPARE(reader.size(), Q_INT64_C(10737418240));
        QVERIFY(reader.size() - reader.dropped() <= 64 * 1024 * 1024);
        QVERIFY(memory - memoryBefore < 64 * 1024 * 1024);
        QVERIFY(disk < 2'000'000'000);
        QCOMPARE(reader.tail().size(), 1'000);
    }
    void manyMoreCommandsThanDescriptorsAreAllRun()
    {
        const Limit descriptors(RLIMIT_NOFILE, 1'024);
        TestEngine engine;
        QList<JobId> ids;
        for (int i = 0; i < 1'200; ++i)
            ids += engine.start(shellSpec(u"echo %1; sleep 0.2"_s.arg(i)));
        for (int i = 0; i < ids.size(); ++i) {
            const JobSnapshot end = engine.end(ids.at(i));
            QVERIFY2(end.state == JobState::Succeeded, qPrintable(end.error.value_or(JobError{}).message));
            QCOMPARE(contentOf(end.outputFile), QByteArray::number(i) + '\n');
        }
    }
    void forkStormAtTheLimitOfProcessesIsCancelled()
    {
        // Root has no such limit, so the storm counts itself.
        TestEngine engine;
        JobSpec job =
            shellSpec(u"ulimit -u 400 2>/dev/null; trap '' TERM; n=0; "
                      "while [ $n -lt 300 ]; do setsid sh -c 'trap \"\" TERM; while :; do sleep 600; done' & "
                      "n=$((n+1)); done; wait"_s);
        job.grace = 100ms;
        const JobId id = engine.start(job);
        QTRY_VERIFY_WITH_TIMEOUT(namesBelow(::getpid()).size() > 300, 60'000);
        QVERIFY(engine->cancel(id));
        const JobSnapshot end = engine.end(id);
        QCOMPARE(end.state, JobState::Cancelled);
        QVERIFY(end.receipt->processes.size() > 300);
        for (const EndedProcess &process : end.receipt->processes)
            QVERIFY(process.gone);
        QVERIFY(childrenOf(::getpid()).empty());
    }
    void hundredsOfStubbornTreesEndTogether()
    {
        TestEngine engine;
        QList<JobId> ids;
        for (int i = 0; i < 200; ++i) {
            JobSpec job =
                shellSpec(u"trap '' TERM; setsid sleep 600 & echo ready; while :; do sleep 600; done"_s);
            job.grace = 2s;
            ids += engine.start(job);
        }
        for (const JobId &id : ids)
            QTRY_COMPARE_WITH_TIMEOUT(contentOf(engine->find(id)->outputFile), QByteArray("ready\n"), 60'000);
        rusage before{};
        ::getrusage(RUSAGE_SELF, &before);
        for (const JobId &id : ids)
            QVERIFY(engine->cancel(id));
        for (const JobId &id : ids) {
            const JobSnapshot end = engine.end(id);
            QCOMPARE(end.state, JobState::Cancelled);
            QCOMPARE(end.signal, std::optional(SIGKILL));
        }
        rusage after{};
        ::getrusage(RUSAGE_SELF, &after);
        const auto milliseconds = [](const rusage &used) {
            return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
                   (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
        };
        qInfo("%ld ms of CPU", static_cast<long>(milliseconds(after) - milliseconds(before)));
        QVERIFY(childrenOf(::getpid()).empty());
    }
};

QTEST_GUILESS_MAIN(TstProcessFaults)
#include "tst_processfaults.moc"
