// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A line for a shell, to be read and copied.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QWidget>

namespace belayer::ui {

/// Shows the text with what is invisible in it made visible; the button copies it as it is.
class CopyLine : public QWidget
{
    Q_OBJECT

public:
    /// `name` is the object name of the line, and says what `title` says to screen readers.
    CopyLine(const QString &name, const QString &title, QWidget *parent = nullptr);

    /// Empty: it hides.
    void setText(const QString &text);
    const QString &text() const noexcept { return m_text; }
    /// What stands before the line.
    QLabel &title() const noexcept { return *m_title; }

private:
    QString m_text;
    QLabel *m_title;
    QLineEdit *m_line;
    QToolButton *m_copy;
};

} // namespace belayer::ui
