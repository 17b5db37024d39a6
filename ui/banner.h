// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One line above the table for what the user has to know and can put away.
#pragma once

#include "ui/look/theme.h"

#include <QFrame>
#include <QLabel>
#include <QLayout>

namespace belayer::ui {

/// Hidden until it has something to say. The text is plain text and can be selected.
class Banner : public QFrame
{
    Q_OBJECT

public:
    enum class Closing : quint8 { ByUser, Never };
    explicit Banner(QWidget *parent = nullptr) : Banner(Closing::ByUser, parent) {}
    Banner(Closing closing, QWidget *parent);

    /// Tone::Bad, Tone::Warning, Tone::Active or Tone::Good.
    void say(const QString &message, Tone tone);
    QString message() const { return m_text->text(); }

    /// What lies under the text: the palette's Base with a breath of the tone.
    static QColor ground(Tone tone, const QPalette &palette);

protected:
    /// Right of the text.
    void addButton(QWidget *button) { layout()->addWidget(button); }
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showIcon();

    QLabel *m_icon;
    QLabel *m_text;
    Tone m_tone = Tone::Warning;
};

} // namespace belayer::ui
