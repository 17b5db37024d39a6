// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/files/hasher.h"

#include "core/engine/jobfailure.h"

#include <openssl/evp.h>

#include <array>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

struct Named
{
    QStringView word;
    const char *name; ///< OpenSSL's
};

/// In the order of Hasher::Algorithm.
constexpr std::array<Named, 4> Algorithms{
    {{u"sha256", "SHA256"}, {u"sha512", "SHA512"}, {u"blake2b", "BLAKE2B-512"}, {u"md5", "MD5"}}};

/// Looked up once: each look-up takes a lock and as long as the digest of a small file. Never freed.
const EVP_MD *implementation(Hasher::Algorithm algorithm)
{
    static const auto found = [] {
        std::array<const EVP_MD *, Algorithms.size()> all{};
        for (size_t i = 0; i < all.size(); ++i)
            all[i] = EVP_MD_fetch(nullptr, Algorithms[i].name, nullptr);
        return all;
    }();
    return found[static_cast<size_t>(algorithm)];
}

void require(bool ok)
{
    if (!ok)
        throw JobFailure(u"digest_not_available"_s,
                         u"OpenSSL refuses this kind of digest here (a system policy may forbid it); choose "
                         u"another algorithm"_s);
}

} // namespace

void Hasher::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

std::optional<Hasher::Algorithm> Hasher::algorithm(QStringView word)
{
    for (size_t i = 0; i < Algorithms.size(); ++i) {
        if (Algorithms[i].word == word)
            return static_cast<Algorithm>(i);
    }
    return {};
}

Hasher::Hasher(Algorithm algorithm) : m_algorithm(algorithm), m_context(EVP_MD_CTX_new())
{
    reset();
}

void Hasher::reset()
{
    const EVP_MD *digest = implementation(m_algorithm);
    require(m_context && digest && EVP_DigestInit_ex(m_context.get(), digest, nullptr) == 1);
}

void Hasher::add(QByteArrayView bytes)
{
    require(EVP_DigestUpdate(m_context.get(), bytes.data(), static_cast<size_t>(bytes.size())) == 1);
}

QByteArray Hasher::hexDigest() const
{
    const Context copy(EVP_MD_CTX_new()); // the end of a digest cannot be undone
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    require(copy && EVP_MD_CTX_copy_ex(copy.get(), m_context.get()) == 1 &&
            EVP_DigestFinal_ex(copy.get(), bytes, &size) == 1);
    return QByteArray(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size)).toHex();
}

} // namespace belayer::engine
