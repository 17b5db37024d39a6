// SPDX-License-Identifier: GPL-3.0-or-later
// A program whose main thread ends while another goes on: the kernel shows it as a zombie, but it lives.
#include <pthread.h>
#include <thread>
#include <unistd.h>

int main()
{
    std::thread([] {
        for (;;)
            ::pause();
    }).detach();
    ::pthread_exit(nullptr);
}
