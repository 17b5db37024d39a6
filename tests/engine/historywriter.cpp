// SPDX-License-Identifier: GPL-3.0-or-later
// A program to be killed: records jobs in a history and prints what was acknowledged as durable, one a line:
// "accepted SERIAL" and "finished SERIAL".
#include "tests/engine/historybench.h"

#include <QCoreApplication>

#include <unistd.h>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;

namespace {

constexpr int JobsAtATime = 8;

/// One write, so that a reader never sees half a line.
void tell(const char *what, quint64 serial)
{
    const QByteArray line = QByteArray(what) + ' ' + QByteArray::number(serial) + '\n';
    if (::write(STDOUT_FILENO, line.constData(), static_cast<size_t>(line.size())) != line.size())
        ::_exit(1);
}

async::Task<> runJobs(History &history, quint64 &lastSerial)
{
    for (;;) {
        const JobRecord queued = queuedRecord(++lastSerial);
        history.record(queued);
        if (co_await history.flushed() == Durability::Durable)
            tell("accepted", queued.job.serial);
        history.record(running(queued, ProcessId{1, queued.job.serial}));
        co_await async::sleepFor(1ms);
        history.record(failed(queued, u"exit code 3"_s));
        if (co_await history.flushed() == Durability::Durable)
            tell("finished", queued.job.serial);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    HistoryConfig config;
    config.file = app.arguments().at(1);
    History history(config);
    quint64 lastSerial = wait(history.opened()).lastSerial;
    async::TaskScope scope;
    for (int i = 0; i < JobsAtATime; ++i)
        scope.spawn(runJobs(history, lastSerial));
    return app.exec();
}
