// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/lint.h"

#include <algorithm>
#include <csignal>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// A program may take that long to tidy up before anyone should hear of it.
constexpr milliseconds Patience = 1s;

QString seconds(milliseconds duration)
{
    return u"%1 s"_s.arg(static_cast<double>(duration.count()) / 1000.0, 0, 'f', 1);
}

QString processes(qsizetype count)
{
    return count == 1 ? u"1 process"_s : u"%1 processes"_s.arg(count);
}

/// How long the process lived on after it was asked, if that was too long.
std::optional<milliseconds> ignoredFor(const EndedProcess &process)
{
    const auto sent = [&](int signal) {
        return std::find_if(process.signalsSent.begin(), process.signalsSent.end(),
                            [signal](const SentSignal &each) { return each.signal == signal; });
    };
    const auto asked = sent(SIGTERM);
    if (asked == process.signalsSent.end())
        return {};
    const auto killed = sent(SIGKILL);
    const bool wasKilled = killed != process.signalsSent.end();
    if (!wasKilled && !process.gone)
        return {};
    const milliseconds lived = (wasKilled ? killed->after : *process.gone) - asked->after;
    return wasKilled || lived >= Patience ? std::optional(lived) : std::nullopt;
}

} // namespace

QStringList lintOf(const QString &name, const Receipt &receipt)
{
    QStringList lines;
    const auto say = [&](const QString &what) { lines += u"“%1” "_s.arg(name) + what; };
    std::optional<milliseconds> ignored;
    qsizetype leftBehind = 0;
    qsizetype survivors = 0;
    for (const EndedProcess &process : receipt.processes) {
        if (!process.gone)
            ++survivors;
        if (process.role == EndedProcess::Role::LeftBehind)
            ++leftBehind;
        else
            ignored = std::max(ignored, ignoredFor(process));
    }
    if (ignored)
        say(u"ignored SIGTERM for "_s + seconds(*ignored));
    if (leftBehind > 0)
        say(u"left %1 behind%2"_s.arg(processes(leftBehind), survivors == 0 ? u", reaped"_s : QString()));
    if (survivors > 0)
        say(u"has %1 that could not be ended"_s.arg(processes(survivors)));
    if (receipt.abandonedThreads > 0)
        say(receipt.abandonedThreads == 1
                ? u"did not stop; its thread was abandoned"_s
                : u"did not stop; %1 threads were abandoned"_s.arg(receipt.abandonedThreads));
    return lines + receipt.lint;
}

} // namespace belayer::engine
