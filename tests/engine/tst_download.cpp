// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/testengine.h"
#include "tests/support/fileserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QHostInfo>

#include <fcntl.h>
#include <sys/file.h>

using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;
using belayer::test::FileServer;
using belayer::test::Ranges;
using belayer::test::ServedFile;

namespace {

/// Bytes that do not repeat, so that a block in the wrong place is seen.
QByteArray contentOf(qsizetype size, char salt = 0)
{
    QByteArray content(size, Qt::Uninitialized);
    quint32 state = 12345 + quint32(salt);
    for (char &byte : content)
        byte = char((state = state * 1664525 + 1013904223) >> 24);
    return content;
}

QString digestOf(const QByteArray &content)
{
    return u"sha256:"_s +
           QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

} // namespace

class TstDownload : public QObject
{
    Q_OBJECT

private:
    static Engine::Config config(std::chrono::milliseconds stall = 30s, quint16 ownPort = 0)
    {
        return {.outputDir = {}, .network = {.ownPort = ownPort, .stall = stall}};
    }
    JobSpec download(const QStringList &urls, const QByteArray &content) const
    {
        return spec(u"download"_s,
                    {{u"urls"_s, urls}, {u"file"_s, m_file}, {u"digest"_s, digestOf(content)}});
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : "no file";
    }
    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
    }
    /// As a cancelled or killed download leaves it.
    void leavePart(const QByteArray &content, const QByteArray &validator, qint64 length) const
    {
        write(m_file + u".part"_s, content);
        write(m_file + u".part.info"_s, "{\"validator\":\"" + QByteArray(validator).replace('"', "\\\"") +
                                            "\",\"length\":" + QByteArray::number(length) + "}");
    }
    QStringList filesLeft() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    static QString code(const JobSnapshot &job) { return job.error.value_or(JobError{}).code; }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"file.bin"_s);
    }

    void fileArrivesWithProgress()
    {
        const QByteArray content = contentOf(3'000'000);
        FileServer server;
        server.files["/f"] = {.content = content};
        TestEngine engine;
        const JobSnapshot job = engine.run(download({server.url("/f?secret=1")}, content));
        QCOMPARE(code(job), u"http_status"_s); // the query is part of the address
        const JobSnapshot right = engine.run(download({server.url("/f")}, content));
        QCOMPARE(right.state, JobState::Succeeded);
        QCOMPARE(right.progress, (Progress{3'000'000, 3'000'000, u"bytes"_s}));
        QCOMPARE(right.result.toMap().value(u"bytes"_s).toLongLong(), 3'000'000);
        QCOMPARE(right.result.toMap().value(u"url"_s).toString(), server.url("/f"));
        QVERIFY(read(m_file) == content);
        QCOMPARE(filesLeft(), QStringList{u"file.bin"_s});
        QCOMPARE(server.requests.last().headers.value("accept-encoding"), "identity");
    }
    void everyAlgorithmIsKnown_data()
    {
        QTest::addColumn<QString>("digest");
        QTest::newRow("md5") << u"md5:900150983CD24FB0D6963F7D28E17F72"_s;
        QTest::newRow("sha512") << u"sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                   "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"_s;
        QTest::newRow("blake2b")
            << u"blake2b:ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
               "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"_s;
    }
    void everyAlgorithmIsKnown()
    {
        QFETCH(const QString, digest);
        FileServer server;
        server.files["/f"] = {.content = "abc"};
        TestEngine engine;
        JobSpec spec = download({server.url("/f")}, "abc");
        spec.params[u"digest"_s] = digest;
        QCOMPARE(engine.run(spec).state, JobState::Succeeded);
    }
    void fileThatIsThereIsNotFetchedAgain()
    {
        write(m_file, "abc");
        FileServer server;
        TestEngine engine;
        QCOMPARE(engine.run(download({server.url("/f")}, "abc")).state, JobState::Succeeded);
        QVERIFY(server.requests.isEmpty());
    }
    void anotherFileIsNeverOverwritten()
    {
        FileServer server;
        server.files["/f"] = {.content = contentOf(1'000'000), .pause = 5ms};
        TestEngine engine;
        write(m_file, "mine");
        QCOMPARE(code(engine.run(download({server.url("/f")}, "abc"))), u"file_exists"_s);
        QVERIFY(server.requests.isEmpty());
        QVERIFY(QFile::remove(m_file));
        const JobId id = engine.start(download({server.url("/f")}, server.files["/f"].content));
        QTRY_VERIFY(server.sent > 0);
        write(m_file, "mine"); // while it is under way
        const JobSnapshot job = engine.end(id);
        QCOMPARE(code(job), u"file_exists"_s);
        QCOMPARE(read(m_file), "mine");
        QFile::remove(m_file);
        write(m_file + u".part"_s, "mine, too"); // and no note that a download made it
        QFile::remove(m_file + u".part.info"_s);
        QCOMPARE(code(engine.run(download({server.url("/f")}, "abc"))), u"file_exists"_s);
        QCOMPARE(read(m_file + u".part"_s), "mine, too");
    }
    void wrongContentIsNotKept()
    {
        FileServer server;
        server.files["/f"] = {.content = "evil"};
        TestEngine engine;
        const JobSnapshot job = engine.run(download({server.url("/f")}, "good"));
        QCOMPARE(code(job), u"digest_mismatch"_s);
        QCOMPARE(server.requests.size(), 1);
        QCOMPARE(filesLeft(), QStringList());
    }
    void cancelLeavesAPartThatIsContinued()
    {
        const QByteArray content = contentOf(2'000'000);
        FileServer server;
        server.files["/f"] = {.content = content, .stallAfter = 700'000};
        TestEngine engine;
        const JobId id = engine.start(download({server.url("/f")}, content));
        QTRY_COMPARE(QFileInfo(m_file + u".part"_s).size(), 700'000);
        QVERIFY(engine->cancel(id));
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
        QTRY_COMPARE(server.connections, 0);
        server.files["/f"].stallAfter = -1;
        QCOMPARE(engine.run(download({server.url("/f")}, content)).state, JobState::Succeeded);
        QCOMPARE(server.requests.last().headers.value("range"), "bytes=700000-");
        QCOMPARE(server.requests.last().headers.value("if-range"), "\"one\"");
        QVERIFY(read(m_file) == content);
        QCOMPARE(filesLeft(), QStringList{u"file.bin"_s});
    }
    void earlierPartIsContinuedOrReplaced_data()
    {
        QTest::addColumn<ServedFile>("served");
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QByteArray>("validator");
        QTest::addColumn<int>("requests");
        const QByteArray good = contentOf(100'000);
        const QByteArray half = good.left(50'000);
        const ServedFile plain{.content = good};
        QTest::newRow("same tag") << plain << half << QByteArray("\"one\"") << 1;
        QTest::newRow("changed file") << plain << contentOf(50'000, 1) << QByteArray("\"zero\"") << 1;
        QTest::newRow("Last-Modified")
            << ServedFile{.content = good, .etag = {}, .lastModified = "Mon, 23 Nov 2026 03:00:00 GMT"}
            << half << QByteArray("Mon, 23 Nov 2026 03:00:00 GMT") << 1;
        QTest::newRow("nothing to compare")
            << ServedFile{.content = good, .etag = {}} << half << QByteArray() << 1;
        QTest::newRow("ranges ignored")
            << ServedFile{.content = good, .ranges = Ranges::Ignored} << half << QByteArray("\"one\"") << 1;
        QTest::newRow("damaged part") << plain << contentOf(50'000, 1) << QByteArray("\"one\"") << 2;
        QTest::newRow("part too long, 416") << plain << contentOf(200'000, 1) << QByteArray("\"one\"") << 2;
        QTest::newRow("another range than asked")
            << ServedFile{.content = good, .contentRange = "bytes 0-99999/100000"} << half
            << QByteArray("\"one\"") << 2;
        QTest::newRow("another length")
            << ServedFile{.content = good, .contentRange = "bytes 50000-99999/100001"} << half
            << QByteArray("\"one\"") << 2;
        QTest::newRow("complete, but for its name") << plain << good << QByteArray("\"one\"") << 0;
    }
    void earlierPartIsContinuedOrReplaced()
    {
        QFETCH(const ServedFile, served);
        QFETCH(const QByteArray, part);
        QFETCH(const QByteArray, validator);
        QFETCH(const int, requests);
        FileServer server;
        server.files["/f"] = served;
        leavePart(part, validator, 100'000);
        TestEngine engine;
        const JobSnapshot job = engine.run(download({server.url("/f")}, served.content));
        QVERIFY2(job.state == JobState::Succeeded, qPrintable(job.error.value_or(JobError{}).message));
        QVERIFY(read(m_file) == served.content);
        QCOMPARE(server.requests.size(), requests);
        QCOMPARE(filesLeft(), QStringList{u"file.bin"_s});
    }
    void partThatIsWrittenByAnotherIsLeftAlone()
    {
        leavePart("abc", "\"one\"", 100);
        const int other = ::open(QFile::encodeName(m_file + u".part"_s).constData(), O_RDWR | O_CLOEXEC);
        QCOMPARE(::flock(other, LOCK_EX), 0);
        FileServer server;
        TestEngine engine;
        QCOMPARE(code(engine.run(download({server.url("/f")}, "x"))), u"file_in_use"_s);
        QCOMPARE(read(m_file + u".part"_s), "abc");
        ::close(other);
    }
    void brokenConnectionsAreContinued()
    {
        const QByteArray content = contentOf(300'000);
        FileServer server;
        server.files["/f"] = {.content = content, .cutAfter = 120'000};
        TestEngine engine;
        QCOMPARE(engine.run(download({server.url("/f")}, content)).state, JobState::Succeeded);
        QVERIFY(read(m_file) == content);
        QVERIFY(server.requests.size() >= 3); // Qt asks once more by itself where not a byte came
        QCOMPARE(server.requests.last().headers.value("range"), "bytes=240000-");
    }
    void badServersFailWithTheirAddressAndNoSecrets_data()
    {
        QTest::addColumn<ServedFile>("served");
        QTest::addColumn<QString>("code");
        const auto status = [](int number) { return ServedFile{.content = "x", .status = number}; };
        const auto redirect = [](const QByteArray &to) {
            return ServedFile{.content = "x", .status = 302, .location = to};
        };
        QTest::newRow("404") << status(404) << u"http_status"_s;
        QTest::newRow("500") << status(500) << u"http_status"_s;
        QTest::newRow("206 unasked") << status(206) << u"http_status"_s;
        QTest::newRow("redirect to nowhere") << status(302) << u"http_status"_s;
        QTest::newRow("to a file") << redirect("file:///etc/passwd") << u"redirect_refused"_s;
        QTest::newRow("to data") << redirect("data:text/plain,x") << u"redirect_refused"_s;
        QTest::newRow("in a circle") << redirect("/f?token=geheim") << u"too_many_redirects"_s;
        QTest::newRow("nothing comes") << ServedFile{.content = "xx", .stallAfter = 0} << u"stalled"_s;
        QTest::newRow("nothing more comes") << ServedFile{.content = "xx", .stallAfter = 1} << u"stalled"_s;
        QTest::newRow("cut at once") << ServedFile{.content = "xx", .cutAfter = 0} << u"network_error"_s;
    }
    void badServersFailWithTheirAddressAndNoSecrets()
    {
        QFETCH(const ServedFile, served);
        QFETCH(const QString, code);
        FileServer server;
        server.files["/f?token=geheim"] = served;
        QString url = server.url("/f?token=geheim");
        url.replace(u"://"_s, u"://anna:passwort@"_s);
        TestEngine engine(config(code == u"stalled"_s ? 300ms : 30s));
        const JobSnapshot job = engine.run(download({url}, "good"));
        QCOMPARE(this->code(job), code);
        const QString message = job.error->message;
        QVERIFY2(message.contains(server.url("/f")), qPrintable(message));
        QVERIFY2(!message.contains(u"geheim"_s) && !message.contains(u"passwort"_s), qPrintable(message));
        QVERIFY(!QFile::exists(m_file));
    }
    void nobodyListens()
    {
        TestEngine engine;
        const JobSnapshot job = engine.run(download({u"http://127.0.0.1:1/f"_s}, "x"));
        QCOMPARE(code(job), u"network_error"_s);
        QVERIFY2(job.error->message.contains(u"refused"_s), qPrintable(job.error->message));
    }
    void redirectsAreFollowed()
    {
        FileServer server;
        FileServer other;
        server.files["/f"] = {.content = {}, .status = 301, .location = "/g"};
        server.files["/g"] = {.content = {}, .status = 307, .location = other.url("/h").toLatin1()};
        other.files["/h"] = {.content = "abc"};
        TestEngine engine;
        QCOMPARE(engine.run(download({server.url("/f")}, "abc")).state, JobState::Succeeded);
        QCOMPARE(read(m_file), "abc");
    }
    void ownPortIsRefusedUnderAllItsNames_data()
    {
        QTest::addColumn<QString>("host");
        for (const char *host : {"127.0.0.1", "localhost", "LOCALHOST.", "a.localhost", "127.1.2.3", "127.1",
                                 "2130706433", "0x7f.1", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]"})
            QTest::newRow(host) << QString::fromLatin1(host);
        QTest::newRow("this machine's name") << QHostInfo::localHostName();
    }
    void ownPortIsRefusedUnderAllItsNames()
    {
        QFETCH(const QString, host);
        if (host == QHostInfo::localHostName() && QHostInfo::fromName(host).error() != QHostInfo::NoError)
            QSKIP("this machine's name has no address");
        FileServer own;
        own.files["/f"] = {.content = "x"};
        TestEngine engine(config(30s, own.serverPort()));
        const QString url = u"http://%1:%2/f"_s.arg(host).arg(own.serverPort());
        QCOMPARE(code(engine.run(download({url}, "x"))), u"own_port"_s);
        FileServer server;
        server.files["/f"] = {.content = {}, .status = 302, .location = url.toLatin1()};
        QCOMPARE(code(engine.run(download({server.url("/f")}, "x"))), u"own_port"_s);
        QVERIFY(own.requests.isEmpty());
    }
    void firstRightMirrorWins()
    {
        const QByteArray content = contentOf(1'000'000);
        FileServer server;
        server.files["/wrong"] = {.content = "fast, but wrong"};
        server.files["/stuck"] = {.content = content, .stallAfter = 400'000};
        server.files["/slow"] = {.content = content, .pause = 2ms};
        TestEngine engine;
        const JobSnapshot job = engine.run(download(
            {server.url("/wrong"), server.url("/gone"), server.url("/stuck"), server.url("/slow")}, content));
        QCOMPARE(job.state, JobState::Succeeded);
        QCOMPARE(job.result.toMap().value(u"url"_s).toString(), server.url("/slow"));
        QVERIFY(read(m_file) == content);
        QCOMPARE(filesLeft(), QStringList{u"file.bin"_s});
        QTRY_COMPARE(server.connections, 0);
    }
    void everyMirrorsErrorIsKept()
    {
        FileServer server;
        server.files["/wrong"] = {.content = "wrong"};
        TestEngine engine;
        const JobSnapshot job = engine.run(download({server.url("/wrong"), server.url("/gone")}, "right"));
        QCOMPARE(code(job), u"all_mirrors_failed"_s);
        QVERIFY(job.error->message.contains(u"digest"_s) && job.error->message.contains(u"404"_s));
    }
    void pausedDownloadTakesNoMore()
    {
        const QByteArray content = contentOf(40'000'000);
        FileServer server;
        server.files["/f"] = {.content = content, .pause = 1ms};
        constexpr auto stall = 1s;
        TestEngine engine(config(stall));
        const JobId id = engine.start(download({server.url("/f")}, content));
        QTRY_VERIFY(server.sent > 1'000'000);
        QVERIFY(engine->pause(id));
        // What the system's buffers hold still leaves the server; then it stands.
        qint64 before = -1;
        while (before != server.sent) {
            before = server.sent;
            QTest::qWait(500);
        }
        QVERIFY2(before < 20'000'000, qPrintable(QString::number(before)));
        QTRY_VERIFY(engine->find(id)->paused > stall); // which a pause is none
        const qint64 part = QFileInfo(m_file + u".part"_s).size();
        QCOMPARE(engine->find(id)->state, JobState::Paused);
        server.files["/f"].pause = 0ms;
        QVERIFY(engine->resume(id));
        QCOMPARE(engine.end(id).state, JobState::Succeeded);
        QVERIFY(part < 20'000'000);
        QVERIFY(read(m_file) == content);
    }
    void retryContinues()
    {
        const QByteArray content = contentOf(200'000);
        FileServer server;
        server.files["/f"] = {.content = content, .stallAfter = 100'000};
        TestEngine engine(config(100ms));
        JobSpec spec = download({server.url("/f")}, content);
        spec.retries = {.count = 10, .backoff = 1ms};
        // No answer is whole; on a busy machine one may even stall before it begins.
        QCOMPARE(engine.run(spec).state, JobState::Succeeded);
        QVERIFY(server.requests.last().headers.value("range").startsWith("bytes="));
    }
    void badParametersAreNamed_data()
    {
        QTest::addColumn<QString>("param");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("field");
        QTest::newRow("no url") << u"urls"_s << QVariant(QStringList()) << u"params.urls"_s;
        QTest::newRow("too many") << u"urls"_s << QVariant(QStringList(7, u"http://a/"_s))
                                  << u"params.urls"_s;
        for (const char *url :
             {"file:///etc/passwd", "ftp://a/f", "http://", "http:///f", "a/f", "http://a b/f"})
            QTest::newRow(url) << u"urls"_s
                               << QVariant(QStringList{u"http://a/f"_s, QString::fromLatin1(url)})
                               << u"params.urls[1]"_s;
        QTest::newRow("relative file") << u"file"_s << QVariant(u"a"_s) << u"params.file"_s;
        QTest::newRow("folder") << u"file"_s << QVariant(u"/tmp/"_s) << u"params.file"_s;
        QTest::newRow("no digest") << u"digest"_s << QVariant(u"sha256:"_s) << u"params.digest"_s;
        QTest::newRow("short digest") << u"digest"_s << QVariant(u"md5:abcd"_s) << u"params.digest"_s;
        QTest::newRow("newline") << u"digest"_s << QVariant(digestOf("x") + u'\n') << u"params.digest"_s;
        QTest::newRow("crc") << u"digest"_s << QVariant(u"crc:12345678"_s) << u"params.digest"_s;
    }
    void badParametersAreNamed()
    {
        QFETCH(const QString, param);
        QFETCH(const QVariant, value);
        QFETCH(const QString, field);
        TestEngine engine;
        JobSpec spec = download({u"http://a/f"_s}, "x");
        spec.params[param] = value;
        const Result<JobSnapshot> result = engine->submit(spec);
        QVERIFY(!result);
        QCOMPARE(result.refusal().field, field);
    }
};

QTEST_GUILESS_MAIN(TstDownload)
#include "tst_download.moc"
