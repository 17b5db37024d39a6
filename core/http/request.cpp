// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/request.h"

namespace belayer::http {

QByteArray toString(Method method)
{
    switch (method) {
    case Method::Get: return "GET";
    case Method::Head: return "HEAD";
    case Method::Post: return "POST";
    case Method::Put: return "PUT";
    case Method::Patch: return "PATCH";
    case Method::Delete: return "DELETE";
    case Method::Options: return "OPTIONS";
    case Method::Other: break;
    }
    return {};
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

QStringList Request::queryValues(QStringView name) const
{
    QStringList values;
    for (const auto &item : query) {
        if (item.first == name)
            values.append(item.second);
    }
    return values;
}

bool Request::hasJsonBody() const
{
    const QList<QByteArray> types = headerValues("content-type");
    if (types.size() != 1)
        return false;
    return types.first().split(';').first().trimmed().toLower() == "application/json";
}

} // namespace belayer::http
