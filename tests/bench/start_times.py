#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long programs take from spawn to end: start_times.py 'belayerctl --version' /bin/true ...

Prints the least and the median of 100 runs each. On a busy machine run it as `chrt -f 50 python3 ...`.
"""
import os
import sys
import time

RUNS = 100

null = os.open(os.devnull, os.O_RDWR)
quiet = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
for line in sys.argv[1:]:
    command = line.split()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        os.waitpid(os.posix_spawnp(command[0], command, os.environ, file_actions=quiet), 0)
        times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    print(f"{line}: least {times[0]:.1f} ms, median {times[RUNS // 2]:.1f} ms")
