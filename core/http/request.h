// SPDX-License-Identifier: GPL-3.0-or-later
/// \file An HTTP request as a value: what a handler gets, free of sockets and of Qt HTTP Server's types.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace belayer::http {

enum class Method : quint8 { Get, Head, Post, Put, Patch, Delete, Options, Other };

/// The upper-case word of the request line; empty for Other.
QByteArray toString(Method method);

struct Request
{
    Method method = Method::Get;
    QString path;     ///< percent-decoded
    QString argument; ///< what stood in the place of `<arg>` in the route's pattern, percent-decoded
    QList<std::pair<QString, QString>> query;         ///< percent-decoded, in the order sent
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case, in the order sent
    QByteArray body;

    /// Every value sent under that lower-case name: none, one, or a reason to refuse.
    QList<QByteArray> headerValues(QByteArrayView name) const;
    QStringList queryValues(QStringView name) const;
    /// Whether the media type of the body is `application/json`, whatever its parameters.
    bool hasJsonBody() const;
};

} // namespace belayer::http
