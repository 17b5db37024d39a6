// SPDX-License-Identifier: GPL-3.0-or-later
// The messages that go over the bus, on a bus of our own with services that note them.
#include "ui/desktop/jobnotifier.h"
#include "ui/desktop/launcherentry.h"
#include "ui/desktop/sleepinhibitor.h"
#include "ui/desktop/traywatch.h"

#include "tests/ui/privatebus.h"
#include "tests/ui/snapshots.h"

#include <QDBusArgument>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <QSignalSpy>
#include <QSocketNotifier>

#include <memory>

#include <unistd.h>

using namespace belayer::engine;
using namespace belayer::ui;
using namespace belayer::ui::test;
using namespace std::chrono_literals;

namespace {

const QString notifications = u"org.freedesktop.Notifications"_s;
const QString notificationsPath = u"/org/freedesktop/Notifications"_s;

struct Desktop
{
    PrivateBus bus;
    FakeService service{bus, notifications, notificationsPath};
    NotificationService client{bus.connection()};
    JobNotifier notifier{client};
    uint lastId = 40;

    explicit Desktop(const QStringList &capabilities = {u"actions"_s, u"body"_s, u"body-markup"_s})
    {
        service.answer(u"GetCapabilities"_s,
                       [=](const QDBusMessage &) -> QVariantList { return {capabilities}; });
        service.answer(u"Notify"_s, [this](const QDBusMessage &call) -> QVariantList {
            const uint replaced = call.arguments().at(1).toUInt();
            return {replaced != 0 ? replaced : ++lastId};
        });
        service.answer(u"CloseNotification"_s, [](const QDBusMessage &) -> QVariantList { return {}; });
        notifier.setThreshold(10s);
    }
    QList<QDBusMessage> shown() const { return service.calls(u"Notify"_s); }
    void emitSignal(const QString &signal, const QVariantList &arguments)
    {
        service.emitSignal(notificationsPath, notifications, signal, arguments);
    }
};

QString summary(const QDBusMessage &notify)
{
    return notify.arguments().at(3).toString();
}

QString body(const QDBusMessage &notify)
{
    return notify.arguments().at(4).toString();
}

QStringList actions(const QDBusMessage &notify)
{
    return notify.arguments().at(5).toStringList();
}

SharedSnapshot ended(quint64 serial, const QString &name, JobState state = JobState::Succeeded,
                     std::chrono::milliseconds took = 1min)
{
    JobSnapshot job = snapshot(serial, name, state);
    job.elapsed = took;
    if (state == JobState::Failed) {
        job.error = JobError{u"exit_code"_s, u"exit code 3"_s};
        job.can = Verb::Retry | Verb::Forget;
    }
    return share(job);
}

const QString powerPath = u"/org/freedesktop/PowerManagement/Inhibit"_s;

/// Desktop and system on one bus: their names differ.
struct Power
{
    PrivateBus bus;
    SleepInhibitor inhibitor{bus.connection(), bus.connection()};

    std::unique_ptr<FakeService> session()
    {
        auto service = std::make_unique<FakeService>(bus, u"org.freedesktop.PowerManagement"_s, powerPath);
        service->answer(u"Inhibit"_s, [](const QDBusMessage &) -> QVariantList { return {7u}; });
        service->answer(u"UnInhibit"_s, [](const QDBusMessage &) -> QVariantList { return {}; });
        return service;
    }
};

} // namespace

/// What a dock hears.
class UpdateSink : public QObject
{
    Q_OBJECT

public:
    QString application;
    QList<QVariantMap> updates;

public Q_SLOTS:
    void take(const QString &uri, const QVariantMap &properties)
    {
        application = uri;
        updates += properties;
    }
};

