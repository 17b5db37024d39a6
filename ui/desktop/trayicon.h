// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The icon in the tray and its menu.
#pragma once

#include "ui/desktop/jobwatch.h"
#include "ui/desktop/trayimages.h"
#include "ui/desktop/traywatch.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

#include <memory>

namespace belayer::ui {

/// Main thread. Shows nothing until it is placed.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    explicit TrayIcon(QObject *parent = nullptr);
    ~TrayIcon() override;

    /// Into the tray that there is now, or out of one that has gone. Qt knows one kind of tray in the life of
    /// the program: where the kind changes, the icon stays away until the first one is back.
    void place(TrayKind kind);
    bool isPlaced() const noexcept { return m_icon != nullptr; }

    void show(const Activity &activity, const TrayBadge &badge);
    enum class WindowIs : quint8 { Shown, Hidden };
    void setWindow(WindowIs window);

Q_SIGNALS:
    /// The icon was clicked.
    void activated();
    void showOrHideWanted();
    void pauseAllWanted();
    void resumeAllWanted();
    void quitWanted();

private:
    QMenu m_menu;
    QAction *m_showOrHide;
    QAction *m_counts;
    QAction *m_pauseAll;
    QAction *m_resumeAll;
    std::unique_ptr<QSystemTrayIcon> m_icon; ///< after the menu it shows
    TrayKind m_firstKind = TrayKind::None;
    TrayBadge m_badge; ///< its image is made for an icon that is there
};

} // namespace belayer::ui
