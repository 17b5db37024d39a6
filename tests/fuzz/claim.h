// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What must hold for every input of a fuzz target.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <source_location>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

inline void claim(bool holds, const std::source_location &where = std::source_location::current())
{
    if (holds)
        return;
    std::fprintf(stderr, "%s:%u: does not hold\n", where.file_name(), unsigned(where.line()));
    std::abort();
}
