// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A row to search with: the text, how much is found, back and forth, away.
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;

namespace belayer::ui {

/// Hidden until it is opened. Escape closes it.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent);

    QAction *nextAction() const noexcept { return m_next; }
    QAction *previousAction() const noexcept { return m_previous; }
    QLineEdit *field() const noexcept { return m_field; }
    QString text() const;

    /// Shows itself with the keyboard in its field; `text` replaces what is in there, unless it is empty.
    void open(const QString &text);
    void setResult(const QString &words);

Q_SIGNALS:
    void textChanged(const QString &text);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_field;
    QLabel *m_result;
    QAction *m_next;
    QAction *m_previous;
};

} // namespace belayer::ui
