// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The list of filters with live counts at the left of the table: another way to write the query.
#pragma once

#include "ui/table/filtermodel.h"

#include <QListView>
#include <QTimer>

namespace belayer::ui {

/// A click or Enter chooses an entry alone among its like, with Ctrl (or by Space) in addition; once more
/// takes it back. Holds no filter of its own: the query's text says all, so both always agree.
class FilterPane : public QListView
{
    Q_OBJECT

public:
    explicit FilterPane(QWidget *parent = nullptr);

    /// Shown at once, but at most four times a second: counts that race cannot be read.
    void setFacets(const Facets &facets);
    void setQuery(const QString &text);

    QSize sizeHint() const override;

Q_SIGNALS:
    void queryChosen(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void choose(const QModelIndex &index, FilterModel::Choice choice);
    void showFacets();

    FilterModel *m_model;
    const Facets *m_facets = nullptr;
    bool m_isStale = false; ///< the facets have changed since they were shown
    QTimer m_delay;         ///< since then
    QString m_text;
};

} // namespace belayer::ui
