// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Questions and messages whose every word is plain text.
#pragma once

#include <QMessageBox>

namespace belayer::ui {

/// QMessageBox::setTextFormat() leaves the informative text to be guessed at, which holds names of jobs. The
/// texts are given once, here.
class MessageBox : public QMessageBox
{
    Q_OBJECT

public:
    MessageBox(Icon icon, const QString &title, const QString &text, const QString &informativeText,
               QWidget *parent);
};

} // namespace belayer::ui
