// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Text from outside made safe to look at: what is invisible or turns the line around is shown, never
/// obeyed.
#pragma once

#include <QString>

namespace belayer::ui {

/// One line: control characters become ^[ and ^J as terminals write them, bidi and other invisible format
/// characters become ⟨U+202E⟩, lone surrogates U+FFFD. Text without any of them is returned as it is, not
/// copied.
QString shown(const QString &text);

/// The same for text of many lines: newline and tab stay what they are.
QString shownLines(const QString &text);

/// For QWidget::setToolTip() and Qt::ToolTipRole, which guess at rich text: escaped so that it can only be
/// text.
QString shownInToolTip(const QString &text);

} // namespace belayer::ui
