// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/queryparameters.h"

#include "core/api/parameters.h"
#include "core/api/problem.h"

namespace belayer::api {

using namespace Qt::StringLiterals;

QueryParameters::QueryParameters(const http::Request &request, const QStringList &known) : m_request(request)
{
    for (const QString &name : request.queryNames()) {
        if (!known.contains(name))
            throwProblem(422, u"unknown_parameter"_s,
                         known.isEmpty()
                             ? u"there are no query parameters here"_s
                             : u"there is an unknown query parameter; there may be "_s + known.join(u", "_s));
    }
}

std::optional<QString> QueryParameters::text(const QString &name) const
{
    const QStringList values = m_request.queryValues(name);
    if (values.size() > 1)
        throwProblem(422, u"invalid"_s, u"%1 may stand once"_s.arg(name), name);
    return values.isEmpty() ? std::nullopt : std::optional(values.first());
}

qint64 QueryParameters::number(const QString &name, qint64 fallback, Limits limits) const
{
    const std::optional<QString> value = text(name);
    if (!value)
        return fallback;
    const IntegerText number = readInteger(*value);
    if (number.kind != IntegerText::Kind::Fits || number.value < limits.minimum ||
        number.value > limits.maximum)
        throwProblem(
            422, u"invalid"_s,
            u"%1 must be a whole number from %2 to %3"_s.arg(name).arg(limits.minimum).arg(limits.maximum),
            name);
    return number.value;
}

} // namespace belayer::api
