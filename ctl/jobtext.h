// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a snapshot says to people and to scripts.
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace belayer::ctl {

bool isFinished(const QJsonObject &job);
/// What a shell would make of the end of a finished job: 0 for success, the program's exit code, 128 and its
/// signal; ExitCode's words for what ended otherwise.
int exitCodeOf(const QJsonObject &job);

QString idOf(const QJsonObject &job);
QString stateOf(const QJsonObject &job);
/// Numbers of an SGR sequence; empty: none.
QString colourOfState(const QString &state);
/// "850ms", "12.3s", "4m05s", "2h03m", "3d04h".
QString durationText(qint64 milliseconds);
/// "37%", "12/40 files", "1200 bytes" or nothing.
QString progressText(const QJsonObject &job);
/// "failed: the program exited with code 3"
QString endText(const QJsonObject &job);
/// A line for each thing that is known, others' text escaped.
QStringList detailLines(const QJsonObject &job);
/// On one line, without what could harm a terminal.
QByteArray jsonLine(const QJsonObject &object);

} // namespace belayer::ctl
