// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Who may use API v1: whoever holds the token. Commands need the user's leave on top.
#pragma once

#include "core/engine/jobspec.h"
#include "core/http/request.h"

#include <QByteArray>

namespace belayer::api {

enum class CommandJobs : quint8 { Refused, Allowed };

/// An immutable value, from the program's start.
class Access
{
public:
    /// An empty token lets nobody in.
    Access(QByteArray token, CommandJobs commandJobs) : m_token(std::move(token)), m_commandJobs(commandJobs)
    {
    }

    /// Throws http::ResponseError (401) unless the request has the token as `Authorization: Bearer`. Takes
    /// the same time wherever a wrong token differs.
    void requireToken(const http::Request &request) const;
    /// Throws http::ResponseError (403) if the spec, or any spec in it, is a command and those are refused.
    void requireAllowed(const engine::JobSpec &spec) const;

private:
    QByteArray m_token;
    CommandJobs m_commandJobs;
};

} // namespace belayer::api
