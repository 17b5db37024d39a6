// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/variants.h"

#include <QLocale>
#include <QMetaType>

namespace belayer::api {

namespace {

constexpr qint64 maxExactDouble = qint64(1) << 53;

QVariant listVariant(const JsonValue::List &list)
{
    QVariantList values;
    values.reserve(list.size());
    for (const JsonValue &value : list)
        values.append(toVariant(value));
    return values;
}

QVariant mapVariant(const JsonValue::Object &object)
{
    QVariantMap map;
    for (const auto &[key, value] : object)
        map.insert(key, toVariant(value));
    return map;
}

JsonValue wholeNumber(qint64 value)
{
    if (value > maxExactDouble || value < -maxExactDouble)
        return JsonValue(QString::number(value));
    return JsonValue(value);
}

JsonValue listValue(const QVariantList &list)
{
    JsonValue::List values;
    values.reserve(list.size());
    for (const QVariant &value : list)
        values.append(fromVariant(value));
    return values;
}

JsonValue mapValue(const QVariantMap &map)
{
    JsonValue::Object object;
    for (const auto &[key, value] : map.asKeyValueRange())
        object.append({key, fromVariant(value)});
    return object;
}

} // namespace

QVariant toVariant(const JsonValue &value)
{
    if (const auto whole = value.integer())
        return QVariant::fromValue(*whole);
    if (const auto number = value.number())
        return *number;
    if (const auto flag = value.boolean())
        return *flag;
    if (const QString *text = value.text())
        return *text;
    if (const JsonValue::List *list = value.list())
        return listVariant(*list);
    if (const JsonValue::Object *object = value.object())
        return mapVariant(*object);
    return {};
}

JsonValue fromVariant(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool: return JsonValue(value.toBool());
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::Long: return wholeNumber(value.toLongLong());
    case QMetaType::Double:
        return JsonValue(
            JsonValue::Number{QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)});
    case QMetaType::QStringList:
    case QMetaType::QVariantList: return listValue(value.toList());
    case QMetaType::QVariantMap: return mapValue(value.toMap());
    case QMetaType::UnknownType: return {};
    default: return JsonValue(value.toString());
    }
}

} // namespace belayer::api
