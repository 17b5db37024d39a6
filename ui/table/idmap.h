// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Slots by id, in a map that never grows all at once.
#pragma once

#include "core/engine/jobid.h"

#include <QHash>

#include <array>

namespace belayer::ui {

/// Many tables, the last one twice as large as the first: each is filled anew when it grows, and at another
/// moment than the others. A single table of a million jobs would hold the window for half a second then. One
/// thread.
class IdMap
{
public:
    static constexpr int none = -1;

    int value(const engine::JobId &id) const { return m_tables[tableOf(id)].value(id, none); }
    void insert(const engine::JobId &id, int slot);
    void remove(const engine::JobId &id);
    int size() const noexcept { return m_size; }

private:
    size_t tableOf(const engine::JobId &id) const noexcept;

    std::array<QHash<engine::JobId, int>, 128> m_tables;
    int m_size = 0;
};

} // namespace belayer::ui
