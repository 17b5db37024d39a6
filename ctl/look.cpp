// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/client.h"
#include "ctl/commands.h"
#include "ctl/jobtext.h"
#include "ctl/logcopy.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace belayer::ctl {

using namespace Qt::StringLiterals;
using Format = Invocation::Format;

namespace {

constexpr int maxPage = 1000;

QByteArray queryOf(const ListFilter &filter)
{
    QByteArray query;
    const std::array<std::pair<QByteArray, QString>, 5> parts{{{"state", filter.state},
                                                               {"kind", filter.kind},
                                                               {"group", filter.group},
                                                               {"label", filter.label},
                                                               {"q", filter.search}}};
    for (const auto &[name, value] : parts) {
        if (!value.isEmpty())
            query += name + '=' + QUrl::toPercentEncoding(value) + '&';
    }
    return query;
}

struct Found
{
    QJsonArray jobs;
    QJsonValue next; ///< null: these are all
};

Found find(Client &client, const ListFilter &filter)
{
    Found found;
    do {
        const auto left = filter.limit - int(found.jobs.size());
        QByteArray query = queryOf(filter) + "limit=" + QByteArray::number(std::min(left, maxPage));
        if (found.next.isString())
            query += "&cursor=" + QUrl::toPercentEncoding(found.next.toString());
        const QJsonObject page = client.list(query);
        for (const QJsonValue &job : page.value(u"jobs").toArray())
            found.jobs.append(job);
        found.next = page.value(u"next").isString() ? page.value(u"next") : QJsonValue();
    } while (found.next.isString() && found.jobs.size() < filter.limit);
    return found;
}

QList<Cell> rowOf(const QJsonObject &job)
{
    const QString state = stateOf(job);
    return {{idOf(job)},
            {state, colourOfState(state)},
            {durationText(job.value(u"elapsed_ms").toInteger())},
            {job.value(u"name").toString()},
            {job.value(u"kind").toString()},
            {progressText(job)}};
}

QJsonObject waitFor(Client &client, const QString &id, QDeadlineTimer deadline)
{
    for (;;) {
        const auto left = std::chrono::milliseconds(deadline.remainingTime());
        const QJsonObject job =
            client.look(id, deadline.isForever() ? Client::longestWait : std::min(left, Client::longestWait));
        if (isFinished(job))
            return job;
        if (deadline.hasExpired())
            throw Failure(ExitCode::TimedOut,
                          u"job %1 is %2 after that time; wait longer, or belayerctl cancel %1"_s.arg(
                              id, stateOf(job)));
    }
}

} // namespace

int list(const Invocation &invocation, Output &output)
{
    Client client(dataDirectory(invocation.dataDir));
    const Found found = find(client, invocation.filter);
    if (invocation.format == Format::Json) {
        output.write(jsonLine({{u"jobs"_s, found.jobs}, {u"next"_s, found.next}}) + '\n');
        return int(ExitCode::Success);
    }
    static const QList<Column> columns = {{u"ID"_s},
                                          {u"STATE"_s},
                                          {u"ELAPSED"_s},
                                          {u"NAME"_s, Column::Fit::Shrinks},
                                          {u"KIND"_s, Column::Fit::Drops},
                                          {u"PROGRESS"_s, Column::Fit::Drops}};
    QList<QList<Cell>> rows;
    for (const QJsonValue &job : found.jobs)
        rows.append(rowOf(job.toObject()));
    output.line(layOut(columns, rows, output.width(), output.colours()).join(u'\n'));
    if (found.next.isString() && output.isTerminal())
        say(u"there are more jobs than these %1; see them with --limit"_s.arg(found.jobs.size()));
    return int(ExitCode::Success);
}

int show(const Invocation &invocation, Output &output)
{
    Client client(dataDirectory(invocation.dataDir));
    bool isFirst = true;
    for (const QString &id : invocation.ids) {
        const QJsonObject job = client.look(id);
        if (invocation.format == Format::Json) {
            output.write(jsonLine(job) + '\n');
            continue;
        }
        if (!std::exchange(isFirst, false))
            output.line({});
        output.line(detailLines(job).join(u'\n'));
    }
    return int(ExitCode::Success);
}

int wait(const Invocation &invocation, Output &output)
{
    Client client(dataDirectory(invocation.dataDir));
    const QDeadlineTimer deadline =
        invocation.patience ? QDeadlineTimer(*invocation.patience) : QDeadlineTimer(QDeadlineTimer::Forever);
    int code = int(ExitCode::Success);
    for (const QString &id : invocation.ids) {
        const QJsonObject job = waitFor(client, id, deadline);
        if (invocation.format == Format::Json)
            output.write(jsonLine(job) + '\n');
        else
            output.line(escaped(id + u": "_s + endText(job)));
        if (code == int(ExitCode::Success))
            code = exitCodeOf(job);
    }
    return code;
}

int log(const Invocation &invocation, Output &output)
{
    Client client(dataDirectory(invocation.dataDir));
    LogCopy copy(client, invocation.ids.first(), output, invocation.format);
    if (invocation.following == Invocation::Following::Yes)
        copy.toEnd();
    else
        copy.toNow();
    return int(ExitCode::Success);
}

} // namespace belayer::ctl
