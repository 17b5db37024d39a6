// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/foreground.h"

#include "ctl/jobtext.h"

#include <csignal>

namespace belayer::ctl {

using namespace Qt::StringLiterals;

Foreground::Foreground(Client &client, Output &output) : m_client(client), m_output(output)
{
    const OnInterruption onInterruption{&m_interruption, [this] { interrupted(); }};
    m_client.setInterruption(onInterruption);
    m_output.setInterruption(onInterruption);
}

Foreground::~Foreground()
{
    m_client.setInterruption({});
    m_output.setInterruption({});
}

QJsonObject Foreground::submit(const QJsonObject &spec)
{
    const QJsonObject job = m_client.submit(spec);
    m_id = idOf(job);
    if (m_signal)
        cancel();
    return job;
}

QJsonObject Foreground::finish(const std::function<QJsonObject()> &follow)
{
    try {
        return follow();
    } catch (const ReaderGone &) {
        m_signal = SIGPIPE;
        cancel();
    }
    m_client.await(m_id);
    throw ReaderGone();
}

int Foreground::exitCode(const QJsonObject &job) const
{
    return m_signal && stateOf(job) == u"cancelled" ? signalCode(*m_signal) : exitCodeOf(job);
}

void Foreground::interrupted()
{
    const std::optional<int> number = m_interruption.take();
    if (!number)
        return;
    if (m_signal && !m_id.isEmpty()) {
        say(u"left; job %1 goes on being cancelled: belayerctl wait %1"_s.arg(m_id));
        throw Left{signalCode(*number)};
    }
    m_signal = number;
    if (!m_id.isEmpty())
        cancel();
}

void Foreground::cancel()
{
    if (m_signal != SIGPIPE)
        say(u"cancelling %1; once more to leave without waiting"_s.arg(m_id));
    m_client.act(u"cancel"_s, {m_id}); // one that is over by now says so, and that is well
}

} // namespace belayer::ctl
