// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Who may use API v1: whoever holds the token. Commands need the user's leave on top.
#pragma once

#include "core/engine/jobspec.h"
#include "core/http/httpserver.h"

#include <QByteArray>

#include <memory>

namespace belayer::api {

enum class CommandJobs : quint8 { Refused, Allowed };
/// Who may use the lesson's endpoints: everybody on this machine, or holders of the token.
enum class LessonAccess : quint8 { Open, WithToken };

/// Copies are one and the same: what is changed by one holds for all from the next request on. Used in one
/// thread.
class Access
{
public:
    /// An empty token lets nobody in.
    Access(QByteArray token, CommandJobs commandJobs, LessonAccess lesson = LessonAccess::Open);

    /// Only the new one counts from now on. Whoever the old one let in is put out, also in the middle of a
    /// wait or a stream.
    void renewToken(QByteArray token);
    void setCommandJobs(CommandJobs commandJobs);
    void setLesson(LessonAccess lesson);

    /// The handler for those alone who have the token.
    http::HttpServer::Handler withToken(http::HttpServer::Handler handler) const;
    /// The same for the lesson's endpoints, if those want it.
    http::HttpServer::Handler forLesson(http::HttpServer::Handler handler) const;

    /// Throws http::ResponseError (401) unless the request has the token as `Authorization: Bearer`. Takes
    /// the same time wherever a wrong token differs; a token in the query is none.
    void requireToken(const http::Request &request) const;
    /// Throws http::ResponseError (403) if commands are refused and the spec, or any spec in it, is one, or a
    /// download that could become one: into a hidden file or folder.
    void requireAllowed(const engine::JobSpec &spec) const;

private:
    class State;
    std::shared_ptr<State> m_state;
};

} // namespace belayer::api
