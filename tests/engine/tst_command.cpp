// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/fd.h"
#include "tests/engine/testprocesses.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

class TstCommand : public QObject
{
    Q_OBJECT

private:
    /// Starts the shell line with $PIDS naming a file for pids, waits until `count` are there and cancels the
    /// job. Leaves the last snapshot in `m_job` and the pids in `m_pids`.
    void cancelWhenUp(const QString &line, qsizetype count, std::chrono::milliseconds grace)
    {
        TestEngine engine;
        const QString file = engine.folder() + u"/pids"_s;
        JobSpec job = shellSpec(line);
        job.params.insert(u"env"_s, QVariantMap{{u"PIDS"_s, file}});
        job.grace = grace;
        const JobId id = engine.start(job);
        QTRY_VERIFY(pidsIn(file).size() >= count);
        QCOMPARE(engine->cancel(id)->state, JobState::Cancelling);
        m_job = engine.end(id);
        m_pids = pidsIn(file);
        QVERIFY(!isAnyThere(m_pids));
    }
    JobSnapshot m_job;
    QList<pid_t> m_pids;
    QTemporaryDir m_files;

private Q_SLOTS:
    void outputAndExitCodeAreKept()
    {
        TestEngine engine;
        const JobSnapshot job = engine.run(shellSpec(u"echo out; echo err >&2; exit 3"_s));
        QCOMPARE(job.state, JobState::Failed);
        QCOMPARE(job.exitCode, std::optional(3));
        QCOMPARE(job.signal, std::optional<int>());
        QCOMPARE(job.error->code, u"exit_code"_s);
        QCOMPARE(contentOf(job.outputFile), QByteArray("out\nerr\n"));
        struct stat info{};
        QCOMPARE(::stat(QFile::encodeName(job.outputFile).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0600U);
        QCOMPARE(::stat(QFile::encodeName(engine.folder()).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0700U);
    }
    void signalIsReportedApart()
    {
        TestEngine engine;
        const JobSnapshot job = engine.run(shellSpec(u"kill -KILL $$"_s));
        QCOMPARE(job.state, JobState::Failed);
        QCOMPARE(job.signal, std::optional(SIGKILL));
        QCOMPARE(job.exitCode, std::optional<int>());
        QCOMPARE(job.error->code, u"signal"_s);
        QVERIFY(job.error->message.contains(u"SIGKILL"_s));
    }
    void argumentsArriveUntouched()
    {
        TestEngine engine;
        const QStringList arguments{u"%s|"_s, u"a b"_s, u"$HOME"_s, u"ü\"'"_s, QString()};
        const JobSnapshot job = engine.run(programSpec(u"printf"_s, arguments));
        QCOMPARE(job.state, JobState::Succeeded);
        QCOMPARE(contentOf(job.outputFile), QByteArray("a b|$HOME|ü\"'||"));
    }
    void failureToStartNamesItsReason_data()
    {
        QTest::addColumn<JobSpec>("job");
        QTest::addColumn<QString>("code");
        const auto write = [&](const QString &name, const QByteArray &content,
                               QFile::Permissions permissions) {
            QFile file(m_files.filePath(name));
            if (file.open(QIODevice::WriteOnly))
                file.write(content);
            file.setPermissions(permissions);
            return file.fileName();
        };
        const QString plain = write(u"plain"_s, "#!/bin/sh\n", QFile::ReadOwner);
        const QString empty = write(u"garbage"_s, "\x7f\x01\x02", QFile::ReadOwner | QFile::ExeOwner);
        const QString orphan =
            write(u"orphan"_s, "#!/no/such/interpreter\n", QFile::ReadOwner | QFile::ExeOwner);
        JobSpec noFolder = programSpec(u"true"_s);
        noFolder.params.insert(u"cwd"_s, u"/no/such/folder"_s);
        JobSpec fileAsFolder = programSpec(u"true"_s);
        fileAsFolder.params.insert(u"cwd"_s, plain);
        JobSpec emptyPath = programSpec(u"true"_s);
        emptyPath.params.insert(u"env"_s, QVariantMap{{u"PATH"_s, u"/nowhere"_s}});

        QTest::newRow("missing") << programSpec(u"/no/such/program"_s) << u"program_not_found"_s;
        QTest::newRow("not in PATH") << programSpec(u"no-such-program"_s) << u"program_not_found"_s;
        QTest::newRow("the job's own PATH") << emptyPath << u"program_not_found"_s;
        QTest::newRow("interpreter missing") << programSpec(orphan) << u"not_executable"_s;
        QTest::newRow("no x-bit") << programSpec(plain) << u"not_executable"_s;
        QTest::newRow("a folder") << programSpec(u"/tmp"_s) << u"not_executable"_s;
        QTest::newRow("no program at all") << programSpec(empty) << u"not_executable"_s;
        QTest::newRow("missing cwd") << noFolder << u"cwd_not_found"_s;
        QTest::newRow("cwd is a file") << fileAsFolder << u"cwd_not_found"_s;
        QTest::newRow("one argument too long")
            << programSpec(u"true"_s, {QString(200'000, u'x')}) << u"arguments_too_long"_s;
    }
    void failureToStartNamesItsReason()
    {
        QFETCH(const JobSpec, job);
        QFETCH(const QString, code);
        TestEngine engine;
        const JobSnapshot end = engine.run(job);
        QCOMPARE(end.state, JobState::Failed);
        QCOMPARE(end.error->code, code);
        QVERIFY2(end.error->message.contains(u'('), qPrintable(end.error->message)); // the system's own words
        QVERIFY(!end.exitCode && !end.signal);
    }
    void environmentIsCleanAndExplicit()
    {
        qputenv("BELAYER_TEST_SECRET", "token");
        TestEngine engine;
        JobSpec job = programSpec(u"env"_s);
        job.params.insert(u"env"_s, QVariantMap{{u"EXTRA"_s, u"1=2"_s}, {u"HOME"_s, u"/elsewhere"_s}});
        const QList<QByteArray> lines = contentOf(engine.run(job).outputFile).split('\n');
        qunsetenv("BELAYER_TEST_SECRET");
        QVERIFY(lines.contains("EXTRA=1=2"));
        QVERIFY(lines.contains("HOME=/elsewhere"));
        QVERIFY(std::any_of(lines.begin(), lines.end(),
                            [](const QByteArray &l) { return l.startsWith("PATH="); }));
        QVERIFY(std::none_of(lines.begin(), lines.end(),
                             [](const QByteArray &l) { return l.contains("SECRET"); }));
    }
    void onlyTheStandardDescriptorsAreInherited()
    {
        const Fd leaky(::open("/dev/null", O_RDONLY)); // on purpose without O_CLOEXEC
        TestEngine engine;
        // No pipe: the shell would hold its ends while it starts the second program.
        const JobSnapshot job = engine.run(shellSpec(u"ls /proc/$$/fd; readlink /proc/$$/fd/0"_s));
        QCOMPARE(contentOf(job.outputFile), QByteArray("0\n1\n2\n/dev/null\n"));
    }
    void runsInItsOwnSessionAndFolderWithFreshSignals()
    {
        ::signal(SIGUSR1, SIG_IGN); // an ignored signal would survive exec
        TestEngine engine;
        // The shell reads its own status: while it starts a program to do so, it blocks signals.
        JobSpec job =
            shellSpec(u"pwd; cut -d' ' -f5,6 /proc/$$/stat; echo $$ $$; while read -r name value; do "
                      "case $name in SigBlk:|SigIgn:) echo $name $value;; esac; done < /proc/$$/status"_s);
        job.params.insert(u"cwd"_s, u"/usr/lib"_s);
        const QList<QByteArray> lines = contentOf(engine.run(job).outputFile).split('\n');
        ::signal(SIGUSR1, SIG_DFL);
        QCOMPARE(lines.at(0), QByteArray("/usr/lib"));
        QCOMPARE(lines.at(1), lines.at(2));
        QCOMPARE(lines.at(3), QByteArray("SigBlk: 0000000000000000"));
        QCOMPARE(lines.at(4), QByteArray("SigIgn: 0000000000000000"));
    }
    void stdinIsAtItsEnd()
    {
        TestEngine engine;
        QCOMPARE(engine.run(programSpec(u"cat"_s)).state, JobState::Succeeded);
    }
    void cancelReachesGrandchildren()
    {
        cancelWhenUp(u"sh -c 'sh -c \"echo \\$\\$ >>$PIDS; exec sleep 600\" & echo $$ >>$PIDS; wait' & "
                     "echo $$ >>$PIDS; wait"_s,
                     3, 60s);
        QCOMPARE(m_job.state, JobState::Cancelled);
        QCOMPARE(m_pids.size(), 3);
        QVERIFY(m_job.elapsed < 30s); // all of them heard SIGTERM
    }
    void cancelReachesWhatLeftTheSession()
    {
        cancelWhenUp(u"setsid sh -c 'setsid sh -c \"echo \\$\\$ >>$PIDS; exec sleep 600\" & echo $$ >>$PIDS; "
                     "exec sleep 600' & echo $$ >>$PIDS; wait"_s,
                     3, 60s);
        QCOMPARE(m_job.state, JobState::Cancelled);
    }
    void cancelReachesDaemons()
    {
        // Double fork: the middle process is gone, so the daemon hangs from nobody in the job's tree.
        cancelWhenUp(
            u"(setsid sh -c 'echo $$ >>$PIDS; exec sleep 600' >/dev/null 2>&1 &) ; echo $$ >>$PIDS; sleep 600"_s,
            2, 60s);
        QCOMPARE(m_job.state, JobState::Cancelled);
    }
    void cancelReachesDaemonsThatWipedTheirEnvironment()
    {
        cancelWhenUp(
            u"(env -i /usr/bin/setsid sh -c \"echo \\$\\$ >>$PIDS; exec sleep 600\" &) ; echo $$ >>$PIDS; sleep 600"_s,
            2, 60s);
        QCOMPARE(m_job.state, JobState::Cancelled);
    }
    void cancelReachesDaemonsThatLeftNoTrace()
    {
        // Another session, environment wiped, output elsewhere: only its parentage is left to find it by.
        cancelWhenUp(
            u"(env -i /usr/bin/setsid sh -c \"echo \\$\\$ >>$PIDS; exec sleep 600\" >/dev/null 2>&1 &) ; "
            "echo $$ >>$PIDS; sleep 600"_s,
            2, 60s);
        QCOMPARE(m_job.state, JobState::Cancelled);
    }
    void daemonThatLeftNoTraceEndsWithItsStarter()
    {
        // The leader, which it would have fallen to, has gone before it: not even its parentage is left.
        TestEngine engine;
        const QString file = engine.folder() + u"/pids"_s;
        JobSpec job =
            shellSpec(u"(env -i PIDS=$PIDS /usr/bin/setsid sh -c 'echo $$ >>$PIDS; exec env -i sleep 600' "
                      u">/dev/null 2>&1 &); while [ ! -s $PIDS ]; do sleep 0.01; done"_s);
        job.params.insert(u"env"_s, QVariantMap{{u"PIDS"_s, file}});
        const JobSnapshot end = engine.run(job);
        QCOMPARE(end.state, JobState::Succeeded);
        QCOMPARE(pidsIn(file).size(), 1);
        QVERIFY(!isAnyThere(pidsIn(file)));
        QCOMPARE(end.receipt->processes.size(), 1);
        QCOMPARE(end.receipt->processes.first().role, EndedProcess::Role::LeftBehind);
    }
    void ignoredSigtermEndsAfterTheGrace()
    {
        cancelWhenUp(u"trap '' TERM; echo $$ >>$PIDS; while :; do sleep 600; done"_s, 1, 50ms);
        QCOMPARE(m_job.state, JobState::Cancelled);
        QCOMPARE(m_job.signal, std::optional(SIGKILL));
    }
    void cancelIsPolite()
    {
        TestEngine engine;
        const QString file = engine.folder() + u"/pids"_s;
        JobSpec job =
            shellSpec(u"trap 'echo bye; exit 7' TERM; echo $$ >>$PIDS; while :; do sleep 0.01; done"_s);
        job.params.insert(u"env"_s, QVariantMap{{u"PIDS"_s, file}});
        job.grace = 60s;
        const JobId id = engine.start(job);
        QTRY_COMPARE(pidsIn(file).size(), 1);
        QVERIFY(engine->cancel(id));
        const JobSnapshot end = engine.end(id);
        QCOMPARE(end.state, JobState::Cancelled);
        QCOMPARE(end.exitCode, std::optional(7));
        QVERIFY(contentOf(end.outputFile).endsWith("bye\n"));
    }
    void stoppedProcessIsCancelled()
    {
        cancelWhenUp(u"sh -c 'echo $$ >>$PIDS; kill -STOP $$' & echo $$ >>$PIDS; kill -STOP $$"_s, 2, 60s);
        QCOMPARE(m_job.state, JobState::Cancelled);
        QVERIFY(m_job.elapsed < 30s);
    }
    void leftoversOfALeaderAreReapedBeforeItsEnd()
    {
        TestEngine engine;
        const QString file = engine.folder() + u"/pids"_s;
        JobSpec job =
            shellSpec(u"sleep 600 & echo $! >>$PIDS; (setsid sleep 600 & echo $! >>$PIDS); exit 5"_s);
        job.params.insert(u"env"_s, QVariantMap{{u"PIDS"_s, file}});
        const JobSnapshot end = engine.run(job);
        QCOMPARE(end.exitCode, std::optional(5));
        QCOMPARE(end.state, JobState::Failed);
        QCOMPARE(pidsIn(file).size(), 2);
        QVERIFY(!isAnyThere(pidsIn(file)));
    }
    void setsidLeavesNothing()
    {
        // setsid forks, for it leads its group, and its own end is the job's; the rest must go all the same.
        TestEngine engine;
        const QString file = engine.folder() + u"/pids"_s;
        JobSpec job =
            programSpec(u"setsid"_s, {u"sh"_s, u"-c"_s,
                                      u"sleep 999 & echo $$ $! | tr ' ' '\\n' >>$PIDS; exec sleep 999"_s});
        job.params.insert(u"env"_s, QVariantMap{{u"PIDS"_s, file}});
        const JobSnapshot end = engine.run(job);
        QCOMPARE(end.state, JobState::Succeeded);
        QVERIFY(!isAnyThere(pidsIn(file)));
        QVERIFY(childrenOf(::getpid()).empty());
    }
    void forkStormIsCancelled()
    {
        cancelWhenUp(u"f() { while :; do sh -c 'setsid sleep 600 & exec sleep 600' & sleep 0.01; done; }; "
                     "trap '' TERM; f & echo $! >>$PIDS; echo $$ >>$PIDS; wait"_s,
                     2, 20ms);
        QCOMPARE(m_job.state, JobState::Cancelled);
        QVERIFY(childrenOf(::getpid()).empty());
    }
    void cancelDuringStartLeavesNothing()
    {
        TestEngine engine;
        QList<JobId> ids;
        for (int i = 0; i < 50; ++i)
            ids.append(engine.start(shellSpec(u"sleep 600 & sleep 600"_s)));
        for (const JobId &id : ids) {
            QVERIFY(engine->cancel(id)); // queued, or just started
            QCoreApplication::processEvents();
        }
        for (const JobId &id : ids)
            QCOMPARE(engine.end(id).state, JobState::Cancelled);
        QVERIFY(childrenOf(::getpid()).empty());
    }
    void finishedProgramBeatsTheCancel()
    {
        TestEngine engine;
        bool hit = false;
        for (int attempt = 0; !hit && attempt < 200; ++attempt) {
            const JobId id = engine.start(programSpec(u"true"_s));
            while (engine.state(id) == JobState::Queued)
                QCoreApplication::processEvents();
            if (engine.state(id) != JobState::Running)
                continue; // it was so quick that the engine knows already
            for (const pid_t child :
                 childrenOf(::getpid())) { // wait for its end, but give the engine no turn
                siginfo_t info{};
                ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT);
            }
            hit = true;
            QVERIFY(engine->cancel(id));
            QCOMPARE(engine.end(id).state, JobState::Succeeded);
        }
        QVERIFY(hit);
    }
    void stopKillsWhatIgnoresItAtTheDeadline()
    {
        TestEngine engine;
        const QString file = engine.folder() + u"/pids"_s;
        JobSpec job = shellSpec(u"trap '' TERM; echo $$ >>$PIDS; while :; do sleep 600; done"_s);
        job.params.insert(u"env"_s, QVariantMap{{u"PIDS"_s, file}});
        job.grace = 600s;
        QList<JobId> ids;
        for (int i = 0; i < 10; ++i)
            ids.append(engine.start(job));
        QTRY_COMPARE(pidsIn(file).size(), 10);
        belayer::async::runBlocking(engine->stop(50ms));
        for (const JobId &id : ids)
            QCOMPARE(engine.state(id), JobState::Cancelled);
        QVERIFY(childrenOf(::getpid()).empty());
    }
    void destroyedEngineLeavesNoProcess()
    {
        QList<pid_t> pids;
        {
            TestEngine engine;
            const QString file = engine.folder() + u"/pids"_s;
            JobSpec job = shellSpec(u"trap '' TERM; sleep 600 & echo $! >>$PIDS; echo $$ >>$PIDS; wait"_s);
            job.params.insert(u"env"_s, QVariantMap{{u"PIDS"_s, file}});
            engine.start(job);
            QTRY_COMPARE(pidsIn(file).size(), 2);
            pids = pidsIn(file);
        }
        QVERIFY(!isAnyThere(pids));
    }
    void reusedPidGetsNoSignal()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            ::pause();
            ::_exit(0);
        }
        const std::optional<ProcessRow> row = readProcess(child);
        QVERIFY(row);
        sendSignal({child, row->id.startTime + 1}, SIGKILL); // as if the pid now belonged to a later process
        QCOMPARE(::waitpid(child, nullptr, WNOHANG), 0);
        sendSignal(row->id, SIGKILL);
        QCOMPARE(::waitpid(child, nullptr, 0), child);
    }
};

QTEST_GUILESS_MAIN(TstCommand)
#include "tst_command.moc"
