// SPDX-License-Identifier: GPL-3.0-or-later
// The rows that order, filter and expansion make of the jobs.
#include "ui/table/jobstore.h"

#include <algorithm>

namespace belayer::ui {

void JobStore::setFilter(const QString &text)
{
    const Query query = parseQuery(text);
    m_filter = text;
    m_filterProblem = query.problem;
    m_index.setQuery(query);
    const std::vector<quint8> matches = m_index.matches();
    std::transform(m_flags.begin(), m_flags.end(), matches.begin(), m_flags.begin(),
                   [](quint8 flags, quint8 isMatch) {
                       return quint8((flags & ~(Match | FoldedInFilter)) | (isMatch ? Match : 0));
                   });
}

bool JobStore::matchRunning()
{
    bool isChanged = false;
    for (int slot = 0; slot < slotCount(); ++slot) {
        if (!record(slot).isKnown || !m_index.isRunningOn(slot))
            continue;
        if (m_index.isMatch(slot) != hasFlag(slot, Match)) {
            setFlag(slot, Match, !hasFlag(slot, Match));
            isChanged = true;
        }
    }
    return isChanged;
}

std::vector<int> JobStore::rows() const
{
    const auto most =
        std::count_if(m_flags.begin(), m_flags.end(), [](quint8 flags) { return flags & (Match | Parent); });
    std::vector<int> rows(size_t(most) + 1); // one that is written, and then found to be no match
    int *end = rows.data();
    for (const int slot : m_top)
        end = appendRows(slot, end);
    rows.resize(size_t(end - rows.data()));
    return rows;
}

/// The job and what is to be seen below it; nothing if neither it nor one of its children matches.
inline int *JobStore::appendRows(int slot, int *end) const
{
    if (hasFlag(slot, Parent))
        return appendTree(slot, end);
    // Whether a job matches cannot be foretold: a processor that guesses wrong loses more than a write costs.
    *end = slot;
    return end + hasFlag(slot, Match);
}

int *JobStore::appendTree(int slot, int *end) const
{
    const bool isMatch = hasFlag(slot, Match);
    *end = slot;
    int *const below = end + 1;
    int *last = below;
    if (!isMatch || isOpen(slot)) {
        for (const int child : record(slot).children)
            last = appendRows(child, last);
    }
    if (!isMatch && last == below)
        return end;
    return isOpen(slot) ? last : below;
}

bool JobStore::isOpen(int slot) const
{
    if (!hasFlag(slot, Parent))
        return false;
    return m_index.isFiltering() ? !hasFlag(slot, FoldedInFilter) : hasFlag(slot, Expanded);
}

void JobStore::toggle(int slot)
{
    const Flag flag = m_index.isFiltering() ? FoldedInFilter : Expanded;
    setFlag(slot, flag, !hasFlag(slot, flag));
}

} // namespace belayer::ui
