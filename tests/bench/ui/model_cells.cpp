// SPDX-License-Identifier: GPL-3.0-or-later
// What the table does with many jobs, against a QSortFilterProxyModel over bare names.
#include "tests/bench/ui/cells.h"

#include <QApplication>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTableView>

#include <algorithm>
#include <cstring>

namespace belayer::bench {
using namespace Qt::StringLiterals;
using ui::JobTableModel;

namespace {

struct Proxy
{
    enum class Order { AsAdded, SortedAndFiltered };
    explicit Proxy(int count, Order order = Order::AsAdded)
    {
        needApplication();
        source = std::make_unique<PlainModel>(count);
        proxy = std::make_unique<QSortFilterProxyModel>();
        if (order ==
            Order::SortedAndFiltered) { // before there are rows: to filter them one by one takes minutes
            proxy->sort(0);
            proxy->setFilterFixedString(u"7"_s);
        }
        proxy->setSourceModel(source.get());
        view = std::make_unique<QTableView>();
        view->setModel(proxy.get());
        view->resize(1100, 600);
        view->show();
        QApplication::processEvents();
    }
    std::unique_ptr<PlainModel> source;
    std::unique_ptr<QSortFilterProxyModel> proxy;
    std::unique_ptr<QTableView> view;
};

constexpr char someJobs[] = "777"; ///< one in two hundred
constexpr char fewJobs[] = "77777";

template<int Count, const char *Needle> Sample filterOurs()
{
    const Ours ours(Count);
    const Sample sample = timed([&] { ours.model->setFilter(QString::fromLatin1(Needle)); });
    require(ours.model->rowCount() > 0 && ours.model->rowCount() < Count, "a filter that finds some");
    return sample;
}

/// What the C library needs to look through the names, without any table.
template<int Count, const char *Needle> Sample filterMemory()
{
    QByteArray names;
    for (int job = 0; job < Count; ++job)
        names += jobName(job).toUtf8() + '\n';
    int found = 0;
    const Sample sample = timed([&] {
        const char *const end = names.constData() + names.size();
        for (const char *at = names.constData(); at; ++found) {
            const void *hit = memmem(at, size_t(end - at), Needle, std::strlen(Needle));
            at = hit ? static_cast<const char *>(hit) + 1 : nullptr;
        }
    });
    require(found > 1, "names that hold it");
    return sample;
}

template<int Count> Sample filterProxy()
{
    const Proxy peer(Count);
    const Sample sample = timed([&] { peer.proxy->setFilterFixedString(u"777"_s); });
    require(peer.proxy->rowCount() > 0 && peer.proxy->rowCount() < Count, "a filter that finds some");
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

constexpr int appends = 5;

/// The median of a few: the first one also pays for memory that the others find ready.
template<class Append> Sample medianAppend(Append append)
{
    std::vector<double> times;
    for (int i = 0; i < appends; ++i)
        times.push_back(timed([&] { append(i); }).nanoseconds);
    std::nth_element(times.begin(), times.begin() + appends / 2, times.end());
    return {times[appends / 2], 0};
}

Sample appendOurs()
{
    const Ours ours(1'000'000);
    ours.model->sort(int(ui::Column::Name), Qt::AscendingOrder);
    ours.model->setFilter(u"7"_s);
    std::vector<engine::SnapshotBatch> batches;
    for (int i = 0; i < appends; ++i)
        batches.push_back(jobs(1'000'000 + i * 1'000, 1'000));
    return medianAppend([&](int i) { ours.model->apply(batches[size_t(i)]); });
}

Sample appendProxy()
{
    const Proxy peer(1'000'000, Proxy::Order::SortedAndFiltered);
    return medianAppend([&](int) { peer.source->append(1'000); });
}

/// A second's worth in 60 batches with their painting, the newest 20 jobs, which are in sight, in each of
/// them: nanoseconds of the main thread an update.
template<int Updates> Sample updateOurs()
{
    constexpr int count = 100'000;
    constexpr int seen = 20;
    constexpr int each = Updates / 60;
    const Ours ours(count);
    const QList<engine::JobSnapshot> all = snapshots(0, count);
    ours.model->apply(
        {engine::share(all), {}}); // from now on texts are shared, as those of the engine's snapshots are
    std::vector<engine::SnapshotBatch> batches(60);
    for (int frame = 0; frame < 60; ++frame) {
        QList<engine::JobSnapshot> some =
            all.mid(frame * each % (count - each), each - seen) + all.last(seen);
        for (engine::JobSnapshot &job : some)
            job.progress->done = frame;
        batches[size_t(frame)].changed = engine::share(some);
    }
    const double before = cpuNanosecondsOfThread();
    for (const engine::SnapshotBatch &batch : batches) {
        ours.model->apply(batch);
        QApplication::processEvents();
    }
    return {(cpuNanosecondsOfThread() - before) / (each * 60), 0};
}

/// Page by page, as OlderJobs asks for them: the CPU time of the longest.
Sample olderOurs()
{
    constexpr int count = 100'000;
    constexpr int page = 1'000;
    const Ours ours(0);
    double longest = 0;
    for (int first = count - page; first >= 0; first -= page) {
        const engine::SnapshotBatch batch = jobs(first, page);
        const double before = cpuNanosecondsOfThread();
        ours.model->apply(batch);
        QApplication::processEvents();
        longest = std::max(longest, cpuNanosecondsOfThread() - before);
    }
    return {longest, 0};
}

constexpr int memoryJobs = 100'000;

/// With their names and ids, but for what the engine's side of a snapshot keeps anyway.
Sample memoryOurs()
{
    needApplication();
    JobTableModel model;
    const std::int64_t before = heapBytes();
    model.apply(jobs(0, memoryJobs));
    return {0, double(heapBytes() - before) / memoryJobs};
}

Sample memoryItems()
{
    needApplication();
    const std::int64_t before = heapBytes();
    QStandardItemModel model(0, ui::columnCount);
    for (int job = 0; job < memoryJobs; ++job) {
        QList<QStandardItem *> row;
        for (int column = 0; column < ui::columnCount; ++column)
            row += new QStandardItem(column == 0 ? jobName(job) : u"Running"_s);
        model.appendRow(row);
    }
    return {0, double(heapBytes() - before) / memoryJobs};
}

} // namespace

std::vector<Cell> modelCells()
{
    return {{"filter100k", "ours", filterOurs<100'000, someJobs>},
            {"filter100k", "proxy", filterProxy<100'000>},
            {"filter1m", "ours", filterOurs<1'000'000, someJobs>},
            {"filter1m", "proxy", filterProxy<1'000'000>},
            {"filter1m", "bare memmem", filterMemory<1'000'000, someJobs>},
            {"filter1m-few", "ours", filterOurs<1'000'000, fewJobs>},
            {"filter1m-few", "bare memmem", filterMemory<1'000'000, fewJobs>},
            {"sort100k", "ours", sortOurs<100'000>},
            {"sort100k", "proxy", sortProxy<100'000>},
            {"sort1m", "ours", sortOurs<1'000'000>},
            {"sort1m", "proxy", sortProxy<1'000'000>},
            {"append", "ours", appendOurs},
            {"append", "proxy", appendProxy},
            {"update10k", "ours", updateOurs<10'000>},
            {"update100k", "ours", updateOurs<100'000>},
            {"older", "ours", olderOurs},
            {"memory", "ours", memoryOurs},
            {"memory", "QStandardItemModel", memoryItems}};
}

} // namespace belayer::bench
