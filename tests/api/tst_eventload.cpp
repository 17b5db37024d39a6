// SPDX-License-Identifier: GPL-3.0-or-later
// As many event streams as there may be, and how soon a change has reached them all. Label slow.
#include "tests/api/apiservice.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace belayer;
using namespace Qt::StringLiterals;
using test::ApiService;
using test::StreamClient;

class TstEventLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangeReachesAllStreamsWithinFiftyMilliseconds()
    {
        ApiService api;
        std::vector<std::unique_ptr<StreamClient>> streams;
        for (int i = 0; i < 64; ++i) {
            streams.push_back(std::make_unique<StreamClient>(api, "/events"));
            QVERIFY(streams.back()->readTo("\"more\":false}\n\n").contains("event: snapshot"));
        }
        std::vector<qint64> times;
        for (int round = 0; round < 21; ++round) {
            const QByteArray name = "round-" + QByteArray::number(round) + '.';
            QElapsedTimer timer;
            // From the moment of the change on: what an answer on disk takes is no part of it.
            api.thread().run([&](engine::Engine &engine) {
                engine::JobSpec spec;
                spec.kind = u"sleep"_s;
                spec.name = QString::fromLatin1(name);
                spec.params = {{u"duration_ms"_s, Q_INT64_C(3'600'000)}};
                timer.start();
                QVERIFY(engine.submit(spec));
            });
            for (const auto &stream : streams)
                QVERIFY(stream->readTo(name).endsWith(name));
            times.push_back(timer.elapsed());
        }
        std::ranges::sort(times); // the median, as this machine may have other things to do
        qInfo("a change has reached 64 streams after %lld ms, at most %lld", times[10], times.back());
        QVERIFY(times[10] < 50);
        QVERIFY(StreamClient(api, "/events").readToEnd().contains(" 503 "));
    }
};

QTEST_GUILESS_MAIN(TstEventLoad)
#include "tst_eventload.moc"
