// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/idempotency.h"

#include "core/api/problem.h"

#include <QCryptographicHash>

#include <algorithm>

namespace belayer::api {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxKey = 255;

QByteArray digest(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

engine::JobId keyedId(const QByteArray &key)
{
    constexpr auto format = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return engine::JobId(u"key-"_s + QString::fromLatin1(digest(key).toBase64(format)));
}

} // namespace

std::optional<QByteArray> readIdempotencyKey(const http::Request &request)
{
    const QList<QByteArray> keys = request.headerValues("idempotency-key");
    if (keys.isEmpty())
        return {};
    const QByteArray &key = keys.first();
    if (keys.size() > 1 || key.isEmpty() || key.size() > MaxKey ||
        !std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7f; }))
        throwProblem(422, u"invalid"_s,
                     u"Idempotency-Key must be one header of 1 to %1 visible characters"_s.arg(MaxKey),
                     u"Idempotency-Key"_s);
    return key;
}

void applyIdempotencyKey(const QByteArray &key, const QByteArray &body, engine::JobSpec &spec)
{
    if (spec.id.isEmpty())
        spec.id = keyedId(key);
    spec.requestDigest = digest(key + '\n' + body);
}

engine::JobId idOfRetry(const engine::JobId &retried, const QByteArray &key)
{
    return keyedId(key + '\n' + retried.text().toUtf8()); // which is the key of no request
}

} // namespace belayer::api
