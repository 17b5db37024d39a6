// SPDX-License-Identifier: MIT
#include "belayer/async/taskscope.h"

#include "belayer/async/timeout.h"

namespace belayer::async {

detail::Loop *TaskScope::lateBind()
{
    detail::Loop *loop = detail::Loop::current();
    bind(loop, &loop->root());
    return loop;
}

Task<int> TaskScope::shutdown(std::chrono::milliseconds grace)
{
    close();
    cancel(CancelReason::Shutdown);
    try {
        co_await detail::Quiet(withTimeout(grace, join()));
        co_return 0;
    } catch (const TimeoutError &) {
    } catch (...) {
        destroyAll();
        throw;
    }
    const auto destroyed = static_cast<int>(liveCount());
    destroyAll();
    co_return destroyed;
}

} // namespace belayer::async
