// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/client.h"

#include "ctl/jobtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>
#include <QUuid>

namespace belayer::ctl {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds patience = 30s;     ///< for an answer that does not wait for a job
constexpr milliseconds eventSilence = 45s; ///< of events; there is at least a comment every 15 s
constexpr milliseconds forEver(-1);        ///< a job may say nothing as long as it likes
constexpr int resends = 2;                 ///< of a request that is safe to send again
constexpr qsizetype maxBody = 256 * 1024 * 1024;

QByteArray jsonOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ExitCode exitCodeOf(int status, const QString &word)
{
    if (word == u"shutting_down")
        return ExitCode::NotReachable;

    switch (status) {
    case 401: return ExitCode::Unauthorised;
    case 404: return ExitCode::NotFound;
    default: return ExitCode::Refused;
    }
}

QByteArray jobTarget(const QString &id)
{
    return "/api/v1/jobs/" + QUrl::toPercentEncoding(id);
}

/// Puts the interruption back however a call made while it is handled ends.
class Handling
{
public:
    explicit Handling(const Interruption *&place) : m_place(place), m_kept(std::exchange(place, nullptr)) {}
    ~Handling() { m_place = m_kept; }
    Handling(const Handling &) = delete;
    Handling &operator=(const Handling &) = delete;

private:
    const Interruption *&m_place;
    const Interruption *m_kept;
};

} // namespace

Client::Client(const QString &dataDir)
    : m_dataDir(dataDir), m_endpoint(findEndpoint(dataDir)), m_token(readToken(dataDir))
{
}

QJsonObject Client::submit(const QJsonObject &spec)
{
    return callOnce({"POST", "/api/v1/jobs", {}, jsonOf(spec)});
}

QJsonObject Client::look(const QString &id, milliseconds wait)
{
    const QByteArray query =
        wait > 0ms ? "?wait_ms=" + QByteArray::number(qint64(wait.count())) : QByteArray();
    return call({"GET", jobTarget(id) + query, {}, {}}, wait + patience, id);
}

QJsonObject Client::await(const QString &id)
{
    for (;;) {
        const QJsonObject job = look(id, longestWait);
        if (isFinished(job))
            return job;
    }
}

QJsonObject Client::list(const QByteArray &query)
{
    return call({"GET", "/api/v1/jobs?" + query, {}, {}}, patience);
}

QJsonObject Client::act(const QString &action, const QStringList &ids)
{
    const QJsonObject body{{u"action"_s, action}, {u"ids"_s, QJsonArray::fromStringList(ids)}};
    const Request request{"POST", "/api/v1/jobs/actions", {}, jsonOf(body)};
    return action == u"retry" ? callOnce(request) : call(request, patience);
}

void Client::streamLog(const QString &id, const QByteArray &query, const Take &take)
{
    stream({"GET", jobTarget(id) + "/log?" + query, {}, {}}, forEver, take, id);
}

void Client::streamEvents(const QByteArray &lastId, const Take &take)
{
    Request request{"GET", "/api/v1/events", {{"Accept", "text/event-stream"}}, {}};
    if (!lastId.isEmpty())
        request.headers.emplaceBack("Last-Event-ID", lastId);
    stream(std::move(request), eventSilence, take, {});
}

void Client::stream(Request request, milliseconds silence, const Take &take, const QString &about)
{
    QByteArray problem;
    int status = 0;
    converse(std::move(request), silence, [&](ResponseParser &answer) {
        status = answer.status();
        if (status == 200)
            take(answer);
        else
            problem += answer.takeBody();
    });
    if (status != 200)
        throwProblem(status, problem, about);
}

QJsonObject Client::call(const Request &request, milliseconds silence, const QString &about)
{
    try {
        return tryCall(request, silence, about);
    } catch (const ConnectionLost &lost) {
        throwSilent(lost);
    }
}

/// What makes jobs, and no second ones when it is sent again.
QJsonObject Client::callOnce(Request request)
{
    request.headers.emplaceBack("Idempotency-Key", QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    for (int left = resends;; --left) {
        try {
            return tryCall(request, patience, {});
        } catch (const ConnectionLost &lost) {
            if (lost.how() != ConnectionLost::How::Broken || left == 0)
                throwSilent(lost);
            m_endpoint = findEndpoint(m_dataDir); // it may have been started again, elsewhere
        }
    }
}

void Client::throwSilent(const ConnectionLost &lost) const
{
    throw Failure(ExitCode::NotReachable,
                  u"Belayer at %1 does not answer (%2); look whether it still runs"_s.arg(
                      m_endpoint.url(), QString::fromLocal8Bit(lost.what())));
}

QJsonObject Client::tryCall(const Request &request, milliseconds silence, const QString &about)
{
    QByteArray body;
    int status = 0;
    converse(request, silence, [&](ResponseParser &answer) {
        status = answer.status();
        body += answer.takeBody();
        if (body.size() > maxBody)
            throw BadResponse("it is too long");
    });
    if (status < 200 || status >= 300)
        throwProblem(status, body, about);
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        throw Failure(
            ExitCode::NotReachable,
            u"what answers at %1 is no Belayer: its answer is no JSON object; start belayer again"_s.arg(
                m_endpoint.url()));
    return document.object();
}

void Client::converse(Request request, milliseconds silence, const Take &take)
{
    request.headers.emplaceBack("Authorization", "Bearer " + m_token);
    try {
        Exchange exchange(m_endpoint, request);
        for (auto news = Exchange::News::Arrived; news != Exchange::News::Finished;) {
            news = exchange.next(silence, m_onInterruption.interruption);
            if (news == Exchange::News::Interrupted) {
                const Handling handling(m_onInterruption.interruption);
                m_onInterruption.act();
            } else if (exchange.answer().hasHead()) {
                take(exchange.answer());
            }
        }
    } catch (const BadResponse &bad) {
        throw Failure(ExitCode::NotReachable,
                      u"what answers at %1 is no Belayer (%2); start belayer again"_s.arg(
                          m_endpoint.url(), QString::fromLatin1(bad.what())));
    }
}

void Client::throwProblem(int status, const QByteArray &body, const QString &about) const
{
    const QJsonObject problem = QJsonDocument::fromJson(body).object();
    const QString word = problem.value(u"code").toString();
    QString detail = problem.value(u"detail").toString(problem.value(u"error").toString());
    if (status == 401)
        detail = u"Belayer at %1 does not take the token in %2/token; end it and start it again"_s.arg(
            m_endpoint.url(), m_dataDir);
    else if (detail.isEmpty())
        detail = u"Belayer at %1 answered with status %2"_s.arg(m_endpoint.url()).arg(status);
    throw Problem(exitCodeOf(status, word), about.isEmpty() ? detail : u"job %1: %2"_s.arg(about, detail),
                  word);
}

} // namespace belayer::ctl
