// SPDX-License-Identifier: GPL-3.0-or-later
// The job table against Qt's own proxy and table view, offscreen. Build the target bench_ui in the release
// preset.
#include "tests/bench/harness.h"
#include "ui/jobtableview.h"

#include <QApplication>
#include <QSortFilterProxyModel>

#include <memory>
#include <vector>

namespace belayer::bench {
using namespace Qt::StringLiterals;
using ui::JobTableModel;

namespace {

/// One for the process of a cell; the harness makes a process for each.
void needApplication()
{
    static int argc = 1;
    static char name[] = "bench_ui";
    static char *argv[] = {name, nullptr};
    qputenv("QT_QPA_PLATFORM", "offscreen");
    static QApplication application(argc, argv);
}

QString jobName(int job)
{
    return u"process item %1"_s.arg(quint32(job) * 2654435761u % 10'000'000u);
}

engine::SnapshotBatch jobs(int first, int count)
{
    engine::SnapshotBatch batch;
    for (int job = first; job < first + count; ++job) {
        engine::JobSnapshot snapshot;
        snapshot.serial = quint64(job) + 1;
        snapshot.id = engine::JobId(u"job-%1"_s.arg(job));
        snapshot.name = jobName(job);
        snapshot.kind = u"command"_s;
        snapshot.state = engine::JobState::Running;
        batch.changed += snapshot;
    }
    return batch;
}

struct Ours
{
    explicit Ours(int count)
    {
        needApplication();
        model = std::make_unique<JobTableModel>();
        model->apply(jobs(0, count));
        view = std::make_unique<ui::JobTableView>(model.get());
        view->resize(1100, 600);
        view->show();
        QApplication::processEvents();
    }
    std::unique_ptr<JobTableModel> model;
    std::unique_ptr<ui::JobTableView> view;
};

struct Names : QAbstractListModel
{
    explicit Names(int count)
    {
        for (int job = 0; job < count; ++job)
            names += jobName(job);
    }
    int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : int(names.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? names[index.row()] : QVariant();
    }
    void append(int count)
    {
        beginInsertRows({}, int(names.size()), int(names.size()) + count - 1);
        for (int i = 0; i < count; ++i)
            names += jobName(int(names.size()));
        endInsertRows();
    }
    QStringList names;
};

struct Proxy
{
    explicit Proxy(int count)
    {
        needApplication();
        source = std::make_unique<Names>(count);
        proxy = std::make_unique<QSortFilterProxyModel>();
        proxy->setSourceModel(source.get());
        view = std::make_unique<QTableView>();
        view->setModel(proxy.get());
        view->resize(1100, 600);
        view->show();
        QApplication::processEvents();
    }
    std::unique_ptr<Names> source;
    std::unique_ptr<QSortFilterProxyModel> proxy;
    std::unique_ptr<QTableView> view;
};

template<class Step> Sample timed(Step step)
{
    const Stopwatch watch;
    step();
    return {watch.nanoseconds(), 0};
}

template<int Count> Sample filterOurs()
{
    const Ours ours(Count);
    const Sample sample = timed([&] { ours.model->setFilter(u"777"_s); });
    require(ours.model->rowCount() > 0 && ours.model->rowCount() < Count, "the filter found nothing");
    return sample;
}

template<int Count> Sample filterProxy()
{
    const Proxy peer(Count);
    const Sample sample = timed([&] { peer.proxy->setFilterFixedString(u"777"_s); });
    require(peer.proxy->rowCount() > 0 && peer.proxy->rowCount() < Count, "the filter found nothing");
    return sample;
}

template<int Count> Sample sortOurs()
{
    const Ours ours(Count);
    return timed([&] { ours.model->sort(int(ui::Column::Name), Qt::AscendingOrder); });
}

template<int Count> Sample sortProxy()
{
    const Proxy peer(Count);
    return timed([&] { peer.proxy->sort(0); });
}

Sample appendOurs()
{
    const Ours ours(1'000'000);
    ours.model->sort(int(ui::Column::Name), Qt::AscendingOrder);
    ours.model->setFilter(u"7"_s);
    const engine::SnapshotBatch more = jobs(1'000'000, 1'000);
    return timed([&] { ours.model->apply(more); });
}

Sample appendProxy()
{
    const Proxy peer(1'000'000);
    peer.proxy->sort(0);
    peer.proxy->setFilterFixedString(u"7"_s);
    return timed([&] { peer.source->append(1'000); });
}

/// A second's worth in 60 batches with their painting: nanoseconds of the main thread an update.
template<int Updates> Sample updateOurs()
{
    const Ours ours(100'000);
    std::vector<engine::SnapshotBatch> batches;
    for (int frame = 0; frame < 60; ++frame) {
        batches.push_back(jobs(frame * (Updates / 60) % 90'000, Updates / 60));
        for (engine::JobSnapshot &job : batches.back().changed)
            job.progress = engine::Progress{frame, 60, u"items"_s};
    }
    const double before = cpuNanosecondsOfThread();
    for (const engine::SnapshotBatch &batch : batches) {
        ours.model->apply(batch);
        QApplication::processEvents();
    }
    return {(cpuNanosecondsOfThread() - before) / (Updates / 60 * 60), 0};
}

Table table()
{
    using Unit = Row::Unit;
    return {{{"filter100k", "filter 100,000 by a part of the name", "2 ms", Unit::Milliseconds},
             {"filter1m", "filter 1,000,000", "15 ms", Unit::Milliseconds},
             {"sort100k", "sort 100,000 by name", "15 ms", Unit::Milliseconds},
             {"sort1m", "sort 1,000,000 by name", "150 ms", Unit::Milliseconds},
             {"append", "1,000 more to a sorted, filtered million", "16 ms", Unit::Milliseconds},
             {"update10k", "an update, 10,000 a second", "6,000 ns", Unit::Nanoseconds},
             {"update100k", "an update, 100,000 a second", "600 ns", Unit::Nanoseconds}},
            {{"filter100k", "ours", filterOurs<100'000>},
             {"filter100k", "proxy", filterProxy<100'000>},
             {"filter1m", "ours", filterOurs<1'000'000>},
             {"filter1m", "proxy", filterProxy<1'000'000>},
             {"sort100k", "ours", sortOurs<100'000>},
             {"sort100k", "proxy", sortProxy<100'000>},
             {"sort1m", "ours", sortOurs<1'000'000>},
             {"sort1m", "proxy", sortProxy<1'000'000>},
             {"append", "ours", appendOurs},
             {"append", "proxy", appendProxy},
             {"update10k", "ours", updateOurs<10'000>},
             {"update100k", "ours", updateOurs<100'000>}},
            {}};
}

} // namespace

} // namespace belayer::bench

int main(int argc, char **argv)
{
    return belayer::bench::runTable(argc, argv, belayer::bench::table());
}
