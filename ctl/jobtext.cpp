// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/jobtext.h"

#include "ctl/failure.h"
#include "ctl/safetext.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace belayer::ctl {

using namespace Qt::StringLiterals;

namespace {

QString errorWord(const QJsonObject &job)
{
    return job.value(u"error").toObject().value(u"code").toString();
}

QString wordOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String: return escaped(value.toString());
    case QJsonValue::Double: return value.toVariant().toString();
    case QJsonValue::Bool: return value.toBool() ? u"yes"_s : u"no"_s;
    case QJsonValue::Object: return QString::fromUtf8(jsonLine(value.toObject()));
    case QJsonValue::Array: {
        QStringList words;
        for (const QJsonValue &each : value.toArray())
            words.append(wordOf(each));
        return words.join(u' ');
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined: break;
    }
    return {};
}

QString detailOf(const QString &key, const QJsonObject &job)
{
    const QJsonValue value = job.value(key);
    if (value.isUndefined())
        return {};
    if (key == u"elapsed_ms")
        return durationText(value.toInteger());
    if (key == u"progress")
        return escaped(progressText(job));
    if (key == u"error" || key == u"waiting")
        return escaped(value.toObject().value(u"message").toString());
    return wordOf(value);
}

} // namespace

bool isFinished(const QJsonObject &job)
{
    const QString state = stateOf(job);
    return state == u"succeeded" || state == u"failed" || state == u"cancelled" || state == u"interrupted";
}

int exitCodeOf(const QJsonObject &job)
{
    const QString state = stateOf(job);
    if (state == u"succeeded")
        return int(ExitCode::Success);
    if (state == u"cancelled")
        return int(ExitCode::Cancelled);
    if (errorWord(job) == u"timeout")
        return int(ExitCode::TimedOut);
    if (errorWord(job) == u"program_not_found")
        return int(ExitCode::NoSuchProgram);
    if (errorWord(job) == u"not_executable")
        return int(ExitCode::NotExecutable);
    if (const int code = job.value(u"exit_code").toInt(); code > 0)
        return code;
    if (const int number = job.value(u"signal").toInt(); number > 0)
        return signalCode(number);
    return int(ExitCode::Failed);
}

QString idOf(const QJsonObject &job)
{
    return job.value(u"id").toString();
}

QString stateOf(const QJsonObject &job)
{
    return job.value(u"state").toString();
}

QString colourOfState(const QString &state)
{
    static constexpr std::array<std::pair<QStringView, QStringView>, 8> colours{{{u"running", u"36"},
                                                                                 {u"starting", u"36"},
                                                                                 {u"paused", u"33"},
                                                                                 {u"cancelling", u"33"},
                                                                                 {u"succeeded", u"32"},
                                                                                 {u"failed", u"31"},
                                                                                 {u"cancelled", u"33"},
                                                                                 {u"interrupted", u"31"}}};
    for (const auto &[word, colour] : colours) {
        if (state == word)
            return colour.toString();
    }
    return {};
}

QString durationText(qint64 milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    const auto two = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    if (seconds < 1)
        return u"%1ms"_s.arg(milliseconds);
    if (seconds < 60)
        return u"%1.%2s"_s.arg(seconds).arg(milliseconds % 1000 / 100);
    if (seconds < 3600)
        return u"%1m%2s"_s.arg(seconds / 60).arg(two(seconds % 60));
    if (seconds < 86'400)
        return u"%1h%2m"_s.arg(seconds / 3600).arg(two(seconds % 3600 / 60));
    return u"%1d%2h"_s.arg(seconds / 86'400).arg(two(seconds % 86'400 / 3600));
}

QString progressText(const QJsonObject &job)
{
    const QJsonObject progress = job.value(u"progress").toObject();
    if (progress.isEmpty())
        return {};
    const qint64 done = progress.value(u"done").toInteger();
    const qint64 total = progress.value(u"total").toInteger(-1);
    const QString unit = progress.value(u"unit").toString();
    if (total > 10'000 || (total == 100 && unit == u"%"))
        return u"%1%"_s.arg(double(done) * 100 / double(total), 0, 'f', 0);
    QString text = QString::number(done);
    if (total >= 0)
        text += u'/' + QString::number(total);
    return unit.isEmpty() ? text : text + u' ' + unit;
}

QString endText(const QJsonObject &job)
{
    const QString message = job.value(u"error").toObject().value(u"message").toString();
    return message.isEmpty() ? stateOf(job) : stateOf(job) + u": "_s + message;
}

QStringList detailLines(const QJsonObject &job)
{
    // What people look for first; the rest follows as it comes.
    static const QStringList first = {u"id"_s,      u"name"_s,     u"kind"_s,       u"state"_s,
                                      u"error"_s,   u"waiting"_s,  u"progress"_s,   u"created"_s,
                                      u"started"_s, u"finished"_s, u"elapsed_ms"_s, u"exit_code"_s,
                                      u"signal"_s};
    QStringList keys = first;
    for (const QString &key : job.keys()) {
        if (!first.contains(key))
            keys.append(key);
    }
    QStringList lines;
    for (const QString &key : std::as_const(keys)) {
        const QString detail = detailOf(key, job);
        const QString title = key == u"elapsed_ms" ? u"elapsed"_s : key;
        if (!detail.isEmpty())
            lines.append(u"%1 %2"_s.arg(escaped(title), -15).arg(detail));
    }
    return lines;
}

QByteArray jsonLine(const QJsonObject &object)
{
    return escapedJson(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace belayer::ctl
