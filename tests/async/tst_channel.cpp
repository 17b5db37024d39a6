// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

#include <memory>

using namespace belayer::async;
using namespace belayer::bench;

class ChannelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesPassInOrder();
    void fullChannelHoldsSendersBack();
    void capacityZeroHandsOver();
    void closeEndsBothSides();
    void moveOnlyValues();
    void cancelledSenderKeepsItsValue();
    void deliveredValueSurvivesItsReceiver();
    void nothingIsLostOrDoubledWhateverIsCancelled();
};

void ChannelTest::valuesPassInOrder()
{
    Channel<int> channel(3);
    std::vector<int> got;
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        group.spawn([&]() -> Task<> {
            for (int i = 0; i < 100; ++i)
                co_await channel.send(i);
            channel.close();
        });
        while (const auto value = co_await channel.receive())
            got.push_back(*value);
    }));
    QCOMPARE(got.size(), 100u);
    QVERIFY(std::is_sorted(got.begin(), got.end()));
}

void ChannelTest::fullChannelHoldsSendersBack()
{
    Channel<int> channel(2);
    int sent = 0;
    TaskScope scope;
    scope.spawn([&]() -> Task<> {
        for (;;) {
            co_await channel.send(sent);
            ++sent;
        }
    });
    settle();
    QCOMPARE(sent, 2);
    QCOMPARE(channel.size(), 2u);
    auto receive = [&]() -> Task<std::optional<int>> { co_return co_await channel.receive(); };
    QCOMPARE(run(receive()), std::optional(0));
    settle();
    QCOMPARE(sent, 3);
}

void ChannelTest::capacityZeroHandsOver()
{
    Channel<int> channel(0);
    EventLog log;
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        group.spawn([&]() -> Task<> {
            co_await channel.send(1);
            log.add("sent");
            co_await channel.send(2);
            channel.close();
        });
        co_await yieldNow();
        log.add("receiving");
        CO_COMPARE(co_await channel.receive(), std::optional(1));
        CO_COMPARE(co_await channel.receive(), std::optional(2));
        CO_COMPARE(co_await channel.receive(), std::optional<int>());
    }));
    QCOMPARE(log.text(), QStringLiteral("receiving sent"));
}

void ChannelTest::closeEndsBothSides()
{
    Channel<int> full(1);
    TaskScope scope;
    auto first = scope.spawn(full.send(1));
    auto second = scope.spawn(full.send(2));
    settle();
    full.close();
    QVERIFY(turnUntil([&] { return second.isFinished(); }));
    QCOMPARE(outcomeOf(first), "ok");
    QCOMPARE(outcomeOf(second), "channel closed");
    auto late = scope.spawn(full.send(3));
    auto kept = scope.spawn(full.receive());
    auto none = scope.spawn(full.receive());
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    QCOMPARE(outcomeOf(late), "channel closed");
    QCOMPARE(kept.result(), std::optional(1));
    QCOMPARE(none.result(), std::optional<int>());
    Channel<int> empty(1);
    auto waiting = scope.spawn(empty.receive());
    settle();
    empty.close();
    QVERIFY(turnUntil([&] { return waiting.isFinished(); }));
    QCOMPARE(waiting.result(), std::optional<int>());
}

void ChannelTest::moveOnlyValues()
{
    Channel<std::unique_ptr<int>> channel(1);
    auto task = [&]() -> Task<int> {
        co_await channel.send(std::make_unique<int>(6));
        auto value = co_await channel.receive();
        co_return **value;
    };
    QCOMPARE(run(task()), 6);
}

void ChannelTest::cancelledSenderKeepsItsValue()
{
    Channel<int> channel(0);
    TaskScope scope;
    auto sender = scope.spawn(channel.send(1));
    settle();
    sender.cancel();
    settle();
    QVERIFY(sender.isCancelled());
    auto receiver = scope.spawn(channel.receive());
    settle();
    QVERIFY(!receiver.isFinished()); // what was not sent is not there
}

void ChannelTest::deliveredValueSurvivesItsReceiver()
{
    Channel<int> channel(1);
    TaskScope doomed;
    doomed.spawn(channel.receive());
    settle();
    TaskScope scope;
    auto sender = scope.spawn([&]() -> Task<> {
        co_await channel.send(1); // delivered, the receiver is ready but has not run
        doomed.destroyAll();
    });
    QVERIFY(turnUntil([&] { return sender.isFinished(); }));
    QCOMPARE(channel.size(), 1u);
}

void ChannelTest::nothingIsLostOrDoubledWhateverIsCancelled()
{
    const SingleStep singleStep;
    for (int breakAt = 0; breakAt < 60; ++breakAt) {
        for (const bool destroy : {false, true}) {
            Channel<int> channel(2);
            std::vector<int> got;
            int sent = 0;
            auto consume = [&]() -> Task<> {
                while (const auto value = co_await channel.receive())
                    got.push_back(*value);
            };
            TaskScope producers;
            TaskScope consumers;
            auto victims = std::make_unique<TaskScope>();
            producers.spawn([&]() -> Task<> {
                for (; sent < 10; ++sent)
                    co_await channel.send(sent);
                channel.close();
            });
            victims->spawn(consume());
            victims->spawn(consume());
            consumers.spawn(consume());
            for (int i = 0; i < breakAt; ++i)
                QCoreApplication::processEvents();
            if (destroy)
                victims.reset();
            else
                victims->cancel();
            QVERIFY(turnUntil([&] { return producers.liveCount() == 0 && consumers.liveCount() == 0; }));
            // What came back from a dead receiver after the last live one had left is still there.
            run(consume());
            std::sort(got.begin(), got.end());
            QCOMPARE(got, (std::vector{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
        }
    }
}

QTEST_GUILESS_MAIN(ChannelTest)
#include "tst_channel.moc"
