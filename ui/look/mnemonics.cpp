// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/mnemonics.h"

#include <QKeySequence>
#include <QMenu>
#include <QSet>

namespace belayer::ui {

void giveMnemonics(QMenu &menu)
{
    QSet<QChar> taken;
    for (const QAction *action : menu.actions()) {
        if (const QKeySequence keys = QKeySequence::mnemonic(action->text()); !keys.isEmpty())
            taken.insert(QChar(keys[0].key()).toUpper());
    }
    for (QAction *action : menu.actions()) {
        QString text = action->text();
        if (!QKeySequence::mnemonic(text).isEmpty())
            continue;
        for (qsizetype at = 0; at < text.size(); ++at) {
            const QChar letter = text[at].toUpper();
            if (!letter.isLetterOrNumber() || taken.contains(letter))
                continue;
            taken.insert(letter);
            action->setText(text.insert(at, u'&'));
            break;
        }
    }
}

} // namespace belayer::ui
