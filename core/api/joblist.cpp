// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/joblist.h"

#include "core/api/json.h"
#include "core/api/specjson.h"

namespace belayer::api {

using namespace Qt::StringLiterals;
using engine::JobSpec;
using engine::Refusal;

namespace {

/// As editors count them: from 1, and columns in characters.
QString placeOf(qsizetype offset, QByteArrayView text)
{
    const QByteArrayView before = text.first(std::min(offset, text.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return u"line %1, column %2"_s.arg(before.count('\n') + 1)
        .arg(QString::fromUtf8(before.sliced(lineStart)).size() + 1);
}

Refusal refusalOf(const JsonError &error, QByteArrayView text)
{
    const QString place = placeOf(error.offset, text);
    switch (error.code) {
    case JsonError::Code::DuplicateKey:
        return {Refusal::Code::Invalid, {}, u"a key stands twice in the object at %1; keep one"_s.arg(place)};
    case JsonError::Code::TooDeep:
        return {Refusal::Code::Invalid, {}, u"it is nested deeper than 32 at %1"_s.arg(place)};
    case JsonError::Code::Malformed: break;
    }
    return {Refusal::Code::Invalid,
            {},
            u"it is no JSON at %1; look for a comma, a quote or a bracket too many or missing there"_s.arg(
                place)};
}

} // namespace

engine::Result<QList<JobSpec>> readJobList(QByteArrayView text)
{
    if (text.startsWith("\xEF\xBB\xBF")) // editors of other systems mark UTF-8 so
        text = text.sliced(3);
    const auto parsed = parseJson(text);
    if (const auto *error = std::get_if<JsonError>(&parsed))
        return refusalOf(*error, text);
    const JsonValue &value = std::get<JsonValue>(parsed);
    const JsonValue::List *list = value.list();
    if (list && list->isEmpty())
        return Refusal{Refusal::Code::Invalid, {}, u"the list has no job in it"_s};
    QList<JobSpec> specs;
    try {
        for (const JsonValue &each : list ? *list : JsonValue::List{value})
            specs.append(readSpec(each));
    } catch (const SpecError &error) {
        const QString place = list ? u"[%1]"_s.arg(specs.size()) : QString();
        const QString joint = place.isEmpty() || error.field.isEmpty() ? QString() : u"."_s;
        return Refusal{Refusal::Code::Invalid, place + joint + error.field, error.detail};
    }
    return specs;
}

} // namespace belayer::api
