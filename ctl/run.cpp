// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/commands.h"
#include "ctl/foreground.h"
#include "ctl/jobtext.h"
#include "ctl/logcopy.h"
#include "ctl/specs.h"

#include <QJsonArray>

namespace belayer::ctl {

using namespace Qt::StringLiterals;
using Format = Invocation::Format;

namespace {

int detach(const Invocation &invocation, Output &output)
{
    const QJsonObject job = Client(dataDirectory(invocation.dataDir)).submit(specOf(invocation));
    output.write(invocation.format == Format::Json ? jsonLine(job) + '\n' : idOf(job).toUtf8() + '\n');
    return int(ExitCode::Success);
}

/// Where a program says by its exit code alone that it failed, so do we.
bool needsWords(const QJsonObject &job)
{
    const QString state = stateOf(job);
    const QString word = job.value(u"error").toObject().value(u"code").toString();
    return state != u"succeeded" && word != u"exit_code";
}

void printOutput(Client &client, const QString &id, Output &output)
{
    try {
        LogCopy(client, id, output, Format::Text).toNow();
    } catch (const Problem &problem) {
        if (problem.word() != u"no_log") // it was cancelled before it started
            throw;
    }
}

/// The winner's output, and its exit code where its end alone decided.
int reportRace(Client &client, const QJsonObject &race, Output &output)
{
    QString winner = race.value(u"result").toObject().value(u"id").toString();
    const QJsonArray finishes = race.value(u"receipt").toObject().value(u"finishes").toArray();
    if (winner.isEmpty() && race.value(u"error").toObject().value(u"code") == u"child_failed"_s)
        winner = finishes.first().toObject().value(u"id").toString();
    if (winner.isEmpty())
        return exitCodeOf(race);
    printOutput(client, winner, output);
    return exitCodeOf(client.look(winner));
}

/// The outputs in the order of the command line, and the exit code of the first that failed.
int reportGroup(Client &client, const QJsonObject &group, Output &output)
{
    int code = exitCodeOf(group);
    bool isFirst = true;
    for (const QJsonValue &id : group.value(u"children").toArray()) {
        printOutput(client, id.toString(), output);
        const QJsonObject child = client.look(id.toString());
        if (stateOf(child) == u"failed" && std::exchange(isFirst, false))
            code = exitCodeOf(child);
    }
    return code;
}

} // namespace

int run(const Invocation &invocation, Output &output)
{
    if (invocation.staying == Invocation::Staying::Detach)
        return detach(invocation, output);
    Client client(dataDirectory(invocation.dataDir));
    Foreground foreground(client, output);
    foreground.submit(specOf(invocation));
    const QJsonObject job = foreground.finish([&] {
        if (invocation.format == Format::Json)
            return client.await(foreground.id());
        return LogCopy(client, foreground.id(), output, Format::Text).toEnd();
    });
    if (invocation.format == Format::Json)
        output.write(jsonLine(job) + '\n');
    else if (needsWords(job))
        say(u"job %1 %2"_s.arg(idOf(job), endText(job)));
    return foreground.exitCode(job);
}

int runTogether(const Invocation &invocation, Output &output)
{
    if (invocation.staying == Invocation::Staying::Detach)
        return detach(invocation, output);
    Client client(dataDirectory(invocation.dataDir));
    Foreground foreground(client, output);
    foreground.submit(specOf(invocation));
    const QJsonObject job = foreground.finish([&] { return client.await(foreground.id()); });
    int code = foreground.exitCode(job);
    if (invocation.format == Format::Json)
        output.write(jsonLine(job) + '\n');
    else if (stateOf(job) != u"succeeded")
        say(u"%1 %2 %3"_s.arg(job.value(u"kind").toString(), idOf(job), endText(job)));
    if (invocation.format == Format::Text && stateOf(job) != u"cancelled") {
        const bool isRace = invocation.command == Command::Race;
        code = isRace ? reportRace(client, job, output) : reportGroup(client, job, output);
    }
    return code;
}

} // namespace belayer::ctl
