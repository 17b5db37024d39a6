// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/jobindex.h"

#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"

#include <algorithm>

namespace belayer::ui {
using engine::JobSnapshot;
using engine::JobState;
using Field = Query::Field;

namespace {

/// Around each label and each group in a job's text, so that a needle with them is the whole of one.
constexpr char labelMark = '\x1f';
constexpr char groupMark = '\x1e';
constexpr char errorMark = '\x1d';
constexpr qsizetype longestSorted = 0xffff; ///< of a name; the engine takes no longer ones

QByteArray between(char mark, const QString &text)
{
    return mark + TextIndex::folded(text) + mark;
}

void appendMarked(QByteArray &text, char mark, const QStringList &parts)
{
    if (parts.isEmpty())
        return;
    text += mark;
    for (const QString &part : parts)
        text += TextIndex::folded(part) + mark;
}

/// Calls it for each part of the text that stands between two such marks.
template<class Visit> void forEachMarked(QByteArrayView text, char mark, Visit visit)
{
    qsizetype from = text.indexOf(mark);
    while (from >= 0) {
        const qsizetype end = text.indexOf(mark, from + 1);
        if (end < 0)
            return;
        visit(text.sliced(from + 1, end - from - 1));
        from = end;
    }
}

void count(QHash<QByteArray, Facet> &facets, const QByteArray &key, const QString &name, int by)
{
    Facet &facet = facets[key];
    if (facet.name.isEmpty())
        facet.name = name;
    facet.jobs += by;
    if (facet.jobs == 0)
        facets.remove(key);
}

void countNames(QHash<QByteArray, Facet> &facets, const QStringList &names)
{
    for (const QString &name : names)
        count(facets, TextIndex::folded(name), name, 1);
}

/// As the history has it, so that what is found there is found here, and as it is shown.
QStringList errorTexts(const JobSnapshot &job)
{
    if (!job.error)
        return {};
    const QString shownText = engineText(job.error->message);
    return shownText == job.error->message ? QStringList{shownText}
                                           : QStringList{job.error->message, shownText};
}

quint16 statesOf(const JobSnapshot &job)
{
    return quint16(1 << int(job.state)) | (isWaiting(job) ? Query::waitingBit : quint16(0));
}

} // namespace

void JobIndex::set(int slot, const JobSnapshot &job, const QStringList &groups)
{
    remove(slot);
    if (slot >= m_facts.size())
        m_facts.resize(slot + 1);
    auto number = m_kindNumbers.constFind(job.kind);
    if (number == m_kindNumbers.constEnd()) {
        number = m_kindNumbers.insert(job.kind, quint16(m_kinds.size()));
        m_kinds.push_back(TextIndex::folded(job.kind));
    }
    Facts &facts = m_facts[slot];
    facts.serial = job.serial;
    facts.kind = *number;
    QByteArray text = TextIndex::folded(job.name);
    facts.nameLength = quint16(std::min(text.size(), longestSorted));
    appendMarked(text, labelMark, job.labels);
    appendMarked(text, groupMark, groups);
    appendMarked(text, errorMark, errorTexts(job));
    m_texts.set(slot, text);
    m_ids.set(slot, TextIndex::folded(job.id.text()));
    ++m_facets.jobs;
    count(m_facets.kinds, m_kinds[*number], job.kind, 1);
    countNames(m_facets.labels, job.labels);
    countNames(m_facets.groups, groups);
    update(slot, job);
}

void JobIndex::update(int slot, const JobSnapshot &job)
{
    using namespace std::chrono;
    Facts &facts = m_facts[slot];
    if (const quint16 states = statesOf(job); states != facts.states) {
        countStates(facts.states, -1);
        countStates(states, 1);
        facts.states = states;
        facts.state = job.state;
    }
    facts.isRunningOn = job.started.isValid() && !engine::isFinished(job.state);
    facts.time = facts.isRunningOn ? duration_cast<milliseconds>(job.startedAt.time_since_epoch()).count()
                                   : job.elapsed.count();
}

void JobIndex::remove(int slot)
{
    if (slot >= m_facts.size() || m_facts.at(slot).states == 0)
        return;
    Facts &facts = m_facts[slot];
    --m_facets.jobs;
    countStates(facts.states, -1);
    count(m_facets.kinds, m_kinds[facts.kind], {}, -1);
    const QByteArrayView text = m_texts.text(slot);
    forEachMarked(text, labelMark,
                  [&](QByteArrayView label) { count(m_facets.labels, label.toByteArray(), {}, -1); });
    forEachMarked(text, groupMark,
                  [&](QByteArrayView group) { count(m_facets.groups, group.toByteArray(), {}, -1); });
    m_texts.remove(slot);
    m_ids.remove(slot);
    facts = Facts();
}

void JobIndex::countStates(quint16 states, int by)
{
    for (size_t bit = 0; bit < m_facets.states.size(); ++bit)
        m_facets.states[bit] += states >> bit & 1 ? by : 0;
}

void JobIndex::setQuery(const Query &query)
{
    m_terms.clear();
    for (const Query::Term &term : query.terms) {
        Term compiled{term, {}};
        for (const QString &value : term.values) {
            switch (term.field) {
            case Field::Label: compiled.needles.push_back({between(labelMark, value)}); break;
            case Field::Group: compiled.needles.push_back({between(groupMark, value)}); break;
            default: {
                const QByteArray text = TextIndex::folded(value);
                compiled.needles.push_back({text, statesHolding(text), mayBeId(text)});
            }
            }
        }
        m_terms.push_back(std::move(compiled));
    }
}

bool JobIndex::isTimed() const noexcept
{
    return std::any_of(m_terms.begin(), m_terms.end(),
                       [](const Term &term) { return term.query.field == Field::Took; });
}

qint64 JobIndex::elapsed(int slot, std::chrono::steady_clock::time_point now) const
{
    const Facts &facts = m_facts[slot];
    if (!facts.isRunningOn)
        return facts.time;
    return std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() - facts.time;
}

QByteArrayView JobIndex::foldedName(int slot) const
{
    return m_texts.text(slot).first(m_facts[slot].nameLength);
}

bool JobIndex::isMatch(int slot) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&](const Term &term) { return holds(term, slot) != term.query.isNegated; });
}

