// SPDX-License-Identifier: GPL-3.0-or-later
// The built program on a real X server, with a tray that the test plays: what is registered there, and
// whether the window comes and goes.
#include "tests/e2e/program.h"
#include "tests/ui/privatebus.h"

#include <QDBusConnectionInterface>
#include <QDBusVariant>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using belayer::test::patienceMs;
using belayer::test::Program;
using belayer::ui::test::FakeService;
using belayer::ui::test::PrivateBus;

namespace {

/// An X server of the test's own, without a window manager.
class XServer
{
public:
    XServer()
        : m_server(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1280x800x24"_s},
                   environment())
    {
        m_display = u':' + m_server.line();
    }
    const QString &display() const noexcept { return m_display; }

private:
    static QProcessEnvironment environment() { return QProcessEnvironment::systemEnvironment(); }
    Program m_server;
    QString m_display;
};

const QString itemInterface = u"org.kde.StatusNotifierItem"_s;

} // namespace

class tst_Tray : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QFile settings(m_dir->filePath(u"settings.ini"_s));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write("[desktop]\ntray=true\n[window]\nhidden=true\n");
    }

    void theIconComesWithTheTrayAndItsClickBringsTheWindow();

private:
    std::unique_ptr<Program> belayer(const QString &display, const QString &bus)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DISPLAY"_s, display);
        environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, bus);
        return std::make_unique<Program>(QStringLiteral(BELAYER_PROGRAM),
                                         QStringList{u"--port"_s, u"0"_s, u"--data-dir"_s, m_dir->path()},
                                         environment);
    }
    /// Viewable windows named Belayer.
    static bool isWindowShown(const QString &display)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DISPLAY"_s, display);
        Program tree(u"xwininfo"_s, {u"-name"_s, u"Belayer"_s}, environment);
        return tree.outputAtEnd().contains(u"Map State: IsViewable"_s);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void tst_Tray::theIconComesWithTheTrayAndItsClickBringsTheWindow()
{
    XServer x;
    PrivateBus bus;
    QStringList registered;
    FakeService watcher(bus, u"org.kde.StatusNotifierWatcher"_s, u"/StatusNotifierWatcher"_s);
    watcher.describe(u"<interface name=\"org.kde.StatusNotifierWatcher\">"
                     "<property name=\"IsStatusNotifierHostRegistered\" type=\"b\" access=\"read\"/>"
                     "</interface>"_s);
    watcher.answer(u"Get"_s, [](const QDBusMessage &) -> QVariantList {
        return {QVariant::fromValue(QDBusVariant(true))};
    });
    watcher.answer(u"RegisterStatusNotifierItem"_s, [&](const QDBusMessage &call) -> QVariantList {
        registered += call.arguments().first().toString();
        return {};
    });
    auto program = belayer(x.display(), bus.address());
    QVERIFY(program->line().startsWith(u"listening on "_s));
    QTRY_COMPARE_WITH_TIMEOUT(registered.size(), 1, patienceMs);
    QVERIFY2(!isWindowShown(x.display()), "it was left in the tray");

    QDBusConnection host = bus.connection();
    QDBusMessage click = QDBusMessage::createMethodCall(registered.first(), u"/StatusNotifierItem"_s,
                                                        itemInterface, u"Activate"_s);
    click << 1 << 1;
    host.call(click);
    QTRY_VERIFY_WITH_TIMEOUT(isWindowShown(x.display()), patienceMs);
    program->signal(SIGTERM);
    QCOMPARE(program->exitCode(), 0);
}

QTEST_GUILESS_MAIN(tst_Tray)
#include "tst_tray.moc"
