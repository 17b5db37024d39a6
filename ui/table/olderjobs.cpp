// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/olderjobs.h"

#include "core/engine/engineclient.h"
#include "ui/table/feedpump.h"
#include "ui/table/historysearch.h"
#include "ui/table/jobtablemodel.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace belayer::ui {

OlderJobs::OlderJobs(engine::EngineClient &client, FeedPump &pump, const JobTableModel &model,
                     QObject *parent)
    : QObject(parent), m_client(client), m_pump(pump), m_model(model)
{
    connect(&pump, &FeedPump::batchTaken, this, &OlderJobs::noteBatch);
    connect(&client, &engine::EngineClient::historyStatusChanged, this, &OlderJobs::changed);
}

void OlderJobs::load(Goal goal)
{
    m_goal = goal;
    ++m_load;
    m_added = 0;
    m_query = {};
    if (goal == Goal::Found) {
        m_searched = m_model.filter();
        m_query = historySearch(parseQuery(*m_searched), m_client.kinds());
    } else if (std::exchange(m_hasGaps, false)) {
        m_next.reset();
    }
    if (goal != Goal::Found)
        m_query.before = m_next;
    m_query.limit = pageSize;
    ask();
    Q_EMIT changed();
}

void OlderJobs::ask()
{
    m_client.showOlder(m_query, [self = QPointer(this), load = m_load](const auto &page) {
        if (self && self->m_goal && self->m_load == load)
            self->take(page);
    });
}

void OlderJobs::take(const engine::Result<engine::OlderPage> &page)
{
    if (!page) {
        stop();
        Q_EMIT failed(page.refusal().message);
        return;
    }
    m_pump.takeNow();
    m_added += page->added;
    m_query.before = page->next;
    const bool isLast = !page->next;
    if (m_goal != Goal::Found) {
        m_next = page->next;
        m_isComplete = isLast;
    }
    if (isLast || (m_goal == Goal::Page && m_added > 0))
        m_goal.reset();
    else
        ask();
    Q_EMIT changed();
}

void OlderJobs::stop()
{
    if (m_goal == Goal::Found)
        m_searched.reset();
    m_goal.reset();
    Q_EMIT changed();
}

void OlderJobs::filterChanged()
{
    if (m_goal == Goal::Found && m_searched != m_model.filter())
        stop();
    else
        Q_EMIT changed();
}

bool OlderJobs::mayHaveMore() const
{
    // Serials begin with 1: who has that one has them all, but for those that have left.
    return m_client.historyStatus().mode == engine::HistoryStatus::Mode::Durable &&
           (m_hasGaps || (!m_isComplete && m_lowest > 1));
}

bool OlderJobs::hasAll() const
{
    return m_client.historyStatus().mode != engine::HistoryStatus::Mode::Opening && !mayHaveMore();
}

bool OlderJobs::isSearched() const
{
    return !m_goal && m_searched == m_model.filter();
}

/// Forgotten jobs too: the engine keeps only so many finished ones in memory, and tells no difference.
void OlderJobs::noteBatch(const engine::SnapshotBatch &batch)
{
    m_hasGaps |= !batch.forgotten.isEmpty();
    if (batch.changed.isEmpty())
        return;
    const quint64 first = batch.changed.first()->serial;
    m_lowest = m_lowest == 0 ? first : std::min(m_lowest, first);
}

} // namespace belayer::ui
