// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/httphost.h"

#include <belayer/async.h>

namespace belayer::app {

HttpHost::HttpHost(engine::EngineThread &thread, const api::Access &access,
                   const QByteArrayList &allowedHosts)
    : m_thread(thread)
{
    m_thread.run([&](engine::Engine &engine) {
        m_server = std::make_unique<api::ApiServer>(&engine, access, allowedHosts);
    });
}

HttpHost::~HttpHost()
{
    m_thread.run([this](engine::Engine &) {
        async::runBlocking(m_server->stop());
        m_server.reset();
    });
}

std::optional<QString> HttpHost::listen(const QHostAddress &address, quint16 port)
{
    std::optional<QString> problem;
    m_thread.run([&](engine::Engine &engine) {
        problem = m_server->listen(address, port);
        engine.setOwnPort(m_server->port());
    });
    return problem;
}

QString HttpHost::url()
{
    QString url;
    m_thread.run([&](engine::Engine &) { url = m_server->url(); });
    return url;
}

void HttpHost::closeListener()
{
    m_thread.run([this](engine::Engine &) { m_server->closeListener(); });
}

} // namespace belayer::app