bool JobIndex::holds(const Term &term, int slot) const
{
    const Facts &facts = m_facts[slot];
    const auto holdsOne = [&](auto holdsNeedle) {
        return std::any_of(term.needles.begin(), term.needles.end(), holdsNeedle);
    };
    switch (term.query.field) {
    case Field::State: return facts.states & term.query.states;
    case Field::Took: {
        const qint64 took = elapsed(slot, std::chrono::steady_clock::now());
        return took >= term.query.atLeast.count() && took <= term.query.atMost.count();
    }
    case Field::Kind: return holdsOne([&](const Needle &kind) { return m_kinds[facts.kind] == kind.text; });
    case Field::Id: return holdsOne([&](const Needle &id) { return m_ids.contains(slot, id.text); });
    case Field::Label:
    case Field::Group: return holdsOne([&](const Needle &part) { return m_texts.contains(slot, part.text); });
    case Field::Text: return holdsOne([&](const Needle &needle) { return holdsText(needle, slot); });
    }
    return false;
}

bool JobIndex::holdsText(const Needle &needle, int slot) const
{
    const Facts &facts = m_facts[slot];
    return facts.states & needle.states || m_texts.contains(slot, needle.text) ||
           m_kinds[facts.kind].contains(needle.text) || (needle.mayBeId && m_ids.contains(slot, needle.text));
}

std::vector<quint8> JobIndex::matches() const
{
    std::vector<quint8> matches(size_t(m_facts.size()), 1);
    std::vector<quint8> hits;
    for (const Term &term : m_terms) {
        hits.assign(matches.size(), 0);
        findAny(term, hits);
        const quint8 inverted = term.query.isNegated;
        for (size_t slot = 0; slot < matches.size(); ++slot)
            matches[slot] &= hits[slot] ^ inverted;
    }
    return matches;
}

void JobIndex::findAny(const Term &term, std::vector<quint8> &hits) const
{
    switch (term.query.field) {
    case Field::State:
    case Field::Took:
    case Field::Kind:
        for (int slot = 0; slot < int(hits.size()); ++slot)
            hits[size_t(slot)] = m_facts[slot].states != 0 && holds(term, slot);
        return;
    case Field::Id:
        for (const Needle &id : term.needles)
            m_ids.find(id.text, hits);
        return;
    case Field::Label:
    case Field::Group:
        for (const Needle &part : term.needles)
            m_texts.find(part.text, hits);
        return;
    case Field::Text:
        for (const Needle &needle : term.needles) {
            m_texts.find(needle.text, hits);
            if (needle.mayBeId)
                m_ids.find(needle.text, hits);
            addWordHits(needle, hits);
        }
    }
}

/// Kinds and states that hold the needle; there is nothing to do for most needles.
void JobIndex::addWordHits(const Needle &needle, std::vector<quint8> &hits) const
{
    const quint16 states = needle.states;
    std::vector<quint8> kinds(m_kinds.size());
    bool isAny = states != 0;
    for (size_t kind = 0; kind < kinds.size(); ++kind) {
        kinds[kind] = m_kinds[kind].contains(needle.text);
        isAny |= kinds[kind] != 0;
    }
    for (size_t slot = 0; isAny && slot < hits.size(); ++slot) {
        const Facts &facts = m_facts[qsizetype(slot)];
        if (facts.states != 0 && (facts.states & states || kinds[facts.kind]))
            hits[slot] = 1;
    }
}

/// Ids that were made for a job are long and alike: looking through them for every word would double the
/// cost. A part of one has a digit.
bool JobIndex::mayBeId(const QByteArray &needle)
{
    return needle.size() >= 4 &&
           std::any_of(needle.begin(), needle.end(), [](char c) { return c >= '0' && c <= '9'; });
}

quint16 JobIndex::statesHolding(const QByteArray &needle)
{
    quint16 states = 0;
    for (int state = 0; state <= int(JobState::Interrupted); ++state) {
        if (TextIndex::folded(stateText(JobState(state))).contains(needle))
            states |= quint16(1 << state);
    }
    if (TextIndex::folded(waitingText()).contains(needle))
        states |= Query::waitingBit;
    return states;
}

} // namespace belayer::ui
