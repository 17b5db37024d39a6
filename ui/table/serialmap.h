// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Slots by serial, as numbers that mostly follow each other want it.
#pragma once

#include <QtGlobal>

#include <array>
#include <unordered_map>

namespace belayer::ui {

/// Pages of neighbouring serials: jobs that were submitted together lie together, so an update finds its slot
/// in memory that the one before has fetched, and a map that grows moves no slots. Four bytes a job; a job
/// alone in its page has a kilobyte. One thread.
class SerialMap
{
public:
    static constexpr int none = -1;

    int value(quint64 serial) const;
    void insert(quint64 serial, int slot);
    void remove(quint64 serial);

private:
    static constexpr quint64 pageSize = 256;
    struct Page
    {
        Page() { slotList.fill(none); }
        std::array<int, pageSize> slotList;
        int used = 0;
    };
    std::unordered_map<quint64, Page> m_pages;
};

} // namespace belayer::ui
