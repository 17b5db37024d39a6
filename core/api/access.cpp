// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/access.h"

#include "core/api/failedtokens.h"
#include "core/api/problem.h"

#include <QLoggingCategory>

#include <algorithm>
#include <unordered_set>

namespace belayer::api {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "belayer.api", QtWarningMsg)

http::Response unauthorized(const QString &detail)
{
    http::Response response = problemResponse(401, u"unauthorized"_s, detail);
    response.headers.emplaceBack("WWW-Authenticate", "Bearer realm=\"belayer\"");
    return response;
}

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

class Access::State
{
public:
    State(QByteArray secret, CommandJobs commands, LessonAccess lessonAccess)
        : token(std::move(secret)), commandJobs(commands), lesson(lessonAccess)
    {
    }

    void requireToken(const http::Request &request);
    void renewToken(QByteArray secret);

    static async::Task<http::Response> serve(std::shared_ptr<State> state,
                                             std::shared_ptr<const http::HttpServer::Handler> handler,
                                             http::Request request);
    static async::Task<> stream(std::shared_ptr<State> state, int generation,
                                std::function<async::Task<>(http::StreamWriter)> write,
                                http::StreamWriter writer);

    QByteArray token;
    int generation = 0; ///< of the token
    CommandJobs commandJobs;
    LessonAccess lesson;
    FailedTokens failed;

private:
    /// A request, or its stream, while it is served.
    class Stay
    {
    public:
        Stay(State &state, async::CancelScope &scope) : m_state(state), m_scope(scope)
        {
            m_state.m_inside.insert(&m_scope);
        }
        ~Stay() { m_state.m_inside.erase(&m_scope); }
        Stay(const Stay &) = delete;

    private:
        State &m_state;
        async::CancelScope &m_scope;
    };

    std::unordered_set<async::CancelScope *> m_inside; ///< whom the token has let in
};

void Access::State::requireToken(const http::Request &request)
{
    const QList<QByteArray> values = request.headerValues("authorization");
    const QByteArray scheme = "bearer ";
    const QByteArray given = values.size() == 1 ? values.first() : QByteArray();
    if (!token.isEmpty() && given.first(std::min(given.size(), scheme.size())).toLower() == scheme &&
        isEqual(given.sliced(scheme.size()), token))
        return;
    http::Response response =
        unauthorized(u"send the token of the data directory: Authorization: Bearer TOKEN"_s);
    if (!values.isEmpty()) { // who sent none has tried nothing
        const auto now = FailedTokens::Clock::now();
        if (failed.count(now) == FailedTokens::Verdict::Close)
            response.afterwards = http::Afterwards::Close;
        if (const auto count = failed.report(now))
            qCWarning(log, "%d HTTP requests with a wrong token", *count);
    }
    throw http::ResponseError(std::move(response));
}

void Access::State::renewToken(QByteArray secret)
{
    token = std::move(secret);
    ++generation;
    // Nobody leaves before the loop comes to it: a cancelled scope is only told.
    for (async::CancelScope *scope : m_inside)
        scope->cancel();
}

async::Task<http::Response> Access::State::serve(std::shared_ptr<State> state,
                                                 std::shared_ptr<const http::HttpServer::Handler> handler,
                                                 http::Request request)
{
    state->requireToken(request);
    const int generation = state->generation;
    async::CancelScope scope;
    const Stay stay(*state, scope);
    try {
        http::Response response = co_await async::withCancelScope(scope, (*handler)(std::move(request)));
        if (response.stream)
            response.stream = [state, generation,
                               write = std::move(response.stream)](http::StreamWriter writer) {
                return stream(state, generation, write, std::move(writer));
            };
        co_return response;
    } catch (const async::Cancelled &) {
        if (state->generation == generation) // the client has left, or the server stops
            throw;
    }
    co_return unauthorized(u"the token was renewed while this request waited; what it asked for may have "
                           "been done: look with the new token"_s);
}

async::Task<> Access::State::stream(std::shared_ptr<State> state, int generation,
                                    std::function<async::Task<>(http::StreamWriter)> write,
                                    http::StreamWriter writer)
{
    if (state->generation != generation) // renewed between the head and here
        co_return;
    async::CancelScope scope;
    const Stay stay(*state, scope);
    try {
        co_await async::withCancelScope(scope, write(std::move(writer)));
    } catch (const async::Cancelled &) {
        if (state->generation == generation)
            throw;
    }
}

Access::Access(QByteArray token, CommandJobs commandJobs, LessonAccess lesson)
    : m_state(std::make_shared<State>(std::move(token), commandJobs, lesson))
{
}

void Access::renewToken(QByteArray token)
{
    m_state->renewToken(std::move(token));
}

void Access::setCommandJobs(CommandJobs commandJobs)
{
    m_state->commandJobs = commandJobs;
}

void Access::setLesson(LessonAccess lesson)
{
    m_state->lesson = lesson;
}

http::HttpServer::Handler Access::withToken(http::HttpServer::Handler handler) const
{
    return [state = m_state, kept = std::make_shared<const http::HttpServer::Handler>(std::move(handler))](
               http::Request &&request) { return State::serve(state, kept, std::move(request)); };
}

http::HttpServer::Handler Access::forLesson(http::HttpServer::Handler handler) const
{
    return [state = m_state, open = handler, closed = withToken(handler)](http::Request &&request) {
        return state->lesson == LessonAccess::Open ? open(std::move(request)) : closed(std::move(request));
    };
}

void Access::requireToken(const http::Request &request) const
{
    m_state->requireToken(request);
}

void Access::requireAllowed(const engine::JobSpec &spec) const
{
    if (m_state->commandJobs == CommandJobs::Allowed)
        return;
    if (holdsCommand(spec))
        throwProblem(
            403, u"command_jobs_disabled"_s,
            u"commands over HTTP are off; allow them in the window's settings, or start belayer with "
            "--allow-command-jobs"_s);
    if (savesHidden(spec))
        throwProblem(
            403, u"hidden_file_refused"_s,
            u"a download over HTTP saves nothing in hidden files and folders, whose programs would obey "
            "it; choose another file, or allow commands as for command jobs"_s);
}

} // namespace belayer::api
