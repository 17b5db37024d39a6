// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kinds/downloads/mirror.h"

#include "core/engine/kinds/downloads/weburl.h"

#include <QNetworkAccessManager>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 BlockSize = 256 * 1024;  ///< for one visit to the pool
constexpr qint64 BufferSize = 512 * 1024; ///< held in memory; the rest waits at the server
constexpr int MaxContinuations = 5;       ///< after connections that broke, in one attempt
constexpr milliseconds ContinuationPause{500};

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// "bytes 100-199/200": where it begins and the length of the whole, -1 for what it does not say.
struct ContentRange
{
    qint64 first = -1;
    qint64 length = -1;
};

ContentRange contentRangeOf(const QNetworkReply &reply)
{
    const QByteArray text = reply.rawHeader("Content-Range").trimmed();
    if (!text.startsWith("bytes "))
        return {};
    const qsizetype slash = text.indexOf('/');
    ContentRange range;
    bool isNumber = false;
    if (const qint64 length = text.mid(slash + 1).toLongLong(&isNumber); slash > 0 && isNumber)
        range.length = length;
    if (const qint64 first = text.mid(6, text.indexOf('-') - 6).toLongLong(&isNumber); isNumber)
        range.first = first;
    return range;
}

PartOrigin originOf(const QNetworkReply &reply)
{
    PartOrigin origin;
    const QByteArray tag = reply.rawHeader("ETag").trimmed();
    origin.validator = tag.startsWith('"') ? tag : reply.rawHeader("Last-Modified").trimmed(); // W/ is no use
    bool isNumber = false;
    const qint64 length = reply.rawHeader("Content-Length").toLongLong(&isNumber);
    origin.length = isNumber ? length : -1;
    return origin;
}

JobFailure badStatus(const QUrl &url, int status)
{
    const QString remedy =
        status == 401 || status == 403   ? u"it wants other credentials, or none may have it"_s
        : status == 404 || status == 410 ? u"check the address"_s
        : status == 429 || status >= 500
            ? u"the server has trouble or is busy; try again later, the job goes on where it stopped"_s
            : u"check the address in a browser"_s;
    return {u"http_status"_s, u"%1 answered with status %2: %3"_s.arg(shownUrl(url)).arg(status).arg(remedy)};
}

JobFailure wrongDigest(const QUrl &url, const QByteArray &is, const QByteArray &expected)
{
    return {
        u"digest_mismatch"_s,
        u"what %1 sent has the digest %2, not %3; it was not kept. Check the digest, or use another mirror"_s
            .arg(shownUrl(url), QString::fromLatin1(is), QString::fromLatin1(expected))};
}

} // namespace

Mirror::Mirror(JobContext &job, QNetworkAccessManager &network, const QUrl &url,
               std::shared_ptr<PartFile> part, const QByteArray &expectedDigest)
    : m_job(job), m_network(network), m_url(url), m_part(std::move(part)), m_expected(expectedDigest)
{
}

void Mirror::LetGo::operator()(QNetworkReply *reply) const
{
    reply->abort();
    reply->deleteLater(); // it may be in the midst of a signal
}

async::Task<> Mirror::open()
{
    co_await m_job.inPool(
        [part = m_part, gate = m_job.gate()](const std::stop_token &stop) { part->open(stop, *gate); });
    m_done = m_part->size();
    m_total = m_part->origin().length;
}

async::Task<> Mirror::begin(PartOrigin origin)
{
    co_await m_job.inPool([part = m_part, origin] { part->begin(origin); });
    m_done = 0;
    m_total = origin.length;
}

async::Task<> Mirror::fetch()
{
    std::optional<JobFailure> failure;
    try {
        co_await fetchAll();
    } catch (const JobFailure &why) {
        failure = why;
    }
    if (!failure)
        co_return;
    if (m_part->size() == 0) // nothing that another attempt could continue
        co_await m_job.inPool([part = m_part] { part->discard(); });
    throw *failure;
}

async::Task<> Mirror::fetchAll()
{
    co_await open();
    if (m_done > 0 && isRight()) // killed just before it got its name
        co_return;
    for (int continuations = 0;;) {
        const Outcome outcome = co_await request();
        if (outcome == Outcome::Ended && isRight())
            co_return;
        if (outcome == Outcome::Ended && !m_isContinued) {
            const QByteArray digest = m_part->hexDigest();
            co_await begin({});
            throw wrongDigest(m_url, digest, m_expected);
        }
        if (outcome == Outcome::Cut) {
            if (++continuations > MaxContinuations)
                throw JobFailure(
                    u"connection_lost"_s,
                    u"%1 broke the connection %2 times; try again later, the job goes on where it "
                    "stopped"_s.arg(shownUrl(m_url))
                        .arg(continuations));
            co_await async::sleepFor(ContinuationPause);
        } else {
            co_await begin({}); // the earlier part may have been of another file
        }
    }
}

