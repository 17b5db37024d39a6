// SPDX-License-Identifier: MIT
#include <belayer/async.h>

#include <QCoreApplication>

#include <cstdio>

using namespace belayer::async;
using namespace std::chrono_literals;

namespace {

Task<int> square(int n)
{
    co_return co_await runInThreadPool([n] { return n * n; });
}

Task<int> sumOfSquares()
{
    co_return co_await withTaskGroup([](TaskGroup &group) -> Task<int> {
        auto three = group.spawn(square(3));
        auto four = group.spawn(square(4));
        co_return co_await three + co_await four;
    });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int sum = runBlocking(withTimeout(10s, sumOfSquares()));
    std::printf("%d\n", sum);
    return sum == 25 ? 0 : 1;
}
