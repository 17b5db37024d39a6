// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/filterpane.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/table/celldelegate.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace belayer::ui {
using namespace std::chrono_literals;

namespace {

constexpr int margin = 8;
constexpr int iconEdge = 16;

/// Icon, words and the count at the right; a chosen entry has the table's ground of a selected row.
class EntryDelegate : public QAbstractItemDelegate
{
public:
    EntryDelegate(const FilterModel &model, QObject *parent) : QAbstractItemDelegate(parent), m_model(model)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int height = CellDelegate::rowHeight(option.fontMetrics);
        return {160, m_model.entry(index.row()).isHeading() ? height + 4 : height};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const FilterModel::Entry &entry = m_model.entry(index.row());
        const bool isChosen = m_model.isChosen(index.row());
        const QColor plain = option.palette.color(QPalette::Text);
        const QColor quiet = isChosen ? plain : toneColor(Tone::Muted, option.palette);
        QRect rect = option.rect.adjusted(margin, 0, -margin, 0);
        painter->setFont(option.font);
        if (isChosen)
            painter->fillRect(option.rect, CellDelegate::selectionColor(option.palette));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(option.palette.color(QPalette::Highlight));
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        if (!entry.isHeading()) {
            const QString count = QLocale().toString(entry.jobs);
            painter->setPen(quiet);
            painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, count);
            painter->drawPixmap(rect.left(), rect.center().y() - iconEdge / 2 + 1,
                                iconPixmap(entry.iconName, quiet, option.palette.color(QPalette::Base),
                                           iconEdge, painter->device()->devicePixelRatioF()));
            rect.adjust(iconEdge + 6, 0, -option.fontMetrics.horizontalAdvance(count) - 8, 0);
        }
        painter->setPen(entry.isHeading() ? quiet : plain);
        const QString words = index.data().toString().left(256);
        painter->drawText(rect,
                          Qt::AlignLeft | Qt::TextSingleLine |
                              (entry.isHeading() ? Qt::AlignBottom : Qt::AlignVCenter),
                          option.fontMetrics.elidedText(words, Qt::ElideRight, rect.width()));
    }

private:
    const FilterModel &m_model;
};

} // namespace

FilterPane::FilterPane(QWidget *parent) : QListView(parent), m_model(new FilterModel(this))
{
    setObjectName("filters");
    setAccessibleName(tr("Filters"));
    setModel(m_model);
    setItemDelegate(new EntryDelegate(*m_model, this));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMinimumWidth(130);
    m_delay.setSingleShot(true);
    m_delay.setInterval(250ms);
    connect(&m_delay, &QTimer::timeout, this, &FilterPane::showFacets);
}

void FilterPane::setFacets(const Facets &facets)
{
    m_facets = &facets;
    m_isStale = true;
    if (!m_delay.isActive())
        showFacets();
}

void FilterPane::showFacets()
{
    if (!std::exchange(m_isStale, false))
        return;
    m_delay.start();
    const QModelIndex current = currentIndex();
    const FilterModel::Entry before =
        current.isValid() ? m_model->entry(current.row()) : FilterModel::Entry();
    m_model->setFacets(*m_facets);
    // A new list forgets where the keyboard was.
    for (int row = 0; current.isValid() && row < m_model->rowCount(); ++row) {
        if (m_model->entry(row).isSame(before) && !m_model->entry(row).isHeading())
            setCurrentIndex(m_model->index(row));
    }
}

void FilterPane::setQuery(const QString &text)
{
    m_text = text;
    m_model->setQuery(parseQuery(text));
}

QSize FilterPane::sizeHint() const
{
    return {std::max(190, 26 * fontMetrics().averageCharWidth()), 200};
}

void FilterPane::choose(const QModelIndex &index, FilterModel::Choice choice)
{
    if (index.isValid() && !m_model->entry(index.row()).isHeading())
        Q_EMIT queryChosen(m_model->chosen(index.row(), choice, m_text));
}

void FilterPane::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(currentIndex(), FilterModel::Choice::Alone); return;
    case Qt::Key_Space: choose(currentIndex(), FilterModel::Choice::Added); return;
    default: QListView::keyPressEvent(event);
    }
}

void FilterPane::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        choose(indexAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ControlModifier)
                                                         ? FilterModel::Choice::Added
                                                         : FilterModel::Choice::Alone);
}

void FilterPane::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        scheduleDelayedItemsLayout();
}

} // namespace belayer::ui
