// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What Belayer does on the desktop outside of its window, and how the window comes and goes.
#pragma once

#include "core/engine/engineclient.h"
#include "ui/desktop/desktopbuses.h"
#include "ui/desktop/desktopsettings.h"
#include "ui/desktop/jobwatch.h"
#include "ui/desktop/trayicon.h"

#include <QObject>

#include <memory>
#include <optional>

class QSettings;

namespace belayer::ui {

class MainWindow;

/// Main thread. Everything it is given outlives it. Does not depend on the window being shown: it has a
/// reader of its own.
class DesktopPresence : public QObject
{
    Q_OBJECT

public:
    /// Begins with what the settings say.
    DesktopPresence(engine::EngineThread &thread, MainWindow &window, QSettings &settings);
    ~DesktopPresence() override;

    /// Until then there is only the window; one that is to go on in the tray waits for it. Once.
    void join(const DesktopBuses &buses);
    void apply(const DesktopSettings &desktop);
    const DesktopSettings &settings() const noexcept { return m_desktop; }
    bool hasTrayIcon() const noexcept { return m_tray.isPlaced(); }
    /// Why there is no icon although one is wanted, in words for who has just asked for it; empty: all is
    /// well.
    QString trayProblem() const;

    /// As it was left: in the tray, if it is still wanted and there is one, else on the screen.
    void showWindow();
    /// See ui/desktop/activation.h.
    void bringToFront(const QByteArray &activationToken);

Q_SIGNALS:
    void trayProblemChanged();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    struct Services;
    void connectServices();
    void connectTray();
    std::optional<TrayKind> wantedTray() const;
    void placeTray();
    void takeClick();
    void toggleWindow();
    void hideWindow();
    void quit();
    void takeFinished(const QList<engine::SharedSnapshot> &jobs);
    void showActivity();
    void takeLook();
    void setHidden(bool isHidden);

    engine::EngineClient m_client; ///< a second one: each has one feed
    MainWindow &m_window;
    QSettings &m_settings;
    DesktopSettings m_desktop;
    JobWatch m_watch;
    std::unique_ptr<Services> m_services; ///< once the buses are there
    TrayIcon m_tray;
    bool m_isHidden = false;    ///< the window is in the tray, or will be once the tray is found
    bool m_hasFailures = false; ///< since the user has last looked
};

} // namespace belayer::ui
