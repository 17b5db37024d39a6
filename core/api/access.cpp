// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/access.h"

#include "core/api/problem.h"

#include <QLoggingCategory>

#include <algorithm>

namespace belayer::api {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "belayer.api", QtWarningMsg)

/// Looks at every byte, however early the two differ.
bool isEqual(const QByteArray &given, const QByteArray &secret)
{
    uchar difference = given.size() == secret.size() ? 0 : 1;
    for (qsizetype i = 0; i < given.size(); ++i)
        difference |= uchar(given.at(i)) ^ uchar(secret.at(i % std::max<qsizetype>(secret.size(), 1)));
    return difference == 0;
}

bool holdsCommand(const engine::JobSpec &spec)
{
    return spec.kind == u"command" || std::any_of(spec.children.begin(), spec.children.end(), holdsCommand);
}

/// Files that programs obey lie in hidden folders: ~/.config/autostart, ~/.ssh, ~/.local/bin.
bool savesHidden(const engine::JobSpec &spec)
{
    const QString file = spec.kind == u"download" ? spec.params.value(u"file"_s).toString() : QString();
    return file.startsWith(u'.') || file.contains(u"/."_s) ||
           std::any_of(spec.children.begin(), spec.children.end(), savesHidden);
}

} // namespace

void Access::requireToken(const http::Request &request) const
{
    const QList<QByteArray> values = request.headerValues("authorization");
    const QByteArray scheme = "bearer ";
    const QByteArray given = values.size() == 1 ? values.first() : QByteArray();
    if (!m_token.isEmpty() && given.first(std::min(given.size(), scheme.size())).toLower() == scheme &&
        isEqual(given.sliced(scheme.size()), m_token))
        return;
    http::Response response = problemResponse(
        401, u"unauthorized"_s, u"send the token of the data directory: Authorization: Bearer TOKEN"_s);
    response.headers.emplaceBack("WWW-Authenticate", "Bearer realm=\"belayer\"");
    if (!values.isEmpty()) { // who sent none has tried nothing
        const auto now = FailedTokens::Clock::now();
        if (m_failed->count(now) == FailedTokens::Verdict::Close)
            response.afterwards = http::Afterwards::Close;
        if (const auto count = m_failed->report(now))
            qCWarning(log, "%d HTTP requests with a wrong token", *count);
    }
    throw http::ResponseError(std::move(response));
}

void Access::requireLesson(const http::Request &request) const
{
    if (m_lesson == LessonAccess::WithToken)
        requireToken(request);
}

void Access::requireAllowed(const engine::JobSpec &spec) const
{
    if (m_commandJobs == CommandJobs::Refused && holdsCommand(spec))
        throwProblem(403, u"command_jobs_disabled"_s,
                     u"commands over HTTP are off; start belayer with --allow-command-jobs"_s);
    if (m_commandJobs == CommandJobs::Refused && savesHidden(spec))
        throwProblem(
            403, u"hidden_file_refused"_s,
            u"a download over HTTP saves nothing in hidden files and folders, whose programs would obey "
            "it; choose another file, or start belayer with --allow-command-jobs"_s);
}

} // namespace belayer::api
