// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/json.h"

#include <QStringDecoder>

#include <algorithm>
#include <cmath>
#include <utility>

namespace belayer::api {

namespace {

constexpr int maxDepth = 32;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Recursive descent over one text; errors are thrown and caught in parseJson() below.
class Parser
{
public:
    explicit Parser(QByteArrayView text) : m_text(text) {}

    JsonValue document()
    {
        JsonValue value = this->value(0);
        skipSpace();
        if (m_at < m_text.size())
            fail();
        return value;
    }

private:
    [[noreturn]] void fail(JsonError::Code code = JsonError::Code::Malformed, QString key = {}) const
    {
        throw JsonError{code, m_at, std::move(key)};
    }

    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skipSpace()
    {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    void expect(char c)
    {
        if (peek() != c)
            fail();
        ++m_at;
    }

    JsonValue word(QByteArrayView word, JsonValue value)
    {
        if (!m_text.sliced(m_at).startsWith(word))
            fail();
        m_at += word.size();
        return value;
    }

    JsonValue value(int depth)
    {
        if (depth > maxDepth)
            fail(JsonError::Code::TooDeep);
        skipSpace();
        switch (peek()) {
        case '{': return object(depth);
        case '[': return list(depth);
        case '"': return string();
        case 't': return word("true", JsonValue(true));
        case 'f': return word("false", JsonValue(false));
        case 'n': return word("null", JsonValue());
        default: return number();
        }
    }

    JsonValue object(int depth)
    {
        JsonValue::Object members;
        expect('{');
        skipSpace();
        if (peek() == '}') {
            ++m_at;
            return members;
        }
        for (;;) {
            skipSpace();
            QString key = string();
            if (std::any_of(members.begin(), members.end(),
                            [&key](const auto &member) { return member.first == key; }))
                fail(JsonError::Code::DuplicateKey, key);
            skipSpace();
            expect(':');
            JsonValue member = value(depth + 1);
            members.append({std::move(key), std::move(member)});
            skipSpace();
            if (peek() == ',') {
                ++m_at;
                continue;
            }
            expect('}');
            return members;
        }
    }

    JsonValue list(int depth)
    {
        JsonValue::List items;
        expect('[');
        skipSpace();
        if (peek() == ']') {
            ++m_at;
            return items;
        }
        for (;;) {
            items.append(value(depth + 1));
            skipSpace();
            if (peek() == ',') {
                ++m_at;
                continue;
            }
            expect(']');
            return items;
        }
    }

    void digits()
    {
        if (!isDigit(peek()))
            fail();
        while (isDigit(peek()))
            ++m_at;
    }

    JsonValue number()
    {
        const qsizetype start = m_at;
        if (peek() == '-')
            ++m_at;
        if (peek() == '0')
            ++m_at;
        else
            digits();
        if (peek() == '.') {
            ++m_at;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            digits();
        }
        JsonValue value(JsonValue::Number{m_text.sliced(start, m_at - start).toByteArray()});
        if (!value.number())
            fail();
        return value;
    }

    char16_t hex4()
    {
        char16_t unit = 0;
        for (int i = 0; i < 4; ++i, ++m_at) {
            const char c = peek();
            if (isDigit(c))
                unit = char16_t(unit * 16 + (c - '0'));
            else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
                unit = char16_t(unit * 16 + ((c | 32) - 'a' + 10));
            else
                fail();
        }
        return unit;
    }

    void escape(QString &text)
    {
        const char c = peek();
        ++m_at;
        switch (c) {
        case '"':
        case '\\':
        case '/': text += QLatin1Char(c); return;
        case 'b': text += u'\b'; return;
        case 'f': text += u'\f'; return;
        case 'n': text += u'\n'; return;
        case 'r': text += u'\r'; return;
        case 't': text += u'\t'; return;
        case 'u': break;
        default: fail();
        }
        const char16_t unit = hex4();
        if (QChar::isLowSurrogate(unit))
            fail();
        text += QChar(unit);
        if (QChar::isHighSurrogate(unit)) {
            expect('\\');
            expect('u');
            const char16_t low = hex4();
            if (!QChar::isLowSurrogate(low))
                fail();
            text += QChar(low);
        }
    }

    QString string()
    {
        QString text;
        expect('"');
        for (;;) {
            const qsizetype start = m_at;
            while (m_at < m_text.size() && peek() != '"' && peek() != '\\' && uchar(peek()) >= 32)
                ++m_at;
            QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
            text += QString(decoder.decode(m_text.sliced(start, m_at - start)));
            if (decoder.hasError() || m_at >= m_text.size())
                fail();
            if (peek() == '"') {
                ++m_at;
                return text;
            }
            expect('\\');
            escape(text);
        }
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

QByteArray escaped(char c)
{
    switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return "\\u" + QByteArray::number(uchar(c), 16).rightJustified(4, '0');
    }
}

void writeText(QByteArray &out, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const QByteArrayView all(utf8);
    qsizetype written = 0;
    out += '"';
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (uchar(all[i]) >= 32 && all[i] != '"' && all[i] != '\\')
            continue;
        out += all.sliced(written, i - written);
        out += escaped(all[i]);
        written = i + 1;
    }
    out += all.sliced(written);
    out += '"';
}

} // namespace

std::optional<double> JsonValue::number() const
{
    const auto *number = std::get_if<Number>(&m_content);
    if (!number)
        return {};
    bool ok = false;
    const double value = number->literal.toDouble(&ok);
    if (!ok || !std::isfinite(value))
        return {};
    return value;
}

std::optional<qint64> JsonValue::integer() const
{
    const auto *number = std::get_if<Number>(&m_content);
    if (!number)
        return {};
    bool ok = false;
    const qint64 value = number->literal.toLongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

std::optional<bool> JsonValue::boolean() const
{
    const auto *flag = std::get_if<bool>(&m_content);
    return flag ? std::optional(*flag) : std::nullopt;
}

QByteArray JsonValue::toJson() const
{
    constexpr qsizetype Usual = 120; // few answers are longer, and they grow
    QByteArray out;
    out.reserve(Usual);
    writeTo(out);
    return out;
}

void JsonValue::writeTo(QByteArray &out) const
{
    const char *separator = "";
    if (const std::optional<bool> yes = boolean()) {
        out += *yes ? "true" : "false";
    } else if (const auto *number = std::get_if<Number>(&m_content)) {
        out += number->literal;
    } else if (const QString *text = this->text()) {
        writeText(out, *text);
    } else if (const List *items = list()) {
        out += '[';
        for (const JsonValue &item : *items) {
            out += std::exchange(separator, ",");
            item.writeTo(out);
        }
        out += ']';
    } else if (const Object *members = object()) {
        out += '{';
        for (const auto &[key, value] : *members) {
            out += std::exchange(separator, ",");
            writeText(out, key);
            out += ':';
            value.writeTo(out);
        }
        out += '}';
    } else {
        out += "null";
    }
}

std::variant<JsonValue, JsonError> parseJson(QByteArrayView text)
{
    try {
        return Parser(text).document();
    } catch (const JsonError &error) {
        return error;
    }
}

} // namespace belayer::api
