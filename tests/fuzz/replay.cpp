// SPDX-License-Identifier: GPL-3.0-or-later
// A fuzz target without its fuzzer: runs every input of the folders given, so that the kept corpus is a test
// of every build.
#include "tests/fuzz/claim.h"

#include <QDirIterator>
#include <QFile>

int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; ++i) {
        for (QDirIterator files(QString::fromLocal8Bit(argv[i]), QDir::Files); files.hasNext(); ++count) {
            QFile file(files.next());
            claim(file.open(QIODevice::ReadOnly));
            const QByteArray input = file.readAll();
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.constData()),
                                   std::size_t(input.size()));
        }
    }
    std::printf("%d inputs\n", count);
    return count > 0 ? 0 : 1;
}
