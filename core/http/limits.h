// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Every bound of the server in one place, as a value, so that a test can have smaller ones.
#pragma once

#include <QtGlobal>

#include <chrono>

namespace belayer::http {

struct Limits
{
    // What a request may be.
    qsizetype target = 8 * 1024;      ///< bytes of the request's target; more: 414
    qsizetype head = 16 * 1024;       ///< bytes of request line and headers; more: 431
    int headers = 64;                 ///< more: 431
    qsizetype trailers = 4 * 1024;    ///< bytes after a chunked body; more: 431
    qsizetype chunkLine = 256;        ///< bytes of a chunk's size and extensions; more: 400
    qint64 body = 1024 * 1024;        ///< more: 413
    qint64 bodies = 64 * 1024 * 1024; ///< of all requests that are being received or handled; more: 503

    // How many at a time.
    qsizetype connections = 2048; ///< and never more than a quarter of the process's descriptors
    int streams = 64;             ///< more: 503

    // How much may wait on a connection.
    qint64 unread = 64 * 1024;          ///< sent by a client while its request is handled; more: cut
    qsizetype unsent = 256 * 1024;      ///< not taken by the client; more: its next request is not parsed yet
    qsizetype resumeUnsent = 64 * 1024; ///< it is parsed once no more than this is left
    qsizetype streamUnsent = 256 * 1024; ///< not taken by a stream's reader; more: cut
    qint64 discarded = 8 * 1024 * 1024;  ///< read and thrown away after the last reply; more: cut

    // How long a client may take.
    std::chrono::milliseconds headTime{10'000};
    std::chrono::milliseconds bodyTime{30'000};
    std::chrono::milliseconds idleTime{30'000};   ///< between requests
    std::chrono::milliseconds writeStall{20'000}; ///< without taking a byte of what is ready for it
    std::chrono::milliseconds discardTime{2'000}; ///< from the last reply to its close
    std::chrono::milliseconds halfClosed{
        250}; ///< a request of a client that sends no more, until it counts as left
    std::chrono::milliseconds tick{250}; ///< all of these are looked at this often
};

} // namespace belayer::http
