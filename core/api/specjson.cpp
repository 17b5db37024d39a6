// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/specjson.h"

#include "core/api/jsonbody.h"
#include "core/api/problem.h"
#include "core/api/variants.h"

namespace belayer::api {

using namespace Qt::StringLiterals;
using engine::JobSpec;
using engine::Policy;

namespace {

[[noreturn]] void refuse(const QString &field, const QString &detail)
{
    throw SpecError{u"invalid"_s, field, detail};
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

int readInt(const JsonValue &value, const QString &field, int least, int most)
{
    const qint64 number = readWholeNumber(value, field);
    if (number < least || number > most)
        refuse(field, u"%1 is %2; it must be %3 to %4"_s.arg(field).arg(number).arg(least).arg(most));
    return int(number);
}

std::chrono::milliseconds readMilliseconds(const JsonValue &value, const QString &field)
{
    return std::chrono::milliseconds(readWholeNumber(value, field));
}

double readNumber(const JsonValue &value, const QString &field)
{
    const auto number = value.number();
    if (!number)
        refuse(field, u"%1 must be a number"_s.arg(field));
    return *number;
}

engine::After::When readWhen(const JsonValue &value, const QString &field)
{
    const QString word = readText(value, field);
    if (word == u"success")
        return engine::After::When::Success;
    if (word == u"failure")
        return engine::After::When::Failure;
    if (word == u"finished")
        return engine::After::When::Finished;
    refuse(field, u"%1 must be success, failure or finished"_s.arg(field));
}

/// The name of a field that is not known is the client's and is not echoed.
[[noreturn]] void refuseUnknown(const QString &object, const QString &known)
{
    throw SpecError{u"unknown_field"_s, object, u"there is an unknown field; there may be %1"_s.arg(known)};
}

engine::Retries readRetries(const JsonValue &value, const QString &field)
{
    if (!value.object())
        refuse(field, u"%1 must be an object, e.g. {\"count\":3,\"backoff_ms\":1000}"_s.arg(field));
    engine::Retries retries;
    for (const auto &[key, content] : *value.object()) {
        const QString name = field + u'.' + key;
        if (key == u"count")
            retries.count = readInt(content, name, 0, 100);
        else if (key == u"backoff_ms")
            retries.backoff = readMilliseconds(content, name);
        else if (key == u"max_backoff_ms")
            retries.maxBackoff = readMilliseconds(content, name);
        else if (key == u"factor")
            retries.factor = readNumber(content, name);
        else if (key == u"jitter")
            retries.jitter = readNumber(content, name);
        else
            refuseUnknown(field, u"count, backoff_ms, max_backoff_ms, factor and jitter"_s);
    }
    return retries;
}

engine::After readAfter(const JsonValue &value, const QString &field)
{
    if (!value.object())
        refuse(field, u"%1 must be an object, e.g. {\"id\":\"build\",\"when\":\"success\"}"_s.arg(field));
    engine::After after;
    for (const auto &[key, content] : *value.object()) {
        const QString name = field + u'.' + key;
        if (key == u"id")
            after.id = engine::JobId(readText(content, name));
        else if (key == u"when")
            after.when = readWhen(content, name);
        else
            refuseUnknown(field, u"id and when"_s);
    }
    return after;
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
            m_spec.maxParallel = readInt(value, name, 1, 1'000'000);
        else if (key == u"grace_ms")
            m_spec.grace = readMilliseconds(value, name);
        else if (key == u"params")
            readParams(value, name);
        else if (key == u"children")
            readChildren(value, name);
        else
            readQueueField(key, value);
    }

    /// When and in what order it runs.
    void readQueueField(const QString &key, const JsonValue &value)
    {
        const QString name = field(key);
        if (key == u"timeout_ms")
            m_spec.timeout = readMilliseconds(value, name);
        else if (key == u"delay_ms")
            m_spec.delay = readMilliseconds(value, name);
        else if (key == u"priority")
            m_spec.priority = readInt(value, name, -100, 100);
        else if (key == u"retries")
            m_spec.retries = readRetries(value, name);
        else if (key == u"after")
            readAfters(value, name);
        else
            refuseUnknown(
                m_path.chopped(m_path.isEmpty() ? 0 : 1),
                u"id, kind, name, labels, params, children, policy, max_parallel, timeout_ms, delay_ms, "
                "priority, retries, after and grace_ms"_s);
    }

    void readAfters(const JsonValue &value, const QString &name)
    {
        if (!value.list())
            refuse(name, u"%1 must be a list"_s.arg(name));
        for (qsizetype i = 0; i < value.list()->size(); ++i)
            m_spec.after.append(readAfter(value.list()->at(i), u"%1[%2]"_s.arg(name).arg(i)));
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

} // namespace

JobSpec readSpec(const JsonValue &value)
{
    return SpecReader({}).read(value);
}

JobSpec readSpec(const http::Request &request)
{
    try {
        return readSpec(readJsonBody(request));
    } catch (const SpecError &error) {
        throwProblem(422, error.code, error.detail, error.field);
    }
}

} // namespace belayer::api
