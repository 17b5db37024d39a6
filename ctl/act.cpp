// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/client.h"
#include "ctl/commands.h"
#include "ctl/jobtext.h"

#include <QJsonArray>

namespace belayer::ctl {

using namespace Qt::StringLiterals;
using Format = Invocation::Format;

namespace {

QString actionOf(Command command)
{
    switch (command) {
    case Command::Cancel: return u"cancel"_s;
    case Command::Pause: return u"pause"_s;
    case Command::Resume: return u"resume"_s;
    case Command::Retry: return u"retry"_s;
    default: Q_UNREACHABLE();
    }
}

} // namespace

int act(const Invocation &invocation, Output &output)
{
    Client client(dataDirectory(invocation.dataDir));
    const QJsonObject answer = client.act(actionOf(invocation.command), invocation.ids);
    int code = int(ExitCode::Success);
    for (const QJsonValue &each : answer.value(u"results").toArray()) {
        const QJsonObject result = each.toObject();
        const QJsonObject job = result.value(u"job").toObject();
        const QJsonObject problem = result.value(u"problem").toObject();
        if (!problem.isEmpty() && code == int(ExitCode::Success))
            code = int(problem.value(u"status").toInt() == 404 ? ExitCode::NotFound : ExitCode::Refused);
        if (invocation.format == Format::Json)
            output.write(jsonLine(result) + '\n');
        else if (!problem.isEmpty())
            say(u"%1: %2"_s.arg(result.value(u"id").toString(), problem.value(u"detail").toString()));
        else if (invocation.command == Command::Retry)
            output.line(escaped(idOf(job)));
        else
            output.line(escaped(idOf(job) + u": "_s + stateOf(job)));
    }
    return code;
}

} // namespace belayer::ctl
