// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/paramcheck.h"

#include <QRegularExpression>

#include <cmath>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

using Type = ParamInfo::Type;

constexpr double ExactlyHeld = 9007199254740992.0; // 2^53: whole doubles up to here are exact

/// How a value is shown in a message: short, and never an attacker's page of text.
QString shown(const QVariant &value)
{
    if (const auto number = wholeNumber(value))
        return QString::number(*number);
    switch (value.typeId()) {
    case QMetaType::Bool: return value.toBool() ? u"true"_s : u"false"_s;
    case QMetaType::Double: return QString::number(value.toDouble());
    case QMetaType::QString: return u"a text"_s;
    case QMetaType::QVariantList:
    case QMetaType::QStringList: return u"a list"_s;
    case QMetaType::QVariantMap: return u"an object"_s;
    default: return value.isValid() && !value.isNull() ? u"of another type"_s : u"empty"_s;
    }
}

QString range(const ParamInfo &info)
{
    const bool low = info.minimum != std::numeric_limits<qint64>::min();
    const bool high = info.maximum != std::numeric_limits<qint64>::max();
    if (low && high)
        return u"%1 to %2"_s.arg(info.minimum).arg(info.maximum);
    if (low)
        return u"at least %1"_s.arg(info.minimum);
    if (high)
        return u"at most %1"_s.arg(info.maximum);
    return u"a whole number of 64 bits"_s;
}

/// What the parameter must be, as the end of "...; it must be".
QString demand(const ParamInfo &info)
{
    if (!info.form.isEmpty())
        return info.form;
    switch (info.type) {
    case Type::Integer: return range(info);
    case Type::Text:
    case Type::Program: return u"a text without a NUL character"_s;
    case Type::Folder: return u"the path of a folder"_s;
    case Type::NewFile: return u"the path of a file"_s;
    case Type::TextList: return u"a list of texts without NUL characters"_s;
    case Type::PathList: return u"a list of paths"_s;
    case Type::TextMap: return u"an object of texts; names must not be empty or hold \"=\" or NUL"_s;
    case Type::ValueList: return u"a list of whole numbers and texts"_s;
    case Type::Choice: return u"one of "_s + info.choices.join(u", "_s);
    case Type::ChoiceList: return u"a list of "_s + info.choices.join(u", "_s);
    }
    Q_UNREACHABLE();
}

Refusal wrong(const ParamInfo &info, const QString &is, const QString &suffix = {})
{
    return {Refusal::Code::Invalid, u"params."_s + info.name + suffix,
            u"%1%2 is %3; it must be %4"_s.arg(info.name, suffix, is, demand(info))};
}

bool fits(const ParamInfo &info, const QString &text)
{
    if (info.pattern.isEmpty())
        return true;
    QString pattern = info.pattern;
    if (pattern.endsWith(u'$')) // which would match before a newline at the end, too
        pattern.replace(pattern.size() - 1, 1, u"\\z"_s);
    return QRegularExpression(pattern).match(text).hasMatch();
}

std::optional<QStringList> textList(const QVariant &value)
{
    if (value.typeId() == QMetaType::QStringList)
        return value.toStringList();
    if (value.typeId() != QMetaType::QVariantList)
        return {};
    QStringList texts;
    for (const QVariant &item : value.toList()) {
        if (item.typeId() != QMetaType::QString)
            return {};
        texts.append(item.toString());
    }
    return texts;
}

std::optional<Refusal> checkCount(const ParamInfo &info, qsizetype count)
{
    if (count >= info.minimum && count <= info.maximum)
        return {};
    return Refusal{Refusal::Code::Invalid, u"params."_s + info.name,
                   u"%1 has %2 entries; it must have %3"_s.arg(info.name).arg(count).arg(range(info))};
}

Result<QVariant> checkTexts(const ParamInfo &info, const QVariant &value)
{
    const auto texts = textList(value);
    if (!texts)
        return wrong(info, shown(value));
    if (auto refusal = checkCount(info, texts->size()))
        return *std::move(refusal);
    for (qsizetype i = 0; i < texts->size(); ++i) {
        const QString &text = texts->at(i);
        const QString at = u"[%1]"_s.arg(i);
        if (text.contains(QChar::Null))
            return wrong(info, u"a text with a NUL character"_s, at);
        if (info.type == Type::PathList && text.isEmpty())
            return wrong(info, u"empty"_s, at);
        if (info.type == Type::ChoiceList && !info.choices.contains(text))
            return wrong(info, u"another word"_s, at);
        if (!fits(info, text))
            return wrong(info, u"another text"_s, at);
    }
    return QVariant(*texts);
}

