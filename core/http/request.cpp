// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/request.h"

#include <QStringDecoder>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

namespace belayer::http {

namespace {

constexpr std::array<std::pair<QByteArrayView, Method>, 7> methods{{{"GET", Method::Get},
                                                                    {"HEAD", Method::Head},
                                                                    {"POST", Method::Post},
                                                                    {"PUT", Method::Put},
                                                                    {"PATCH", Method::Patch},
                                                                    {"DELETE", Method::Delete},
                                                                    {"OPTIONS", Method::Options}}};

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// RFC 3986's pchar, but for the percent sign.
constexpr std::array<bool, 256> plainCharacters = [] {
    std::array<bool, 256> table{};
    for (int c = '0'; c <= '9'; ++c)
        table[std::size_t(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c)
        table[std::size_t(c)] = table[std::size_t(c - 'a' + 'A')] = true;
    for (const char c :
         {'-', '.', '_', '~', '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', ':', '@'})
        table[std::size_t(c)] = true;
    return table;
}();

bool isPlain(char c)
{
    return plainCharacters[uchar(c)];
}

std::optional<QByteArray> decoded(QByteArrayView segment)
{
    QByteArray bytes;
    bytes.reserve(segment.size());
    for (qsizetype i = 0; i < segment.size(); ++i) {
        char c = segment[i];
        if (c == '%') {
            const int high = i + 2 < segment.size() ? hexDigit(segment[i + 1]) : -1;
            const int low = i + 2 < segment.size() ? hexDigit(segment[i + 2]) : -1;
            if (high < 0 || low < 0)
                return {};
            c = char(high * 16 + low);
            i += 2;
        }
        if (uchar(c) < 0x20 || c == 0x7f || c == '/')
            return {};
        bytes += c;
    }
    return bytes;
}

bool isUtf8(const QByteArray &bytes)
{
    if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return uchar(c) < 0x80; }))
        return true;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    (void)QString(decoder.decode(bytes));
    return !decoder.hasError();
}

} // namespace

QByteArray toString(Method method)
{
    for (const auto &[word, known] : methods) {
        if (known == method)
            return word.toByteArray();
    }
    return {};
}

Method toMethod(QByteArrayView word)
{
    for (const auto &[name, method] : methods) {
        if (name == word)
            return method;
    }
    return Method::Other;
}

QList<QByteArray> Request::headerValues(QByteArrayView name) const
{
    QList<QByteArray> values;
    for (const auto &header : headers) {
        if (header.first == name)
            values.append(header.second);
    }
    return values;
}

namespace {

/// Calls take(name, value) for each item; both are QLatin1StringView where there is nothing to decode, for
/// QUrlQuery is slow, and QString else.
template<class Take> void forEachItem(const QByteArray &query, Take take)
{
    if (query.contains('%')) {
        for (const auto &[name, value] : QUrlQuery(QString::fromLatin1(query)).queryItems(QUrl::FullyDecoded))
            take(name, value);
        return;
    }
    for (QByteArrayView rest = query; !rest.isEmpty();) { // a last & separates nothing
        const qsizetype end = rest.indexOf('&');
        const QByteArrayView item = end < 0 ? rest : rest.first(end);
        const qsizetype equals = item.indexOf('=');
        take(QLatin1StringView(item.first(equals < 0 ? item.size() : equals)),
             QLatin1StringView(item.sliced(equals < 0 ? item.size() : equals + 1)));
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    }
}

} // namespace

QStringList Request::queryNames() const
{
    QStringList names;
    forEachItem(query, [&names](const auto &name, const auto &) { names.append(QString(name)); });
    return names;
}

QStringList Request::queryValues(QStringView name) const
{
    QStringList values;
    forEachItem(query, [&values, name](const auto &each, const auto &value) {
        if (name == each)
            values.append(QString(value));
    });
    return values;
}

bool Request::hasJsonBody() const
{
    const QList<QByteArray> types = headerValues("content-type");
    if (types.size() != 1)
        return false;
    return types.first().split(';').first().trimmed().toLower() == "application/json";
}

std::optional<QByteArray> canonicalPath(const QByteArray &path)
{
    const bool isPlainPath =
        std::all_of(path.begin(), path.end(), [](char c) { return isPlain(c) || c == '/'; });
    if (isPlainPath)
        return path.contains("//") ? std::nullopt : std::optional(path);

    QByteArray canonical;
    const QList<QByteArray> segments = path.sliced(1).split('/');
    for (const QByteArray &segment : segments) {
        const std::optional<QByteArray> bytes = decoded(segment);
        if (!bytes || !isUtf8(*bytes) || (bytes->isEmpty() && &segment != &segments.last()))
            return {};
        canonical += '/';
        for (const char c : *bytes)
            canonical += isPlain(c) ? QByteArray(1, c) : '%' + QByteArray(1, c).toHex().toUpper();
    }
    return canonical;
}

} // namespace belayer::http
