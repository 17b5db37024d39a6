// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/computationlimit.h"

#include "core/api/responses.h"

namespace belayer::api {

using namespace Qt::StringLiterals;

void ComputationLimit::refuse() const
{
    throw http::ResponseError(
        busy(u"%1 jobs of this kind run and %2 wait already; try again in a second"_s.arg(m_maxRunning)
                 .arg(m_maxWaiting)));
}

} // namespace belayer::api