class tst_DesktopBus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLongJobThatIsDoneIsShown()
    {
        Desktop desktop;
        desktop.notifier.tell({ended(1, u"Backup"_s)});
        QTRY_COMPARE(desktop.shown().size(), 1);
        const QVariantList sent = desktop.shown().first().arguments();
        QCOMPARE(desktop.shown().first().signature(), u"susssasa{sv}i"_s);
        QCOMPARE(sent.at(0).toString(), u"Belayer"_s);
        QCOMPARE(sent.at(1).toUInt(), 0u);
        QCOMPARE(summary(desktop.shown().first()), u"“Backup” is done"_s);
        QCOMPARE(body(desktop.shown().first()), u"It took 1 min 00 s."_s);
        QCOMPARE(actions(desktop.shown().first()),
                 (QStringList{u"default"_s, u"Show"_s, u"show"_s, u"Show"_s}));
        const auto hints = qdbus_cast<QVariantMap>(sent.at(6));
        QCOMPARE(hints[u"urgency"_s].typeId(), int(QMetaType::UChar));
        QCOMPARE(hints[u"category"_s].toString(), u"transfer.complete"_s);
        QCOMPARE(hints[u"desktop-entry"_s].toString(), u"org.belayer.Belayer"_s);
        QCOMPARE(hints[u"image-data"_s].value<QDBusArgument>().currentSignature(), u"(iiibiiay)"_s);
        QCOMPARE(sent.at(7).toInt(), -1);
    }

    void shortCancelledAndUnwantedEndsAreNot()
    {
        Desktop desktop;
        desktop.notifier.tell({ended(1, u"short"_s, JobState::Failed, 9'999ms)});
        desktop.notifier.tell({ended(2, u"cancelled"_s, JobState::Cancelled)});
        desktop.notifier.setThreshold({});
        desktop.notifier.tell({ended(3, u"unwanted"_s)});
        desktop.notifier.setThreshold(0ms);
        desktop.notifier.tell({ended(4, u"wanted"_s, JobState::Succeeded, 0ms)});
        QTRY_COMPARE(desktop.shown().size(), 1);
        QCOMPARE(summary(desktop.shown().first()), u"“wanted” is done"_s);
    }

    void manyEndsAreOneNotification()
    {
        Desktop desktop;
        desktop.notifier.tell({ended(1, u"first"_s)});
        QTRY_COMPARE(desktop.shown().size(), 1);
        for (quint64 serial = 2; serial <= 11; ++serial)
            desktop.notifier.tell({ended(serial, u"next"_s)});
        desktop.notifier.tell({ended(12, u"bad"_s, JobState::Failed)});
        QTRY_VERIFY(summary(desktop.shown().last()) == u"12 job(s) have finished, 1 failed"_s);
        QVERIFY2(desktop.shown().size() <= 3, "what comes while the service is busy is said at once");
        for (const QDBusMessage &more : desktop.shown().mid(1))
            QCOMPARE(more.arguments().at(1).toUInt(), 41u);
        QCOMPARE(body(desktop.shown().last()),
                 u"bad: Failed\nfirst: Done\nnext: Done\nnext: Done\nand 8 more"_s);
    }

    void aNotificationThatWasClosedIsNotReplaced()
    {
        Desktop desktop;
        QSignalSpy closed(&desktop.client, &NotificationService::closed);
        desktop.notifier.tell({ended(1, u"first"_s)});
        QTRY_COMPARE(desktop.shown().size(), 1);
        // In one order on the bus: the answer, which the service sends first, has come when the signal does.
        desktop.emitSignal(u"NotificationClosed"_s, {41u, 2u});
        QTRY_COMPARE(closed.count(), 1);
        desktop.notifier.tell({ended(2, u"second"_s)});
        QTRY_COMPARE(desktop.shown().size(), 2);
        QCOMPARE(desktop.shown().last().arguments().at(1).toUInt(), 0u);
        QCOMPARE(summary(desktop.shown().last()), u"“second” is done"_s);
    }

    void hostileNamesAreHarmless_data()
    {
        QTest::addColumn<QStringList>("capabilities");
        QTest::addColumn<QString>("inBody");
        QTest::newRow("markup") << QStringList{u"body-markup"_s}
                                << u"&lt;img src=x&gt; ^[[31m ⟨U+202E⟩: Failed"_s;
        QTest::newRow("plain") << QStringList{u"body"_s} << u"<img src=x> ^[[31m ⟨U+202E⟩: Failed"_s;
    }
    void hostileNamesAreHarmless()
    {
        QFETCH(QStringList, capabilities);
        QFETCH(QString, inBody);
        Desktop desktop(capabilities);
        const QString name = u"<img src=x> \x1b[31m \u202e"_s;
        desktop.notifier.tell({ended(1, name, JobState::Failed)});
        QTRY_COMPARE(desktop.shown().size(), 1);
        QCOMPARE(summary(desktop.shown().last()),
                 u"“<img src=x> ^[[31m ⟨U+202E⟩” has failed"_s); // never markup
        desktop.notifier.tell({ended(2, QString(100'000, u'x'))});
        QTRY_COMPARE(desktop.shown().size(), 2);
        QVERIFY(body(desktop.shown().last()).startsWith(inBody));
        QVERIFY(body(desktop.shown().last()).size() < 500);
        QVERIFY2(actions(desktop.shown().last()).isEmpty(), "this one has no buttons");
    }

    void buttonsShowAndRetry()
    {
        Desktop desktop;
        QSignalSpy show(&desktop.notifier, &JobNotifier::showWanted);
        QSignalSpy retry(&desktop.notifier, &JobNotifier::retryWanted);
        desktop.notifier.tell({ended(1, u"good"_s), ended(2, u"bad"_s, JobState::Failed)});
        QTRY_COMPARE(desktop.shown().size(), 1);
        QCOMPARE(actions(desktop.shown().first()).mid(4), (QStringList{u"retry"_s, u"Retry"_s}));
        desktop.emitSignal(u"ActionInvoked"_s, {999u, u"retry"_s});
        desktop.emitSignal(u"ActionInvoked"_s, {41u, u"retry"_s});
        desktop.emitSignal(u"ActivationToken"_s, {41u, u"a-token"_s});
        desktop.emitSignal(u"ActionInvoked"_s, {41u, u"default"_s});
        QTRY_COMPARE(show.count(), 1);
        QCOMPARE(retry.count(), 1); // of another's, nothing
        QCOMPARE(retry[0][0].value<QList<JobId>>(), QList{JobId(u"job-2"_s)});
        QCOMPARE(show[0][0].value<JobId>(), JobId(u"job-2"_s));
        QCOMPARE(show[0][1].toString(), u"a-token"_s);
    }

    void lookingAtTheWindowClosesWhatIsOpen()
    {
        Desktop desktop;
        desktop.notifier.tell({ended(1, u"first"_s)});
        desktop.notifier.dismiss(); // before the service has told its id
        desktop.notifier.tell({ended(2, u"second"_s)});
        QTRY_VERIFY(!desktop.shown().isEmpty());
        QCOMPARE(summary(desktop.shown().last()), u"“second” is done"_s);
        QSignalSpy closed(&desktop.client, &NotificationService::closed);
        QTRY_VERIFY((desktop.notifier.dismiss(), !desktop.service.calls(u"CloseNotification"_s).isEmpty()));
        QCOMPARE(desktop.service.calls(u"CloseNotification"_s).first().arguments(), QVariantList{41u});
    }

    void withoutAServiceNothingIsShownAndTheNextOneIsAsked()
    {
        Desktop desktop;
        desktop.service.vanish();
        QSignalSpy closed(&desktop.client, &NotificationService::closed);
        desktop.notifier.tell({ended(1, u"unheard"_s)});
        QTRY_COMPARE(closed.count(), 1);
        desktop.service.appear();
        desktop.notifier.tell({ended(2, u"heard"_s)});
        QTRY_COMPARE(desktop.shown().size(), 1);
        QCOMPARE(summary(desktop.shown().first()), u"“heard” is done"_s);
    }

    void sleepIsHeldBackByTheDesktop()
    {
        Power power;
        const auto session = power.session();
        power.inhibitor.hold();
        QTRY_COMPARE(session->calls(u"Inhibit"_s).size(), 1);
        QCOMPARE(session->calls(u"Inhibit"_s).first().arguments(),
                 (QVariantList{u"Belayer"_s, u"Jobs are running"_s}));
        power.inhibitor.hold();
        power.inhibitor.release(); // perhaps before the answer: then as soon as it comes
        QTRY_COMPARE(session->calls(u"UnInhibit"_s).size(), 1);
        QCOMPARE(session->calls(u"UnInhibit"_s).first().arguments(), QVariantList{7u});
        QCOMPARE(session->calls(u"Inhibit"_s).size(), 1);
    }

    void gnomeIsAskedForSuspendOnly()
    {
        Power power;
        FakeService gnome(power.bus, u"org.gnome.SessionManager"_s, u"/org/gnome/SessionManager"_s);
        gnome.answer(u"Inhibit"_s, [](const QDBusMessage &) -> QVariantList { return {9u}; });
        power.inhibitor.hold();
        QTRY_COMPARE(gnome.calls(u"Inhibit"_s).size(), 1);
        QCOMPARE(gnome.calls(u"Inhibit"_s).first().signature(), u"susu"_s);
        QCOMPARE(gnome.calls(u"Inhibit"_s).first().arguments().last(), QVariant(4u));
    }

    void aPowerManagerThatComesBackIsAskedAgain()
    {
        Power power;
        auto session = power.session();
        power.inhibitor.hold();
        QTRY_COMPARE(session->calls(u"Inhibit"_s).size(), 1);
        // The answer has to be known before it can be void: a second manager is ready when the first goes.
        FakeService gnome(power.bus, u"org.gnome.SessionManager"_s, u"/org/gnome/SessionManager"_s);
        gnome.answer(u"Inhibit"_s, [](const QDBusMessage &) -> QVariantList { return {9u}; });
        const auto again = [&] {
            session->vanish();
            session->appear();
            return !gnome.calls(u"Inhibit"_s).isEmpty();
        };
        QTRY_VERIFY(again());
    }

    void logindIsAskedLastAndItsDescriptorClosed()
    {
        Power power;
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        FakeService logind(power.bus, u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s);
        logind.answer(u"Inhibit"_s, [&](const QDBusMessage &) -> QVariantList {
            return {QVariant::fromValue(QDBusUnixFileDescriptor(ends[1]))};
        });
        power.inhibitor.hold();
        QTRY_COMPARE(logind.calls(u"Inhibit"_s).size(), 1);
        QCOMPARE(logind.calls(u"Inhibit"_s).first().arguments(),
                 (QVariantList{u"sleep:idle"_s, u"Belayer"_s, u"Jobs are running"_s, u"block"_s}));
        ::close(ends[1]);
        power.inhibitor.release();
        QSocketNotifier closed(ends[0], QSocketNotifier::Read); // readable: its last writer has gone
        QSignalSpy spy(&closed, &QSocketNotifier::activated);
        QTRY_VERIFY(!spy.isEmpty());
        ::close(ends[0]);
    }

    void progressIsSaidWhenItChangesAndTakenBackAtTheEnd()
    {
        PrivateBus bus;
        QDBusConnection dock = bus.connection();
        UpdateSink sink;
        QVERIFY(dock.connect({}, {}, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s, &sink,
                             SLOT(take(QString, QVariantMap))));
        {
            LauncherEntry entry(bus.connection());
            Activity activity;
            activity.running = 2;
            activity.percent = 40;
            entry.show(activity, LauncherEntry::Attention::None);
            entry.show(activity, LauncherEntry::Attention::None);
            entry.show(activity, LauncherEntry::Attention::Wanted);
        }
        QTRY_COMPARE(sink.updates.size(), 3);
        QCOMPARE(sink.application, u"application://org.belayer.Belayer.desktop"_s);
        QCOMPARE(sink.updates[0][u"progress"_s].toDouble(), 0.4);
        QCOMPARE(sink.updates[0][u"progress-visible"_s].toBool(), true);
        QCOMPARE(sink.updates[0][u"count"_s].toLongLong(), 2);
        QCOMPARE(sink.updates[0][u"urgent"_s].toBool(), false);
        QCOMPARE(sink.updates[1][u"urgent"_s].toBool(), true);
        QCOMPARE(sink.updates[2][u"progress-visible"_s].toBool(), false);
        QCOMPARE(sink.updates[2][u"count-visible"_s].toBool(), false);
    }

    void aTrayIsThereWhenSomebodyShowsIt()
    {
        PrivateBus bus;
        TrayWatch watch(bus.connection());
        QTRY_VERIFY(watch.kind() == TrayKind::None);
        bool hasHost = false;
        FakeService watcher(bus, u"org.kde.StatusNotifierWatcher"_s, u"/StatusNotifierWatcher"_s);
        watcher.answer(u"Get"_s, [&](const QDBusMessage &) -> QVariantList {
            return {QVariant::fromValue(QDBusVariant(hasHost))};
        });
        QTRY_COMPARE(watcher.calls(u"Get"_s).size(), 1);
        QVERIFY(watch.kind() == TrayKind::None); // a watcher alone shows nothing
        hasHost = true;
        watcher.emitSignal(u"/StatusNotifierWatcher"_s, u"org.kde.StatusNotifierWatcher"_s,
                           u"StatusNotifierHostRegistered"_s, {});
        QTRY_VERIFY(watch.kind() == TrayKind::StatusNotifier);
        watcher.vanish();
        QTRY_VERIFY(watch.kind() == TrayKind::None);
    }
};

QTEST_MAIN(tst_DesktopBus)
#include "tst_desktopbus.moc"
