// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/files/filereader.h"
#include "core/engine/jobcontext.h"
#include "core/engine/kinds/downloads/mirror.h"
#include "core/engine/kinds/downloads/weburl.h"
#include "core/engine/kinds/kinds.h"

#include <QFile>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QSslConfiguration>

#include <sys/stat.h>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

/// As many connections as Qt makes to one host, so that no mirror waits for another's.
constexpr qint64 MaxMirrors = 6;

struct Wanted
{
    QByteArray target;
    Hasher::Algorithm algorithm = Hasher::Algorithm::Sha256;
    QByteArray digest; ///< lower-case hexadecimal
};

Wanted wantedOf(const JobContext &job)
{
    const QString digest = job.param(u"digest"_s).toString();
    const qsizetype colon = digest.indexOf(u':');
    return {QFile::encodeName(job.param(u"file"_s).toString()),
            Hasher::algorithm(QStringView(digest).left(colon)).value_or(Hasher::Algorithm::Sha256),
            digest.mid(colon + 1).toLower().toLatin1()};
}

/// In the pool. Whether the file is there already with the right digest; JobFailure if another one is.
bool isThere(const std::stop_token &stop, const Wanted &wanted, const std::shared_ptr<PauseGate> &gate)
{
    struct stat info{};
    if (::lstat(wanted.target.constData(), &info) != 0)
        return false;
    Hasher hasher(wanted.algorithm);
    if (S_ISREG(info.st_mode)) {
        readFile(stop, wanted.target, [&](QByteArrayView block) {
            gate->pass(stop);
            hasher.add(block);
        });
        if (hasher.hexDigest() == wanted.digest)
            return true;
    }
    throw JobFailure(u"file_exists"_s,
                     u"%1 exists and is another file; move it away or choose another name"_s.arg(
                         QFile::decodeName(wanted.target)));
}

/// In the pool, once: what Qt loads for its first connection (plugins, certificates) takes tens of
/// milliseconds.
void loadNetwork()
{
    static const bool isLoaded = [] {
        const QNetworkAccessManager manager;
        return !QSslConfiguration::defaultConfiguration().isNull();
    }();
    Q_UNUSED(isLoaded);
}

/// The mirrors of one download, racing; lives in the frame of download().
class Race
{
public:
    Race(JobContext &job, const Wanted &wanted) : m_job(job)
    {
        int number = 0;
        for (const QString &url : job.param(u"urls"_s).toStringList())
            m_mirrors.push_back(std::make_unique<Mirror>(
                job, m_network, QUrl(url),
                std::make_shared<PartFile>(wanted.target, number++, wanted.algorithm), wanted.digest));
        m_errors.resize(m_mirrors.size());
    }

    /// The first to have the right file; the others have been stopped.
    async::Task<size_t> winner()
    {
        std::vector<async::Task<>> tasks;
        for (size_t i = 0; i < m_mirrors.size(); ++i)
            tasks.push_back(compete(i));
        try {
            co_return (co_await async::race(std::move(tasks), async::RaceMode::FirstSuccess)).index;
        } catch (const JobFailure &failure) {
            throw m_mirrors.size() == 1 ? failure : allFailed();
        }
    }

    std::shared_ptr<PartFile> part(size_t index) const { return m_mirrors[index]->part(); }
    QString address(size_t index) const { return shownUrl(m_mirrors[index]->url()); }
    /// Of all mirrors, but for those that somebody else holds.
    void unlockParts() { m_mirrors.clear(); }

    async::Task<> reportForEver()
    {
        for (;;) {
            report();
            co_await async::sleepFor(m_job.reportInterval());
        }
    }
    /// Of the mirror that has most.
    void report()
    {
        const auto &first = *std::max_element(m_mirrors.begin(), m_mirrors.end(),
                                              [](auto &a, auto &b) { return a->done() < b->done(); });
        m_job.setProgress(first->done(), first->total(), u"bytes"_s);
    }

private:
    async::Task<> compete(size_t index)
    {
        try {
            co_await m_mirrors[index]->fetch();
        } catch (const JobFailure &failure) {
            m_errors[index] = failure.error().message;
            throw;
        }
    }
    JobFailure allFailed() const
    {
        return {u"all_mirrors_failed"_s, u"no mirror gave the file: "_s + m_errors.join(u"; "_s)};
    }

