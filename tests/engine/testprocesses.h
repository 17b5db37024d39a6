// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the tests with real processes share: specs of programs, files they write, and who lives.
#pragma once

#include "core/engine/process/processtable.h"
#include "tests/engine/testengine.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <csignal>

namespace belayer::engine::test {

/// Nothing, too, where a job has no file yet.
inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return !path.isEmpty() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The pids a job has written to a file, one a line; only whole lines count.
inline QList<pid_t> pidsIn(const QString &path)
{
    QList<pid_t> pids;
    const QByteArray content = contentOf(path);
    for (const QByteArray &line : content.left(content.lastIndexOf('\n') + 1).split('\n')) {
        if (!line.isEmpty())
            pids.append(line.toInt());
    }
    return pids;
}

inline bool isThere(pid_t pid)
{
    return ::kill(pid, 0) == 0 || errno != ESRCH;
}

inline bool isAnyThere(const QList<pid_t> &pids)
{
    return std::any_of(pids.begin(), pids.end(), isThere);
}

/// The names of all processes below this one, those of its own children first.
inline QStringList namesBelow(pid_t pid)
{
    QStringList names;
    for (const pid_t child : childrenOf(pid)) {
        if (const std::optional<ProcessRow> row = readProcess(child))
            names += QString::fromUtf8(row->name);
        names += namesBelow(child);
    }
    return names;
}

/// Whether every process below this one is stopped, dead and not reaped, or held by the vfork of one that is
/// stopped.
inline bool areAllStoppedBelow(pid_t pid)
{
    const std::vector<pid_t> children = childrenOf(pid);
    return std::all_of(children.begin(), children.end(), [](pid_t child) {
        const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(child));
        const bool isHeld = stat.contains(") D ") && !childrenOf(child).empty();
        return (stat.contains(") T ") || stat.contains(") Z ") || isHeld) && areAllStoppedBelow(child);
    });
}

inline JobSpec programSpec(const QString &program, const QStringList &arguments = {})
{
    return spec(u"command"_s, {{u"program"_s, program}, {u"arguments"_s, arguments}});
}

} // namespace belayer::engine::test
