// SPDX-License-Identifier: GPL-3.0-or-later
// The built program from outside: until its window is painted, and while nothing happens.
#include "tests/bench/engine/filledhistory.h"
#include "tests/bench/ui/cells.h"
#include "tests/e2e/program.h"
#include "tests/e2e/wakeups.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcessEnvironment>

#include <optional>
#include <thread>

#include <unistd.h>

namespace belayer::bench {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

double steadyNanoseconds()
{
    return double(std::chrono::steady_clock::now().time_since_epoch() / 1ns);
}

/// A program whose first paints are told by the plugin `firstpaint`.
class Painted
{
public:
    Painted(const char *path, const QStringList &arguments)
        : m_begin(steadyNanoseconds()), m_program(QString::fromLocal8Bit(path), arguments, environment())
    {
    }
    ~Painted()
    {
        m_program.signal(SIGTERM);
        m_program.exitCode();
    }
    /// Waits for the line that begins with the word; gives the rest of it.
    QString line(const QString &word)
    {
        for (;;) {
            const QString line = m_program.line();
            require(!line.isEmpty(), "the program's line");
            if (line.startsWith(word))
                return line.sliced(word.size());
        }
    }
    double begin() const noexcept { return m_begin; }
    qint64 pid() const { return m_program.pid(); }

private:
    static QProcessEnvironment environment()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!environment.contains(u"QT_QPA_PLATFORM"_s))
            environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_PLUGIN_PATH"_s, QStringLiteral(BELAYER_BENCH_PLUGINS));
        environment.insert(u"QT_QPA_GENERIC_PLUGINS"_s, u"firstpaint"_s);
        return environment;
    }
    double m_begin;
    test::Program m_program;
};

/// The program, with a million jobs in its history.
QStringList ourArguments()
{
    return {u"--data-dir"_s, QString::fromStdString(BenchFiles::path("data")), u"--port"_s, u"0"_s};
}

void needCoreApplication()
{
    static int argc = 1;
    static char name[] = "bench_ui";
    static char *argv[] = {name, nullptr};
    static const QCoreApplication application(argc, argv);
}

Sample start(const char *path, const QStringList &arguments, const QString &event)
{
    needCoreApplication();
    Painted program(path, arguments);
    return {program.line(event).toDouble() - program.begin(), 0};
}

Sample startOurs()
{
    return start(BELAYER_PROGRAM, ourArguments(), u"painted "_s);
}

Sample startBare()
{
    return start(BELAYER_BENCH_BARE, {}, u"painted "_s);
}

Sample startRowsOurs()
{
    return start(BELAYER_PROGRAM, ourArguments(), u"rows "_s);
}

Sample startRowsBare()
{
    return start(BELAYER_BENCH_BARE, {}, u"rows "_s);
}

/// What clients wait for beyond the window: nothing, if HTTP was there first.
Sample startHttp()
{
    needCoreApplication();
    Painted program(BELAYER_PROGRAM, ourArguments());
    std::optional<double> painted;
    std::optional<double> listening;
    while (!painted || !listening) {
        const QString line = program.line({});
        if (line.startsWith(u"painted "_s))
            painted = line.sliced(8).toDouble();
        else if (line.startsWith(u"listening "_s))
            listening = steadyNanoseconds();
    }
    return {std::max(0.0, *listening - *painted), 0};
}

/// When all has been loaded that a start loads.
Sample memory(const char *path, const QStringList &arguments)
{
    needCoreApplication();
    Painted program(path, arguments);
    program.line(u"painted "_s);
    require(test::becomesIdle(program.pid()), "a program that comes to rest");
    return {0, test::residentBytes(program.pid())};
}

Sample memoryOurs()
{
    return memory(BELAYER_PROGRAM, ourArguments());
}

Sample memoryBare()
{
    return memory(BELAYER_BENCH_BARE, {});
}

Sample wakeUps()
{
    needCoreApplication();
    Painted program(BELAYER_PROGRAM, ourArguments());
    program.line(u"painted "_s);
    require(test::becomesIdle(program.pid()), "a program that comes to rest");
    const qint64 before = test::wakeUps(program.pid());
    std::this_thread::sleep_for(10s);
    return {0, 0, double(test::wakeUps(program.pid()) - before)};
}

} // namespace

std::vector<Cell> programCells()
{
    return {{"start", "ours", startOurs},
            {"start", "bare program", startBare},
            {"start-rows", "ours", startRowsOurs},
            {"start-rows", "bare program", startRowsBare},
            {"start-http", "ours", startHttp},
            {"start-memory", "ours", memoryOurs},
            {"start-memory", "bare program", memoryBare},
            {"idle-memory", "ours", memoryOurs},
            {"idle", "ours", wakeUps}};
}

} // namespace belayer::bench
