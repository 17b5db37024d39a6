// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/scriptlines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::After;
using engine::JobSpec;
using engine::Policy;

namespace {

QString policyWord(Policy policy)
{
    switch (policy) {
    case Policy::Default: return {};
    case Policy::All: return u"all"_s;
    case Policy::Settle: return u"settle"_s;
    case Policy::FirstSuccess: return u"first-success"_s;
    case Policy::FirstFinish: return u"first-finish"_s;
    }
    return {};
}

QString whenWord(After::When when)
{
    switch (when) {
    case After::When::Success: return u"success"_s;
    case After::When::Failure: return u"failure"_s;
    case After::When::Finished: return u"finished"_s;
    }
    return {};
}

QJsonObject retriesJson(const engine::Retries &retries)
{
    const engine::Retries usual;
    QJsonObject object{{u"count"_s, retries.count}};
    if (retries.backoff != usual.backoff)
        object.insert(u"backoff_ms"_s, qint64(retries.backoff.count()));
    if (retries.maxBackoff != usual.maxBackoff)
        object.insert(u"max_backoff_ms"_s, qint64(retries.maxBackoff.count()));
    if (retries.factor != usual.factor)
        object.insert(u"factor"_s, retries.factor);
    if (retries.jitter != usual.jitter)
        object.insert(u"jitter"_s, retries.jitter);
    return object;
}

void insertSchedule(const JobSpec &spec, QJsonObject &object)
{
    const auto insert = [&](const QString &key, std::chrono::milliseconds time,
                            std::chrono::milliseconds usual) {
        if (time != usual)
            object.insert(key, qint64(time.count()));
    };
    if (spec.grace)
        object.insert(u"grace_ms"_s, qint64(spec.grace->count()));
    insert(u"timeout_ms"_s, spec.timeout, {});
    insert(u"delay_ms"_s, spec.delay, {});
    if (spec.priority != 0)
        object.insert(u"priority"_s, spec.priority);
    if (spec.retries.count > 0)
        object.insert(u"retries"_s, retriesJson(spec.retries));
    QJsonArray after;
    for (const After &each : spec.after)
        after.append(QJsonObject{{u"id"_s, each.id.text()}, {u"when"_s, whenWord(each.when)}});
    if (!after.isEmpty())
        object.insert(u"after"_s, after);
}

QJsonObject toJson(const JobSpec &spec)
{
    QJsonObject object{{u"kind"_s, spec.kind}};
    if (!spec.id.isEmpty())
        object.insert(u"id"_s, spec.id.text());
    if (!spec.name.isEmpty())
        object.insert(u"name"_s, spec.name);
    if (!spec.labels.isEmpty())
        object.insert(u"labels"_s, QJsonArray::fromStringList(spec.labels));
    if (!spec.params.isEmpty())
        object.insert(u"params"_s, QJsonObject::fromVariantMap(spec.params));
    if (const QString word = policyWord(spec.policy); !word.isEmpty())
        object.insert(u"policy"_s, word);
    if (spec.maxParallel > 0)
        object.insert(u"max_parallel"_s, spec.maxParallel);
    insertSchedule(spec, object);
    QJsonArray children;
    for (const JobSpec &child : spec.children)
        children.append(toJson(child));
    if (!children.isEmpty())
        object.insert(u"children"_s, children);
    return object;
}

/// Program and arguments; a line for the shell becomes `sh -c`.
QStringList programWords(const JobSpec &spec)
{
    if (const QString line = spec.params.value(u"shell"_s).toString(); !line.isEmpty())
        return {u"sh"_s, u"-c"_s, line};
    return QStringList{spec.params.value(u"program"_s).toString()} +
           spec.params.value(u"arguments"_s).toStringList();
}

QStringList timeOption(const QString &name, std::chrono::milliseconds time, std::chrono::milliseconds usual)
{
    return time == usual ? QStringList() : QStringList{name, u"%1ms"_s.arg(time.count())};
}

QStringList sharedOptions(const JobSpec &spec)
{
    QStringList words;
    if (!spec.name.isEmpty())
        words += {u"--name"_s, spec.name};
    for (const QString &label : spec.labels)
        words += {u"--label"_s, label};
    words += timeOption(u"--timeout"_s, spec.timeout, {});
    words += timeOption(u"--delay"_s, spec.delay, {});
    if (spec.priority != 0)
        words += {u"--priority"_s, QString::number(spec.priority)};
    for (const After &each : spec.after)
        words += {u"--after"_s, each.id.text()};
    return words;
}

/// Of a program's place: belayerctl gives all programs of one line the same.
QStringList placeOptions(const JobSpec &spec)
{
    QStringList words;
    if (const QString folder = spec.params.value(u"cwd"_s).toString(); !folder.isEmpty())
        words += {u"--cwd"_s, folder};
    const QVariantMap environment = spec.params.value(u"env"_s).toMap();
    for (auto it = environment.begin(); it != environment.end(); ++it)
        words += {u"--env"_s, it.key() + u'=' + it.value().toString()};
    if (spec.grace)
        words += timeOption(u"--grace"_s, *spec.grace, std::chrono::milliseconds(-1));
    return words;
}

bool isSayable(const JobSpec &spec)
{
    return std::all_of(spec.after.begin(), spec.after.end(),
                       [](const After &each) { return each.when == After::When::Success; });
}

QString line(const QStringList &words)
{
    QStringList quoted;
    for (const QString &word : words)
        quoted += shellWord(word);
    return quoted.join(u' ');
}

bool isPlainCommand(const JobSpec &child, const QStringList &place)
{
    return child.kind == "command"_L1 && child.labels.isEmpty() && child.after.isEmpty() &&
           child.priority == 0 && child.retries.count == 0 && child.timeout.count() == 0 &&
           child.delay.count() == 0 && placeOptions(child) == place;
}

const QString authorisedCurl = u"curl -sS -H \"Authorization: Bearer $(belayerctl token)\""_s;

QString sendingCurl(const QString &body)
{
    return authorisedCurl + u" -H 'Content-Type: application/json' -d %1 "_s.arg(shellWord(body));
}

QString jobsUrl(const QString &address)
{
    return (address.isEmpty() ? u"http://127.0.0.1:8787"_s : address) + u"/api/v1/jobs"_s;
}

QString verbWord(engine::Verb verb)
{
    using engine::Verb;
    switch (verb) {
    case Verb::Cancel: return u"cancel"_s;
    case Verb::Retry: return u"retry"_s;
    case Verb::Pause: return u"pause"_s;
    case Verb::Resume: return u"resume"_s;
    case Verb::ForceStart: return u"start"_s;
    case Verb::Forget: return u"forget"_s;
    case Verb::Move: break;
    }
    Q_UNREACHABLE(); // HTTP has no word for it
}

} // namespace

