// SPDX-License-Identifier: MIT
#include "belayer/async/runblocking.h"

#include "workerpool.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace belayer::async::detail {

void runLoopUntilFinished(const HandleBase &handle)
{
    const LentPlace lent; // a pool thread that waits here must not keep others from running
    QEventLoop eventLoop;
    JobExtras &extras = handle.job()->extras();
    extras.onFinishedArgument = &eventLoop;
    extras.onFinished = [](void *argument) { static_cast<QEventLoop *>(argument)->quit(); };
    // Called from a posted event, the nested loop of Qt's GLib dispatcher would not look at those behind it,
    // and the loop's own wake-up may be one.
    eventLoop.wakeUp();
    if (!handle.isFinished())
        eventLoop.exec();
    extras.onFinished = nullptr;
    if (handle.isFinished())
        return;
    // The application quits: no event loop starts any more, but events can still be processed.
    handle.cancel(CancelReason::Shutdown);
    while (!handle.isFinished())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

void throwOutcome(const HandleBase &handle)
{
    if (const std::exception_ptr error = handle.error())
        std::rethrow_exception(error);
    throw Cancelled(handle.cancelReason());
}

} // namespace belayer::async::detail
