// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Numbers and fields as the lesson's endpoints take them; what is wrong is thrown as the response that
/// names it.
#pragma once

#include "core/engine/jobid.h"
#include "core/http/request.h"

#include <QString>

#include <chrono>
#include <optional>

namespace belayer::api {

/// A whole number of ASCII digits with an optional sign, or nothing. Beyond 64 bits it is `TooBig`.
struct IntegerText
{
    enum class Kind : quint8 { NotAnInteger, TooBig, Fits } kind = Kind::NotAnInteger;
    qint64 value = 0;
};
IntegerText readInteger(QStringView text);

/// The query's `work_ms`, 0 to 10,000; throws http::ResponseError (422).
std::chrono::milliseconds workTime(const http::Request &request, std::chrono::milliseconds fallback);
/// The query's `timeout` in seconds, fractions allowed, 0 to 86,400; 30 if it is not given; throws (422).
std::chrono::milliseconds waitTime(const http::Request &request);

/// The body of POST /tasks.
struct NewTask
{
    engine::JobId id;
    std::chrono::milliseconds duration{0};
};
/// Throws http::ResponseError: 415, 400 for what is not JSON, 422 with the field for what is no task.
NewTask readNewTask(const http::Request &request);

} // namespace belayer::api