QString shellWord(const QString &text)
{
    static const QRegularExpression harmless(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    if (harmless.match(text).hasMatch())
        return text;
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString commandLine(const JobSpec &spec)
{
    const QString shellLine = spec.params.value(u"shell"_s).toString();
    return shellLine.isEmpty() ? line(programWords(spec)) : shellLine;
}

QString specJson(const JobSpec &spec)
{
    return QString::fromUtf8(QJsonDocument(toJson(spec)).toJson(QJsonDocument::Compact));
}

QString submitCurl(const JobSpec &spec, const QString &address)
{
    return sendingCurl(specJson(spec)) + jobsUrl(address);
}

QString verbCurl(engine::Verb verb, const QList<engine::JobId> &ids, const QString &address)
{
    const QString word = verbWord(verb);
    if (ids.size() == 1) {
        const QString job = jobsUrl(address) + u'/' + ids.first().text();
        return verb == engine::Verb::Forget ? authorisedCurl + u" -X DELETE "_s + job
                                            : authorisedCurl + u" -X POST "_s + job + u'/' + word;
    }
    QJsonArray all;
    for (const engine::JobId &id : ids)
        all.append(id.text());
    const QJsonObject body{{u"action"_s, word}, {u"ids"_s, all}};
    return sendingCurl(QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact))) +
           jobsUrl(address) + u"/actions"_s;
}

QString submitCtl(const JobSpec &spec)
{
    if (!isSayable(spec))
        return {};
    if (spec.kind == "command"_L1) {
        QStringList words{u"belayerctl"_s, u"run"_s};
        if (spec.retries.count > 0)
            words += {u"--retries"_s, QString::number(spec.retries.count)};
        return line(words + sharedOptions(spec) + placeOptions(spec) + QStringList{u"--"_s} +
                    programWords(spec));
    }
    if (spec.children.isEmpty() || (spec.kind != "race"_L1 && spec.kind != "group"_L1))
        return {};
    const QStringList place = placeOptions(spec.children.first());
    QStringList words{u"belayerctl"_s, spec.kind};
    words += sharedOptions(spec) + place;
    if (const QString word = policyWord(spec.policy); !word.isEmpty())
        words += {u"--policy"_s, word};
    if (spec.maxParallel > 0)
        words += {u"--jobs"_s, QString::number(spec.maxParallel)};
    for (const JobSpec &child : spec.children) {
        if (!isPlainCommand(child, place))
            return {};
        words += &child == &spec.children.first() ? u"--"_s : u"---"_s;
        words += programWords(child);
    }
    return line(words);
}

} // namespace belayer::ui
