// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

#include <QThread>

using namespace belayer::async;
using namespace belayer::bench;

class Sender : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
Q_SIGNALS:
    void nothing();
    void number(int value);
    void both(const QString &text, int value);
};

class SignalOfTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesTheArguments();
    void onlyTheFirstEmissionCounts();
    void privateMarkersAreLeftOut();
    void deadSenderThrows();
    void senderThatDiesThrows();
    void cancelLetsGo();
    void deadReceiverIsNotCalled();
    void senderOnAnotherThread();
    void emissionsRaceWithDeath();
};

void SignalOfTest::givesTheArguments()
{
    Sender sender;
    TaskScope scope;
    auto none = scope.spawn(signalOf(&sender, &Sender::nothing));
    auto one = scope.spawn(signalOf(&sender, &Sender::number));
    auto two = scope.spawn([&]() -> Task<QString> {
        const auto [text, value] = co_await signalOf(&sender, &Sender::both);
        co_return text + QString::number(value);
    });
    settle();
    Q_EMIT sender.nothing();
    Q_EMIT sender.number(4);
    Q_EMIT sender.both(QStringLiteral("x"), 5);
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    QCOMPARE(none.result(), std::tuple<>());
    QCOMPARE(one.result(), std::tuple(4));
    QCOMPARE(two.result(), QStringLiteral("x5"));
}

void SignalOfTest::onlyTheFirstEmissionCounts()
{
    Sender sender;
    TaskScope scope;
    auto job = scope.spawn(signalOf(&sender, &Sender::number));
    settle();
    Q_EMIT sender.number(1);
    Q_EMIT sender.number(2);
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(job.result(), std::tuple(1));
}

void SignalOfTest::privateMarkersAreLeftOut()
{
    QTimer timer;
    timer.start(1);
    TaskScope scope;
    auto job = scope.spawn(signalOf(&timer, &QTimer::timeout));
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(job.result(), std::tuple<>());
}

void SignalOfTest::deadSenderThrows()
{
    auto sender = std::make_unique<Sender>();
    auto waiting = signalOf(sender.get(), &Sender::nothing);
    sender.reset();
    TaskScope scope;
    auto job = scope.spawn(std::move(waiting));
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(outcomeOf(job), "signal sender destroyed");
}

void SignalOfTest::senderThatDiesThrows()
{
    auto sender = std::make_unique<Sender>();
    TaskScope scope;
    auto job = scope.spawn(signalOf(sender.get(), &Sender::nothing));
    auto last = scope.spawn(signalOf(static_cast<QObject *>(sender.get()), &QObject::destroyed));
    settle();
    sender.reset();
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    QCOMPARE(outcomeOf(job), "signal sender destroyed");
    QCOMPARE(outcomeOf(last), "ok"); // asked for the death itself
}

void SignalOfTest::cancelLetsGo()
{
    Sender sender;
    TaskScope scope;
    auto job = scope.spawn(signalOf(&sender, &Sender::number));
    settle();
    job.cancel();
    Q_EMIT sender.number(1);
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
}

void SignalOfTest::deadReceiverIsNotCalled()
{
    Sender sender;
    {
        TaskScope scope;
        scope.spawn(signalOf(&sender, &Sender::both));
        settle();
    }
    Q_EMIT sender.both(QString(), 0);
    settle();
}

void SignalOfTest::senderOnAnotherThread()
{
    QThread thread;
    auto *sender = new Sender;
    sender->moveToThread(&thread);
    connect(&thread, &QThread::finished, sender, &QObject::deleteLater);
    thread.start();
    TaskScope scope;
    bool sameThread = false;
    auto job = scope.spawn([&]() -> Task<int> {
        const auto [value] = co_await signalOf(sender, &Sender::number);
        sameThread = QThread::currentThread() == qApp->thread();
        co_return value;
    });
    settle();
    QMetaObject::invokeMethod(sender, "number", Qt::QueuedConnection, Q_ARG(int, 7));
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(job.result(), 7);
    QVERIFY(sameThread);
    auto orphan = scope.spawn(signalOf(sender, &Sender::number));
    settle();
    thread.quit();
    thread.wait();
    QVERIFY(turnUntil([&] { return orphan.isFinished(); }));
    QCOMPARE(outcomeOf(orphan), "signal sender destroyed");
}

void SignalOfTest::emissionsRaceWithDeath()
{
    QThread thread;
    Sender sender;
    sender.moveToThread(&thread);
    thread.start();
    for (int round = 0; round < 2000; ++round) {
        TaskScope scope;
        scope.spawn([&]() -> Task<> {
            Tracked tracked;
            co_await signalOf(&sender, &Sender::number);
        });
        settle();
        QMetaObject::invokeMethod(&sender, "number", Qt::QueuedConnection, Q_ARG(int, 1));
        if (round % 2)
            QCoreApplication::processEvents();
    }
    thread.quit();
    thread.wait();
    settle();
    QCOMPARE(Tracked::count(), 0);
}

QTEST_GUILESS_MAIN(SignalOfTest)
#include "tst_signalof.moc"
