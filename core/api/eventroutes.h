// SPDX-License-Identifier: GPL-3.0-or-later
/// \file API v1: the stream of all changes.
#pragma once

#include "core/api/access.h"
#include "core/api/eventhub.h"
#include "core/http/httpserver.h"

namespace belayer::api {

/// Lives in the engine's thread; the engine outlives it, and it the server it was added to. Needs the token.
class EventRoutes
{
public:
    EventRoutes(engine::Engine *engine, Access access) : m_hub(engine), m_access(std::move(access)) {}
    void addTo(http::HttpServer &server);

private:
    EventHub m_hub;
    Access m_access;
};

} // namespace belayer::api
