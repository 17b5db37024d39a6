// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/access.h"
#include "core/api/failedtokens.h"
#include "core/http/response.h"

#include <QTest>

using namespace belayer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using api::Access;
using api::CommandJobs;
using api::FailedTokens;
using api::LessonAccess;

namespace {

const QByteArray token = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";

http::Request with(const QByteArray &authorization)
{
    http::Request request;
    request.headers.emplaceBack("authorization", authorization);
    return request;
}

/// The refusal, or a 200.
http::Response asked(const Access &access, const http::Request &request)
{
    try {
        access.requireToken(request);
    } catch (const http::ResponseError &error) {
        return error.response();
    }
    return {};
}

async::Task<http::Response> atOnce(http::Request)
{
    co_return http::Response{};
}

int answer(const http::HttpServer::Handler &handler, const http::Request &request)
{
    try {
        return async::runBlocking(handler(request)).status;
    } catch (const http::ResponseError &error) {
        return error.response().status;
    }
}

} // namespace

class tst_Access : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheTokenIsLetIn_data();
    void onlyTheTokenIsLetIn();
    void tokenInTheQueryIsNone();
    void thousandWrongTokensLockNobodyOut();
    void bucketRefills();
    void reportsAreRare();
    void lessonIsOpenUnlessClosed();
    void whatIsChangedHoldsForEveryCopy();
    void renewalPutsOutWhoWaits();
    void downloadsIntoHiddenPlacesNeedTheRightToCommands_data();
    void downloadsIntoHiddenPlacesNeedTheRightToCommands();
};

void tst_Access::downloadsIntoHiddenPlacesNeedTheRightToCommands_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("ordinary") << u"/home/me/Downloads/a.b..c"_s << true;
    QTest::newRow("hidden folder") << u"/home/me/.config/autostart/x.desktop"_s << false;
    QTest::newRow("hidden file") << u"/home/me/.bashrc"_s << false;
    QTest::newRow("by the parent") << u"/home/me/Downloads/../.ssh/rc"_s << false;
}

void tst_Access::downloadsIntoHiddenPlacesNeedTheRightToCommands()
{
    QFETCH(QString, file);
    QFETCH(bool, isAllowed);
    engine::JobSpec download;
    download.kind = u"download"_s;
    download.params = {{u"file"_s, file}};
    engine::JobSpec race;
    race.kind = u"race"_s;
    race.children = {download};
    for (const engine::JobSpec &spec : {download, race}) {
        int status = 0;
        try {
            Access(token, CommandJobs::Refused).requireAllowed(spec);
        } catch (const http::ResponseError &error) {
            status = error.response().status;
        }
        QCOMPARE(status, isAllowed ? 0 : 403);
        Access(token, CommandJobs::Allowed).requireAllowed(spec); // throws nothing
    }
}

void tst_Access::onlyTheTokenIsLetIn_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<int>("status");
    QTest::newRow("right") << "Bearer " + token << 200;
    QTest::newRow("scheme in other case") << "bEARER " + token << 200;
    QTest::newRow("none") << QByteArray() << 401;
    QTest::newRow("no scheme") << token << 401;
    QTest::newRow("other scheme") << "Basic " + token << 401;
    QTest::newRow("short") << "Bearer " + token.chopped(1) << 401;
    QTest::newRow("long") << "Bearer " + token + 'x' << 401;
    QTest::newRow("two spaces") << "Bearer  " + token << 401;
    QTest::newRow("other case") << "Bearer " + token.toUpper() << 401;
}

void tst_Access::onlyTheTokenIsLetIn()
{
    QFETCH(QByteArray, authorization);
    QFETCH(int, status);
    const http::Response response = asked(Access(token, CommandJobs::Refused), with(authorization));
    QCOMPARE(response.status, status);
    QVERIFY(!response.body.contains(token.first(10)));
    // An empty token is no token to be guessed.
    QCOMPARE(asked(Access({}, CommandJobs::Refused), with(authorization)).status, 401);
    QCOMPARE(asked(Access({}, CommandJobs::Refused), with("Bearer ")).status, 401);
}

void tst_Access::tokenInTheQueryIsNone()
{
    http::Request request;
    request.query = "token=" + token + "&access_token=" + token;
    QCOMPARE(asked(Access(token, CommandJobs::Refused), request).status, 401);
}

