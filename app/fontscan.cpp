// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fontscan.h"

#include <fontconfig/fontconfig.h>

#include <clocale>

namespace belayer::app {

std::future<void> scanFonts()
{
    std::setlocale(LC_ALL, ""); // QApplication's first act: done now, it changes nothing for the thread
    return std::async(std::launch::async, [] { FcInit(); });
}

} // namespace belayer::app
