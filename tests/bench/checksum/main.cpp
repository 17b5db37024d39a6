// SPDX-License-Identifier: GPL-3.0-or-later
// The checksum job against sha256sum, on files that are in the page cache. Build the target bench_checksum in
// the release preset; a gibibyte of room in the folder for temporary files is needed.
#include "core/engine/engine.h"
#include "tests/bench/harness.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace belayer::bench {

namespace {

using namespace Qt::StringLiterals;

constexpr const char *FolderVariable = "BELAYER_BENCH_FOLDER";
constexpr int BigMebibytes = 1024;
constexpr int ManyFiles = 5'000;
constexpr int ManyKibibytes = 64;

std::string pathOf(const char *name)
{
    return std::string(std::getenv(FolderVariable)) + "/" + name;
}

/// A file or folder for as long as the benchmark runs.
class BenchFolder
{
public:
    BenchFolder()
    {
        std::string folder = (std::filesystem::temp_directory_path() / "belayer-checksum-XXXXXX").string();
        require(mkdtemp(folder.data()) != nullptr, "a temporary folder");
        setenv(FolderVariable, folder.c_str(), 1);
    }
    BenchFolder(const BenchFolder &) = delete;
    ~BenchFolder() { std::filesystem::remove_all(std::getenv(FolderVariable)); }

    static void fill()
    {
        std::string block(1 << 20, 'x');
        std::ofstream big(pathOf("big"), std::ios::binary);
        for (int i = 0; i < BigMebibytes; ++i) {
            block[0] = char(i);
            big.write(block.data(), std::streamsize(block.size()));
        }
        for (int i = 0; i < ManyFiles; ++i) {
            const std::string folder = pathOf("many") + "/" + std::to_string(i % 50);
            std::filesystem::create_directories(folder);
            std::ofstream(folder + "/" + std::to_string(i), std::ios::binary)
                .write(block.data(), ManyKibibytes * 1024);
        }
        require(big.flush().good(), "a gibibyte of room");
    }
};

Sample checksumJob(const char *name)
{
    int argc = 0;
    const QCoreApplication application(argc, nullptr);
    engine::Engine engine({});
    engine::JobSpec spec;
    spec.kind = u"checksum"_s;
    spec.params = {{u"paths"_s, QStringList{QFile::decodeName(pathOf(name).c_str())}}};
    const Stopwatch stopwatch;
    const auto job = engine.submit(spec);
    const auto end = async::runBlocking(engine.finished(job->id));
    const double time = stopwatch.nanoseconds();
    require(end && end->state == engine::JobState::Succeeded, "the checksum job succeeds");
    return {time, 0};
}

Sample shell(const std::string &line)
{
    const Stopwatch stopwatch;
    require(std::system(line.c_str()) == 0, "sha256sum succeeds");
    return {stopwatch.nanoseconds(), 0};
}

Sample qtHash()
{
    QFile file(QFile::decodeName(pathOf("big").c_str()));
    require(file.open(QFile::ReadOnly | QFile::Unbuffered), "the file opens");
    const Stopwatch stopwatch;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    require(hash.addData(&file), "the file is read");
    const QByteArray digest = hash.result();
    return {stopwatch.nanoseconds(), 0};
}

Table table()
{
    Table table;
    table.rows = {
        {"one-file", "SHA-256 of one file of 1 GiB", "≥ 90 % of sha256sum's speed", Row::Unit::Milliseconds},
        {"many-files", "SHA-256 of 5,000 files of 64 KiB", "faster than one thread",
         Row::Unit::Milliseconds}};
    table.cells = {
        {"one-file", "Belayer", [] { return checksumJob("big"); }},
        {"one-file", "sha256sum", [] { return shell("exec sha256sum '" + pathOf("big") + "' >/dev/null"); }},
        {"one-file", "openssl",
         [] { return shell("exec openssl sha256 '" + pathOf("big") + "' >/dev/null"); }},
        {"one-file", "QCryptographicHash", qtHash},
        {"many-files", "Belayer", [] { return checksumJob("many"); }},
        {"many-files", "sha256sum",
         [] {
             return shell("find '" + pathOf("many") + "' -type f -print0 | xargs -0 sha256sum >/dev/null");
         }},
        {"many-files", "openssl",
         [] {
             return shell("find '" + pathOf("many") +
                          "' -type f -print0 | xargs -0 openssl sha256 >/dev/null");
         }},
    };
    return table;
}

} // namespace

} // namespace belayer::bench

int main(int argc, char **argv)
{
    using namespace belayer::bench;
    if (argc > 1 && std::strcmp(argv[1], "--one") == 0)
        return runTable(argc, argv, table());
    const BenchFolder folder;
    std::fprintf(stderr, "writing %d MiB and %d files\n", BigMebibytes, ManyFiles);
    BenchFolder::fill();
    return runTable(argc, argv, table());
}