void tst_Access::thousandWrongTokensLockNobodyOut()
{
    const Access access(token, CommandJobs::Refused);
    int kept = 0;
    for (int i = 0; i < 1000; ++i) {
        const http::Response response = asked(access, with("Bearer wrong"));
        QCOMPARE(response.status, 401);
        kept += int(response.afterwards == http::Afterwards::Keep);
    }
    QVERIFY(kept >= 10 && kept < 1000);
    QCOMPARE(asked(access, with("Bearer " + token)).status, 200);
    http::Request without; // has tried nothing, so it is not counted
    QCOMPARE(asked(access, without).afterwards, http::Afterwards::Keep);
}

void tst_Access::bucketRefills()
{
    FailedTokens failed;
    const FailedTokens::Clock::time_point start{1000s};
    for (int i = 0; i < 10; ++i)
        QCOMPARE(failed.count(start), FailedTokens::Verdict::Keep);
    QCOMPARE(failed.count(start), FailedTokens::Verdict::Close);
    QCOMPARE(failed.count(start + 100ms), FailedTokens::Verdict::Keep);
    QCOMPARE(failed.count(start + 100ms), FailedTokens::Verdict::Close);
    for (int i = 0; i < 10; ++i) // and holds no more after an hour than after a second
        QCOMPARE(failed.count(start + 3600s), FailedTokens::Verdict::Keep);
    QCOMPARE(failed.count(start + 3600s), FailedTokens::Verdict::Close);
}

void tst_Access::reportsAreRare()
{
    FailedTokens failed;
    const FailedTokens::Clock::time_point start{1000s};
    QCOMPARE(failed.report(start), std::nullopt);
    int lines = 0;
    int told = 0;
    for (int i = 0; i < 1000; ++i) { // in fifty seconds
        (void)failed.count(start + i * 50ms);
        if (const auto count = failed.report(start + i * 50ms)) {
            ++lines;
            told += *count;
        }
    }
    QCOMPARE(lines, 5);
    QCOMPARE(told + failed.report(start + 60s).value_or(0), 1000);
}

void tst_Access::lessonIsOpenUnlessClosed()
{
    Access access(token, CommandJobs::Refused);
    const http::HttpServer::Handler handler = access.forLesson(atOnce);
    QCOMPARE(answer(handler, {}), 200);
    access.setLesson(LessonAccess::WithToken);
    QCOMPARE(answer(handler, {}), 401);
    QCOMPARE(answer(handler, with("Bearer " + token)), 200);
}

void tst_Access::whatIsChangedHoldsForEveryCopy()
{
    Access access(token, CommandJobs::Refused);
    const Access copy = access;
    const http::HttpServer::Handler handler = copy.withToken(atOnce);
    engine::JobSpec command;
    command.kind = u"command"_s;
    QVERIFY_THROWS_EXCEPTION(http::ResponseError, copy.requireAllowed(command));
    access.setCommandJobs(CommandJobs::Allowed);
    copy.requireAllowed(command); // throws nothing
    access.setCommandJobs(CommandJobs::Refused);
    QVERIFY_THROWS_EXCEPTION(http::ResponseError, copy.requireAllowed(command));
    const QByteArray other(43, 'x');
    access.renewToken(other);
    QCOMPARE(answer(handler, with("Bearer " + token)), 401);
    QCOMPARE(answer(handler, with("Bearer " + other)), 200);
}

void tst_Access::renewalPutsOutWhoWaits()
{
    Access access(token, CommandJobs::Refused);
    async::AsyncEvent never;
    const http::HttpServer::Handler handler =
        access.withToken([&never](http::Request) -> async::Task<http::Response> {
            co_await never.wait();
            co_return http::Response{};
        });
    const auto renew = [&]() -> async::Task<> {
        co_await async::yieldNow();
        access.renewToken(QByteArray(43, 'x'));
    };
    const auto both = [&](async::TaskGroup &group) -> async::Task<int> {
        const auto waiting = group.createTask(handler(with("Bearer " + token)));
        group.createTask(renew());
        co_return (co_await waiting).status;
    };
    QCOMPARE(async::runBlocking(async::withTaskGroup(both)), 401);
    // Who is cancelled for another reason is no concern of the token's.
    QVERIFY_THROWS_EXCEPTION(async::TimeoutError, async::runBlocking(async::withTimeout(
                                                      1ms, handler(with("Bearer " + QByteArray(43, 'x'))))));
}

QTEST_GUILESS_MAIN(tst_Access)
#include "tst_access.moc"
