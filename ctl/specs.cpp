// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/specs.h"

#include "ctl/failure.h"

#include <QDir>
#include <QJsonArray>

namespace belayer::ctl {

using namespace Qt::StringLiterals;

namespace {

QJsonObject environmentOf(const QStringList &given)
{
    QJsonObject environment;
    for (const QString &each : given) {
        const QString name = each.section(u'=', 0, 0);
        if (name.isEmpty())
            throw Failure(ExitCode::Usage, u"--env \"%1\" has no name; give NAME or NAME=VALUE"_s.arg(each));
        const bool hasValue = each.contains(u'=');
        if (!hasValue && !qEnvironmentVariableIsSet(name.toLocal8Bit().constData()))
            throw Failure(ExitCode::Usage, u"--env %1: it is not set here; give --env %1=VALUE"_s.arg(name));
        environment.insert(name, hasValue ? each.section(u'=', 1)
                                          : qEnvironmentVariable(name.toLocal8Bit().constData()));
    }
    return environment;
}

template<class T> void insert(QJsonObject &object, const QString &key, const std::optional<T> &value)
{
    if constexpr (std::is_same_v<T, std::chrono::milliseconds>) {
        if (value)
            object.insert(key, qint64(value->count()));
    } else if (value) {
        object.insert(key, *value);
    }
}

QJsonObject programSpec(const QStringList &words, const JobOptions &options)
{
    QJsonObject params{{u"program"_s, words.first()},
                       {u"arguments"_s, QJsonArray::fromStringList(words.sliced(1))},
                       {u"cwd"_s, QDir::current().absoluteFilePath(options.cwd)}};
    if (!options.env.isEmpty())
        params.insert(u"env"_s, environmentOf(options.env));
    QJsonObject spec{{u"kind"_s, u"command"_s}, {u"params"_s, params}};
    insert(spec, u"grace_ms"_s, options.grace);
    return spec;
}

void insertShared(QJsonObject &spec, const JobOptions &options)
{
    if (!options.id.isEmpty())
        spec.insert(u"id"_s, options.id);
    if (!options.name.isEmpty())
        spec.insert(u"name"_s, options.name);
    if (!options.labels.isEmpty())
        spec.insert(u"labels"_s, QJsonArray::fromStringList(options.labels));
    if (!options.policy.isEmpty())
        spec.insert(u"policy"_s, options.policy);
    insert(spec, u"timeout_ms"_s, options.timeout);
    insert(spec, u"delay_ms"_s, options.delay);
    insert(spec, u"priority"_s, options.priority);
    insert(spec, u"max_parallel"_s, options.maxParallel);
    if (options.retries)
        spec.insert(u"retries"_s, QJsonObject{{u"count"_s, *options.retries}});
    QJsonArray after;
    for (const QString &id : options.after)
        after.append(QJsonObject{{u"id"_s, id}, {u"when"_s, u"success"_s}});
    if (!after.isEmpty())
        spec.insert(u"after"_s, after);
}

} // namespace

QJsonObject specOf(const Invocation &invocation)
{
    QJsonObject spec;
    if (invocation.command == Command::Run) {
        spec = programSpec(invocation.programs.first(), invocation.job);
    } else {
        QJsonArray children;
        for (const QStringList &words : invocation.programs)
            children.append(programSpec(words, invocation.job));
        spec = {{u"kind"_s, invocation.command == Command::Race ? u"race"_s : u"group"_s},
                {u"children"_s, children}};
    }
    insertShared(spec, invocation.job);
    return spec;
}

} // namespace belayer::ctl
