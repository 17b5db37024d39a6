// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/files/hasher.h"

#include "core/engine/jobfailure.h"

#include <QLibrary>

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

void require(bool ok)
{
    if (!ok)
        throw JobFailure(u"digest_not_available"_s,
                         u"OpenSSL refuses this kind of digest here (a system policy may forbid it); choose "
                         u"another algorithm"_s);
}

/// libcrypto, loaded by the first digest: most runs of the program make none, and it would be a millisecond
/// and 1.5 MB of each start.
struct Crypto
{
    static const Crypto &get()
    {
        static const Crypto crypto;
        return crypto;
    }

    decltype(&EVP_MD_fetch) fetch = find("EVP_MD_fetch");
    decltype(&EVP_MD_CTX_new) newContext = find("EVP_MD_CTX_new");
    decltype(&EVP_MD_CTX_free) freeContext = find("EVP_MD_CTX_free");
    decltype(&EVP_MD_CTX_copy_ex) copy = find("EVP_MD_CTX_copy_ex");
    decltype(&EVP_DigestInit_ex) begin = find("EVP_DigestInit_ex");
    decltype(&EVP_DigestUpdate) add = find("EVP_DigestUpdate");
    decltype(&EVP_DigestFinal_ex) end = find("EVP_DigestFinal_ex");

private:
    Crypto() = default;
    /// Turns into whatever function it is assigned to.
    struct Found
    {
        QFunctionPointer function;
        template<class Function> operator Function() const { return reinterpret_cast<Function>(function); }
    };
    static Found find(const char *name)
    {
        const QFunctionPointer function =
            QLibrary::resolve(u"crypto"_s, OPENSSL_SHLIB_VERSION, name); // stays loaded
        if (!function)
            throw JobFailure(u"digest_not_available"_s,
                             u"OpenSSL’s libcrypto cannot be loaded; install it"_s);
        return {function};
    }
};

/// Looked up once: each look-up takes a lock and as long as the digest of a small file. Never freed.
const EVP_MD *implementation(Hasher::Algorithm algorithm)
{
    static const auto found = [] {
        std::array<const EVP_MD *, Algorithms.size()> all{};
        for (size_t i = 0; i < all.size(); ++i)
            all[i] = Crypto::get().fetch(nullptr, Algorithms[i].name, nullptr);
        return all;
    }();
    return found[static_cast<size_t>(algorithm)];
}

} // namespace

void Hasher::Free::operator()(evp_md_ctx_st *context) const
{
    Crypto::get().freeContext(context);
}

std::optional<Hasher::Algorithm> Hasher::algorithm(QStringView word)
{
    for (size_t i = 0; i < Algorithms.size(); ++i) {
        if (Algorithms[i].word == word)
            return static_cast<Algorithm>(i);
    }
    return {};
}

Hasher::Hasher(Algorithm algorithm) : m_algorithm(algorithm), m_context(Crypto::get().newContext())
{
    reset();
}

void Hasher::reset()
{
    const EVP_MD *digest = implementation(m_algorithm);
    require(m_context && digest && Crypto::get().begin(m_context.get(), digest, nullptr) == 1);
}

void Hasher::add(QByteArrayView bytes)
{
    require(Crypto::get().add(m_context.get(), bytes.data(), static_cast<size_t>(bytes.size())) == 1);
}

QByteArray Hasher::hexDigest() const
{
    const Crypto &crypto = Crypto::get();
    const Context copy(crypto.newContext()); // the end of a digest cannot be undone
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    require(copy && crypto.copy(copy.get(), m_context.get()) == 1 &&
            crypto.end(copy.get(), bytes, &size) == 1);
    return QByteArray(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size)).toHex();
}

} // namespace belayer::engine
