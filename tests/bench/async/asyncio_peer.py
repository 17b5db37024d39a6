#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same loops on Python's asyncio. Usage: asyncio_peer.py ROW; prints "NANOSECONDS BYTES" per operation."""
import asyncio
import sys
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

LONG = 3600


def since(start, count):
    return (time.perf_counter_ns() - start) / count


async def noop():
    return None


async def yielding():
    await asyncio.sleep(0)


async def spawn(body=noop, count=50_000):
    for _ in range(2):  # the second round is the warm one
        start = time.perf_counter_ns()
        await asyncio.gather(*[asyncio.create_task(body()) for _ in range(count)])
        elapsed = since(start, count)
    return elapsed, 0


async def spawn_yield():
    return await spawn(yielding)


async def wake(count=100_000):
    event = asyncio.Event()
    tasks = [asyncio.create_task(event.wait()) for _ in range(count)]
    await asyncio.sleep(0)
    start = time.perf_counter_ns()
    event.set()
    await asyncio.gather(*tasks)
    return since(start, count), 0


async def ping_pong(count=100_000):
    ping, pong = asyncio.Event(), asyncio.Event()

    async def other():
        for _ in range(count):
            await ping.wait()
            ping.clear()
            pong.set()

    task = asyncio.create_task(other())
    start = time.perf_counter_ns()
    for _ in range(count):
        ping.set()
        await pong.wait()
        pong.clear()
    elapsed = since(start, 2 * count)
    await task
    return elapsed, 0


async def cancel(count=100_000):
    tasks = [asyncio.create_task(asyncio.sleep(LONG)) for _ in range(count)]
    await asyncio.sleep(0)
    start = time.perf_counter_ns()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return since(start, count), 0


async def race(count=20_000):
    start = time.perf_counter_ns()
    for _ in range(count):
        tasks = [asyncio.create_task(noop()), asyncio.create_task(noop())]
        _, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
    return since(start, count), 0


async def lazy(count=1_000_000):
    class Lazy:
        def __init__(self):
            self.value = 7

        async def get(self):
            return self.value

    value = Lazy()
    start = time.perf_counter_ns()
    for _ in range(count):
        await value.get()
    return since(start, count), 0


async def pool_one(count=5_000):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        await loop.run_in_executor(pool, int)
        start = time.perf_counter_ns()
        for _ in range(count):
            await loop.run_in_executor(pool, int)
        return since(start, count), 0


async def pool_many(count=100_000):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        start = time.perf_counter_ns()
        await asyncio.gather(*[loop.run_in_executor(pool, int) for _ in range(count)])
        return since(start, count), 0


async def sleep100(count=100_000):
    start = time.perf_counter_ns()
    await asyncio.gather(*[asyncio.create_task(asyncio.sleep(0.1)) for _ in range(count)])
    return since(start, 1), 0


async def park(count=100_000):
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tasks = [asyncio.create_task(asyncio.sleep(LONG)) for _ in range(count)]
    await asyncio.sleep(0)
    size = (tracemalloc.get_traced_memory()[0] - before) / count
    tracemalloc.stop()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return 0, size


ROWS = {
    "spawn": spawn,
    "spawn-yield": spawn_yield,
    "wake": wake,
    "ping-pong": ping_pong,
    "cancel": cancel,
    "race": race,
    "lazy": lazy,
    "pool-one": pool_one,
    "pool-many": pool_many,
    "sleep100": sleep100,
    "park": park,
}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ROWS:
        sys.exit(f"usage: asyncio_peer.py ROW, one of: {' '.join(ROWS)}")
    print("%.3f %.1f" % asyncio.run(ROWS[sys.argv[1]]()))
