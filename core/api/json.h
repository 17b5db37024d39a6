// SPDX-License-Identifier: GPL-3.0-or-later
/// \file JSON as HTTP clients may send it and as we write it: strict when read, exact to the last digit of an
/// integer.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace belayer::api {

/// A JSON value. QJsonDocument is no match: it keeps the last of two equal keys, and loses digits beyond
/// 2^53.
class JsonValue
{
public:
    using List = QList<JsonValue>;
    using Object = QList<std::pair<QString, JsonValue>>; ///< in order; keys are unique after parsing
    struct Number
    {
        QByteArray literal; ///< as it stands in the text
    };

    JsonValue() = default; ///< null
    JsonValue(bool value) : m_content(value) {}
    JsonValue(qint64 value) : m_content(Number{QByteArray::number(value)}) {}
    JsonValue(QString value) : m_content(std::move(value)) {}
    JsonValue(List value) : m_content(std::move(value)) {}
    JsonValue(Object value) : m_content(std::move(value)) {}
    JsonValue(Number value) : m_content(std::move(value)) {}
    JsonValue(const char *) = delete; ///< it would become a bool

    /// Null unless the value is of that type.
    const QString *text() const noexcept { return std::get_if<QString>(&m_content); }
    const List *list() const noexcept { return std::get_if<List>(&m_content); }
    const Object *object() const noexcept { return std::get_if<Object>(&m_content); }
    std::optional<double> number() const;
    /// A whole number that fits 64 bits, written without point or exponent.
    std::optional<qint64> integer() const;
    std::optional<bool> boolean() const;

    /// Compact, UTF-8.
    QByteArray toJson() const;

private:
    void writeTo(QByteArray &out) const;

    std::variant<std::monostate, bool, Number, QString, List, Object> m_content;
};

struct JsonError
{
    enum class Code : quint8 {
        Malformed,    ///< not JSON: syntax, bytes after the value, bad UTF-8, lone surrogate, a number beyond
                      ///< double
        DuplicateKey, ///< an object has a key twice
        TooDeep,      ///< nested deeper than 32
    };
    Code code = Code::Malformed;
    qsizetype offset = 0; ///< in bytes
    QString key;          ///< DuplicateKey only
};

/// One value and nothing else.
std::variant<JsonValue, JsonError> parseJson(QByteArrayView text);

} // namespace belayer::api
