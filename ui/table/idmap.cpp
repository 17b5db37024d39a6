// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/idmap.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace belayer::ui {
using engine::JobId;

/// The logarithm makes the shares of the tables grow from one to the next. They hash with a seed of their
/// own, so that what one holds is spread in it.
size_t IdMap::tableOf(const JobId &id) const noexcept
{
    const double place = double(qHash(id)) / double(std::numeric_limits<size_t>::max());
    return std::min(size_t(double(m_tables.size()) * std::log2(1 + place)), m_tables.size() - 1);
}

void IdMap::insert(const JobId &id, int slot)
{
    QHash<JobId, int> &table = m_tables[tableOf(id)];
    m_size -= int(table.size());
    table.insert(id, slot);
    m_size += int(table.size());
}

void IdMap::remove(const JobId &id)
{
    m_size -= m_tables[tableOf(id)].remove(id);
}

} // namespace belayer::ui
