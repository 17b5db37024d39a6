// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/messagebox.h"

#include "ui/words/plaintext.h"

#include <QLabel>

namespace belayer::ui {

MessageBox::MessageBox(Icon icon, const QString &title, const QString &text, const QString &informativeText,
                       QWidget *parent)
    : QMessageBox(icon, title, {}, NoButton, parent)
{
    setTextFormat(Qt::PlainText);
    setText(shownLines(text));
    setInformativeText(shownLines(informativeText));
    for (QLabel *label : findChildren<QLabel *>())
        label->setTextFormat(Qt::PlainText);
}

} // namespace belayer::ui
