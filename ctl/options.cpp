// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/options.h"

#include "ctl/failure.h"

#include <algorithm>
#include <limits>

namespace belayer::ctl {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr quint32 bit(Command command)
{
    return 1U << static_cast<unsigned>(command);
}

constexpr quint32 Programs = bit(Command::Run) | bit(Command::Race) | bit(Command::Group);
constexpr quint32 Everywhere = ~0U;

milliseconds readTime(const QString &name, const QString &value)
{
    const auto time = readDuration(value);
    if (!time)
        refuse(u"--%1 must be a time such as 90, 1.5h, 5m or 250ms, not \"%2\""_s.arg(name, value));
    return *time;
}

int readNumber(const QString &name, const QString &value, int least, int most)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    if (!isNumber || number < least || number > most)
        refuse(
            u"--%1 must be a number from %2 to %3, not \"%4\""_s.arg(name).arg(least).arg(most).arg(value));
    return number;
}

/// What the job is.
QList<Option> identityOptions()
{
    using I = Invocation;
    using S = const QString &;
    return {
        {u"id"_s,
         {},
         u"ID"_s,
         u"call the job so (default: Belayer chooses)"_s,
         Programs,
         [](I &i, S, S v) { i.job.id = v; }},
        {u"name"_s, u'n', u"NAME"_s, u"what people see of it"_s, Programs,
         [](I &i, S, S v) { i.job.name = v; }},
        {u"label"_s, u'l', u"LABEL"_s, u"may be given many times"_s, Programs,
         [](I &i, S, S v) { i.job.labels.append(v); }, true},
        {u"cwd"_s,
         {},
         u"DIR"_s,
         u"run there (default: the current folder)"_s,
         Programs,
         [](I &i, S, S v) { i.job.cwd = v; }},
        {u"env"_s, u'e', u"NAME[=VALUE]"_s,
         u"add to Belayer's short environment, without a value the one it has here; many times"_s, Programs,
         [](I &i, S, S v) { i.job.env.append(v); }, true},
    };
}

/// When it runs, and how often.
QList<Option> scheduleOptions()
{
    using I = Invocation;
    using S = const QString &;
    return {
        {u"timeout"_s, u't', u"TIME"_s, u"cancel what takes longer: 90, 1.5h, 5m, 250ms; of wait: give up"_s,
         Programs | bit(Command::Wait),
         [](I &i, S n, S v) { (i.command == Command::Wait ? i.patience : i.job.timeout) = readTime(n, v); }},
        {u"delay"_s,
         {},
         u"TIME"_s,
         u"start it no earlier"_s,
         Programs,
         [](I &i, S n, S v) { i.job.delay = readTime(n, v); }},
        {u"grace"_s,
         {},
         u"TIME"_s,
         u"between the polite and the hard end of its processes (default 5s)"_s,
         Programs,
         [](I &i, S n, S v) { i.job.grace = readTime(n, v); }},
        {u"priority"_s,
         {},
         u"N"_s,
         u"-100 to 100, the higher first"_s,
         Programs,
         [](I &i, S n, S v) { i.job.priority = readNumber(n, v, -100, 100); }},
        {u"retries"_s,
         {},
         u"N"_s,
         u"try again by itself what failed"_s,
         bit(Command::Run),
         [](I &i, S n, S v) { i.job.retries = readNumber(n, v, 0, 100); }},
        {u"after"_s,
         {},
         u"ID"_s,
         u"start when that job has succeeded; many times"_s,
         Programs,
         [](I &i, S, S v) { i.job.after.append(v); },
         true},
    };
}

/// What becomes of it and its siblings.
QList<Option> childrenOptions()
{
    using I = Invocation;
    using S = const QString &;
    return {
        {u"policy"_s,
         {},
         u"WORD"_s,
         u"group: all or settle; race: first-success or first-finish"_s,
         bit(Command::Race) | bit(Command::Group),
         [](I &i, S, S v) { i.job.policy = v; }},
        {u"jobs"_s, u'j', u"N"_s, u"so many of the group at a time"_s, bit(Command::Group),
         [](I &i, S n, S v) { i.job.maxParallel = readNumber(n, v, 1, 1'000'000); }},
        {u"detach"_s,
         u'd',
         {},
         u"print the id and leave; the job runs on"_s,
         Programs,
         [](I &i, S, S) { i.staying = I::Staying::Detach; }},
    };
}

QList<Option> filterOptions()
{
    using I = Invocation;
    using S = const QString &;
    return {
        {u"state"_s, u's', u"STATE"_s,
         u"only these: queued, running, paused, succeeded, failed, cancelled ..."_s, bit(Command::List),
         [](I &i, S, S v) { i.filter.state = v; }},
        {u"kind"_s, u'k', u"KIND"_s, u"only these: command, group, race, checksum ..."_s, bit(Command::List),
         [](I &i, S, S v) { i.filter.kind = v; }},
        {u"group"_s, u'g', u"ID"_s, u"only the children of that group or race"_s, bit(Command::List),
         [](I &i, S, S v) { i.filter.group = v; }},
        {u"label"_s, u'l', u"LABEL"_s, u"only those with the label"_s, bit(Command::List),
         [](I &i, S, S v) { i.filter.label = v; }},
        {u"search"_s, u'q', u"TEXT"_s, u"only those whose text holds it"_s, bit(Command::List),
         [](I &i, S, S v) { i.filter.search = v; }},
        {u"limit"_s, u'n', u"N"_s, u"at most so many (default 50)"_s, bit(Command::List),
         [](I &i, S n, S v) { i.filter.limit = readNumber(n, v, 1, std::numeric_limits<int>::max()); }},
    };
}

QList<Option> generalOptions()
{
    using I = Invocation;
    using S = const QString &;
    return {
        {u"follow"_s,
         u'f',
         {},
         u"go on until the job is finished"_s,
         bit(Command::Log),
         [](I &i, S, S) { i.following = I::Following::Yes; }},
        {u"json"_s,
         {},
         {},
         u"print JSON, one document or one a line, for programs"_s,
         Everywhere,
         [](I &i, S, S) { i.format = I::Format::Json; }},
        {u"data-dir"_s,
         {},
         u"DIR"_s,
         u"of the Belayer that is meant (default: the XDG data directory)"_s,
         Everywhere,
         [](I &i, S, S v) { i.dataDir = v; }},
        {u"help"_s,
         u'h',
         {},
         u"print this help"_s,
         Everywhere,
         [](I &i, S, S) {
             if (i.command != Command::Help)
                 i.topic = i.command;
             i.command = Command::Help;
         }},
        {u"version"_s,
         u'V',
         {},
         u"print the version"_s,
         bit(Command::Help),
         [](I &i, S, S) { i.command = Command::Version; }},
    };
}

const QList<Option> &allOptions()
{
    static const QList<Option> all =
        identityOptions() + scheduleOptions() + childrenOptions() + filterOptions() + generalOptions();
    return all;
}

} // namespace

QList<Option> optionsOf(Command command)
{
    QList<Option> found;
    std::copy_if(allOptions().begin(), allOptions().end(), std::back_inserter(found),
                 [command](const Option &option) { return option.where & bit(command); });
    return found;
}

void refuse(const QString &message)
{
    throw Failure(ExitCode::Usage, message + u"; see belayerctl help"_s);
}

} // namespace belayer::ctl
