// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Who may use API v1: whoever holds the token. Commands need the user's leave on top.
#pragma once

#include "core/api/failedtokens.h"
#include "core/engine/jobspec.h"
#include "core/http/request.h"

#include <QByteArray>

#include <memory>

namespace belayer::api {

enum class CommandJobs : quint8 { Refused, Allowed };
/// Who may use the lesson's endpoints: everybody on this machine, or holders of the token.
enum class LessonAccess : quint8 { Open, WithToken };

/// From the program's start; copies are one and the same. Used in one thread.
class Access
{
public:
    /// An empty token lets nobody in.
    Access(QByteArray token, CommandJobs commandJobs, LessonAccess lesson = LessonAccess::Open)
        : m_token(std::move(token)), m_commandJobs(commandJobs), m_lesson(lesson)
    {
    }

    /// Throws http::ResponseError (401) unless the request has the token as `Authorization: Bearer`. Takes
    /// the same time wherever a wrong token differs; a token in the query is none.
    void requireToken(const http::Request &request) const;
    /// The same for the lesson's endpoints, if those want it.
    void requireLesson(const http::Request &request) const;
    /// Throws http::ResponseError (403) if commands are refused and the spec, or any spec in it, is one, or a
    /// download that could become one: into a hidden file or folder.
    void requireAllowed(const engine::JobSpec &spec) const;

private:
    QByteArray m_token;
    CommandJobs m_commandJobs;
    LessonAccess m_lesson;
    std::shared_ptr<FailedTokens> m_failed = std::make_shared<FailedTokens>();
};

} // namespace belayer::api
