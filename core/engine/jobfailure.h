// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Thrown by a kind's coroutine or pool function: the job failed, and why.
#pragma once

#include "core/engine/jobsnapshot.h"

#include <exception>

namespace belayer::engine {

class JobFailure : public std::exception
{
public:
    JobFailure(QString code, QString message) : m_error{std::move(code), std::move(message)} {}
    const JobError &error() const noexcept { return m_error; }
    const char *what() const noexcept override { return "job failed"; }

private:
    JobError m_error;
};

} // namespace belayer::engine
