// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/launcherentry.h"

#include "ui/desktop/desktopnames.h"

#include <QDBusMessage>

#include <algorithm>
#include <utility>

namespace belayer::ui {
using namespace Qt::StringLiterals;

LauncherEntry::~LauncherEntry()
{
    send({});
}

void LauncherEntry::show(const Activity &activity, Attention attention)
{
    send({activity.percent, activity.running, attention});
}

void LauncherEntry::send(const Shown &what)
{
    if (std::exchange(m_shown, what) == what)
        return;
    QDBusMessage message = QDBusMessage::createSignal(u"/org/belayer/Belayer"_s,
                                                      u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s);
    message << u"application://%1.desktop"_s.arg(desktopFileName())
            << QVariantMap{{u"progress"_s, double(std::max(what.percent, 0)) / 100.0},
                           {u"progress-visible"_s, what.percent >= 0},
                           {u"count"_s, qint64(what.count)},
                           {u"count-visible"_s, what.count > 0},
                           {u"urgent"_s, what.attention == Attention::Wanted}};
    m_bus.send(message);
}

} // namespace belayer::ui
