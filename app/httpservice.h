// SPDX-License-Identifier: GPL-3.0-or-later
/// \file HTTP while the program runs: where it listens, whom it lets in, and how that changes.
#pragma once

#include "app/addressfile.h"
#include "app/commandline.h"
#include "app/datadir.h"
#include "app/httphost.h"
#include "core/engine/enginethread.h"
#include "ui/settings/httpcontrol.h"

#include <optional>

namespace belayer::app {

/// Main thread. What the command line says wins over the settings until the program ends.
class HttpService : public ui::HttpControl
{
    Q_OBJECT

public:
    /// Listens if it is to. A port that cannot be had is no failure here: status() tells. Prints the line
    /// `listening on URL` whenever it begins to listen somewhere. Throws StartError for settings that cannot
    /// be meant.
    HttpService(engine::EngineThread &thread, const CommandLine &line, const DataDir &dir,
                const QByteArray &token);

    /// Takes no new connection, for good.
    void close();

    Status status() const override { return m_status; }
    std::optional<QString> apply(const ui::HttpWishes &wishes) override;
    void setCommandJobs(CommandJobs commandJobs) override;
    QString token() const override { return QString::fromLatin1(m_token); }
    std::optional<QString> renewToken() override;

private:
    std::optional<http::HttpServer::ListenError> listen(quint16 port);
    void leave();
    std::optional<QString> moveTo(const ui::HttpWishes &wishes);

    const CommandLine m_line;
    const DataDir m_dir;
    QByteArray m_token;
    HttpHost m_host;
    std::optional<AddressFile> m_addressFile; ///< while new connections are taken
    Status m_status;
    quint16 m_port = 0; ///< that was asked for; 0: any, or none
};

} // namespace belayer::app
