// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One mirror of a download: the whole file from one URL into a part of its own.
#pragma once

#include "core/engine/jobcontext.h"
#include "core/engine/kinds/downloads/partfile.h"

#include <belayer/async.h>

#include <QNetworkReply>
#include <QUrl>

#include <memory>

class QNetworkAccessManager;

namespace belayer::engine {

inline constexpr int MaxRedirects = 10;

/// Lives in the engine thread, in the frame of its download. Holds one reply at a time with a bounded buffer:
/// what is not read yet is held back at the server, so a paused or slow download costs no memory.
class Mirror
{
public:
    Mirror(JobContext &job, QNetworkAccessManager &network, const QUrl &url, std::shared_ptr<PartFile> part,
           const QByteArray &expectedDigest);
    Mirror(const Mirror &) = delete;

    /// Ends when the part holds the file with the right digest. Throws JobFailure; what has come stays in the
    /// part, so that another attempt goes on there, unless it is wrong. Cancellable at any time likewise.
    async::Task<> fetch();

    qint64 done() const noexcept { return m_done; }   ///< bytes in the part
    qint64 total() const noexcept { return m_total; } ///< -1: not known
    const QUrl &url() const noexcept { return m_url; }
    const std::shared_ptr<PartFile> &part() const noexcept { return m_part; }

private:
    struct LetGo
    {
        void operator()(QNetworkReply *reply) const;
    };
    using Reply = std::unique_ptr<QNetworkReply, LetGo>;
    enum class Outcome : quint8 {
        Ended,    ///< all that the server had
        Cut,      ///< the connection broke, but some bytes came
        MustBegin ///< the part fits nothing that the server has
    };

    async::Task<> fetchAll();
    async::Task<> open();
    async::Task<> begin(PartOrigin origin);
    async::Task<Outcome> request();
    async::Task<Reply> ask();
    async::Task<> untilHead(QNetworkReply &reply);
    async::Task<bool> acceptHead(QNetworkReply &reply);
    async::Task<Outcome> receive(QNetworkReply &reply);
    async::Task<> somethingNew();
    Reply get(const QUrl &url);
    Outcome outcomeOf(const QNetworkReply &reply, qint64 received) const;
    JobFailure failureOf(const QNetworkReply &reply) const;
    bool isRight() const { return m_part->hexDigest() == m_expected; }

    JobContext &m_job;
    QNetworkAccessManager &m_network;
    const QUrl m_url;
    const std::shared_ptr<PartFile> m_part; ///< shared with functions in the pool
    const QByteArray m_expected;
    bool m_isContinued = false; ///< the reply that is read goes on where an earlier one ended
    qint64 m_done = 0;
    qint64 m_total = -1;
    async::AsyncEvent m_news; ///< something happened to the reply
    QObject m_context;        ///< last: no signal reaches what is gone
};

} // namespace belayer::engine
