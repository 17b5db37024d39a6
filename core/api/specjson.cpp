// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/specjson.h"

#include "core/api/problem.h"
#include "core/api/variants.h"

namespace belayer::api {

using namespace Qt::StringLiterals;
using engine::JobSnapshot;
using engine::JobSpec;
using engine::Policy;

namespace {

[[noreturn]] void refuse(const QString &field, const QString &detail)
{
    throwProblem(422, u"invalid"_s, detail, field);
}

QString readText(const JsonValue &value, const QString &field)
{
    if (!value.text())
        refuse(field, u"%1 must be a text"_s.arg(field));
    return *value.text();
}

QStringList readTexts(const JsonValue &value, const QString &field)
{
    QStringList texts;
    if (!value.list())
        refuse(field, u"%1 must be a list of texts"_s.arg(field));
    for (const JsonValue &each : *value.list())
        texts.append(readText(each, field));
    return texts;
}

qint64 readWholeNumber(const JsonValue &value, const QString &field)
{
    const auto number = value.integer();
    if (!number)
        refuse(field, u"%1 must be a whole number"_s.arg(field));
    return *number;
}

Policy readPolicy(const JsonValue &value, const QString &field)
{
    const QString word = readText(value, field);
    if (word == u"all")
        return Policy::All;
    if (word == u"settle")
        return Policy::Settle;
    if (word == u"first-success")
        return Policy::FirstSuccess;
    if (word == u"first-finish")
        return Policy::FirstFinish;
    refuse(field,
           u"%1 must be all or settle for a group, first-success or first-finish for a race"_s.arg(field));
}

int readCount(const JsonValue &value, const QString &field)
{
    const qint64 count = readWholeNumber(value, field);
    if (count < 1 || count > 1'000'000)
        refuse(field, u"%1 is %2; it must be 1 to 1000000"_s.arg(field).arg(count));
    return int(count);
}

/// Reads one spec and, through itself, its children; `path` leads to it: empty, or "children[0].".
class SpecReader
{
public:
    explicit SpecReader(QString path) : m_path(std::move(path)) {}

    JobSpec read(const JsonValue &value)
    {
        if (!value.object())
            refuse(m_path.chopped(m_path.isEmpty() ? 0 : 1),
                   u"a job must be an object, e.g. {\"kind\":\"sleep\"}"_s);
        for (const auto &[key, content] : *value.object())
            readField(key, content);
        if (m_spec.kind.isEmpty())
            refuse(field(u"kind"_s), u"kind is missing; send the name of a kind, e.g. \"sleep\""_s);
        return std::move(m_spec);
    }

private:
    QString field(const QString &name) const { return m_path + name; }

    void readField(const QString &key, const JsonValue &value)
    {
        const QString name = field(key);
        if (key == u"id")
            m_spec.id = engine::JobId(readText(value, name));
        else if (key == u"kind")
            m_spec.kind = readText(value, name);
        else if (key == u"name")
            m_spec.name = readText(value, name);
        else if (key == u"labels")
            m_spec.labels = readTexts(value, name);
        else if (key == u"policy")
            m_spec.policy = readPolicy(value, name);
        else if (key == u"max_parallel")
            m_spec.maxParallel = readCount(value, name);
        else if (key == u"grace_ms")
            m_spec.grace = std::chrono::milliseconds(readWholeNumber(value, name));
        else if (key == u"params")
            readParams(value, name);
        else if (key == u"children")
            readChildren(value, name);
        else // the name is the client's and is not echoed
            throwProblem(
                422, u"unknown_field"_s,
                u"a job has an unknown field; it may have id, kind, name, labels, params, children, policy, "
                "max_parallel and grace_ms"_s,
                m_path.chopped(m_path.isEmpty() ? 0 : 1));
    }

    void readParams(const JsonValue &value, const QString &name)
    {
        if (!value.object())
            refuse(name, u"%1 must be an object"_s.arg(name));
        m_spec.params = toVariant(value).toMap();
    }

    void readChildren(const JsonValue &value, const QString &name)
    {
        if (!value.list())
            refuse(name, u"%1 must be a list of jobs"_s.arg(name));
        for (qsizetype i = 0; i < value.list()->size(); ++i)
            m_spec.children.append(SpecReader(u"%1[%2]."_s.arg(name).arg(i)).read(value.list()->at(i)));
    }

    QString m_path;
    JobSpec m_spec;
};

JsonValue time(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    return JsonValue(time.toUTC().toString(Qt::ISODateWithMs));
}

JsonValue progress(const JobSnapshot &job)
{
    if (!job.progress)
        return {};
    const engine::Progress &now = *job.progress;
    return JsonValue::Object{{u"done"_s, now.done},
                             {u"total"_s, now.total < 0 ? JsonValue() : JsonValue(now.total)},
                             {u"unit"_s, now.unit}};
}

JsonValue error(const JobSnapshot &job)
{
    if (!job.error)
        return {};
    return JsonValue::Object{{u"code"_s, job.error->code}, {u"message"_s, job.error->message}};
}

template<class T> JsonValue orNull(const std::optional<T> &value)
{
    return value ? JsonValue(qint64(*value)) : JsonValue();
}

JsonValue verbs(engine::Verbs can)
{
    JsonValue::List words;
    if (can.testFlag(engine::Verb::Cancel))
        words.append(u"cancel"_s);
    if (can.testFlag(engine::Verb::Retry))
        words.append(u"retry"_s);
    return words;
}

} // namespace

JobSpec readSpec(const http::Request &request)
{
    if (!request.hasJsonBody())
        throwProblem(415, u"unsupported_media_type"_s,
                     u"the body must be JSON; send Content-Type: application/json"_s);
    const auto parsed = parseJson(request.body);
    if (const auto *error = std::get_if<JsonError>(&parsed)) {
        if (error->code == JsonError::Code::DuplicateKey)
            throwProblem(422, u"duplicate_key"_s, u"a key stands twice in an object; send it once"_s);
        throwProblem(400, u"malformed_json"_s,
                     error->code == JsonError::Code::TooDeep
                         ? u"the body is nested deeper than 32"_s
                         : u"the body is not JSON at byte %1"_s.arg(error->offset));
    }
    return SpecReader({}).read(std::get<JsonValue>(parsed));
}

JsonValue::Object snapshotJson(const JobSnapshot &job)
{
    JsonValue::List labels;
    for (const QString &label : job.labels)
        labels.append(label);
    JsonValue::List children;
    for (const engine::JobId &child : job.children)
        children.append(child.text());
    return {{u"id"_s, job.id.text()},
            {u"name"_s, job.name},
            {u"kind"_s, job.kind},
            {u"state"_s, QString(engine::stateWord(job.state))},
            {u"parent"_s, job.parent.isEmpty() ? JsonValue() : JsonValue(job.parent.text())},
            {u"labels"_s, std::move(labels)},
            {u"progress"_s, progress(job)},
            {u"created"_s, time(job.created)},
            {u"started"_s, time(job.started)},
            {u"finished"_s, time(job.finished)},
            {u"elapsed_ms"_s, qint64(job.elapsed.count())},
            {u"attempt"_s, qint64(job.attempt)},
            {u"result"_s, fromVariant(job.result)},
            {u"error"_s, error(job)},
            {u"exit_code"_s, orNull(job.exitCode)},
            {u"signal"_s, orNull(job.signal)},
            {u"can"_s, verbs(job.can)},
            {u"children"_s, std::move(children)}};
}

} // namespace belayer::api
