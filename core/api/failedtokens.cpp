// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/failedtokens.h"

#include <algorithm>
#include <utility>

namespace belayer::api {

using namespace std::chrono_literals;

namespace {

constexpr double rate = 10; // a second, and at once
constexpr auto reportEvery = 10s;

} // namespace

FailedTokens::Verdict FailedTokens::count(Clock::time_point now)
{
    ++m_unreported;
    const std::chrono::duration<double> since = now - m_filled;
    m_filled = now;
    m_tokens = std::min(rate, m_tokens + since.count() * rate);
    if (m_tokens < 1)
        return Verdict::Close;
    m_tokens -= 1;
    return Verdict::Keep;
}

std::optional<int> FailedTokens::report(Clock::time_point now)
{
    if (m_unreported == 0 || now - m_reported < reportEvery)
        return {};
    m_reported = now;
    return std::exchange(m_unreported, 0);
}

} // namespace belayer::api
