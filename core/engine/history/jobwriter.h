// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Writes and removes the rows of jobs. The caller makes the transactions.
#pragma once

#include "core/engine/history/historyvalues.h"
#include "core/engine/history/searchindex.h"

#include <QSet>

namespace belayer::engine {

/// Storage thread. It remembers what it wrote: after a rollback, make a new one.
class JobWriter
{
public:
    explicit JobWriter(Database &database);

    void write(const JobRecord &record);

    /// Ends whatever an earlier run left without an end as `interrupted`.
    void interruptUnfinished();
    /// The processes of earlier runs need no more looking for.
    void clearProcesses(const QList<quint64> &serials);

    /// Removes up to `limit` jobs, of this one and below it, the youngest first, and their output files;
    /// gives how many. A job that has not finished stays, with all below it.
    int removeTree(quint64 serial, int limit);
    void dropEmptySearchParts() { m_search.dropEmptyParts(); }

private:
    bool insert(const JobRecord &record);
    void update(const JobRecord &record);
    void indexError(const JobRecord &record);
    void removeOne(qint64 serial);

    Database &m_database;
    const QString m_boot;
    SearchIndex m_search;
    Statement m_insert;
    Statement m_update;
    Statement m_addLabel;
    Statement m_textsOf;
    Statement m_deleteJob;
    Statement m_deleteLabels;
    QSet<quint64> m_open; ///< written and not finished: these need an update, all others are new
};

/// Of this start of the system. A process of another one does not live any more.
QString bootId();

} // namespace belayer::engine
