// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/storedreceipt.h"

#include "core/engine/history/storedjson.h"
#include "core/engine/history/storedtime.h"

#include <QJsonArray>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr Words<EndReason, 6> ReasonWords = {{
    {EndReason::User, "user"_L1},
    {EndReason::SiblingFailed, "sibling_failed"_L1},
    {EndReason::LostRace, "lost_race"_L1},
    {EndReason::Timeout, "timeout"_L1},
    {EndReason::Shutdown, "shutdown"_L1},
    {EndReason::AfterNotMet, "after_not_met"_L1},
}};
constexpr Words<EndedProcess::Role, 3> RoleWords = {{
    {EndedProcess::Role::Leader, "leader"_L1},
    {EndedProcess::Role::Descendant, "descendant"_L1},
    {EndedProcess::Role::LeftBehind, "left_behind"_L1},
}};
constexpr Words<JobState, 9> StateWords = {{
    {JobState::Queued, "queued"_L1},
    {JobState::Starting, "starting"_L1},
    {JobState::Running, "running"_L1},
    {JobState::Paused, "paused"_L1},
    {JobState::Cancelling, "cancelling"_L1},
    {JobState::Succeeded, "succeeded"_L1},
    {JobState::Failed, "failed"_L1},
    {JobState::Cancelled, "cancelled"_L1},
    {JobState::Interrupted, "interrupted"_L1},
}};

QJsonObject processJson(const EndedProcess &process)
{
    QJsonArray sent;
    for (const SentSignal &each : process.signalsSent)
        sent.append(QJsonArray{each.signal, count(each.after)});
    return {{u"pid"_s, process.pid},
            {u"name"_s, process.name},
            {u"role"_s, wordOf(RoleWords, process.role)},
            {u"signals"_s, sent},
            {u"gone_ms"_s, orNull(process.gone)}};
}

EndedProcess readProcess(const QJsonObject &object)
{
    EndedProcess process;
    process.pid = object.value(u"pid"_s).toInteger();
    process.name = object.value(u"name"_s).toString();
    process.role = valueOf(RoleWords, object.value(u"role"_s).toString());
    for (const QJsonValue &each : object.value(u"signals"_s).toArray())
        process.signalsSent.append({each[0].toInt(), duration(each[1])});
    process.gone = optionalDuration(object.value(u"gone_ms"_s));
    return process;
}

QJsonObject finishJson(const FinishLine &line)
{
    return {{u"id"_s, line.id.text()},
            {u"name"_s, line.name},
            {u"state"_s, wordOf(StateWords, line.state)},
            {u"started_ms"_s, orNull(line.started)},
            {u"finished_ms"_s, count(line.finished)},
            {u"gap_ms"_s, orNull(line.gap)},
            {u"dying_ms"_s, orNull(line.dying)},
            {u"cpu_ms"_s, orNull(line.cpu)}};
}

FinishLine readFinish(const QJsonObject &object)
{
    FinishLine line;
    line.id = JobId(object.value(u"id"_s).toString());
    line.name = object.value(u"name"_s).toString();
    line.state = valueOf(StateWords, object.value(u"state"_s).toString());
    line.started = optionalDuration(object.value(u"started_ms"_s));
    line.finished = duration(object.value(u"finished_ms"_s));
    line.gap = optionalDuration(object.value(u"gap_ms"_s));
    line.dying = optionalDuration(object.value(u"dying_ms"_s));
    line.cpu = optionalDuration(object.value(u"cpu_ms"_s));
    return line;
}

} // namespace

QJsonObject receiptJson(const Receipt &receipt)
{
    QJsonArray processes;
    for (const EndedProcess &each : receipt.processes)
        processes.append(processJson(each));
    QJsonArray finishes;
    for (const FinishLine &each : receipt.finishes)
        finishes.append(finishJson(each));
    QJsonObject object{{u"took_ms"_s, count(receipt.took)},
                       {u"processes"_s, processes},
                       {u"abandoned_threads"_s, receipt.abandonedThreads},
                       {u"finishes"_s, finishes},
                       {u"lint"_s, QJsonArray::fromStringList(receipt.lint)}};
    if (receipt.requested.isValid())
        object.insert(u"requested"_s, receipt.requested.toMSecsSinceEpoch());
    if (receipt.reason)
        object.insert(u"reason"_s, wordOf(ReasonWords, *receipt.reason));
    return object;
}

Receipt readReceipt(const QJsonObject &object)
{
    Receipt receipt;
    if (const QJsonValue requested = object.value(u"requested"_s); requested.isDouble())
        receipt.requested = storedTime(requested.toInteger());
    if (const QJsonValue reason = object.value(u"reason"_s); reason.isString())
        receipt.reason = valueOf(ReasonWords, reason.toString());
    receipt.took = duration(object.value(u"took_ms"_s));
    for (const QJsonValue &each : object.value(u"processes"_s).toArray())
        receipt.processes.append(readProcess(each.toObject()));
    receipt.abandonedThreads = object.value(u"abandoned_threads"_s).toInt();
    for (const QJsonValue &each : object.value(u"finishes"_s).toArray())
        receipt.finishes.append(readFinish(each.toObject()));
    receipt.lint = object.value(u"lint"_s).toVariant().toStringList();
    return receipt;
}

} // namespace belayer::engine
