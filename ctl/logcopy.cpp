// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/logcopy.h"

#include "ctl/jobtext.h"

namespace belayer::ctl {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto pause = 250ms; ///< between two looks at a job that has no stream (yet)

} // namespace

LogCopy::LogCopy(Client &client, QString id, Output &output, Format format)
    : m_client(client), m_id(std::move(id)), m_output(output), m_format(format)
{
}

void LogCopy::toNow()
{
    while (piece(Waiting::No) > 0) {}
    end();
}

QJsonObject LogCopy::toEnd()
{
    QJsonObject job;
    for (bool finished = false;;) {
        qint64 copied = 0;
        try {
            copied = piece(finished ? Waiting::No : Waiting::Yes);
        } catch (const Problem &problem) {
            if (problem.word() != u"no_log") // not started yet, or of a kind without output
                throw;
        }
        if (finished && copied == 0)
            break;
        if (!finished) {
            job = m_client.look(m_id, pause);
            finished = isFinished(job);
        }
    }
    end();
    return job;
}

/// One request. A stream that breaks off is no end: whoever calls looks at the job, and that tells.
qint64 LogCopy::piece(Waiting waiting)
{
    const QByteArray query =
        "offset=" + QByteArray::number(m_offset) + (waiting == Waiting::Yes ? "&follow=1" : "");
    qint64 copied = 0;
    bool isStart = true;
    try {
        m_client.streamLog(m_id, query, [&](ResponseParser &answer) {
            if (std::exchange(isStart, false))
                noteStart(answer.header("log-offset"));
            const QByteArray bytes = answer.takeBody();
            copied += bytes.size();
            take(bytes);
        });
    } catch (const ConnectionLost &lost) {
        if (lost.how() == ConnectionLost::How::Refused)
            throw Failure(ExitCode::NotReachable,
                          u"Belayer at %1 has ended; job %2 is not followed further"_s.arg(
                              m_client.endpoint().url(), m_id));
    }
    return copied;
}

void LogCopy::noteStart(const QByteArray &offset)
{
    bool isNumber = false;
    const qint64 start = offset.toLongLong(&isNumber);
    if (!isNumber || start <= m_offset)
        return;
    say(u"%1 bytes of the output of %2 are no longer kept"_s.arg(start - m_offset).arg(m_id));
    m_offset = start;
}

void LogCopy::take(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    if (m_format == Format::Json)
        m_output.write(jsonLine({{u"offset"_s, m_offset}, {u"text"_s, QString(m_decoder(bytes))}}) + '\n');
    else
        m_output.program(bytes);
    m_offset += bytes.size();
}

void LogCopy::end()
{
    if (m_format == Format::Text)
        m_output.programEnd();
}

} // namespace belayer::ctl
