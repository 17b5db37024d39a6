// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The command line, checked and turned into values before any application object exists.
#pragma once

#include "core/api/access.h"

#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <optional>

namespace belayer::app {

struct CommandLine
{
    enum class Wish : quint8 { Run, Version, Help };
    enum class Display : quint8 { Window, Headless };
    enum class Http : quint8 { On, Off };
    enum class Board : quint8 { Empty, Demo };

    Wish wish = Wish::Run;
    Display display = Display::Window;
    Http http = Http::On;
    Board board = Board::Empty;
    api::CommandJobs commandJobs = api::CommandJobs::Refused;
    /// One beyond this machine needs allowed_hosts in the settings.
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    std::optional<quint16> port; ///< 0: any free one; nothing: that of the settings
    QString dataDir;             ///< empty: the default
};

/// The arguments without the program's name. Throws StartError naming what is wrong. A wish for help or the
/// version outweighs everything else that is right.
CommandLine parseCommandLine(const QStringList &arguments);

QString helpText();

} // namespace belayer::app
