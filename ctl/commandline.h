// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The command line, checked and turned into values before anything is opened.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace belayer::ctl {

enum class Command : quint8 {
    Run,
    Race,
    Group,
    List,
    Show,
    Wait,
    Log,
    Cancel,
    Pause,
    Resume,
    Retry,
    Events,
    Token,
    Open,
    Help,
    Version,
};

/// What run, race and group say of the job; what is not given is left to Belayer.
struct JobOptions
{
    QString id;
    QString name;
    QStringList labels;
    QString cwd;     ///< empty: the current folder
    QStringList env; ///< NAME=VALUE, or NAME for the value it has here
    QStringList after;
    QString policy;
    std::optional<std::chrono::milliseconds> timeout;
    std::optional<std::chrono::milliseconds> delay;
    std::optional<std::chrono::milliseconds> grace;
    std::optional<int> priority;
    std::optional<int> retries;
    std::optional<int> maxParallel;
};

struct ListFilter
{
    QString state;
    QString kind;
    QString group;
    QString label;
    QString search;
    int limit = 50;
};

struct Invocation
{
    enum class Format : quint8 { Text, Json };
    enum class Following : quint8 { No, Yes };
    enum class Staying : quint8 { Follow, Detach };

    Command command = Command::Help;
    Format format = Format::Text;
    QString dataDir; ///< empty: the default
    JobOptions job;
    Staying staying = Staying::Follow;
    ListFilter filter;
    Following following = Following::No;
    std::optional<std::chrono::milliseconds> patience; ///< of wait
    QStringList ids;
    QList<QStringList> programs;  ///< with their arguments: one for run, more for race and group
    std::optional<Command> topic; ///< of help
};

/// The arguments without the program's name. Throws Failure (Usage) naming what is wrong.
Invocation parseCommandLine(const QStringList &arguments);

/// Of one command, or of all.
QString helpText(std::optional<Command> topic);

/// "90" and "90s" are seconds, also "1.5h", "250ms", "5m", "2d"; nothing for anything else.
std::optional<std::chrono::milliseconds> readDuration(const QString &text);

} // namespace belayer::ctl
