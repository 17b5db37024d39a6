// SPDX-License-Identifier: GPL-3.0-or-later
/// \file An HTTP request as a value: what a handler gets, free of sockets and of Qt HTTP Server's types.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace belayer::http {

enum class Method : quint8 { Get, Head, Post, Put, Patch, Delete, Options, Other };

/// The upper-case word of the request line; empty for Other.
QByteArray toString(Method method);
/// Methods are case-sensitive: `get` is Other.
Method toMethod(QByteArrayView word);

struct Request
{
    Method method = Method::Get;
    QByteArray path;  ///< as sent; begins with `/`, or is the `*` of OPTIONS
    QByteArray query; ///< as sent, without the `?`
    QString argument; ///< what stood in the place of `<arg>` in the route's pattern, percent-decoded
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case, in the order sent
    QByteArray body;

    /// Every value sent under that lower-case name: none, one, or a reason to refuse.
    QList<QByteArray> headerValues(QByteArrayView name) const;
    /// Percent-decoded, in order, one as often as it stands there.
    QStringList queryNames() const;
    /// The values under that name in the query, percent-decoded.
    QStringList queryValues(QStringView name) const;
    /// Whether the media type of the body is `application/json`, whatever its parameters.
    bool hasJsonBody() const;
};

/// The path with each segment decoded and encoded again in the one canonical way, so that everybody who
/// decodes it sees the same. Nothing for a path that could be read in two ways or that no route can have: a
/// bad escape, an empty segment, a slash or a control character within a segment, and what is not UTF-8.
std::optional<QByteArray> canonicalPath(const QByteArray &path);

} // namespace belayer::http
