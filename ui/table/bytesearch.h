// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Looks for one needle in megabytes of bytes, as fast as they come from memory.
#pragma once

#include <QByteArrayView>

#include <array>

namespace belayer::ui {

/// For a needle that is rarer than a block: blocks without its rarest bytes are passed over some bytes at a
/// time. Needle and haystack are the caller's and outlive it. Any thread.
class ByteSearch
{
public:
    static constexpr qsizetype block = 64;

    /// Which bytes of the needle are rare is read off the beginning of the haystack.
    ByteSearch(QByteArrayView needle, QByteArrayView haystack);

    /// The first place at or after `from`; -1: none.
    qsizetype next(qsizetype from) const;

private:
    bool mayBeginIn(const char *begin) const;

    QByteArrayView m_needle;
    QByteArrayView m_haystack;
    std::array<qsizetype, 3> m_rare{}; ///< places of its rarest bytes, which are one place in a short one
};

} // namespace belayer::ui
