// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/jobtableview.h"

#include "ui/look/mnemonics.h"
#include "ui/look/theme.h"
#include "ui/table/namedelegate.h"
#include "ui/table/progressdelegate.h"
#include "ui/table/statedelegate.h"
#include "ui/table/tablestyle.h"

#include <QAccessible>
#include <QActionGroup>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <array>
#include <utility>

namespace belayer::ui {
using namespace std::chrono_literals;

namespace {

/// In characters of the table's font.
constexpr std::array<int, columnCount> defaultWidths{38, 18, 27, 15, 15, 15, 16};

int extraHeight(JobTableView::Density density)
{
    switch (density) {
    case JobTableView::Density::Compact: return -5; // what is left holds an icon and a bar
    case JobTableView::Density::Normal: return 0;
    case JobTableView::Density::Airy: return 8;
    }
    return 0;
}

} // namespace

JobTableView::JobTableView(JobTableModel *model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setObjectName("jobTable");
    setAccessibleName(tr("Jobs"));
    setUpRows(); // before there are any: each of these settings would walk through all of them
    setModel(model);
    setItemDelegate(new CellDelegate(*model, this));
    setItemDelegateForColumn(int(Column::Name), new NameDelegate(*model, this));
    setItemDelegateForColumn(int(Column::State), new StateDelegate(*model, this));
    setItemDelegateForColumn(int(Column::Progress), new ProgressDelegate(*model, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setUpHeaders();
    m_tick.setSingleShot(true);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_model->refreshElapsed(firstVisibleRow(), lastVisibleRow());
        Q_EMIT timesRefreshed();
    });
}

void JobTableView::setUpHeaders()
{
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    TableStyle::giveTo(*this, *header);
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(48);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, &JobTableView::showColumnMenu);
    // As the model is sorted already: else a million names would be sorted first.
    header->setSortIndicator(int(Column::Started), Qt::DescendingOrder);
    setSortingEnabled(true); // before the widths, as a header has to have room for the arrow
    resetColumns();
}

void JobTableView::resetColumns()
{
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < columnCount; ++column) {
        header->moveSection(header->visualIndex(column), column);
        setColumnHidden(column, false);
        setColumnWidth(column, std::max(defaultWidths[size_t(column)] * fontMetrics().averageCharWidth(),
                                        header->sectionSizeHint(column)));
    }
    setColumnWidth(int(Column::State),
                   std::max(columnWidth(int(Column::State)), StateDelegate::widestState(fontMetrics())));
    sortByColumn(int(Column::Started), Qt::DescendingOrder);
}

void JobTableView::setUpRows()
{
    QHeaderView *rows = verticalHeader();
    const int height = CellDelegate::rowHeight(fontMetrics()) + extraHeight(m_density);
    if (rows->isHidden() && rows->defaultSectionSize() == height)
        return; // a font or style that changes nothing comes with the first show, and all rows would be
                // walked
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setMinimumSectionSize(height);
    rows->setDefaultSectionSize(height);
}

void JobTableView::setDensity(Density density)
{
    if (density == m_density)
        return;
    m_density = density;
    setUpRows();
    Q_EMIT densityChanged();
}

QMenu *JobTableView::densityMenu()
{
    auto *menu = new QMenu(tr("Row &Height"), this);
    auto *group = new QActionGroup(menu);
    const std::array<std::pair<Density, QString>, 3> densities{
        {{Density::Compact, tr("&Compact")}, {Density::Normal, tr("&Normal")}, {Density::Airy, tr("&Airy")}}};
    for (const auto &[density, text] : densities) {
        QAction *action = group->addAction(menu->addAction(text));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, value = density] { setDensity(value); });
        connect(menu, &QMenu::aboutToShow, action,
                [this, action, value = density] { action->setChecked(value == m_density); });
    }
    return menu;
}

QList<int> JobTableView::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows += row;
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

QList<engine::JobId> JobTableView::selectedIds() const
{
    QList<engine::JobId> ids;
    for (const int row : selectedRows())
        ids += m_model->job(row).id;
    return ids;
}

int JobTableView::focusedRow() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() && selectionModel()->isSelected(current) ? current.row() : -1;
}

