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

} // namespace

bool applyIdempotencyKey(const http::Request &request, engine::JobSpec &spec)
{
    const QList<QByteArray> keys = request.headerValues("idempotency-key");
    if (keys.isEmpty())
        return false;
    const QByteArray &key = keys.first();
    if (keys.size() > 1 || key.isEmpty() || key.size() > MaxKey ||
        !std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7f; }))
        throwProblem(422, u"invalid"_s,
                     u"Idempotency-Key must be one header of 1 to %1 visible characters"_s.arg(MaxKey),
                     u"Idempotency-Key"_s);
    if (spec.id.isEmpty())
        spec.id =
            engine::JobId(u"key-"_s + QString::fromLatin1(digest(key).toBase64(
                                          QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)));
    spec.requestDigest = digest(key + '\n' + request.body);
    return true;
}

} // namespace belayer::api
