// SPDX-License-Identifier: GPL-3.0-or-later
// API v1: a job's output, a piece of it or all as it comes.
#include "tests/api/apiservice.h"

#include <QFile>

using namespace belayer;
using namespace Qt::StringLiterals;
using test::ApiService;
using test::StreamClient;

namespace {

QByteArray shell(const QByteArray &id, const QByteArray &line, const QByteArray &more = {})
{
    return R"({"kind":"command","id":")" + id + R"(","params":{"shell":")" + line + "\"}" + more + "}";
}

} // namespace

class TstJobLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPieceBeginsWhereItIsAskedFor()
    {
        ApiService api;
        api.run(shell("says", "printf 0123456789"));
        const auto piece = api.ask("GET", "/jobs/says/log?offset=4");
        QCOMPARE(piece.body, "456789");
        QCOMPARE(piece.headers.value("log-offset"), "4");
        QCOMPARE(api.ask("GET", "/jobs/says/log?offset=10").body, QByteArray());
        QCOMPARE(api.ask("GET", "/jobs/says/log?offset=-1").status, 422);
        QCOMPARE(api.ask("GET", "/jobs/says/log?tail=1").status, 422);
        QCOMPARE(api.ask("GET", "/jobs/nobody/log").status, 404);
        api.run(R"({"kind":"sleep","id":"mute","params":{"duration_ms":0}})");
        QCOMPARE(api.ask("GET", "/jobs/mute/log?follow=1").status, 404);
    }
    void aFollowedLogEndsWithTheJob()
    {
        ApiService api;
        api.ask("POST", "/jobs", shell("talks", "echo one; sleep 0.1; echo two"));
        StreamClient stream(api, "/jobs/talks/log?follow=1");
        QVERIFY(stream.readTo("\r\n\r\n").contains("Log-Offset: 0"));
        QCOMPARE(stream.readToEnd(), "one\ntwo\n");
        QVERIFY(stream.hasEnded());
    }
    void whatIsWrittenComesWhileTheJobRuns()
    {
        ApiService api;
        api.ask("POST", "/jobs", shell("waits", "echo ready; sleep 600"));
        StreamClient stream(api, "/jobs/waits/log?follow=1&offset=2");
        QVERIFY(stream.readTo("ady\n").endsWith("\r\n\r\nady\n"));
        api.ask("POST", "/jobs/waits/cancel");
        stream.readToEnd();
        QVERIFY(stream.hasEnded());
    }
    void aJobThatHasNotStartedIsWaitedFor()
    {
        ApiService api;
        api.ask("POST", "/jobs", shell("later", "echo started", R"(,"delay_ms":3600000)"));
        QCOMPARE(api.ask("GET", "/jobs/later/log").status, 404);
        StreamClient stream(api, "/jobs/later/log?follow=1");
        stream.readTo("\r\n\r\n");
        api.ask("POST", "/jobs/later/start");
        QCOMPARE(stream.readToEnd(), "started\n");
    }
    void theNextAttemptsOutputFollows()
    {
        ApiService api;
        QTemporaryDir folder;
        const QString file = folder.filePath(u"go"_s);
        api.ask("POST", "/jobs",
                shell("tries", "echo $$; while [ ! -e " + file.toUtf8() + " ]; do sleep 0.01; done; exit 1",
                      R"(,"retries":{"count":1,"backoff_ms":1})"));
        StreamClient stream(api, "/jobs/tries/log?follow=1");
        stream.readTo("\r\n\r\n");
        const QByteArray first = stream.readTo("\n");
        QVERIFY(QFile(file).open(QFile::WriteOnly)); // only now the first attempt fails
        const QByteArray second = stream.readToEnd();
        QVERIFY(first.toInt() > 0);
        QVERIFY(second.toInt() > 0);
        QVERIFY(first != second);
    }
};

QTEST_GUILESS_MAIN(TstJobLog)
#include "tst_joblog.moc"
