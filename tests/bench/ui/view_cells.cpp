// SPDX-License-Identifier: GPL-3.0-or-later
// What painting and being told of changes costs, against Qt's own views and style.
#include "tests/bench/ui/cells.h"

#include "ui/table/progressdelegate.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QRandomGenerator>
#include <QStaticText>
#include <QStyle>
#include <QTableView>
#include <QTreeView>

namespace belayer::bench {
using namespace Qt::StringLiterals;
using ui::JobTableModel;
using ui::JobTableView;

namespace {

/// From a filled model to a painted view.
template<class MakeView> Sample firstPaint(MakeView makeView)
{
    return timed([&] {
        const auto view = makeView();
        view->resize(1100, 600);
        view->show();
        QApplication::processEvents();
    });
}

template<int Count> Sample firstPaintOurs()
{
    needApplication();
    JobTableModel model;
    model.apply(jobs(0, Count));
    return firstPaint([&] { return std::make_unique<JobTableView>(&model); });
}

template<class View, int Count> Sample firstPaintQt()
{
    needApplication();
    PlainModel model(Count);
    return firstPaint([&] {
        auto view = std::make_unique<View>();
        view->setModel(&model);
        return view;
    });
}

/// Changes of single rows all over a hundred thousand, one in a frame's time or a thousand makes no
/// difference: nanoseconds a row, with the painting that comes of it.
Sample changeRows(QAbstractItemModel &model, int changes)
{
    QRandomGenerator random(1);
    const double before = cpuNanosecondsOfThread();
    for (int i = 0; i < changes; ++i) {
        const int row = random.bounded(model.rowCount());
        Q_EMIT model.dataChanged(model.index(row, 0), model.index(row, model.columnCount() - 1));
    }
    QApplication::processEvents();
    return {(cpuNanosecondsOfThread() - before) / changes, 0};
}

Sample changeOurs()
{
    const Ours ours(100'000);
    return changeRows(*ours.model, 100'000);
}

template<class View> Sample changeQt()
{
    needApplication();
    PlainModel model(100'000);
    View view;
    view.setModel(&model);
    view.resize(1100, 600);
    view.show();
    QApplication::processEvents();
    return changeRows(model, std::is_same_v<View, QTreeView> ? 1'000 : 100'000);
}

constexpr int paintedCells = 20'000;
constexpr QRect cell(0, 0, 190, 26);

QImage canvas()
{
    QImage image(cell.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    return image;
}

/// After a first round in which fonts are loaded and pictures made.
template<class Paint> Sample paintCells(Paint paint)
{
    double before = 0;
    for (int i = -100; i < paintedCells; ++i) {
        if (i == 0)
            before = cpuNanosecondsOfThread();
        paint(i + 100);
    }
    return {(cpuNanosecondsOfThread() - before) / paintedCells, 0};
}

/// A hundred jobs in turn, so that no text is the one before.
engine::SnapshotBatch progressJobs()
{
    QList<engine::JobSnapshot> all = snapshots(0, 100);
    for (int i = 0; i < 100; ++i)
        all[i].progress->done = i;
    return {engine::share(all), {}};
}

Sample progressOurs()
{
    needApplication();
    JobTableModel model;
    model.apply(progressJobs());
    const ui::ProgressDelegate delegate(model);
    QStyleOptionViewItem option;
    option.rect = cell;
    option.palette = QApplication::palette();
    QImage image = canvas();
    QPainter painter(&image);
    return paintCells(
        [&](int i) { delegate.paint(&painter, option, model.index(i % 100, int(ui::Column::Progress))); });
}

/// Nothing but the same texts, laid out before.
Sample progressText()
{
    needApplication();
    JobTableModel model;
    model.apply(progressJobs());
    QList<QStaticText> texts;
    for (int i = 0; i < 100; ++i) {
        texts += QStaticText(model.index(i, int(ui::Column::Progress)).data().toString());
        texts.last().setTextFormat(Qt::PlainText);
        texts.last().prepare(QTransform(), QApplication::font());
    }
    QImage image = canvas();
    QPainter painter(&image);
    return paintCells([&](int i) { painter.drawStaticText(QPointF(20, 4), texts[i % 100]); });
}

Sample progressStyle()
{
    needApplication();
    QStyleOptionProgressBar option;
    option.rect = cell;
    option.palette = QApplication::palette();
    option.state = QStyle::State_Enabled | QStyle::State_Horizontal;
    option.maximum = 100;
    option.textVisible = true;
    QImage image = canvas();
    QPainter painter(&image);
    return paintCells([&](int i) {
        option.progress = i % 100;
        option.text = u"%1 %"_s.arg(i % 100);
        QApplication::style()->drawControl(QStyle::CE_ProgressBar, &option, &painter);
    });
}

} // namespace

std::vector<Cell> viewCells()
{
    return {{"paint100k", "ours", firstPaintOurs<100'000>},
            {"paint100k", "QTableView", firstPaintQt<QTableView, 100'000>},
            {"paint100k", "QTreeView", firstPaintQt<QTreeView, 100'000>},
            {"paint1m", "ours", firstPaintOurs<1'000'000>},
            {"paint1m", "QTableView", firstPaintQt<QTableView, 1'000'000>},
            {"paint1m", "QTreeView", firstPaintQt<QTreeView, 1'000'000>},
            {"change", "ours", changeOurs},
            {"change", "QTableView", changeQt<QTableView>},
            {"change", "QTreeView", changeQt<QTreeView>},
            {"progress", "ours", progressOurs},
            {"progress", "the text alone", progressText},
            {"progress", "QStyle", progressStyle}};
}

} // namespace belayer::bench
