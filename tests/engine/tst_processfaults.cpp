// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/outputreader.h"
#include "tests/engine/testprocesses.h"

#include <QProcess>

#include <grp.h>
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

const QString LimitedUser = u"BELAYER_TEST_LIMITED_USER"_s;

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
    /// Root has no limit, so this test runs the next one as a user who has one, and no other process.
    void commandsAtTheLimitOfProcessesHaveTheirEnd()
    {
        if (::geteuid() != 0)
            QSKIP("only root can become a user without any process");
        QProcess limited;
        limited.setProcessChannelMode(QProcess::MergedChannels);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(LimitedUser, u"1"_s);
        environment.insert(u"HOME"_s, u"/tmp"_s);
        limited.setProcessEnvironment(environment);
        limited.setChildProcessModifier([] {
            constexpr uid_t Nobody = 54'321;
            const rlimit few{60, 60};
            if (::setrlimit(RLIMIT_NPROC, &few) != 0 || ::setgroups(0, nullptr) != 0 ||
                ::setresgid(Nobody, Nobody, Nobody) != 0 || ::setresuid(Nobody, Nobody, Nobody) != 0)
                ::_exit(126);
        });
        limited.start(QCoreApplication::applicationFilePath(), {u"limitedUsersCommandsHaveTheirEnd"_s});
        if (!limited.waitForStarted())
            QSKIP("the build folder is closed to other users");
        QVERIFY(limited.waitForFinished(100'000));
        QVERIFY2(limited.exitStatus() == QProcess::NormalExit && limited.exitCode() == 0,
                 limited.readAll().constData());
    }
    void limitedUsersCommandsHaveTheirEnd()
    {
        if (!qEnvironmentVariableIsSet(LimitedUser.toLatin1().constData()))
            QSKIP("a part of the test above");
        TestEngine engine;
        QList<JobId> ids;
        for (int i = 0; i < 200; ++i)
            ids += engine.start(shellSpec(u"sleep 0.5"_s));
        int refusals = 0;
        for (const JobId &id : ids) {
            const JobSnapshot end = engine.end(id);
            if (end.state == JobState::Succeeded)
                continue;
            QCOMPARE(end.state, JobState::Failed); // the shell itself, or its sleep
            refusals += end.error->code == u"exit_code"_s ? 0 : 1;
            QVERIFY2(end.error->code == u"exit_code"_s ||
                         end.error->message.contains(u"Resource temporarily unavailable"_s),
                     qPrintable(end.error->message));
        }
        QVERIFY(refusals > 0);
        QVERIFY(childrenOf(::getpid()).empty());
        QCOMPARE(engine.run(shellSpec(u"true"_s)).state, JobState::Succeeded);
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
