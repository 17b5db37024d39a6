// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The entries at the left of the window: what jobs can be filtered by, and how many there are of each.
#pragma once

#include "ui/table/jobindex.h"

#include <QAbstractListModel>

namespace belayer::ui {

/// Headings (not selectable) and entries, each a value of one field of the query. Main thread.
class FilterModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit FilterModel(QObject *parent = nullptr);

    struct Entry
    {
        Query::Field field = Query::Field::Text; ///< Text: "All", or a heading if it has no count
        QString value;                           ///< as the query writes it
        QString words;
        QString iconName;
        int jobs = -1; ///< -1: a heading
        bool isHeading() const noexcept { return jobs < 0; }
        bool isSame(const Entry &other) const
        {
            return field == other.field && value == other.value && words == other.words;
        }
    };
    void setFacets(const Facets &facets);
    /// Marks the entries the query asks for.
    void setQuery(const Query &query);

    const Entry &entry(int row) const { return m_entries[size_t(row)]; }
    bool isChosen(int row) const;
    /// The query text that choosing the entry makes of `text`: alone in its field, or in addition.
    enum class Choice : quint8 { Alone, Added };
    QString chosen(int row, Choice choice, const QString &text) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::vector<Entry> m_entries;
    Query m_query;
};

} // namespace belayer::ui
