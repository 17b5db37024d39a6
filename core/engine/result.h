// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The answer of a verb: a value, or the reason it was refused.
#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace belayer::engine {

/// Why a verb was refused; nothing has changed and nothing was lost.
struct Refusal
{
    enum class Code : quint8 {
        Invalid,      ///< the request is wrong; `field` names where
        Conflict,     ///< the id is taken
        NotFound,     ///< no job of that id is known
        WrongState,   ///< the job's state does not allow the verb
        QueueFull,    ///< the bound on live jobs is reached
        ShuttingDown, ///< the engine takes no new jobs
    };
    Code code = Code::Invalid;
    QString field;   ///< e.g. "params.duration_ms" or "children[1].kind"; empty where no field is at fault
    QString message; ///< for people: what, value and remedy
};

template<class T> class [[nodiscard]] Result
{
public:
    Result(T value) : m_content(std::move(value)) {}
    Result(Refusal refusal) : m_content(std::move(refusal)) {}

    explicit operator bool() const noexcept { return m_content.index() == 0; }
    const T &operator*() const & { return std::get<0>(m_content); }
    T &&operator*() && { return std::get<0>(std::move(m_content)); }
    const T *operator->() const { return &std::get<0>(m_content); }
    const Refusal &refusal() const { return std::get<1>(m_content); }

private:
    std::variant<T, Refusal> m_content;
};

} // namespace belayer::engine