bool JobTableView::selectJob(const engine::JobId &id)
{
    const int row = m_model->rowOf(id);
    if (row < 0)
        return false;
    setCurrentIndex(m_model->index(row, 0));
    scrollTo(m_model->index(row, 0));
    return true;
}

void JobTableView::setDoomed(const QSet<engine::JobId> &jobs)
{
    if (jobs == m_doomed)
        return;
    m_doomed = jobs;
    viewport()->update();
}

/// A bar at the row's edge and a line around what stands together: the texts keep their ground and contrast.
void JobTableView::paintDoomed(QPainter &painter) const
{
    const QColor color = toneColor(Tone::Bad, palette());
    const auto isDoomed = [this](int row) {
        return row >= 0 && row < m_model->rowCount() && m_doomed.contains(m_model->job(row).id);
    };
    painter.setPen(color);
    for (int row = firstVisibleRow(), last = lastVisibleRow(); row >= 0 && row <= last; ++row) {
        if (!isDoomed(row))
            continue;
        const QRect rect = rowRect(row);
        painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), color);
        painter.drawLine(rect.topRight(), rect.bottomRight());
        if (!isDoomed(row - 1))
            painter.drawLine(rect.topLeft(), rect.topRight());
        if (!isDoomed(row + 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight());
    }
}

/// The base repaints the whole viewport for a range; here only the visible cells of it are, and most have
/// none.
void JobTableView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                               const QList<int> &roles)
{
    if (QAccessible::isActive())
        QTableView::dataChanged(topLeft, bottomRight, roles);
    const int last = std::min(bottomRight.row(), lastVisibleRow());
    if (topLeft.row() > last)
        return;
    const int first = std::max(topLeft.row(), firstVisibleRow());
    if (first < 0 || first > last)
        return;
    const QRect rows = rowRect(first).united(rowRect(last));
    if (bottomRight.column() - topLeft.column() + 1 == columnCount) {
        viewport()->update(rows);
        return;
    }
    for (int column = topLeft.column(); column <= bottomRight.column(); ++column)
        viewport()->update(columnViewportPosition(column), rows.top(), columnWidth(column), rows.height());
}

void JobTableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectionMoved();
}

void JobTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
    Q_EMIT selectionMoved();
}

void JobTableView::paintEvent(QPaintEvent *event)
{
    if (m_hoveredRow >= 0 && m_hoveredRow < m_model->rowCount()) {
        QPainter(viewport()).fillRect(rowRect(m_hoveredRow), CellDelegate::hoverColor(palette()));
    }
    QTableView::paintEvent(event);
    if (!m_doomed.isEmpty()) {
        QPainter painter(viewport());
        paintDoomed(painter);
    }
    if (hasFocus() && currentIndex().isValid()) {
        QPainter painter(viewport());
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rowRect(currentIndex().row()).adjusted(0, 0, -1, -1));
    }
    if (m_tick.isActive())
        return;
    for (int row = firstVisibleRow(), last = lastVisibleRow(); row >= 0 && row <= last; ++row) {
        if (m_model->job(row).started.isValid() && !engine::isFinished(m_model->job(row).state)) {
            m_tick.start();
            return;
        }
    }
}

void JobTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setUpRows();
}

void JobTableView::showColumnMenu(const QPoint &position)
{
    QMenu menu(this);
    for (int column = int(Column::State); column < columnCount; ++column) {
        QAction *action =
            menu.addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) { setColumnHidden(column, !on); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Reset Columns")), &QAction::triggered, this, &JobTableView::resetColumns);
    giveMnemonics(menu);
    menu.exec(horizontalHeader()->mapToGlobal(position));
}

// All rows are of one height. The header would search for each among the places of all.
int JobTableView::firstVisibleRow() const
{
    const int row = verticalHeader()->offset() / verticalHeader()->defaultSectionSize();
    return row < m_model->rowCount() ? row : -1;
}

int JobTableView::lastVisibleRow() const
{
    const int bottom = verticalHeader()->offset() + viewport()->height() - 1;
    return std::min(bottom / verticalHeader()->defaultSectionSize(), m_model->rowCount() - 1);
}

QRect JobTableView::rowRect(int row) const
{
    const int height = verticalHeader()->defaultSectionSize();
    return {0, row * height - verticalHeader()->offset(), viewport()->width(), height};
}

} // namespace belayer::ui
