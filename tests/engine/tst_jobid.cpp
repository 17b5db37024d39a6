// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobid.h"

#include <QSet>
#include <QTest>

#include <thread>

using namespace belayer::engine;
using namespace Qt::StringLiterals;

class TstJobId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void validity_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("one") << u"a"_s << true;
        QTest::newRow("all kinds") << u"AZaz09._-"_s << true;
        QTest::newRow("longest") << QString(128, u'x') << true;
        QTest::newRow("too long") << QString(129, u'x') << false;
        QTest::newRow("slash") << u"a/b"_s << false;
        QTest::newRow("space") << u"a b"_s << false;
        QTest::newRow("letter beyond ASCII") << u"\u00e4"_s << false;
        QTest::newRow("digit beyond ASCII") << u"\u0661"_s << false;
        QTest::newRow("override") << u"a\u202eb"_s << false;
        QTest::newRow("NUL") << QString(QChar::Null) << false;
    }
    void validity()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, valid);
        QCOMPARE(JobId(text).isValid(), valid);
    }
    void generatedIdsAreValidUniqueAndSorted()
    {
        JobId last;
        for (int i = 0; i < 100'000; ++i) {
            const JobId id = JobId::generate();
            QVERIFY(id.isValid());
            QVERIFY(last < id);
            last = id;
        }
    }
    void threadsNeverGetTheSame()
    {
        QList<QSet<JobId>> sets(4);
        {
            std::vector<std::jthread> threads;
            for (QSet<JobId> &set : sets)
                threads.emplace_back([&set] {
                    for (int i = 0; i < 10'000; ++i)
                        set.insert(JobId::generate());
                });
        }
        QSet<JobId> all;
        for (const QSet<JobId> &set : sets)
            all |= set;
        QCOMPARE(all.size(), 40'000);
    }
};

QTEST_GUILESS_MAIN(TstJobId)
#include "tst_jobid.moc"
