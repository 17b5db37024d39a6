// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/computationlimit.h"

#include "core/api/responses.h"

#include <QScopeGuard>

#include <algorithm>

namespace belayer::api {

using namespace Qt::StringLiterals;

async::Task<ComputationLimit::Permit> ComputationLimit::enter()
{
    if (m_running < m_maxRunning) {
        ++m_running;
        co_return Permit(this);
    }
    if (int(m_waiting.size()) >= m_maxWaiting)
        throw http::ResponseError(
            busy(u"%1 jobs of this kind run and %2 wait already; try again in a second"_s.arg(m_maxRunning)
                     .arg(m_maxWaiting)));

    auto turn = std::make_shared<Turn>();
    m_waiting.push_back(turn);
    // Whoever is cancelled or destroyed here leaves the queue, or hands on a turn that had just come.
    auto giveUp = qScopeGuard([this, turn] {
        if (turn->came.isSet())
            leave();
        else
            std::erase(m_waiting, turn);
    });
    co_await turn->came.wait();
    giveUp.dismiss();
    co_return Permit(this);
}

/// The place goes straight to whoever has waited longest, so nobody new can slip in before.
void ComputationLimit::leave()
{
    if (m_waiting.empty()) {
        --m_running;
        return;
    }
    const std::shared_ptr<Turn> turn = std::move(m_waiting.front());
    m_waiting.pop_front();
    turn->came.set();
}

} // namespace belayer::api
