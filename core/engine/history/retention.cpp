// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/retention.h"

#include <vector>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int RowsPerSlice = 250; // about 10 ms

struct Root
{
    quint64 serial;
    bool hasFinished;
    qint64 created;
    qint64 finished;
};

/// The oldest top-level jobs after that serial.
std::vector<Root> rootsAfter(Database &database, quint64 after)
{
    std::vector<Root> roots;
    Statement select(database,
                     u"SELECT serial, state, created, finished FROM job WHERE parent IS NULL AND serial>? "
                     "ORDER BY serial LIMIT ?"_s);
    for (select.run(static_cast<qint64>(after), RowsPerSlice); select.next();)
        roots.push_back({static_cast<quint64>(select.integer(0)),
                         isFinished(static_cast<JobState>(select.integer(1))), select.integer(2),
                         select.integer(3)});
    return roots;
}

/// How many there are beyond the limit. Counting reads a whole index, so not where the serials tell.
qint64 surplusJobs(Database &database, qint64 limit)
{
    const qint64 first = database.value(u"SELECT min(serial) FROM job"_s).toLongLong();
    const qint64 last = database.value(u"SELECT max(serial) FROM job"_s).toLongLong();
    if (last - first < limit)
        return 0;
    return database.value(u"SELECT count(*) FROM job"_s).toLongLong() - limit;
}

} // namespace

void Retention::runSlice(Database &database, JobWriter &writer)
{
    // Copies, because a rollback must also bring back what was to be done.
    const auto forgotten = m_forgotten;
    const bool wasSweeping = m_isSweeping;
    const quint64 after = m_after;
    try {
        Transaction transaction(database);
        if (hasForgotten())
            removeForgotten(writer);
        else
            removeOld(database, writer);
        if (!hasWork())
            writer.dropEmptySearchParts();
        transaction.commit();
    } catch (...) {
        m_removed.clear();
        m_forgotten = forgotten;
        m_isSweeping = wasSweeping;
        m_after = after;
        throw;
    }
}

void Retention::removeForgotten(JobWriter &writer)
{
    for (int room = RowsPerSlice; !m_forgotten.empty();) {
        room -= writer.removeTree(m_forgotten.front(), room);
        if (room <= 0)
            return; // there may be more of this tree
        m_forgotten.pop_front();
    }
}

void Retention::removeOld(Database &database, JobWriter &writer)
{
    const qint64 oldest =
        QDateTime::currentMSecsSinceEpoch() - std::chrono::milliseconds(m_limits.age).count();
    qint64 surplus = surplusJobs(database, m_limits.jobs);
    int room = RowsPerSlice;
    const std::vector<Root> roots = rootsAfter(database, m_after);
    for (const Root &root : roots) {
        if (surplus <= 0 && root.created >= oldest)
            break;
        if (root.hasFinished && (surplus > 0 || root.finished < oldest)) {
            m_removed.append(root.serial);
            const int removed = writer.removeTree(root.serial, room);
            surplus -= removed;
            room -= removed;
            if (room <= 0)
                return;
        }
        m_after = root.serial;
    }
    m_isSweeping = !roots.empty() && m_after == roots.back().serial;
}

} // namespace belayer::engine
