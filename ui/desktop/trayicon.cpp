// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/trayicon.h"

#include "ui/look/icons.h"

#include <QLocale>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

QString countsText(const Activity &activity)
{
    if (activity.isIdle())
        return TrayIcon::tr("No job is running");
    const QLocale locale;
    const QString running = locale.toString(activity.running);
    const QString queued = locale.toString(activity.queued);
    return activity.paused > 0 ? TrayIcon::tr("%1 running, %2 paused, %3 queued")
                                     .arg(running, locale.toString(activity.paused), queued)
                               : TrayIcon::tr("%1 running, %2 queued").arg(running, queued);
}

} // namespace

TrayIcon::TrayIcon(QObject *parent)
    : QObject(parent)
    , m_showOrHide(m_menu.addAction(QString(), this, &TrayIcon::showOrHideWanted))
    , m_counts(nullptr)
    , m_pauseAll(nullptr)
    , m_resumeAll(nullptr)
{
    m_menu.setObjectName("trayMenu");
    m_showOrHide->setObjectName("showOrHide");
    m_menu.addSeparator();
    m_counts = m_menu.addAction(QString());
    m_counts->setObjectName("counts");
    m_counts->setEnabled(false);
    m_pauseAll = m_menu.addAction(icon(u"state-paused"_s), tr("&Pause All"), this, &TrayIcon::pauseAllWanted);
    m_resumeAll = m_menu.addAction(icon(u"resume"_s), tr("&Resume All"), this, &TrayIcon::resumeAllWanted);
    m_menu.addSeparator();
    m_menu.addAction(icon(u"quit"_s), tr("&Quit"), this, &TrayIcon::quitWanted);
    setWindow(WindowIs::Shown);
    show({}, {});
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::place(TrayKind kind)
{
    if (m_firstKind == TrayKind::None)
        m_firstKind = kind;
    if (kind == TrayKind::None || kind != m_firstKind) {
        m_icon.reset();
        return;
    }
    if (m_icon)
        return;
    m_icon = std::make_unique<QSystemTrayIcon>(trayImage(m_badge));
    m_icon->setToolTip(m_counts->text());
    m_icon->setContextMenu(&m_menu);
    connect(m_icon.get(), &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    Q_EMIT activated();
            });
    m_icon->show();
}

void TrayIcon::show(const Activity &activity, const TrayBadge &badge)
{
    m_counts->setText(countsText(activity));
    m_pauseAll->setEnabled(activity.canPause);
    m_resumeAll->setEnabled(activity.canResume);
    if (m_icon)
        m_icon->setToolTip(m_counts->text());
    if (m_badge == badge)
        return;
    m_badge = badge;
    if (m_icon)
        m_icon->setIcon(trayImage(badge));
}

void TrayIcon::setWindow(WindowIs window)
{
    m_showOrHide->setText(window == WindowIs::Shown ? tr("&Hide Belayer") : tr("&Show Belayer"));
}

} // namespace belayer::ui
