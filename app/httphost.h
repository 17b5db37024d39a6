// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Belayer's HTTP as the main thread sees it: the server itself lives in the engine's thread.
#pragma once

#include "core/api/apiserver.h"
#include "core/engine/enginethread.h"

#include <QHostAddress>
#include <QString>

#include <memory>
#include <optional>

namespace belayer::app {

/// Made, used and destroyed in the main thread, before the engine thread goes. Every call waits for the
/// engine thread.
class HttpHost
{
public:
    HttpHost(engine::EngineThread &thread, const api::Access &access, const QByteArrayList &allowedHosts);
    /// Answers whoever still waits, then closes every connection.
    ~HttpHost();
    HttpHost(const HttpHost &) = delete;
    HttpHost &operator=(const HttpHost &) = delete;

    /// The problem for people, or nothing when it is up.
    std::optional<QString> listen(const QHostAddress &address, quint16 port);
    QString url();
    void closeListener();

private:
    engine::EngineThread &m_thread;
    std::unique_ptr<api::ApiServer> m_server;
};

} // namespace belayer::app
