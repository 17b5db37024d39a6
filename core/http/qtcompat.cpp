// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/qtcompat.h"

#include <QUrl>
#include <QUrlQuery>

namespace belayer::http::qtcompat {

namespace {

Method toMethod(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get: return Method::Get;
    case QHttpServerRequest::Method::Head: return Method::Head;
    case QHttpServerRequest::Method::Post: return Method::Post;
    case QHttpServerRequest::Method::Put: return Method::Put;
    case QHttpServerRequest::Method::Patch: return Method::Patch;
    case QHttpServerRequest::Method::Delete: return Method::Delete;
    case QHttpServerRequest::Method::Options: return Method::Options;
    default: return Method::Other;
    }
}

QList<std::pair<QByteArray, QByteArray>> headersOf(const QHttpServerRequest &request)
{
    QList<std::pair<QByteArray, QByteArray>> headers;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    const QHttpHeaders &sent = request.headers();
    for (qsizetype i = 0; i < sent.size(); ++i) {
        const QLatin1StringView name = sent.nameAt(i);
        headers.append({QByteArray(name.data(), name.size()).toLower(), sent.valueAt(i).toByteArray()});
    }
#else
    for (const auto &header : request.headers())
        headers.append({header.first.toLower(), header.second});
#endif
    return headers;
}

} // namespace

void setMissingHandler(QHttpServer &server, MissingHandler handler)
{
    auto adapter = [handler = std::move(handler)](const QHttpServerRequest &request,
                                                  ResponderArgument responder) {
        handler(request, std::move(responder));
    };
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    server.setMissingHandler(&server, std::move(adapter));
#else
    server.setMissingHandler(std::move(adapter));
#endif
}

Connection *connectionOf(const QHttpServerRequest &request, const QHttpServerResponder &responder,
                         const Listener &listener)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    Q_UNUSED(responder);
    return listener.connectionFrom(request.remoteAddress(), request.remotePort());
#else
    Q_UNUSED(request);
    Q_UNUSED(listener);
    return qobject_cast<Connection *>(responder.socket());
#endif
}

Request toRequest(const QHttpServerRequest &request)
{
    Request value;
    value.method = toMethod(request.method());
    value.path = request.url().path(QUrl::FullyDecoded);
    for (const auto &item : request.query().queryItems(QUrl::FullyDecoded))
        value.query.append({item.first, item.second});
    value.headers = headersOf(request);
    value.body = request.body();
    return value;
}

} // namespace belayer::http::qtcompat
