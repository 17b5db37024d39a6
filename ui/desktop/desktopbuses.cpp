// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/desktopbuses.h"

#include <QObject>

#include <mutex>
#include <thread>
#include <utility>

namespace belayer::ui {

/// Shared with the thread, which may outlast the one that waits for it.
struct BusOpening::WayBack
{
    std::mutex mutex;
    QObject *receiver;
    std::function<void(const DesktopBuses &)> use;
};

BusOpening::BusOpening(QObject &receiver, std::function<void(const DesktopBuses &)> use)
    : m_back(std::make_shared<WayBack>())
{
    m_back->receiver = &receiver;
    m_back->use = std::move(use);
}

void BusOpening::open()
{
    if (std::exchange(m_hasBegun, true))
        return;
    std::thread([back = m_back] {
        const DesktopBuses buses{QDBusConnection::sessionBus(), QDBusConnection::systemBus()};
        const std::scoped_lock lock(back->mutex);
        if (back->receiver)
            QMetaObject::invokeMethod(
                back->receiver, [buses, use = back->use] { use(buses); }, Qt::QueuedConnection);
    }).detach();
}

BusOpening::~BusOpening()
{
    const std::scoped_lock lock(m_back->mutex);
    m_back->receiver = nullptr;
}

} // namespace belayer::ui
