// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/datadir.h"
#include "app/fontscan.h"
#include "app/instance.h"
#include "app/service.h"
#include "app/shutdownsignals.h"
#include "app/starterror.h"
#include "app/token.h"
#include "core/api/joblist.h"
#include "core/api/snapshotjson.h"
#include "core/engine/engineclient.h"
#include "ui/desktop/activation.h"
#include "ui/desktop/desktopnames.h"
#include "ui/desktop/desktoppresence.h"
#include "ui/files/jobformats.h"
#include "ui/helpmenu.h"
#include "ui/look/appearance.h"
#include "ui/look/icons.h"
#include "ui/mainwindow.h"
#include "ui/settings/keys.h"
#include "ui/words/translations.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QLocale>
#include <QSettings>
#include <QThread>
#include <QTimer>

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

namespace belayer::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto LongestPaint = 1s;

void requireDisplay()
{
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return;
    }
    throw StartError(
        u"no display: DISPLAY and WAYLAND_DISPLAY are empty; start in a desktop session, or with "
        "--headless"_s);
}

/// Qt aborts the process when the display it is told of cannot be opened; here it ends like any other bad
/// start.
void endOnFatal(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    std::fprintf(stderr, "%s\n", qPrintable(message));
    if (type != QtFatalMsg)
        return;
    std::fprintf(stderr, "the display cannot be opened; check DISPLAY, or start with --headless\n");
    ::_exit(int(ExitCode::BadStart));
}

class DisplayOpening
{
public:
    DisplayOpening() : m_before(qInstallMessageHandler(endOnFatal)) {}
    ~DisplayOpening() { qInstallMessageHandler(m_before); }

private:
    QtMessageHandler m_before;
};

std::unique_ptr<QApplication> openDisplay(int &argc, char **argv)
{
    const DisplayOpening opening;
    QGuiApplication::setDesktopFileName(ui::desktopFileName());
    return std::make_unique<QApplication>(argc, argv);
}

/// The lock, or nothing when the first instance came forward. A first one that has only just started, or is
/// about to end, gets a moment to open its ear or to let go.
std::optional<InstanceLock> takeOrHandOver(const DataDir &dir, const QByteArray &activationToken)
{
    QDeadlineTimer patience(2s);
    for (;;) {
        if (auto lock = InstanceLock::take(dir))
            return lock;
        if (bringForward(dir, activationToken) == Answer::CameForward)
            return {};
        if (patience.hasExpired())
            break;
        QThread::msleep(50);
    }
    throw StartError(
        u"data directory %1 is in use by a Belayer without a window; end that one or choose another with "
        "--data-dir"_s.arg(dir.path()),
        ExitCode::AlreadyInUse);
}

void equip(ui::MainWindow &window, Service &service, const DataDir &dir)
{
    window.setHttp(service.http());
    window.setFolders({.data = dir.path(), .output = dir.outputDir()});
    window.setJobFormats({api::readJobList, [](const engine::JobSnapshot &job) {
                              return api::JsonValue(api::snapshotJson(job)).toJson();
                          }});
}

/// The program ends when the jobs have, not when their window has.
void endWithTheJobs(const ShutdownSignals &signalled, Service &service, ui::MainWindow &window)
{
    QApplication::setQuitOnLastWindowClosed(false);
    QObject::connect(&signalled, &ShutdownSignals::shutdownRequested, &service, &Service::stop);
    QObject::connect(&signalled, &ShutdownSignals::hurryRequested, &service, &Service::hurry);
    QObject::connect(&window, &ui::MainWindow::quitRequested, &service, &Service::stop);
    // exit() and not quit(), which would ask the window first, and it the user.
    QObject::connect(
        &service, &Service::stopped, &window, [] { QCoreApplication::exit(int(ExitCode::Success)); },
        Qt::QueuedConnection);
}

/// After the first paint, which has the processors to itself. A window on another workspace is not painted,
/// and one that starts in the tray needs the bus that the tray is on.
void openInTime(ui::BusOpening &buses, ui::MainWindow &window)
{
    const auto open = [&buses] { buses.open(); };
    if (!window.isVisible())
        open();
    QObject::connect(&window, &ui::MainWindow::painted, &window, open);
    QTimer::singleShot(LongestPaint, &window, open);
}

} // namespace

int runWithWindow(int &argc, char **argv, const CommandLine &line)
{
    requireDisplay();
    const QByteArray activationToken = ui::activationTokenOfLaunch();
    const std::future<void> fonts = scanFonts();
    const std::unique_ptr<QApplication> application = openDisplay(argc, argv);
    ui::installTranslations(*application, QLocale::system());
    const DataDir dir = DataDir::open(line.dataDir);
    const std::optional<InstanceLock> lock = takeOrHandOver(dir, activationToken);
    if (!lock)
        return int(ExitCode::Success);
    const QByteArray token = ensureToken(dir.tokenFile());
    const InstanceServer instance(
        dir); // before the history writes, whose work on the same folder it would wait for

    const ShutdownSignals signalled;
    Service service(line, dir, token);
    engine::EngineClient client(service.thread());
    QSettings settings(dir.settingsFile(), QSettings::IniFormat);
    ui::applyAppearance(ui::Appearance(read(settings, ui::settingsKeys().appearance)));
    ui::drawIconsAhead();
    fonts.wait();
    ui::MainWindow window(client, settings);
    equip(window, service, dir);
    ui::DesktopPresence desktop(service.thread(), window, settings);
    QObject::connect(&instance, &InstanceServer::activated, &desktop, &ui::DesktopPresence::bringToFront);
    endWithTheJobs(signalled, service, window);
    desktop.showWindow();
    ui::BusOpening buses(desktop, [&desktop](const ui::DesktopBuses &found) { desktop.join(found); });
    openInTime(buses, window);
    return application->exec();
}

} // namespace belayer::app
