// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/outputlimit.h"

#include "core/engine/process/fd.h"

#include <QFile>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <thread>
#include <utility>
#include <vector>

namespace belayer::engine {

using namespace std::chrono_literals;

struct OutputLimit::File
{
    const QByteArray path;
    const qint64 limit;
    std::mutex mutex; ///< for the two below
    qint64 size = 0;
    qint64 dropped = 0;

    /// Whether the file grows so quickly that it is to be looked at again soon.
    bool look();

private:
    void drop(qint64 blockSize);
};

bool OutputLimit::File::look()
{
    const std::scoped_lock lock(mutex);
    struct stat now{};
    if (::stat(path.constData(), &now) != 0)
        return false;
    const bool isQuick = now.st_size - size > limit / 8;
    size = now.st_size;
    dropped = std::min<qint64>(dropped, size); // the program may have cut its own output
    if (size - dropped > limit)
        drop(std::max<qint64>(now.st_blksize, 1));
    return isQuick;
}

void OutputLimit::File::drop(qint64 blockSize)
{
    const Fd fd(::open(path.constData(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!fd)
        return;
    const qint64 keep = limit - limit / 8; // a hole for every look would cost more than it gives back
    const qint64 end = (size - keep) / blockSize * blockSize;
    if (::fallocate(fd.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, dropped, end - dropped) == 0) {
        dropped = end;
    } else if (::ftruncate(fd.get(), 0) == 0) {
        dropped = 0;
        size = 0;
    }
}

namespace {

constexpr auto SoonAgain = 25ms;
constexpr auto InTime = 250ms;

/// The thread: made with the first file, asleep without a timer while there is none.
class Keeper
{
public:
    void add(std::shared_ptr<OutputLimit::File> file)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_files.push_back(std::move(file));
            if (std::exchange(m_isSoon, true)) // many programs write the most in their first moments
                return;
            if (!m_thread.joinable())
                m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
        }
        m_changed.notify_one();
    }
    void remove(const std::shared_ptr<OutputLimit::File> &file)
    {
        const std::scoped_lock lock(m_mutex);
        std::erase(m_files, file);
    }

private:
    void run(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        // With files still there, as when Qt calls exit() because the display is gone, wait() says yes at a stop.
        while (m_changed.wait(lock, stop, [this] { return !m_files.empty(); }) && !stop.stop_requested()) {
            m_changed.wait_for(lock, stop, InTime - SoonAgain, [this] { return m_isSoon; });
            m_changed.wait_for(lock, stop, SoonAgain, [] { return false; }); // never more often than that
            m_isSoon = false;
            const std::vector<std::shared_ptr<OutputLimit::File>> files = m_files;
            lock.unlock();
            const bool isSoon =
                std::count_if(files.begin(), files.end(), [](const auto &file) { return file->look(); }) > 0;
            lock.lock();
            m_isSoon = m_isSoon || isSoon;
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<std::shared_ptr<OutputLimit::File>> m_files;
    bool m_isSoon = false;
    std::jthread m_thread; ///< the last member: it ends before the others go
};

Keeper &keeper()
{
    static Keeper keeper;
    return keeper;
}

} // namespace

OutputLimit::OutputLimit(const QString &path, qint64 bytes)
    : m_file(new File{.path = QFile::encodeName(path), .limit = bytes, .mutex = {}})
{
    keeper().add(m_file);
}

OutputLimit::~OutputLimit()
{
    keeper().remove(m_file);
    m_file->look();
}

} // namespace belayer::engine
