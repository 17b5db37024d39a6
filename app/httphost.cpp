// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/httphost.h"

#include <belayer/async.h>

namespace belayer::app {

using engine::Engine;

HttpHost::HttpHost(engine::EngineThread &thread, const api::Access &access,
                   const QByteArrayList &allowedHosts)
    : m_thread(thread), m_access(access)
{
    m_thread.post([this, allowedHosts](Engine &engine) {
        m_server = std::make_unique<api::ApiServer>(&engine, m_access, allowedHosts);
    });
}

HttpHost::~HttpHost()
{
    m_thread.run([this](Engine &) {
        async::runBlocking(m_server->stop());
        m_server.reset();
    });
}

void HttpHost::start(const QHostAddress &address, quint16 port, std::function<void(const Started &)> answer)
{
    m_thread.post([this, address, port, answer = std::move(answer)](Engine &engine) {
        Started started{.error = m_server->listen(address, port), .url = m_server->url()};
        engine.setOwnPort(m_server->port());
        answer(started);
    });
}

std::optional<http::HttpServer::ListenError> HttpHost::listen(const QHostAddress &address, quint16 port)
{
    std::optional<http::HttpServer::ListenError> error;
    m_thread.run([&](Engine &engine) {
        error = m_server->listen(address, port);
        engine.setOwnPort(m_server->port());
    });
    return error;
}

void HttpHost::leave()
{
    m_thread.run([this](Engine &engine) {
        m_server->leave();
        engine.setOwnPort(0);
    });
}

void HttpHost::allowHosts(const QByteArrayList &hosts)
{
    m_thread.run([&](Engine &) { m_server->allowHosts(hosts); });
}

QString HttpHost::url()
{
    QString url;
    m_thread.run([&](Engine &) { url = m_server->url(); });
    return url;
}

void HttpHost::closeListener()
{
    m_thread.run([this](Engine &) { m_server->closeListener(); });
}

void HttpHost::renewToken(const QByteArray &token)
{
    m_thread.run([&](Engine &) { m_access.renewToken(token); });
}

void HttpHost::setCommandJobs(api::CommandJobs commandJobs)
{
    m_thread.run([&](Engine &) { m_access.setCommandJobs(commandJobs); });
}

void HttpHost::setLesson(api::LessonAccess lesson)
{
    m_thread.run([&](Engine &) { m_access.setLesson(lesson); });
}

} // namespace belayer::app
