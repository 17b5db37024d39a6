// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Belayer's HTTP as the window sees it: what it is at, and what may be changed while it runs. The
/// application implements it, so that the window knows no server.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace belayer::ui {

/// What the settings say of HTTP.
struct HttpWishes
{
    enum class Use : quint8 { Off, On };
    enum class Lesson : quint8 { Open, WithToken };
    Use use = Use::On;
    quint16 port = 0;
    QStringList allowedHosts; ///< names that isHostName() takes
    Lesson lesson = Lesson::Open;
    friend bool operator==(const HttpWishes &, const HttpWishes &) = default;
};

/// Main thread.
class HttpControl : public QObject
{
    Q_OBJECT

public:
    enum class CommandJobs : quint8 { Refused, Allowed };

    struct Status
    {
        bool isStarting = false; ///< it is not known yet whether it listens
        QString url;             ///< "http://127.0.0.1:8787"; empty: it does not listen
        QString problem;         ///< why it does not, though it is wanted, and what to do
        CommandJobs commandJobs = CommandJobs::Refused;
        // What the command line has settled until the program ends.
        bool isSwitchedOff = false;       ///< --no-http
        std::optional<quint16> port;      ///< --port
        bool isForOtherMachines = false;  ///< --listen; then commands stay off
        bool startedWithCommands = false; ///< --allow-command-jobs
    };

    virtual Status status() const = 0;
    /// Does what differs, as far as the command line leaves it open. Gives the problem for people if it
    /// cannot be; then all stays as it was.
    virtual std::optional<QString> apply(const HttpWishes &wishes) = 0;
    /// Until the program ends. Never kept: a permission that outlives its purpose is forgotten, and whatever
    /// may write to settings.ini (a download job could) would be able to give it to itself.
    virtual void setCommandJobs(CommandJobs commandJobs) = 0;
    virtual QString token() const = 0;
    /// From now on only the new one is good, also for those who wait. Gives the problem for people; then the
    /// old one stays.
    virtual std::optional<QString> renewToken() = 0;

Q_SIGNALS:
    /// The status.
    void changed();
};

} // namespace belayer::ui
