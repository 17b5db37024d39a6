// SPDX-License-Identifier: MIT
#include "belayer/async/qfuture.h"

#include <QException>
#include <QFuture>
#include <QFutureWatcher>

namespace belayer::async::detail {

ProgressSink *progressSinkOf(Job *job) noexcept
{
    for (ScopeNode *node = job; node; node = node->parent()) {
        if (node->kind() != ScopeNode::Kind::Job)
            continue;
        if (ProgressSink *sink = static_cast<Job *>(node)->progressSink())
            return sink;
    }
    return nullptr;
}

class FutureWatch::Watcher final : public QFutureWatcher<void>
{
public:
    bool waitsForEnd = false;
};

FutureWatch::~FutureWatch()
{
    delete m_watcher;
}

void FutureWatch::completeAtEnd(void *anyFuture, Job *waiter)
{
    auto *watcher = m_watcher = new Watcher;
    QObject::connect(watcher, &Watcher::finished, watcher, [waiter] { waiter->complete(); });
    QObject::connect(watcher, &Watcher::canceled, watcher, [watcher, waiter] {
        if (!watcher->waitsForEnd)
            waiter->complete();
    });
    if (ProgressSink *sink = progressSinkOf(waiter)) {
        const auto forward = [watcher, sink] {
            sink->report(watcher->progressValue(), watcher->progressMinimum(), watcher->progressMaximum(),
                         watcher->progressText());
        };
        QObject::connect(watcher, &Watcher::progressValueChanged, watcher, forward);
        QObject::connect(watcher, &Watcher::progressRangeChanged, watcher, forward);
    }
    watcher->setFuture(*static_cast<QFuture<void> *>(anyFuture));
}

void FutureWatch::cancelWith(void *anyFuture, Job *job)
{
    auto *watcher = m_watcher = new Watcher;
    QObject::connect(watcher, &Watcher::canceled, watcher,
                     [job] { job->cancelFromAnyThread(CancelReason::User); });
    watcher->setFuture(*static_cast<QFuture<void> *>(anyFuture));
}

void FutureWatch::waitForEnd() noexcept
{
    m_watcher->waitsForEnd = true;
}

void throwFailureOf(void *anyFuture)
{
    QFutureInterfaceBase state = QFutureInterfaceBase::get(*static_cast<QFuture<void> *>(anyFuture));
    if (!state.hasException())
        return;
    try {
        state.exceptionStore().throwPossibleException();
    } catch (const QUnhandledException &wrapped) {
        if (const std::exception_ptr inner = wrapped.exception())
            std::rethrow_exception(inner);
        throw;
    }
}

} // namespace belayer::async::detail
