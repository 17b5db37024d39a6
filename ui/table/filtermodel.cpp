// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/filtermodel.h"

#include "ui/look/icons.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"

#include <QLocale>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobState;
using Field = Query::Field;

namespace {

/// A list, not an inventory: what has the most jobs is shown, the query field reaches the rest.
constexpr size_t maxEntries = 12;

struct Shown
{
    JobState state;
    const char *value;
};

constexpr std::array<Shown, 9> shownStates{{{JobState::Queued, "queued"},
                                            {JobState::Starting, "starting"},
                                            {JobState::Running, "running"},
                                            {JobState::Paused, "paused"},
                                            {JobState::Cancelling, "cancelling"},
                                            {JobState::Succeeded, "done"},
                                            {JobState::Failed, "failed"},
                                            {JobState::Cancelled, "cancelled"},
                                            {JobState::Interrupted, "interrupted"}}};

/// Seldom seen, and only for moments: they are listed while there are any.
bool isPassing(JobState state)
{
    return state == JobState::Starting || state == JobState::Cancelling;
}

void appendFacets(std::vector<FilterModel::Entry> &entries, const QString &heading, Field field,
                  const QHash<QByteArray, Facet> &facets)
{
    std::vector<const Facet *> most;
    for (const Facet &facet : facets)
        most.push_back(&facet);
    const auto isMore = [](const Facet *a, const Facet *b) {
        return a->jobs != b->jobs ? a->jobs > b->jobs : a->name < b->name;
    };
    const auto end = most.begin() + qsizetype(std::min(most.size(), maxEntries));
    std::partial_sort(most.begin(), end, most.end(), isMore);
    // In the order of their names: counts change all the time, and what one points at must not move away.
    std::sort(most.begin(), end, [](const Facet *a, const Facet *b) { return a->name < b->name; });
    if (most.empty())
        return;
    entries.push_back({Field::Text, {}, heading, {}, -1});
    for (auto facet = most.begin(); facet != end; ++facet) {
        const bool isKind = field == Field::Kind;
        const QString name = (*facet)->name;
        QString icon = isKind ? kindIconName(name) : u"kind-group"_s;
        if (field == Field::Label)
            icon = u"label"_s;
        entries.push_back({field, name, isKind ? kindText(name) : name, icon, (*facet)->jobs});
    }
}

} // namespace

FilterModel::FilterModel(QObject *parent) : QAbstractListModel(parent)
{
    setFacets({});
}

void FilterModel::setFacets(const Facets &facets)
{
    std::vector<Entry> entries{{Field::Text, {}, tr("All Jobs"), u"belayer"_s, facets.jobs}};
    entries.push_back({Field::Text, {}, tr("State"), {}, -1});
    for (const Shown &shown : shownStates) {
        const int jobs = facets.states[size_t(shown.state)];
        if (jobs > 0 || !isPassing(shown.state))
            entries.push_back({Field::State, QString::fromLatin1(shown.value), stateText(shown.state),
                               stateIconName(shown.state), jobs});
    }
    appendFacets(entries, tr("Kind"), Field::Kind, facets.kinds);
    appendFacets(entries, tr("Label"), Field::Label, facets.labels);
    appendFacets(entries, tr("Group"), Field::Group, facets.groups);

    const bool isSame = std::equal(entries.begin(), entries.end(), m_entries.begin(), m_entries.end(),
                                   [](const Entry &a, const Entry &b) { return a.isSame(b); });
    if (!isSame) {
        beginResetModel();
        m_entries = std::move(entries);
        endResetModel();
        return;
    }
    for (size_t row = 0; row < entries.size(); ++row) {
        if (std::exchange(m_entries[row].jobs, entries[row].jobs) != entries[row].jobs)
            Q_EMIT dataChanged(index(int(row)), index(int(row)));
    }
}

void FilterModel::setQuery(const Query &query)
{
    m_query = query;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

bool FilterModel::isChosen(int row) const
{
    const Entry &entry = this->entry(row);
    if (entry.isHeading())
        return false;
    return entry.field == Field::Text
               ? m_query.isEmpty()
               : valuesOf(m_query, entry.field).contains(entry.value, Qt::CaseInsensitive);
}

QString FilterModel::chosen(int row, Choice choice, const QString &text) const
{
    const Entry &entry = this->entry(row);
    if (entry.field == Field::Text)
        return {};
    QStringList values = valuesOf(parseQuery(text), entry.field);
    const bool wasChosen = values.contains(entry.value, Qt::CaseInsensitive);
    const bool wasAlone = wasChosen && values.size() == 1;
    if (choice == Choice::Alone)
        values = wasAlone ? QStringList() : QStringList{entry.value};
    else if (wasChosen)
        values.removeIf([&](auto &value) { return value.compare(entry.value, Qt::CaseInsensitive) == 0; });
    else
        values += entry.value;
    return withValues(text, entry.field, values);
}

int FilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant FilterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = this->entry(index.row());
    switch (role) {
    case Qt::DisplayRole: return shown(entry.words);
    case Qt::ToolTipRole: return entry.isHeading() ? QVariant() : shownInToolTip(entry.words);
    case Qt::AccessibleTextRole: {
        if (entry.isHeading())
            return shown(entry.words);
        const QString text = tr("%1, %n job(s)", nullptr, entry.jobs).arg(shown(entry.words));
        return isChosen(index.row()) ? tr("%1, chosen").arg(text) : text;
    }
    default: return {};
    }
}

Qt::ItemFlags FilterModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (entry(index.row()).isHeading())
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace belayer::ui
