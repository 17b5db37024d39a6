// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/storedtext.h"

#include "core/engine/history/storedjson.h"
#include "core/engine/history/storedreceipt.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxSearchText = 4096;

constexpr Words<Policy, 5> PolicyWords = {{
    {Policy::Default, "default"_L1},
    {Policy::All, "all"_L1},
    {Policy::Settle, "settle"_L1},
    {Policy::FirstSuccess, "first-success"_L1},
    {Policy::FirstFinish, "first-finish"_L1},
}};
constexpr Words<After::When, 3> WhenWords = {{
    {After::When::Success, "success"_L1},
    {After::When::Failure, "failure"_L1},
    {After::When::Finished, "finished"_L1},
}};
QString compact(const QJsonArray &array)
{
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// QJsonValue::toVariant() makes doubles of whole numbers beyond 2^53; its integers are exact.
QVariant toVariant(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Double: {
        constexpr qint64 A = 0;
        constexpr qint64 B = 1;
        const qint64 whole = value.toInteger(A);
        if (whole != A || value.toInteger(B) == A)
            return whole;
        return value.toDouble();
    }
    case QJsonValue::Array: {
        QVariantList list;
        for (const QJsonValue &item : value.toArray())
            list.append(toVariant(item));
        return list;
    }
    case QJsonValue::Object: {
        QVariantMap map;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            map.insert(it.key(), toVariant(it.value()));
        return map;
    }
    default: return value.toVariant();
    }
}

QJsonDocument parsed(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8());
}

QJsonArray stagesJson(const QList<StageCounts> &stages)
{
    QJsonArray array;
    for (const StageCounts &each : stages)
        array.append(QJsonArray{each.name, each.waiting, each.working, each.done});
    return array;
}

QJsonArray childErrorsJson(const QList<ChildError> &errors)
{
    QJsonArray array;
    for (const ChildError &each : errors)
        array.append(QJsonArray{each.id.text(), each.name, each.error.code, each.error.message});
    return array;
}

QJsonArray failedAttemptsJson(const QList<FailedAttempt> &attempts)
{
    QJsonArray array;
    for (const FailedAttempt &each : attempts) {
        QJsonArray values{each.attempt, each.error.code, each.error.message, count(each.elapsed)};
        if (each.receipt)
            values.append(receiptJson(*each.receipt));
        array.append(values);
    }
    return array;
}

FailedAttempt readFailedAttempt(const QJsonArray &values)
{
    FailedAttempt failed{
        values.at(0).toInt(), {values.at(1).toString(), values.at(2).toString()}, duration(values.at(3)), {}};
    if (values.size() > 4)
        failed.receipt = readReceipt(values.at(4).toObject());
    return failed;
}

QJsonArray afterJson(const QList<After> &after)
{
    QJsonArray array;
    for (const After &each : after)
        array.append(QJsonArray{each.id.text(), wordOf(WhenWords, each.when)});
    return array;
}

QJsonArray retriesJson(const Retries &retries)
{
    return {retries.count, count(retries.backoff), retries.factor, count(retries.maxBackoff), retries.jitter};
}

void append(const QVariant &value, QString &text)
{
    if (text.size() >= MaxSearchText)
        return;
    switch (value.typeId()) {
    case QMetaType::QVariantMap:
        for (const QVariant &item : value.toMap())
            append(item, text);
        return;
    case QMetaType::QVariantList:
    case QMetaType::QStringList:
        for (const QVariant &item : value.toList())
            append(item, text);
        return;
    case QMetaType::Bool: return;
    default:
        if (!text.isEmpty())
            text += u' ';
        text += value.toString();
    }
}

} // namespace

/// Only what differs from a plain spec: most jobs have nothing but parameters, and making and keeping the
/// rest was a quarter of what a record cost. A default that changes must be stored from then on.
QString specText(const JobSpec &spec)
{
    static const JobSpec plain;
    QJsonObject object{{u"params"_s, QJsonObject::fromVariantMap(spec.params)}};
    if (!spec.labels.isEmpty())
        object.insert(u"labels"_s, QJsonArray::fromStringList(spec.labels));
    if (spec.policy != plain.policy)
        object.insert(u"policy"_s, wordOf(PolicyWords, spec.policy));
    if (spec.maxParallel != plain.maxParallel)
        object.insert(u"max_parallel"_s, spec.maxParallel);
    if (spec.grace)
        object.insert(u"grace_ms"_s, count(*spec.grace));
    if (spec.timeout != plain.timeout)
        object.insert(u"timeout_ms"_s, count(spec.timeout));
    if (spec.delay != plain.delay)
        object.insert(u"delay_ms"_s, count(spec.delay));
    if (!spec.after.isEmpty())
        object.insert(u"after"_s, afterJson(spec.after));
    if (spec.priority != plain.priority)
        object.insert(u"priority"_s, spec.priority);
    if (spec.retries != plain.retries)
        object.insert(u"retries"_s, retriesJson(spec.retries));
    if (!spec.requestDigest.isEmpty())
        object.insert(u"request"_s, QString::fromLatin1(spec.requestDigest.toHex()));
    return compact(object);
}

