// SPDX-License-Identifier: GPL-3.0-or-later
/// \file API v1 of a running Belayer as calls: what goes wrong comes out as a Failure with words for people.
#pragma once

#include "ctl/exchange.h"
#include "ctl/failure.h"

#include <QJsonObject>
#include <QStringList>

#include <chrono>
#include <functional>

namespace belayer::ctl {

/// Belayer answered, and the answer is no.
class Problem : public Failure
{
public:
    Problem(ExitCode code, const QString &message, QString word)
        : Failure(code, message), m_word(std::move(word))
    {
    }
    const QString &word() const noexcept { return m_word; } ///< the stable code, e.g. "no_log"

private:
    QString m_word;
};

/// Every call blocks, and throws Failure or Problem.
class Client
{
public:
    using Take = std::function<void(ResponseParser &answer)>;

    /// Finds the Belayer of the data directory; nothing is sent yet.
    explicit Client(const QString &dataDir);

    const Endpoint &endpoint() const noexcept { return m_endpoint; }

    /// While a call waits and an interruption comes, it is acted on, also by other calls; then the wait goes
    /// on.
    void setInterruption(OnInterruption onInterruption) { m_onInterruption = std::move(onInterruption); }

    /// Sent again when the connection breaks, with the key that keeps it from making a second job.
    QJsonObject submit(const QJsonObject &spec);
    /// The longest that a look may wait.
    static constexpr std::chrono::milliseconds longestWait{300'000};
    /// The job now; with a wait, when it is finished or that time is over.
    QJsonObject look(const QString &id, std::chrono::milliseconds wait = {});
    /// The job when it is finished.
    QJsonObject await(const QString &id);
    /// A page, as query says: `jobs` and `next`.
    QJsonObject list(const QByteArray &query);
    /// `retry` as submit().
    QJsonObject act(const QString &action, const QStringList &ids);
    /// What is streamed: `take` is called whenever more has come, the head at first. Both throw
    /// ConnectionLost too, when the stream breaks off.
    void streamLog(const QString &id, const QByteArray &query, const Take &take);
    void streamEvents(const QByteArray &lastId, const Take &take);

private:
    QJsonObject call(const Request &request, std::chrono::milliseconds silence, const QString &about = {});
    QJsonObject callOnce(Request request);
    QJsonObject tryCall(const Request &request, std::chrono::milliseconds silence, const QString &about);
    [[noreturn]] void throwSilent(const ConnectionLost &lost) const;
    void stream(Request request, std::chrono::milliseconds silence, const Take &take, const QString &about);
    void converse(Request request, std::chrono::milliseconds silence, const Take &take);
    [[noreturn]] void throwProblem(int status, const QByteArray &body, const QString &about) const;

    QString m_dataDir;
    Endpoint m_endpoint;
    QByteArray m_token;
    OnInterruption m_onInterruption;
};

} // namespace belayer::ctl
