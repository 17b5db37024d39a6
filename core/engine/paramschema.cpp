// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/paramschema.h"

#include <QJsonArray>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

using Type = ParamInfo::Type;

enum class Empty : quint8 { Allowed, Refused };

QJsonObject textSchema(const ParamInfo &info, Empty empty)
{
    QJsonObject schema{{u"type"_s, u"string"_s}, {u"not"_s, QJsonObject{{u"pattern"_s, u"\\u0000"_s}}}};
    if (!info.pattern.isEmpty())
        schema.insert(u"pattern"_s, info.pattern);
    if (empty == Empty::Refused)
        schema.insert(u"minLength"_s, 1);
    return schema;
}

QJsonObject choiceSchema(const ParamInfo &info)
{
    return {{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray::fromStringList(info.choices)}};
}

QJsonObject integerSchema(qint64 minimum, qint64 maximum)
{
    return {{u"type"_s, u"integer"_s}, {u"minimum"_s, minimum}, {u"maximum"_s, maximum}};
}

QJsonObject anyInteger()
{
    return integerSchema(std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max());
}

/// `what` is "Items" or "Properties".
void addCounts(const ParamInfo &info, const QString &what, QJsonObject &schema)
{
    if (info.minimum > 0)
        schema.insert(u"min"_s + what, info.minimum);
    if (info.maximum != std::numeric_limits<qint64>::max())
        schema.insert(u"max"_s + what, info.maximum);
}

QJsonObject listSchema(const ParamInfo &info, const QJsonObject &items)
{
    QJsonObject schema{{u"type"_s, u"array"_s}, {u"items"_s, items}};
    addCounts(info, u"Items"_s, schema);
    return schema;
}

QJsonObject mapSchema(const ParamInfo &info)
{
    const QJsonObject names{{u"minLength"_s, 1},
                            {u"not"_s, QJsonObject{{u"pattern"_s, u"[=\\u0000]"_s}}}};
    QJsonObject schema{{u"type"_s, u"object"_s},
                       {u"propertyNames"_s, names},
                       {u"additionalProperties"_s, textSchema({}, Empty::Allowed)}};
    addCounts(info, u"Properties"_s, schema);
    return schema;
}

QJsonObject typeSchema(const ParamInfo &info)
{
    switch (info.type) {
    case Type::Integer: return integerSchema(info.minimum, info.maximum);
    case Type::Text:
    case Type::Program:
    case Type::Folder:
    case Type::NewFile: return textSchema(info, info.required ? Empty::Refused : Empty::Allowed);
    case Type::TextList: return listSchema(info, textSchema(info, Empty::Allowed));
    case Type::PathList: return listSchema(info, textSchema(info, Empty::Refused));
    case Type::TextMap: return mapSchema(info);
    case Type::ValueList:
        return listSchema(
            info, {{u"anyOf"_s, QJsonArray{anyInteger(), textSchema(info, Empty::Refused)}}});
    case Type::Choice: return choiceSchema(info);
    case Type::ChoiceList: return listSchema(info, choiceSchema(info));
    }
    Q_UNREACHABLE();
}

QJsonObject paramSchema(const ParamInfo &info)
{
    QJsonObject schema = typeSchema(info);
    schema.insert(u"description"_s,
                  info.unit.isEmpty() ? info.summary : u"%1, in %2"_s.arg(info.summary, info.unit));
    if (info.defaultValue.isValid())
        schema.insert(u"default"_s, QJsonValue::fromVariant(info.defaultValue));
    return schema;
}

} // namespace

QJsonObject parameterSchema(const KindInfo &kind)
{
    QJsonObject properties;
    QJsonArray required;
    for (const ParamInfo &info : kind.params) {
        properties.insert(info.name, paramSchema(info));
        if (info.required)
            required.append(info.name);
    }
    return {{u"$schema"_s, u"https://json-schema.org/draft/2020-12/schema"_s},
            {u"title"_s, kind.title},
            {u"description"_s, kind.summary},
            {u"type"_s, u"object"_s},
            {u"properties"_s, properties},
            {u"required"_s, required},
            {u"additionalProperties"_s, false}};
}

} // namespace belayer::engine