void readSpecText(const QString &text, JobSpec &spec)
{
    const QJsonObject object = parsed(text).object();
    spec.labels = object.value(u"labels"_s).toVariant().toStringList();
    spec.params = toVariant(object.value(u"params"_s)).toMap();
    spec.policy = valueOf(PolicyWords, object.value(u"policy"_s).toString());
    spec.maxParallel = object.value(u"max_parallel"_s).toInt();
    if (const QJsonValue grace = object.value(u"grace_ms"_s); !grace.isUndefined())
        spec.grace = duration(grace);
    spec.timeout = duration(object.value(u"timeout_ms"_s));
    spec.delay = duration(object.value(u"delay_ms"_s));
    for (const QJsonValue &each : object.value(u"after"_s).toArray())
        spec.after.append({JobId(each[0].toString()), valueOf(WhenWords, each[1].toString())});
    spec.priority = object.value(u"priority"_s).toInt();
    if (const QJsonArray retries = object.value(u"retries"_s).toArray(); !retries.isEmpty())
        spec.retries = {retries.at(0).toInt(), duration(retries.at(1)), retries.at(2).toDouble(),
                        duration(retries.at(3)), retries.at(4).toDouble()};
    spec.requestDigest = QByteArray::fromHex(object.value(u"request"_s).toString().toLatin1());
}

QStringList readLabelsText(const QString &text)
{
    return text.isEmpty() || text == u"[]"_s ? QStringList() : parsed(text).toVariant().toStringList();
}

QString valueText(const QVariant &value)
{
    return compact(QJsonArray{QJsonValue::fromVariant(value)}); // a document is a list or an object
}

QVariant readValueText(const QString &text)
{
    return toVariant(parsed(text).array().at(0));
}

QString progressText(const Progress &progress)
{
    return compact(QJsonArray{progress.done, progress.total, progress.unit});
}

Progress readProgressText(const QString &text)
{
    const QJsonArray array = parsed(text).array();
    return {array.at(0).toInteger(), array.at(1).toInteger(-1), array.at(2).toString()};
}

QString detailsText(const JobSnapshot &job)
{
    QJsonObject object;
    if (job.lastAttempt != 1)
        object.insert(u"last_attempt"_s, job.lastAttempt);
    if (job.priority != 0)
        object.insert(u"priority"_s, job.priority);
    if (job.paused.count() != 0)
        object.insert(u"paused_ms"_s, count(job.paused));
    if (!job.failedAttempts.isEmpty())
        object.insert(u"failed_attempts"_s, failedAttemptsJson(job.failedAttempts));
    if (!job.childErrors.isEmpty())
        object.insert(u"child_errors"_s, childErrorsJson(job.childErrors));
    if (!job.stages.isEmpty())
        object.insert(u"stages"_s, stagesJson(job.stages));
    if (job.usage)
        object.insert(u"usage"_s, QJsonArray{count(job.usage->cpu), job.usage->peakMemory});
    if (job.receipt)
        object.insert(u"receipt"_s, receiptJson(*job.receipt));
    return object.isEmpty() ? QString() : compact(object);
}

void readDetailsText(const QString &text, JobSnapshot &job)
{
    const QJsonObject object = parsed(text).object();
    job.lastAttempt = object.value(u"last_attempt"_s).toInt(1);
    job.priority = object.value(u"priority"_s).toInt();
    job.paused = duration(object.value(u"paused_ms"_s));
    for (const QJsonValue &each : object.value(u"failed_attempts"_s).toArray())
        job.failedAttempts.append(readFailedAttempt(each.toArray()));
    for (const QJsonValue &each : object.value(u"child_errors"_s).toArray())
        job.childErrors.append(
            {JobId(each[0].toString()), each[1].toString(), {each[2].toString(), each[3].toString()}});
    for (const QJsonValue &each : object.value(u"stages"_s).toArray())
        job.stages.append(
            {each[0].toString(), each[1].toInteger(), each[2].toInteger(), each[3].toInteger()});
    if (const QJsonValue usage = object.value(u"usage"_s); usage.isArray())
        job.usage = Usage{duration(usage[0]), usage[1].toInteger()};
    if (const QJsonValue receipt = object.value(u"receipt"_s); receipt.isObject())
        job.receipt = readReceipt(receipt.toObject());
}

QString searchText(const QVariantMap &params)
{
    QString text;
    append(params, text);
    if (text.size() > MaxSearchText)
        text.truncate(MaxSearchText - (text.at(MaxSearchText - 1).isHighSurrogate() ? 1 : 0));
    return text;
}

} // namespace belayer::engine
