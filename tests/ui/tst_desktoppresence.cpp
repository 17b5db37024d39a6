// SPDX-License-Identifier: GPL-3.0-or-later
// The window as it comes and goes, over a bus of its own, with a tray that is there or not.
#include "ui/desktop/desktoppresence.h"

#include "ui/settings/keys.h"

#include "tests/ui/privatebus.h"
#include "tests/ui/windowbench.h"

#include <QDBusVariant>
#include <QDockWidget>
#include <QSignalSpy>
#include <QTabWidget>

#include <optional>

using namespace belayer::engine;
using namespace belayer::ui;
using namespace belayer::ui::test;

namespace {

/// A tray on the bus. Offscreen Qt has no icon to put into it, but the rest goes on as if.
struct Tray : FakeService
{
    explicit Tray(const PrivateBus &bus)
        : FakeService(bus, u"org.kde.StatusNotifierWatcher"_s, u"/StatusNotifierWatcher"_s)
    {
        answer(u"Get"_s, [](const QDBusMessage &) -> QVariantList {
            return {QVariant::fromValue(QDBusVariant(true))};
        });
    }
};

DesktopSettings withTray()
{
    DesktopSettings settings;
    settings.tray = true;
    return settings;
}

struct Bench : WindowBench
{
    PrivateBus bus;
    DesktopPresence desktop{thread(), window, settings};

    Bench() { desktop.join({bus.connection(), bus.connection()}); }

    QAction *menuAction(const QString &name)
    {
        for (const QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == "trayMenu"_L1)
                return find<QAction>(widget, name);
        }
        return nullptr;
    }
    void submit(const JobSpec &spec)
    {
        client.submit(spec);
        QTRY_VERIFY(is(spec.name, JobState::Running));
    }
};

} // namespace

