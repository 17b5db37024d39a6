// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/ownprocess.h"

#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

namespace belayer::engine {

namespace {

qint64 residentKb()
{
    const std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen("/proc/self/statm", "re"), std::fclose);
    long long total = 0;
    long long resident = 0;
    if (!file || std::fscanf(file.get(), "%lld %lld", &total, &resident) != 2)
        return -1;
    return resident * (::sysconf(_SC_PAGESIZE) / 1024);
}

int openDescriptors()
{
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(::opendir("/proc/self/fd"), ::closedir);
    if (!folder)
        return -1;
    int entries = 0;
    while (::readdir(folder.get()))
        ++entries;
    return entries - 3; // ".", ".." and the one that looks
}

} // namespace

ProcessMetrics ownProcess()
{
    rlimit limit{};
    const bool isLimitKnown = ::getrlimit(RLIMIT_NOFILE, &limit) == 0;
    return {residentKb(), openDescriptors(), isLimitKnown ? static_cast<qint64>(limit.rlim_cur) : -1};
}

} // namespace belayer::engine
