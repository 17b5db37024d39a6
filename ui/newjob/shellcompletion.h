// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the word at the end of a command line may become: programs in PATH, files and folders.
#pragma once

#include "ui/newjob/shellwords.h"

#include <optional>

namespace belayer::ui {

struct Completion
{
    qsizetype start = 0; ///< of what is replaced, to the end of the line
    QString common;      ///< what all of them begin with, quoted as needed; of a single one with what ends it
    QStringList candidates; ///< in order, whole and quoted; folders end in a slash
};

/// Looks into folders, for a tenth of a second at most. One thread.
class ShellCompletion
{
public:
    /// Nothing for an empty word, or when there is none. Relative names are of `folder`.
    std::optional<Completion> complete(const QString &line, LineReader reader, const QString &folder);

private:
    const QStringList &programs();

    std::optional<QStringList> m_programs; ///< of PATH, looked for once
};

} // namespace belayer::ui
