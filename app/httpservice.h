// SPDX-License-Identifier: GPL-3.0-or-later
/// \file HTTP while the program runs: where it listens, whom it lets in, and how that changes.
#pragma once

#include "app/addressfile.h"
#include "app/commandline.h"
#include "app/datadir.h"
#include "app/httphost.h"
#include "core/engine/enginethread.h"
#include "core/engine/threadcalls.h"
#include "ui/settings/httpcontrol.h"

#include <future>
#include <optional>

namespace belayer::app {

/// Main thread. What the command line says wins over the settings until the program ends.
class HttpService : public ui::HttpControl
{
    Q_OBJECT

public:
    /// Begins to listen, if it is to, once the engine is up; changed() tells when it does, or that the port
    /// cannot be had, which is no failure here. Prints the line `listening on URL` whenever it begins to
    /// listen somewhere. Throws StartError for settings that cannot be meant.
    HttpService(engine::EngineThread &thread, const CommandLine &line, const DataDir &dir,
                const QByteArray &token);

    /// Takes no new connection, for good; waits for a start that goes on.
    void close();

    Status status() const override { return m_status; }
    std::optional<QString> apply(const ui::HttpWishes &wishes) override;
    void setCommandJobs(CommandJobs commandJobs) override;
    QString token() const override { return QString::fromLatin1(m_token); }
    std::optional<QString> renewToken() override;

private:
    HttpService(engine::EngineThread &thread, const CommandLine &line, const DataDir &dir,
                const QByteArray &token, const ui::HttpWishes &wishes);
    void start(quint16 port);
    void finishStart();
    std::optional<http::HttpServer::ListenError> listen(quint16 port);
    void showListening(const QString &url);
    void leave();
    std::optional<QString> moveTo(const ui::HttpWishes &wishes);

    const CommandLine m_line;
    const DataDir m_dir;
    QByteArray m_token;
    engine::ThreadCalls m_answers; ///< of the host
    HttpHost m_host;
    std::future<HttpHost::Started> m_starting; ///< valid until finishStart() has taken it
    std::optional<AddressFile> m_addressFile;  ///< while new connections are taken
    Status m_status;
    quint16 m_port = 0; ///< that was asked for; 0: any, or none
};

} // namespace belayer::app
