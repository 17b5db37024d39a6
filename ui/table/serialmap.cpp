// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/serialmap.h"

namespace belayer::ui {

int SerialMap::value(quint64 serial) const
{
    const auto page = m_pages.find(serial / pageSize);
    return page == m_pages.end() ? none : page->second.slotList[serial % pageSize];
}

void SerialMap::insert(quint64 serial, int slot)
{
    Page &page = m_pages[serial / pageSize];
    int &place = page.slotList[serial % pageSize];
    page.used += place == none;
    place = slot;
}

void SerialMap::remove(quint64 serial)
{
    const auto page = m_pages.find(serial / pageSize);
    if (page == m_pages.end() || page->second.slotList[serial % pageSize] == none)
        return;
    page->second.slotList[serial % pageSize] = none;
    if (--page->second.used == 0)
        m_pages.erase(page);
}

} // namespace belayer::ui
