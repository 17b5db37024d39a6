// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What filtering, sorting and counting read: a few bytes and one folded text a job, in rows by slot.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "ui/table/query.h"
#include "ui/table/textindex.h"

#include <QHash>
#include <QList>

#include <array>
#include <vector>

namespace belayer::ui {

/// How many jobs there are of a kind, with a label, in a group.
struct Facet
{
    QString name;
    int jobs = 0;
};

/// Kept as jobs come, change and go; never counted anew. Groups and races are jobs here like any other.
struct Facets
{
    std::array<int, 10> states{}; ///< by JobState; the last one: waiting, also among the queued
    int jobs = 0;
    QHash<QByteArray, Facet> kinds; ///< by folded name, as are the next two; none of them is empty
    QHash<QByteArray, Facet> labels;
    QHash<QByteArray, Facet> groups;
};

/// Slots are the caller's. A million jobs filter in milliseconds because no snapshot is touched. One thread.
class JobIndex
{
public:
    /// A new job, or one that has other texts now.
    void set(int slot, const engine::JobSnapshot &job, const QStringList &groups);
    /// State and times.
    void update(int slot, const engine::JobSnapshot &job);
    void remove(int slot);

    void setQuery(const Query &query);
    bool isFiltering() const noexcept { return !m_terms.empty(); }
    /// Whether a job that runs may match a moment later without any news of it.
    bool isTimed() const noexcept;
    bool isMatch(int slot) const;
    /// isMatch() of every slot, in one pass a term.
    std::vector<quint8> matches() const;

    quint64 serial(int slot) const { return m_facts[slot].serial; }
    engine::JobState state(int slot) const { return m_facts[slot].state; }
    bool isRunningOn(int slot) const { return m_facts[slot].isRunningOn; }
    /// Milliseconds; of one that runs on, until `now`.
    qint64 elapsed(int slot, std::chrono::steady_clock::time_point now) const;
    QByteArrayView foldedName(int slot) const;
    /// Before the names of many are read, of all of them: first the one, then the other.
    void prefetchTextSpan(int slot) const
    {
        __builtin_prefetch(m_facts.data() + slot);
        m_texts.prefetchSpan(slot);
    }
    void prefetchText(int slot) const { m_texts.prefetchText(slot); }
    QByteArrayView foldedKind(int slot) const { return m_kinds[m_facts[slot].kind]; }
    const Facets &facets() const noexcept { return m_facets; }

private:
    struct Facts
    {
        quint64 serial = 0;
        qint64 time = 0; ///< ms: elapsed, or the steady clock's when it started if it runs on
        quint16 kind = 0;
        quint16 nameLength = 0; ///< bytes of the folded name
        quint16 states = 0;     ///< Query's bits; 0: no such job
        engine::JobState state = engine::JobState::Queued;
        bool isRunningOn = false;
    };
    struct Needle
    {
        QByteArray text;
        quint16 states = 0; ///< whose words hold it
        bool mayBeId = false;
    };
    struct Term
    {
        Query::Term query;
        std::vector<Needle> needles; ///< one of them is enough
    };
    void countStates(quint16 states, int by);
    bool holds(const Term &term, int slot) const;
    bool holdsText(const Needle &needle, int slot) const;
    void findAny(const Term &term, std::vector<quint8> &hits) const;
    void addWordHits(const Needle &needle, std::vector<quint8> &hits) const;
    static bool mayBeId(const QByteArray &needle);
    static quint16 statesHolding(const QByteArray &needle);

    QList<Facts> m_facts; ///< as in a TextIndex
    TextIndex m_texts;    ///< name, then labels, groups and the error between separators
    TextIndex m_ids;
    std::vector<QByteArray> m_kinds; ///< folded; a kind's number is its place
    QHash<QString, quint16> m_kindNumbers;
    std::vector<Term> m_terms;
    Facets m_facets;
};

} // namespace belayer::ui
