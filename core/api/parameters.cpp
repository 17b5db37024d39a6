// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/parameters.h"

#include "core/api/json.h"
#include "core/api/responses.h"

#include <algorithm>
#include <cmath>

namespace belayer::api {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxWorkMs = 10'000;
constexpr double maxSeconds = 86'400;

[[noreturn]] void refuse(int status, const QString &code, const QString &message, const QString &field = {})
{
    throw http::ResponseError(problem(status, code, message, field));
}

/// The one value of the query under that name, or nothing.
std::optional<QString> onlyValue(const http::Request &request, const QString &name)
{
    const QStringList values = request.queryValues(name);
    if (values.size() > 1)
        refuse(422, u"invalid"_s, u"%1 is given %2 times; give it once"_s.arg(name).arg(values.size()), name);
    if (values.isEmpty())
        return {};
    return values.first();
}

std::chrono::milliseconds fromSeconds(double seconds)
{
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

JsonValue::Object readObject(const http::Request &request)
{
    if (!request.hasJsonBody())
        refuse(415, u"unsupported_media_type"_s,
               u"The body must be JSON; send Content-Type: application/json"_s);
    const auto parsed = parseJson(request.body);
    if (const auto *error = std::get_if<JsonError>(&parsed)) {
        switch (error->code) {
        case JsonError::Code::DuplicateKey:
            refuse(422, u"duplicate_key"_s, u"A key stands twice in the body; send it once"_s,
                   QStringList{u"task_id"_s, u"duration"_s}.contains(error->key) ? error->key : QString());
        case JsonError::Code::TooDeep: refuse(400, u"malformed_json"_s, u"The body is nested too deep"_s);
        case JsonError::Code::Malformed: break;
        }
        refuse(400, u"malformed_json"_s, u"The body is not JSON at byte %1"_s.arg(error->offset));
    }
    const JsonValue::Object *object = std::get<JsonValue>(parsed).object();
    if (!object)
        refuse(422, u"invalid"_s,
               u"The body must be a JSON object, e.g. {\"task_id\":\"a\",\"duration\":1.5}"_s);
    return *object;
}

engine::JobId readTaskId(const JsonValue &value)
{
    const engine::JobId id(value.text() ? *value.text() : QString());
    if (!id.isValid())
        refuse(422, u"invalid"_s, u"task_id must be a text of 1 to 128 characters of A-Z a-z 0-9 . _ -"_s,
               u"task_id"_s);
    return id;
}

std::chrono::milliseconds readDuration(const JsonValue &value)
{
    const std::optional<double> seconds = value.number();
    if (!seconds || *seconds < 0 || *seconds > maxSeconds)
        refuse(422, u"invalid"_s, u"duration must be a number of seconds from 0 to 86400"_s, u"duration"_s);
    return fromSeconds(*seconds);
}

} // namespace

IntegerText readInteger(QStringView text)
{
    using Kind = IntegerText::Kind;
    const bool hasSign = text.startsWith(u'-') || text.startsWith(u'+');
    const QStringView digits = hasSign ? text.sliced(1) : text;
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), isDigit))
        return {};
    bool fits = false;
    const qint64 value = text.toLongLong(&fits);
    return fits ? IntegerText{Kind::Fits, value} : IntegerText{Kind::TooBig, 0};
}

std::chrono::milliseconds workTime(const http::Request &request, std::chrono::milliseconds fallback)
{
    const std::optional<QString> text = onlyValue(request, u"work_ms"_s);
    if (!text)
        return fallback;
    const IntegerText number = readInteger(*text);
    if (number.kind != IntegerText::Kind::Fits || number.value < 0 || number.value > maxWorkMs)
        refuse(422, u"invalid"_s, u"work_ms must be a whole number of milliseconds from 0 to 10000"_s,
               u"work_ms"_s);
    return std::chrono::milliseconds(number.value);
}

std::chrono::milliseconds waitTime(const http::Request &request)
{
    const std::optional<QString> text = onlyValue(request, u"timeout"_s);
    if (!text)
        return std::chrono::seconds(30);
    bool isNumber = false;
    const double seconds = text->toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0 && seconds <= maxSeconds))
        refuse(422, u"invalid"_s, u"timeout must be a number of seconds from 0 to 86400"_s, u"timeout"_s);
    return fromSeconds(seconds);
}

NewTask readNewTask(const http::Request &request)
{
    std::optional<engine::JobId> id;
    std::optional<std::chrono::milliseconds> duration;
    for (const auto &[key, value] : readObject(request)) {
        if (key == u"task_id")
            id = readTaskId(value);
        else if (key == u"duration")
            duration = readDuration(value);
        else // the name is the client's and is not echoed
            refuse(422, u"unknown_field"_s,
                   u"The body has an unknown field; a task has task_id and duration"_s);
    }
    if (!id)
        refuse(422, u"missing"_s, u"task_id is missing; send a text of 1 to 128 characters"_s, u"task_id"_s);
    if (!duration)
        refuse(422, u"missing"_s, u"duration is missing; send a number of seconds from 0 to 86400"_s,
               u"duration"_s);
    return {*id, *duration};
}

} // namespace belayer::api
