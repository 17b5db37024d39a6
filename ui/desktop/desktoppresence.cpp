// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/desktoppresence.h"

#include "ui/desktop/activation.h"
#include "ui/desktop/jobnotifier.h"
#include "ui/desktop/launcherentry.h"
#include "ui/desktop/sleepinhibitor.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QEvent>
#include <QSettings>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobState;
using engine::Verb;

namespace {

constexpr auto hiddenKey = "window/hidden"_L1;

} // namespace

/// What speaks over the buses.
struct DesktopPresence::Services
{
    explicit Services(const DesktopBuses &buses)
        : notifications(buses.session)
        , notifier(notifications)
        , inhibitor(buses.session, buses.system)
        , launcher(buses.session)
        , trays(buses.session)
    {
    }

    NotificationService notifications;
    JobNotifier notifier;
    SleepInhibitor inhibitor;
    LauncherEntry launcher;
    TrayWatch trays;
};

DesktopPresence::DesktopPresence(engine::EngineThread &thread, MainWindow &window, QSettings &settings)
    : m_client(thread), m_window(window), m_settings(settings), m_watch(m_client.feed())
{
    connect(&m_watch, &JobWatch::activityChanged, this, &DesktopPresence::showActivity);
    connect(&m_watch, &JobWatch::jobsFinished, this, &DesktopPresence::takeFinished);
    connectTray();
    m_window.installEventFilter(this);
    connect(&window, &MainWindow::desktopSettingsChanged, this, [this] {
        apply(readDesktopSettings(m_settings));
        m_window.showProblem(trayProblem());
    });
    apply(readDesktopSettings(settings));
}

DesktopPresence::~DesktopPresence() = default;

void DesktopPresence::join(const DesktopBuses &buses)
{
    m_services = std::make_unique<Services>(buses);
    connectServices();
    apply(m_desktop);
}

void DesktopPresence::connectServices()
{
    connect(&m_services->trays, &TrayWatch::kindChanged, this, &DesktopPresence::placeTray);
    connect(&m_services->notifier, &JobNotifier::showWanted, this,
            [this](const engine::JobId &id, const QString &activationToken) {
                bringToFront(activationToken.toUtf8());
                m_window.showJob(id);
            });
    connect(&m_services->notifier, &JobNotifier::retryWanted, &m_client, &engine::EngineClient::retry);
}

void DesktopPresence::connectTray()
{
    connect(&m_tray, &TrayIcon::activated, this, &DesktopPresence::takeClick);
    connect(&m_tray, &TrayIcon::showOrHideWanted, this, &DesktopPresence::toggleWindow);
    connect(&m_tray, &TrayIcon::pauseAllWanted, this,
            [this] { m_client.apply(Verb::Pause, m_watch.jobsThatCan(Verb::Pause)); });
    connect(&m_tray, &TrayIcon::resumeAllWanted, this,
            [this] { m_client.apply(Verb::Resume, m_watch.jobsThatCan(Verb::Resume)); });
    connect(&m_tray, &TrayIcon::quitWanted, this, &DesktopPresence::quit);
    connect(&m_window, &MainWindow::keepInTrayWanted, this, &DesktopPresence::hideWindow);
}

void DesktopPresence::apply(const DesktopSettings &desktop)
{
    m_desktop = desktop;
    if (m_services)
        m_services->notifier.setThreshold(desktop.notifications ? std::optional(desktop.notifyAfter)
                                                                : std::nullopt);
    placeTray();
    showActivity();
}

/// Nothing: not known yet.
std::optional<TrayKind> DesktopPresence::wantedTray() const
{
    if (!m_desktop.tray)
        return TrayKind::None;
    return m_services ? m_services->trays.kind() : std::nullopt;
}

