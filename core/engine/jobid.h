// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The name of a job: chosen by the client or generated, unique among all jobs the engine knows.
#pragma once

#include <QHashFunctions>
#include <QString>

namespace belayer::engine {

/// A value of 1 to 128 characters of `A-Z a-z 0-9 . _ -`; the empty id means "none" or "generate one".
class JobId
{
public:
    JobId() = default;
    explicit JobId(QString text) : m_text(std::move(text)) {}

    /// A fresh id that sorts by the time of its making: 48 bits of milliseconds, then a counter and random
    /// bits.
    static JobId generate();

    const QString &text() const noexcept { return m_text; }
    bool isEmpty() const noexcept { return m_text.isEmpty(); }
    /// Whether the text keeps to the length and the characters above.
    bool isValid() const noexcept;

    friend bool operator==(const JobId &, const JobId &) = default;
    friend bool operator<(const JobId &a, const JobId &b) noexcept { return a.m_text < b.m_text; }
    friend size_t qHash(const JobId &id, size_t seed = 0) noexcept { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

} // namespace belayer::engine