Mirror::Reply Mirror::get(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // Qt grants a server of HTTP/2 new room whether or not we read, so memory would have no bound.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Accept-Encoding", "identity"); // else ranges and lengths are of something else
    request.setRawHeader("User-Agent", "Belayer");
    if (m_done > 0) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_done) + "-");
        if (const QByteArray &validator = m_part->origin().validator; !validator.isEmpty())
            request.setRawHeader("If-Range", validator);
    }
    Reply reply(m_network.get(request));
    reply->setReadBufferSize(BufferSize);
    const auto tell = [this] { m_news.set(); };
    QObject::connect(reply.get(), &QNetworkReply::metaDataChanged, &m_context, tell);
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &m_context, tell);
    QObject::connect(reply.get(), &QNetworkReply::finished, &m_context, tell);
    return reply;
}

/// Until the next signal of the reply; `stalled` when none comes for too long, pauses not counted.
async::Task<> Mirror::somethingNew()
{
    const milliseconds begun = m_job.activeTime();
    const milliseconds patience = m_job.networkRules().stall;
    while (!m_news.isSet()) {
        co_await m_job.gate()->opened();
        const milliseconds left = patience - (m_job.activeTime() - begun);
        if (left <= milliseconds::zero())
            throw JobFailure(u"stalled"_s,
                             u"%1 sent nothing for %2 s; try again later, the job goes on where it stopped"_s
                                 .arg(shownUrl(m_url))
                                 .arg(static_cast<double>(patience.count()) / 1000.0));
        try {
            co_await async::withTimeout(left, m_news.wait());
        } catch (const async::TimeoutError &) { // looked at above
        }
    }
    m_news.clear();
}

async::Task<> Mirror::untilHead(QNetworkReply &reply)
{
    while (statusOf(reply) == 0 && !reply.isFinished())
        co_await somethingNew();
    if (statusOf(reply) == 0)
        throw failureOf(reply);
}

/// The reply that is no redirect, with its head.
async::Task<Mirror::Reply> Mirror::ask()
{
    QUrl url = m_url;
    for (int redirects = 0; redirects <= MaxRedirects; ++redirects) {
        if (m_job.networkRules().ownPort != 0)
            co_await m_job.inPool(refuseOwnPort, url, m_job.networkRules().ownPort);
        Reply reply = get(url);
        co_await untilHead(*reply);
        if (!isRedirect(statusOf(*reply)))
            co_return reply;
        const QByteArray location = reply->rawHeader("Location");
        if (location.isEmpty())
            throw badStatus(url, statusOf(*reply));
        url = redirected(url, QUrl::fromEncoded(location));
    }
    throw JobFailure(
        u"too_many_redirects"_s,
        u"%1 redirects more than %2 times; check the address"_s.arg(shownUrl(m_url)).arg(MaxRedirects));
}

/// False: what the part holds fits nothing that the server has.
async::Task<bool> Mirror::acceptHead(QNetworkReply &reply)
{
    const int status = statusOf(reply);
    if (status == 200) { // ranges are not for it, or the file has changed
        m_isContinued = false;
        co_await begin(originOf(reply));
        co_return true;
    }
    if (status == 416 && m_done > 0)
        co_return false;
    if (status != 206 || m_done == 0)
        throw badStatus(reply.url(), status);
    const ContentRange range = contentRangeOf(reply);
    const bool isSameLength = range.length < 0 || m_total < 0 || range.length == m_total;
    if (range.first != m_done || !isSameLength)
        co_return false;
    if (m_total < 0)
        m_total = range.length;
    m_isContinued = true;
    co_return true;
}

async::Task<Mirror::Outcome> Mirror::request()
{
    const Reply reply = co_await ask();
    if (!co_await acceptHead(*reply))
        co_return Outcome::MustBegin;
    co_return co_await receive(*reply);
}

async::Task<Mirror::Outcome> Mirror::receive(QNetworkReply &reply)
{
    for (qint64 received = 0;;) {
        co_await m_job.gate()->opened();
        if (QByteArray block = reply.read(BlockSize); !block.isEmpty()) {
            received += block.size();
            co_await m_job.inPool([part = m_part, block = std::move(block)] { part->append(block); });
            m_done = m_part->size();
        } else if (reply.isFinished()) {
            co_return outcomeOf(reply, received);
        } else {
            co_await somethingNew();
        }
    }
}

Mirror::Outcome Mirror::outcomeOf(const QNetworkReply &reply, qint64 received) const
{
    const bool isShort = m_total >= 0 && m_done < m_total;
    if (reply.error() == QNetworkReply::NoError && !isShort)
        return Outcome::Ended;
    if (received > 0)
        return Outcome::Cut;
    throw failureOf(reply);
}

JobFailure Mirror::failureOf(const QNetworkReply &reply) const
{
    QString reason = reply.error() == QNetworkReply::NoError ? u"the connection ended before the file did"_s
                                                             : reply.errorString();
    reason.replace(reply.url().toString(), shownUrl(reply.url())); // Qt's text may hold what is secret
    return {
        u"network_error"_s,
        u"%1 cannot be read (%2); check the address and the network, the job goes on where it stopped"_s.arg(
            shownUrl(m_url), reason)};
}

} // namespace belayer::engine
