// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The query of a request to API v1, strictly: known names, each at most once.
#pragma once

#include "core/http/request.h"

#include <QStringList>

#include <optional>

namespace belayer::api {

class QueryParameters
{
public:
    /// Throws http::ResponseError (422) for any other name: a misspelt filter must not give everything.
    QueryParameters(const http::Request &request, const QStringList &known);

    /// Both throw (422) what is there twice. The request must still live.
    std::optional<QString> text(const QString &name) const;
    struct Limits
    {
        qint64 minimum = 0;
        qint64 maximum = 0;
    };
    /// Throws (422) what is no whole number within the limits.
    qint64 number(const QString &name, qint64 fallback, Limits limits) const;

private:
    const http::Request &m_request;
};

} // namespace belayer::api
