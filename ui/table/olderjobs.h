// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Brings jobs of the history into the table: a page, all of them, or what a filter finds there.
#pragma once

#include "core/engine/history/historyvalues.h"
#include "core/engine/result.h"

#include <QObject>

#include <optional>

namespace belayer::engine {
class EngineClient;
struct SnapshotBatch;
} // namespace belayer::engine

namespace belayer::ui {

class FeedPump;
class JobTableModel;

/// Main thread; client, pump and model outlive it. The jobs come by the client's feed, so they are jobs like
/// any other from then on. One page after another is asked for, each when the one before is in the table, so
/// that no turn of the event loop takes longer than a page does. Does nothing by itself.
class OlderJobs : public QObject
{
    Q_OBJECT

public:
    OlderJobs(engine::EngineClient &client, FeedPump &pump, const JobTableModel &model, QObject *parent);

    enum class Goal : quint8 { Page, All, Found };
    /// Page: until something came that was not there. Found: for the model's filter. Replaces a load that
    /// goes on.
    void load(Goal goal);
    /// What has come stays.
    void stop();
    /// Ends a search for another filter.
    void filterChanged();

    /// What is being loaded; nothing: nothing is.
    std::optional<Goal> loading() const noexcept { return m_goal; }
    /// Jobs that the current load has brought, or the last one.
    qsizetype added() const noexcept { return m_added; }
    /// Whether the history may hold jobs that the table does not.
    bool mayHaveMore() const;
    /// False, too, while the history is being opened.
    bool hasAll() const;
    /// Whether the history has been searched for the model's filter.
    bool isSearched() const;

Q_SIGNALS:
    void changed();
    void failed(const QString &message);

private:
    void noteBatch(const engine::SnapshotBatch &batch);
    void ask();
    void take(const engine::Result<engine::OlderPage> &page);

    static constexpr int pageSize = 1'000;

    engine::EngineClient &m_client;
    FeedPump &m_pump;
    const JobTableModel &m_model;
    std::optional<Goal> m_goal;
    quint64 m_load = 0; ///< an answer to one before is not listened to
    engine::HistoryQuery m_query;
    std::optional<quint64> m_next; ///< where the next page begins; nothing: with the newest job
    qsizetype m_added = 0;
    quint64 m_lowest = 0;      ///< serial of the oldest job that ever was in the table; 0: none was
    bool m_isComplete = false; ///< the last page has been read
    bool m_hasGaps = false;    ///< jobs have left the table that may be in the history
    std::optional<QString> m_searched;
};

} // namespace belayer::ui
