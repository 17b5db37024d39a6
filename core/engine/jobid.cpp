// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobid.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <atomic>

namespace belayer::engine {

namespace {

constexpr int CounterBits = 20;
constexpr int MaxLength = 128;
constexpr char16_t Digits[] = u"0123456789abcdefghjkmnpqrstvwxyz"; // sorts as ASCII, no i, l, o, u to misread

/// Milliseconds and a counter in one number that only grows, whatever the clock does and however many threads
/// ask.
quint64 nextStamp()
{
    static std::atomic<quint64> last{0};
    const auto now = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch()) << CounterBits;
    quint64 previous = last.load(std::memory_order_relaxed);
    quint64 next = 0;
    do {
        next = std::max(previous + 1, now);
    } while (!last.compare_exchange_weak(previous, next, std::memory_order_relaxed));
    return next;
}

bool isAllowed(QChar c) noexcept
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'.' ||
           u == u'_' || u == u'-';
}

} // namespace

JobId JobId::generate()
{
    std::array<QChar, 18> text; // 13 digits of the stamp, 5 random ones
    quint64 stamp = nextStamp();
    for (int i = 12; i >= 0; --i, stamp >>= 5)
        text[static_cast<size_t>(i)] = Digits[stamp & 31];
    quint32 random = QRandomGenerator::global()->generate();
    for (size_t i = 13; i < text.size(); ++i, random >>= 5)
        text[i] = Digits[random & 31];
    return JobId(QString(text.data(), static_cast<qsizetype>(text.size())));
}

bool JobId::isValid() const noexcept
{
    return !m_text.isEmpty() && m_text.size() <= MaxLength &&
           std::all_of(m_text.begin(), m_text.end(), isAllowed);
}

} // namespace belayer::engine
