// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/computationlimit.h"
#include "core/http/response.h"

#include <QTest>

#include <vector>

using namespace belayer;
using api::ComputationLimit;

namespace {

/// Enters, tells its number, and stays until it may leave.
async::Task<> stay(ComputationLimit *limit, std::vector<int> *entered, int number,
                   async::AsyncEvent *mayLeave)
{
    const auto permit = co_await limit->enter();
    entered->push_back(number);
    co_await mayLeave->wait();
}

} // namespace

class tst_ComputationLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsInUpToTheLimitAndThenInOrder();
    void refusesWhenTooManyWait();
    void cancelledWaiterLeavesTheQueue();
    void destroyedHolderMakesRoom();
};

void tst_ComputationLimit::letsInUpToTheLimitAndThenInOrder()
{
    ComputationLimit limit(2, 10);
    async::AsyncEvent first;
    async::AsyncEvent others;
    std::vector<int> entered;
    async::TaskScope scope;
    const auto one = scope.spawn(stay(&limit, &entered, 1, &first));
    for (int i = 2; i <= 5; ++i)
        scope.spawn(stay(&limit, &entered, i, &others));
    async::runBlocking(async::yieldNow());
    QCOMPARE(entered, (std::vector<int>{1, 2}));
    first.set();
    async::runBlocking(one);
    QTRY_COMPARE(entered, (std::vector<int>{1, 2, 3}));
    others.set();
    QTRY_COMPARE(entered, (std::vector<int>{1, 2, 3, 4, 5}));
    QTRY_COMPARE(scope.liveCount(), std::size_t(0));
}

void tst_ComputationLimit::refusesWhenTooManyWait()
{
    ComputationLimit limit(1, 1);
    async::AsyncEvent mayLeave;
    std::vector<int> entered;
    async::TaskScope scope;
    scope.spawn(stay(&limit, &entered, 1, &mayLeave));
    scope.spawn(stay(&limit, &entered, 2, &mayLeave));
    const auto third = scope.spawn(stay(&limit, &entered, 3, &mayLeave));
    try {
        async::runBlocking(third);
        QFAIL("the third was let in");
    } catch (const http::ResponseError &error) {
        QCOMPARE(error.response().status, 503);
        QCOMPARE(error.response().headers.first().first, "Retry-After");
    }
    mayLeave.set();
    QTRY_COMPARE(entered, (std::vector<int>{1, 2}));
}

void tst_ComputationLimit::cancelledWaiterLeavesTheQueue()
{
    ComputationLimit limit(1, 1);
    async::AsyncEvent mayLeave;
    std::vector<int> entered;
    async::TaskScope scope;
    scope.spawn(stay(&limit, &entered, 1, &mayLeave));
    const auto second = scope.spawn(stay(&limit, &entered, 2, &mayLeave));
    async::runBlocking(async::yieldNow());
    second.cancel();
    QTRY_VERIFY(second.isFinished());
    scope.spawn(stay(&limit, &entered, 3, &mayLeave));
    mayLeave.set();
    QTRY_COMPARE(entered, (std::vector<int>{1, 3}));
}

void tst_ComputationLimit::destroyedHolderMakesRoom()
{
    ComputationLimit limit(1, 5);
    async::AsyncEvent never;
    std::vector<int> entered;
    async::TaskScope staying;
    {
        async::TaskScope scope;
        scope.spawn(stay(&limit, &entered, 1, &never));
        async::runBlocking(async::yieldNow());
        QCOMPARE(entered, std::vector<int>{1});
        scope.spawn(stay(&limit, &entered, 2, &never));
        staying.spawn(stay(&limit, &entered, 3, &never));
        async::runBlocking(async::yieldNow());
    } // destroys the holder and the one whose turn that makes it
    QTRY_COMPARE(entered, (std::vector<int>{1, 3}));
    staying.destroyAll();
}

QTEST_GUILESS_MAIN(tst_ComputationLimit)
#include "tst_computationlimit.moc"
