// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Belayer's HTTP as the main thread sees it: the server itself lives in the engine's thread.
#pragma once

#include "core/api/apiserver.h"
#include "core/engine/enginethread.h"

#include <QHostAddress>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace belayer::app {

/// Made, used and destroyed in the main thread, before the engine thread goes. Every call but start() waits
/// for the engine thread, so what it changes holds for every request from then on.
class HttpHost
{
public:
    HttpHost(engine::EngineThread &thread, const api::Access &access, const QByteArrayList &allowedHosts);
    /// Answers whoever still waits, then closes every connection.
    ~HttpHost();
    HttpHost(const HttpHost &) = delete;
    HttpHost &operator=(const HttpHost &) = delete;

    /// Where it listens, or why it does not.
    struct Started
    {
        std::optional<http::HttpServer::ListenError> error;
        QString url;
    };
    /// The first listen(), once the engine is up: nobody waits, and the answer is called in its thread.
    void start(const QHostAddress &address, quint16 port, std::function<void(const Started &)> answer);

    // See ApiServer.
    std::optional<http::HttpServer::ListenError> listen(const QHostAddress &address, quint16 port);
    void leave();
    void allowHosts(const QByteArrayList &hosts);
    QString url();
    void closeListener();

    // See Access.
    void renewToken(const QByteArray &token);
    void setCommandJobs(api::CommandJobs commandJobs);
    void setLesson(api::LessonAccess lesson);

private:
    engine::EngineThread &m_thread;
    api::Access m_access; ///< this and the server: used in that thread
    std::unique_ptr<api::ApiServer> m_server;
};

} // namespace belayer::app
