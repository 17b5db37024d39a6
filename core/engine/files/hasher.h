// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Digests of bytes, by OpenSSL: it uses the processor's own instructions for them, Qt's code does not.
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

struct evp_md_ctx_st;

namespace belayer::engine {

/// One digest in the making. Any thread, one at a time; a millisecond holds about a megabyte.
class Hasher
{
public:
    enum class Algorithm : quint8 { Sha256, Sha512, Blake2b, Md5 };
    /// By the word of parameters: "sha256", "sha512", "blake2b", "md5".
    static std::optional<Algorithm> algorithm(QStringView word);

    explicit Hasher(Algorithm algorithm);

    void add(QByteArrayView bytes);
    /// Of all that was added so far, in lower-case hexadecimal; more may follow.
    QByteArray hexDigest() const;
    /// Forgets all that was added.
    void reset();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    using Context = std::unique_ptr<evp_md_ctx_st, Free>;

    Algorithm m_algorithm;
    Context m_context;
};

} // namespace belayer::engine