    JobContext &m_job;
    QNetworkAccessManager m_network; ///< its connections are this job's own
    std::vector<std::unique_ptr<Mirror>> m_mirrors;
    QStringList m_errors;
};

QVariantMap resultOf(const JobContext &job, qint64 bytes)
{
    return {{u"file"_s, job.param(u"file"_s)}, {u"digest"_s, job.param(u"digest"_s)}, {u"bytes"_s, bytes}};
}

async::Task<QVariant> fetch(JobContext &job, Wanted wanted)
{
    co_await job.inPool(loadNetwork);
    Race race(job, wanted);
    const size_t winner = co_await async::withBackgroundTask(
        race.reportForEver(), [&race](const async::JobHandle<> &) { return race.winner(); });
    race.report();
    const std::shared_ptr<PartFile> part = race.part(winner);
    QVariantMap result = resultOf(job, part->size());
    result.insert(u"url"_s, race.address(winner));
    race.unlockParts();
    // One visit, and nothing is awaited after it: a cancel that comes now comes too late.
    co_await job.inPool([part, target = wanted.target] {
        part->moveTo(target);
        PartFile::removeAll(target, int(MaxMirrors));
    });
    co_return QVariant(result);
}

async::Task<QVariant> download(JobContext &job)
{
    const Wanted wanted = wantedOf(job);
    job.setProgress(0, -1, u"bytes"_s);
    if (co_await job.inPool(isThere, wanted, job.gate()))
        co_return QVariant(resultOf(job, QFileInfo(QFile::decodeName(wanted.target)).size()));
    co_return co_await fetch(job, wanted);
}

std::optional<Refusal> check(const JobSpec &spec)
{
    const QStringList urls = spec.params.value(u"urls"_s).toStringList();
    for (qsizetype i = 0; i < urls.size(); ++i) {
        if (const std::optional<QString> why = whyNoWebUrl(QUrl(urls.at(i))))
            return Refusal{
                Refusal::Code::Invalid, u"params.urls[%1]"_s.arg(i),
                u"urls[%1] %2; give an address such as https://example.org/file"_s.arg(i).arg(*why)};
    }
    return {};
}

QString title(const JobSpec &spec)
{
    return u"Download of "_s + QFileInfo(spec.params.value(u"file"_s).toString()).fileName();
}

ParamInfo urlsParam()
{
    ParamInfo info;
    info.name = u"urls"_s;
    info.type = ParamInfo::Type::TextList;
    info.required = true;
    info.minimum = 1;
    info.maximum = MaxMirrors;
    info.pattern = u"^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]"_s;
    info.form = u"an http or https address"_s;
    info.summary = u"Where the file is; several mirrors race, and the first right file wins"_s;
    return info;
}

ParamInfo fileParam()
{
    ParamInfo info;
    info.name = u"file"_s;
    info.type = ParamInfo::Type::NewFile;
    info.required = true;
    info.pattern = uR"(^/[\s\S]*[^/]$)"_s;
    info.form = u"the path of a file, from / on"_s;
    info.summary = u"Where it goes. A file that is there is never overwritten: with the right digest the job "
                   u"is done at once, else it fails. Until it is complete it is FILE.part, which a later "
                   u"download continues"_s;
    return info;
}

ParamInfo digestParam()
{
    ParamInfo info;
    info.name = u"digest"_s;
    info.type = ParamInfo::Type::Text;
    info.required = true;
    info.pattern = u"^(sha256:[0-9A-Fa-f]{64}|(sha512|blake2b):[0-9A-Fa-f]{128}|md5:[0-9A-Fa-f]{32})$"_s;
    info.form = u"sha256:, sha512:, blake2b: or md5: and the digest in hexadecimal"_s;
    info.summary = u"What the file must be: sha256:, sha512:, blake2b: or md5: and the digest"_s;
    return info;
}

} // namespace

Kind downloadKind()
{
    Kind kind;
    kind.info.name = u"download"_s;
    kind.info.title = u"Download"_s;
    kind.info.summary = u"Fetches a file from the web and checks its digest"_s;
    kind.info.canPause = true;
    kind.info.params = {urlsParam(), fileParam(), digestParam()};
    kind.check = check;
    kind.title = title;
    kind.run = download;
    return kind;
}

} // namespace belayer::engine