class tst_DesktopPresence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsThatChangeApplyAtOnce()
    {
        EngineBench engine;
        QSettings settings(engine.path(u"settings.ini"_s), QSettings::IniFormat);
        MainWindow window(engine.client, settings);
        const DesktopPresence desktop(engine.thread(), window, settings);
        QVERIFY(!desktop.settings().tray && desktop.settings().inhibitSleep);
        write(settings, settingsKeys().tray, true);
        write(settings, settingsKeys().notifyAfterMs, 120'000);
        Q_EMIT window.desktopSettingsChanged();
        QVERIFY(desktop.settings().tray);
        QCOMPARE(desktop.settings().notifyAfter, std::chrono::minutes(2));
    }

    void aTrayIsOnlyUsedWhenItIsWanted()
    {
        Bench bench;
        const Tray tray(bench.bus);
        QTRY_VERIFY(!tray.calls(u"Get"_s).isEmpty());
        QVERIFY(!bench.desktop.hasTrayIcon());
        QVERIFY(bench.desktop.trayProblem().isEmpty());
        bench.desktop.apply(withTray());
        QTRY_VERIFY(bench.desktop.hasTrayIcon());
    }

    void withoutATrayTheOptionSaysSo()
    {
        Bench bench;
        bench.desktop.apply(withTray());
        QTRY_VERIFY(!bench.desktop.trayProblem().isEmpty());
        QSignalSpy changed(&bench.desktop, &DesktopPresence::trayProblemChanged);
        const Tray tray(bench.bus);
        QTRY_VERIFY(bench.desktop.trayProblem().isEmpty());
        QVERIFY(!changed.isEmpty());
    }

    void closingOffersTheTrayOnlyWhereThereIsOne()
    {
        Bench bench;
        bench.submit(sleepSpec(u"job"_s, forever));
        bool wasAsked = false;
        answerBox(u"Stay"_s, &wasAsked);
        bench.window.close();
        QVERIFY(wasAsked);
        const Tray tray(bench.bus);
        bench.desktop.apply(withTray());
        QTRY_VERIFY(bench.desktop.hasTrayIcon());
        QSignalSpy quit(&bench.window, &MainWindow::quitRequested);
        wasAsked = false;
        answerBox(u"Keep Running in the Tray"_s, &wasAsked);
        bench.window.close();
        QVERIFY(wasAsked);
        QVERIFY(!bench.window.isVisible());
        QCOMPARE(quit.count(), 0);
        QVERIFY(bench.settings.value(u"window/hidden"_s).toBool());
        bench.desktop.bringToFront({});
        QVERIFY(bench.window.isVisible());
        QVERIFY(bench.is(u"job"_s, JobState::Running));
        QVERIFY(!bench.settings.value(u"window/hidden"_s).toBool());
    }

    void aTrayThatGoesGivesTheWindowBack_data()
    {
        QTest::addColumn<bool>("isUnwanted");
        QTest::newRow("the tray has gone") << false;
        QTest::newRow("it is not wanted any more") << true;
    }
    void aTrayThatGoesGivesTheWindowBack()
    {
        QFETCH(bool, isUnwanted);
        Bench bench;
        Tray tray(bench.bus);
        bench.desktop.apply(withTray());
        QTRY_VERIFY(bench.desktop.hasTrayIcon());
        bench.menuAction(u"showOrHide"_s)->trigger();
        QVERIFY(!bench.window.isVisible());
        if (isUnwanted)
            bench.desktop.apply({});
        else
            tray.vanish();
        QTRY_VERIFY(bench.window.isVisible());
    }

    void aWindowThatWasLeftInTheTrayStaysThere_data()
    {
        QTest::addColumn<bool>("hasTray");
        QTest::newRow("there is one") << true;
        QTest::newRow("there is none") << false;
    }
    void aWindowThatWasLeftInTheTrayStaysThere()
    {
        QFETCH(bool, hasTray);
        EngineBench engine;
        PrivateBus bus;
        std::optional<Tray> tray;
        if (hasTray)
            tray.emplace(bus);
        QSettings settings(engine.path(u"settings.ini"_s), QSettings::IniFormat);
        write(settings, settingsKeys().tray, true);
        settings.setValue(u"window/hidden"_s, true);
        MainWindow window(engine.client, settings);
        DesktopPresence desktop(engine.thread(), window, settings);
        desktop.showWindow();
        QVERIFY(!window.isVisible()); // whether there is a tray is not known yet
        desktop.join({bus.connection(), bus.connection()});
        QTRY_VERIFY(desktop.hasTrayIcon() || window.isVisible());
        QCOMPARE(window.isVisible(), !hasTray);
        QCOMPARE(settings.value(u"window/hidden"_s).toBool(), hasTray);
    }

    void theWindowComesBackAsItWasLeft()
    {
        EngineBench engine;
        QSettings settings(engine.path(u"settings.ini"_s), QSettings::IniFormat);
        {
            MainWindow window(engine.client, settings);
            window.showMaximized();
            find<QTabWidget>(&window, u"dockTabs"_s)->setCurrentIndex(2);
            window.hide(); // into the tray; and a signal ends the program
        }
        EngineClient client(engine.thread());
        MainWindow window(client, settings);
        window.show();
        QVERIFY(window.isMaximized());
        QCOMPARE(find<QTabWidget>(&window, u"dockTabs"_s)->currentIndex(), 2);
        QVERIFY(find<QDockWidget>(&window, u"dock"_s)->isVisible());
    }

    void aFailureIsToldShownAndRetried()
    {
        Bench bench;
        FakeService service(bench.bus, u"org.freedesktop.Notifications"_s,
                            u"/org/freedesktop/Notifications"_s);
        service.answer(u"GetCapabilities"_s,
                       [](const QDBusMessage &) -> QVariantList { return {QStringList{u"actions"_s}}; });
        service.answer(u"Notify"_s, [](const QDBusMessage &) -> QVariantList { return {5u}; });
        service.answer(u"CloseNotification"_s, [](const QDBusMessage &) -> QVariantList { return {}; });
        DesktopSettings settings;
        settings.notifications = true;
        bench.desktop.apply(settings);
        bench.window.hide();
        bench.client.submit(squareSpec(u"too much"_s, 3'037'000'500));
        QTRY_COMPARE(service.calls(u"Notify"_s).size(), 1);
        const auto press = [&](const QString &key) {
            service.emitSignal(u"/org/freedesktop/Notifications"_s, u"org.freedesktop.Notifications"_s,
                               u"ActionInvoked"_s, {5u, key});
        };
        press(u"retry"_s);
        QTRY_VERIFY(service.calls(u"Notify"_s).size() == 2); // it has failed again
        bench.window.findChild<QLineEdit *>(u"filter"_s)->setText(u"nothing like it"_s);
        press(u"show"_s);
        QTRY_VERIFY(bench.window.isVisible());
        QTRY_COMPARE(bench.table->selectedRows().size(), 1);
        QCOMPARE(bench.model->job(bench.table->selectedRows().first()).name, u"too much"_s);
        QTRY_VERIFY(!service.calls(u"CloseNotification"_s).isEmpty()); // it has been looked at
    }

    void sleepIsHeldBackWhileJobsWork()
    {
        Bench bench;
        FakeService power(bench.bus, u"org.freedesktop.PowerManagement"_s,
                          u"/org/freedesktop/PowerManagement/Inhibit"_s);
        power.answer(u"Inhibit"_s, [](const QDBusMessage &) -> QVariantList { return {3u}; });
        power.answer(u"UnInhibit"_s, [](const QDBusMessage &) -> QVariantList { return {}; });
        bench.submit(sleepSpec(u"job"_s, forever));
        QTRY_COMPARE(power.calls(u"Inhibit"_s).size(), 1);
        bench.client.apply(Verb::Pause, {bench.model->job(bench.row(u"job"_s)).id});
        QTRY_COMPARE(power.calls(u"UnInhibit"_s).size(), 1);
        bench.client.apply(Verb::Resume, {bench.model->job(bench.row(u"job"_s)).id});
        QTRY_COMPARE(power.calls(u"Inhibit"_s).size(), 2);
        DesktopSettings off;
        off.inhibitSleep = false;
        bench.desktop.apply(off);
        QTRY_COMPARE(power.calls(u"UnInhibit"_s).size(), 2);
    }
};

QTEST_MAIN(tst_DesktopPresence)
#include "tst_desktoppresence.moc"
