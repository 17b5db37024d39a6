// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/access.h"

#include "core/api/problem.h"

#include <algorithm>

namespace belayer::api {

using namespace Qt::StringLiterals;

namespace {

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
    throw http::ResponseError(std::move(response));
}

void Access::requireAllowed(const engine::JobSpec &spec) const
{
    if (m_commandJobs == CommandJobs::Refused && holdsCommand(spec))
        throwProblem(403, u"command_jobs_disabled"_s,
                     u"commands over HTTP are off; start belayer with --allow-command-jobs"_s);
}

} // namespace belayer::api
