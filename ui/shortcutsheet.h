// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Every shortcut of a window in one list, read off its actions as they are.
#pragma once

#include <QDialog>
#include <QList>
#include <QString>

class QMainWindow;
class QTreeWidget;
class QWidget;

namespace belayer::ui {

struct ShortcutEntry
{
    QString title;
    QString keys; ///< as this system writes them
};
struct ShortcutGroup
{
    QString title;                 ///< of the menu, or of the view
    const QWidget *view = nullptr; ///< which must have the focus; nullptr: in the whole window
    QList<ShortcutEntry> entries;
};

/// What holds in the whole window in the order of the menus, what stands in no menu, and then by views what
/// holds only in them; so a key that means two things, as Ctrl+F does, is seen to.
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
