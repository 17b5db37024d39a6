// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window over an engine: what a second of changes costs its thread, and what it costs the engine.
#include "tests/bench/ui/cells.h"

#include "core/engine/engineclient.h"
#include "core/engine/enginethread.h"
#include "ui/mainwindow.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

namespace belayer::bench {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Needs the application.
class BenchEngine
{
public:
    engine::EngineThread &thread() { return m_thread; }
    QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    engine::Engine::Config config() const
    {
        engine::Engine::Config config;
        config.outputDir = path(u"output"_s);
        config.history.file = path(u"history.db"_s);
        return config;
    }
    QTemporaryDir m_folder;
    engine::EngineThread m_thread{config()};
};

/// Shown and painted.
class BenchWindow
{
public:
    explicit BenchWindow(BenchEngine &engine)
        : m_client(engine.thread())
        , m_settings(engine.path(u"settings.ini"_s), QSettings::IniFormat)
        , m_window(m_client, m_settings)
    {
        m_window.show();
        QApplication::processEvents();
    }
    engine::SnapshotFeed &feed() { return *m_client.feed(); }
    const ui::JobTableModel &model() const { return *m_window.findChild<ui::JobTableModel *>(); }

private:
    engine::EngineClient m_client;
    QSettings m_settings;
    ui::MainWindow m_window;
};

constexpr int allJobs = 100'000;

/// From the engine's first batch until they are painted.
Sample arrive()
{
    needApplication();
    BenchEngine engine;
    BenchWindow window(engine);
    const engine::SnapshotBatch all = jobs(0, allJobs);
    return timed([&] {
        window.feed().put(all);
        while (window.model().rowCount() < allJobs)
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QApplication::processEvents();
    });
}

/// CPU time of this thread between two moments in which it had nothing to do: a frame, with all that came
/// with it.
class Stretches
{
public:
    Stretches()
    {
        QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock,
                         &m_context, [this] {
                             const double now = cpuNanosecondsOfThread();
                             m_longest = std::max(m_longest, now - std::exchange(m_last, now));
                         });
    }
    double longest() const noexcept { return m_longest; }

private:
    QObject m_context;
    double m_last = cpuNanosecondsOfThread();
    double m_longest = 0;
};

struct Load
{
    double busy = 0;    ///< nanoseconds of the main thread's CPU in a second
    double longest = 0; ///< of these without a pause
    int frames = 0;
};

/// A thousand jobs of a hundred thousand, the newest, report their progress so often in all. The engine's
/// side is a thread of its own, as in the program.
Load load(int updatesPerSecond)
{
    constexpr int busyJobs = 1'000;
    constexpr auto duration = 3s;
    qputenv("QT_NO_GLIB", "1"); // its dispatcher also tells of blocking when it will not
    needApplication();
    BenchEngine engine;
    BenchWindow window(engine);
    const QList<engine::JobSnapshot> all = snapshots(0, allJobs);
    window.feed().put({engine::share(all), {}});
    while (window.model().rowCount() < allJobs)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QApplication::processEvents();

    std::atomic<bool> isOver = false;
    std::thread reporter([&] {
        QList<engine::JobSnapshot> busy = all.last(busyJobs);
        const int each = updatesPerSecond / 1'000;
        qsizetype next = 0;
        for (auto time = std::chrono::steady_clock::now(); !isOver; time += 1ms) {
            engine::SnapshotBatch batch;
            for (int i = 0; i < each; ++i, next = (next + 7) % busyJobs) {
                busy[next].progress->done = (busy[next].progress->done + 1) % 100;
                batch.changed += engine::share(busy[next]);
            }
            window.feed().put(batch);
            std::this_thread::sleep_until(time);
        }
    });
    Load result;
    const Stretches stretches;
    const QMetaObject::Connection counted = QObject::connect(&window.model(), &ui::JobTableModel::applied,
                                                             &window.feed(), [&] { ++result.frames; });
    QTimer::singleShot(duration, qApp, [] { QCoreApplication::exit(); }); // quit() would ask the window
    const Stopwatch watch;
    const double before = cpuNanosecondsOfThread();
    QApplication::exec();
    result.busy = (cpuNanosecondsOfThread() - before) / watch.nanoseconds() * 1e9;
    result.longest = stretches.longest();
    QObject::disconnect(counted);
    isOver = true;
    reporter.join();
    require(result.frames > 100, "as many batches as a window takes");
    return result;
}

template<int Updates> Sample busy()
{
    return {load(Updates).busy, 0};
}

template<int Updates> Sample longest()
{
    return {load(Updates).longest, 0};
}

struct ShortJobs
{
    engine::JobSpec spec;
    int count;
};

ShortJobs programs()
{
    engine::JobSpec spec;
    spec.kind = u"command"_s;
    spec.params = {{u"program"_s, u"/bin/true"_s}};
    return {spec, 200};
}

/// The shortest there are: all that such a job costs is its own bookkeeping.
ShortJobs squares()
{
    engine::JobSpec spec;
    spec.kind = u"compute"_s;
    spec.params = {{u"n"_s, 12}, {u"work_ms"_s, 0}};
    return {spec, 1'000};
}

async::Task<> runJobs(engine::Engine &engine, ShortJobs jobs)
{
    QList<engine::JobId> ids;
    for (int i = 0; i < jobs.count; ++i) {
        const auto job = engine.submit(jobs.spec);
        require(bool(job), "an accepted job");
        ids += job->id;
    }
    for (const engine::JobId &id : ids)
        co_await engine.finished(id);
    co_await engine.recorded();
    QMetaObject::invokeMethod(qApp, [] { QCoreApplication::exit(); }, Qt::QueuedConnection);
}

/// CPU time of the engine's thread for all of them.
double engineTime(BenchEngine &engine, const ShortJobs &jobs)
{
    double before = 0;
    double after = 0;
    engine.thread().run([&](engine::Engine &inside) {
        before = cpuNanosecondsOfThread();
        inside.spawn(runJobs(inside, jobs));
    });
    QApplication::exec();
    engine.thread().run([&](engine::Engine &) { after = cpuNanosecondsOfThread(); });
    return after - before;
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// In one process and in turn, or the difference drowns in what differs between processes.
template<ShortJobs (*Jobs)()> Sample watching()
{
    constexpr int rounds = 11;
    needApplication();
    BenchEngine engine;
    std::vector<double> ratios;
    for (int round = 0; round <= rounds; ++round) {
        const double alone = engineTime(engine, Jobs());
        std::optional<BenchWindow> window(std::in_place, engine);
        const double watched = engineTime(engine, Jobs());
        if (round > 0) // the first warms up
            ratios.push_back(watched / alone - 1);
    }
    return {median(ratios) * 1e9, 0};
}

} // namespace

std::vector<Cell> windowCells()
{
    return {{"arrive", "ours", arrive},
            {"busy10k", "ours", busy<10'000>},
            {"busy100k", "ours", busy<100'000>},
            {"frame10k", "ours", longest<10'000>},
            {"frame100k", "ours", longest<100'000>},
            {"watching", "ours", watching<programs>},
            {"watching-squares", "ours", watching<squares>}};
}

} // namespace belayer::bench
