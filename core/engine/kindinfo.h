// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A kind of job as dialogs and documents see it; checks are made from the same definition.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <limits>

namespace belayer::engine {

struct ParamInfo
{
    enum class Type : quint8 {
        Integer,
        Text,      ///< one line
        Program,   ///< a program's name or path
        Folder,    ///< an existing folder
        NewFile,   ///< the path of a file that is to be made
        TextList,  ///< e.g. arguments
        PathList,  ///< files or folders
        TextMap,   ///< name to value, e.g. environment
        ValueList, ///< numbers or texts mixed
        Choice,
        ChoiceList, ///< one or more of `choices`, in order
    };
    QString name; ///< as in JobSpec::params
    Type type = Type::Text;
    bool required = false;
    QVariant defaultValue;
    qint64 minimum = std::numeric_limits<qint64>::min(); ///< Integer: value; lists: count
    qint64 maximum = std::numeric_limits<qint64>::max();
    QStringList choices;
    /// What a text, or each text of a list, must match; in the common tongue of JavaScript and Perl, with ^ and
    /// $ for the ends of the whole text. Empty: anything. `form` says it to people: "it must be ...".
    QString pattern;
    QString form;
    QString unit;    ///< "ms", ...
    QString summary; ///< one line for people
};

struct KindInfo
{
    QString name;
    QString title;   ///< for people, e.g. "Checksum"
    QString summary; ///< one line
    bool takesChildren = false;
    bool takesMaxParallel = false;
    bool takesPlace = true; ///< works with a processor or a process, so the engine's limit counts it
    bool canPause = false;
    QStringList policies; ///< words of Policy it accepts, the default first; empty: none
    QList<ParamInfo> params;
};

} // namespace belayer::engine
