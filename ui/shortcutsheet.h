// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Every shortcut of a window in one list, read off its actions as they are.
#pragma once

#include <QDialog>
#include <QList>
#include <QString>

class QMainWindow;
class QTreeWidget;

namespace belayer::ui {

struct ShortcutEntry
{
    QString title;
    QString keys; ///< as this system writes them
};
struct ShortcutGroup
{
    QString title; ///< of the menu
    QList<ShortcutEntry> entries;
};

/// In the order of the menus; what has a shortcut but no place in them comes last.
QList<ShortcutGroup> shortcutsOf(const QMainWindow &window);

/// To be shown with open(); deletes itself.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutSheet(const QMainWindow &window, QWidget *parent);

private:
    void filter(const QString &text);

    QTreeWidget *m_list;
};

} // namespace belayer::ui