/// A window that hides in a tray that goes away comes back: nobody may be left without a way to it.
void DesktopPresence::placeTray()
{
    const std::optional<TrayKind> kind = wantedTray();
    m_tray.place(kind.value_or(TrayKind::None));
    m_window.setTray(m_tray.isPlaced() ? MainWindow::Tray::There : MainWindow::Tray::None);
    if (m_isHidden && kind && !m_tray.isPlaced()) {
        setHidden(false);
        m_window.show();
    }
    Q_EMIT trayProblemChanged();
}

QString DesktopPresence::trayProblem() const
{
    if (!m_desktop.tray || m_tray.isPlaced() || !wantedTray())
        return {};
    QString problem =
        tr("This desktop shows no tray at the moment. The icon comes as soon as there is one; until "
           "then the window does not hide.");
    if (qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains("GNOME"_L1))
        problem += u' ' + tr("In GNOME the extension AppIndicator adds a tray.");
    return problem;
}

void DesktopPresence::showWindow()
{
    setHidden(m_desktop.tray && m_settings.value(hiddenKey).toBool());
    if (m_isHidden)
        placeTray();
    else
        m_window.show();
}

void DesktopPresence::bringToFront(const QByteArray &activationToken)
{
    setHidden(false);
    ui::bringToFront(m_window, activationToken);
    takeLook();
}

/// Who clicks at the icon of a window behind others wants to see it.
void DesktopPresence::takeClick()
{
    if (m_window.isActiveWindow())
        toggleWindow();
    else
        bringToFront({});
}

void DesktopPresence::toggleWindow()
{
    if (m_window.isVisible() && !m_window.isMinimized())
        hideWindow();
    else
        bringToFront({});
}

void DesktopPresence::hideWindow()
{
    if (!m_tray.isPlaced())
        return;
    if (QApplication::activeModalWidget()) { // it would stay behind alone
        bringToFront({});
        return;
    }
    setHidden(true);
    m_window.hide();
}

void DesktopPresence::quit()
{
    m_watch.look();
    const bool isAsking = QApplication::activeModalWidget();
    if (isAsking || !m_watch.activity().isIdle())
        bringToFront({}); // the question, and the end of the jobs, belong to the window
    if (!isAsking)
        m_window.close();
}

void DesktopPresence::setHidden(bool isHidden)
{
    m_isHidden = isHidden;
    if (m_settings.value(hiddenKey, false).toBool() != isHidden)
        m_settings.setValue(hiddenKey, isHidden);
}

void DesktopPresence::takeFinished(const QList<engine::SharedSnapshot> &jobs)
{
    if (QApplication::activeWindow())
        return;
    if (m_services)
        m_services->notifier.tell(jobs);
    if (std::any_of(jobs.begin(), jobs.end(),
                    [](const auto &job) { return job->state == JobState::Failed; })) {
        m_hasFailures = true;
        showActivity();
    }
}

void DesktopPresence::showActivity()
{
    const Activity &activity = m_watch.activity();
    m_tray.show(activity, {activity.running, m_hasFailures});
    if (!m_services)
        return;
    m_services->launcher.show(activity, m_hasFailures ? LauncherEntry::Attention::Wanted
                                                      : LauncherEntry::Attention::None);
    if (m_desktop.inhibitSleep && activity.running > 0)
        m_services->inhibitor.hold();
    else
        m_services->inhibitor.release();
}

/// The user sees the window: whatever was told of what happened behind its back has done its work.
void DesktopPresence::takeLook()
{
    if (m_services)
        m_services->notifier.dismiss();
    m_hasFailures = false;
    showActivity();
}

bool DesktopPresence::eventFilter(QObject *object, QEvent *event)
{
    switch (event->type()) {
    case QEvent::WindowActivate: takeLook(); break;
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::WindowStateChange:
        m_tray.setWindow(m_window.isVisible() && !m_window.isMinimized() ? TrayIcon::WindowIs::Shown
                                                                         : TrayIcon::WindowIs::Hidden);
        break;
    default: break;
    }
    return QObject::eventFilter(object, event);
}

} // namespace belayer::ui
