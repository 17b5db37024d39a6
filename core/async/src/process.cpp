// SPDX-License-Identifier: MIT
#include "belayer/async/process.h"

#include "belayer/async/detail/signalwait.h"

#include <QProcess>
#include <QTimer>

namespace belayer::async {

namespace {

using namespace detail;

class ProcessOp final : public OpBase<ProcessOp, ProcessEnd>
{
public:
    static constexpr char name[] = "process";
    ProcessOp(PromiseBase *promise, QPointer<QProcess> process, std::chrono::milliseconds grace) noexcept
        : OpBase(promise), m_process(std::move(process)), m_grace(grace)
    {
    }
    bool tryNow() const { return !m_process || m_process->state() == QProcess::NotRunning; }
    void park()
    {
        const auto end = [](auto owner) {
            return [owner = std::move(owner)] {
                if (*owner)
                    (*owner)->job()->complete();
            };
        };
        m_wait.connect(m_process.data(), &QProcess::finished, this, end);
        m_wait.connect(m_process.data(), &QObject::destroyed, this, end);
        m_wait.connect(m_process.data(), &QProcess::errorOccurred, this, [](auto owner) {
            return [owner = std::move(owner)](QProcess::ProcessError error) {
                if (*owner && error == QProcess::FailedToStart)
                    (*owner)->job()->complete();
            };
        });
    }
    void cancel() noexcept { job()->signalCancelLater(); }
    void signalCancel()
    {
        m_isTerminated = true;
        QTimer::singleShot(m_grace, Qt::PreciseTimer, m_process.data(), &QProcess::kill);
        m_process->terminate();
    }
    ProcessEnd result() const
    {
        if (m_isTerminated)
            throw Cancelled(job()->currentScope()->reason());
        if (!m_process)
            throw SenderDestroyed();
        if (m_process->error() == QProcess::FailedToStart)
            return {ProcessEnd::How::FailedToStart, -1};
        if (m_process->exitStatus() == QProcess::CrashExit)
            return {ProcessEnd::How::Crashed, -1};
        return {ProcessEnd::How::Exited, m_process->exitCode()};
    }

private:
    QPointer<QProcess> m_process;
    std::chrono::milliseconds m_grace;
    SignalWait<ProcessOp> m_wait;
    bool m_isTerminated = false;
};

struct ProcessFinished : AwaitableTag
{
    static constexpr bool isQuiet = true;
    using value_type = ProcessEnd;
    ProcessFinished(QProcess *p, std::chrono::milliseconds g) : process(p), grace(g) {}
    ProcessOp makeOp(PromiseBase *promise) && { return ProcessOp(promise, std::move(process), grace); }
    QPointer<QProcess> process;
    std::chrono::milliseconds grace;
};

Task<ProcessEnd> waitFor(ProcessFinished description)
{
    co_return co_await std::move(description);
}

} // namespace

Task<ProcessEnd> finished(QProcess *process, std::chrono::milliseconds grace)
{
    return waitFor(ProcessFinished(process, grace)); // holds the process weakly from now on
}

} // namespace belayer::async