Result<QVariant> checkMap(const ParamInfo &info, const QVariant &value)
{
    if (value.typeId() != QMetaType::QVariantMap)
        return wrong(info, shown(value));
    const QVariantMap map = value.toMap();
    if (auto refusal = checkCount(info, map.size()))
        return *std::move(refusal);
    for (auto it = map.begin(); it != map.end(); ++it) {
        if (it.key().isEmpty() || it.key().contains(u'=') || it.key().contains(QChar::Null))
            return wrong(info, u"an object with a bad name"_s);
        if (!isPlainText(it.value()))
            return wrong(info, u"an object with a value that is no text"_s);
    }
    return QVariant(map);
}

Result<QVariant> checkValues(const ParamInfo &info, const QVariant &value)
{
    QVariantList values;
    if (const auto texts = textList(value)) {
        for (const QString &text : *texts)
            values.append(text);
    } else if (value.typeId() == QMetaType::QVariantList) {
        values = value.toList();
    } else {
        return wrong(info, shown(value));
    }
    if (auto refusal = checkCount(info, values.size()))
        return *std::move(refusal);
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (const auto number = wholeNumber(values.at(i)))
            values[i] = *number;
        else if (!isPlainText(values.at(i)) || values.at(i).toString().isEmpty())
            return wrong(info, shown(values.at(i)), u"[%1]"_s.arg(i));
        else if (!fits(info, values.at(i).toString()))
            return wrong(info, u"another text"_s, u"[%1]"_s.arg(i));
    }
    return QVariant(values);
}

Result<QVariant> checkText(const ParamInfo &info, const QVariant &value)
{
    if (value.typeId() != QMetaType::QString)
        return wrong(info, shown(value));
    const QString text = value.toString();
    if (text.contains(QChar::Null))
        return wrong(info, u"a text with a NUL character"_s);
    if (info.required && text.isEmpty())
        return wrong(info, u"empty"_s);
    if (info.type == Type::Choice && !info.choices.contains(text))
        return wrong(info, u"another word"_s);
    if (!fits(info, text))
        return wrong(info, u"another text"_s);
    return value;
}

Result<QVariant> checkValue(const ParamInfo &info, const QVariant &value)
{
    switch (info.type) {
    case Type::Integer: {
        const auto number = wholeNumber(value);
        if (!number || *number < info.minimum || *number > info.maximum)
            return wrong(info, shown(value));
        return QVariant(*number);
    }
    case Type::Text:
    case Type::Program:
    case Type::Folder:
    case Type::NewFile:
    case Type::Choice: return checkText(info, value);
    case Type::TextList:
    case Type::PathList:
    case Type::ChoiceList: return checkTexts(info, value);
    case Type::TextMap: return checkMap(info, value);
    case Type::ValueList: return checkValues(info, value);
    }
    Q_UNREACHABLE();
}

QStringList names(const KindInfo &kind)
{
    QStringList names;
    for (const ParamInfo &info : kind.params)
        names.append(info.name);
    return names;
}

} // namespace

std::optional<qint64> wholeNumber(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::Long:
    case QMetaType::LongLong: return value.toLongLong();
    case QMetaType::ULong:
    case QMetaType::ULongLong: {
        const quint64 number = value.toULongLong();
        if (number > static_cast<quint64>(std::numeric_limits<qint64>::max()))
            return {};
        return static_cast<qint64>(number);
    }
    case QMetaType::Double: {
        const double number = value.toDouble();
        if (!(std::abs(number) <= ExactlyHeld) || number != std::trunc(number))
            return {};
        return static_cast<qint64>(number);
    }
    default: return {};
    }
}

bool isPlainText(const QVariant &value)
{
    return value.typeId() == QMetaType::QString && !value.toString().contains(QChar::Null);
}

Result<QVariantMap> checkParams(const KindInfo &kind, QVariantMap params)
{
    qsizetype known = 0;
    for (const ParamInfo &info : kind.params) {
        const auto given = params.find(info.name);
        if (given == params.end()) {
            if (info.required)
                return Refusal{Refusal::Code::Invalid, u"params."_s + info.name,
                               u"%1 is missing; it must be %2"_s.arg(info.name, demand(info))};
            if (info.defaultValue.isValid()) {
                params.insert(info.name, info.defaultValue);
                ++known;
            }
            continue;
        }
        ++known;
        Result<QVariant> value = checkValue(info, *given);
        if (!value)
            return value.refusal();
        *given = *std::move(value);
    }
    if (known != params.size())
        return Refusal{Refusal::Code::Invalid, u"params"_s,
                       kind.params.isEmpty()
                           ? u"params has a field, but %1 takes none; remove it"_s.arg(kind.name)
                           : u"params has a field that %1 does not know; it knows %2"_s.arg(
                                 kind.name, names(kind).join(u", "_s))};
    return params;
}

} // namespace belayer::engine
