// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/httpsettings.h"
#include "app/starterror.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace belayer;
using namespace belayer::app;
using namespace Qt::StringLiterals;

class tst_HttpSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWrittenIsTheDefault();
    void settingsAreRead();
    void mistakesAreRefused_data();
    void mistakesAreRefused();
    void widerAddressNeedsNamesAndHasNoCommands();

private:
    ui::HttpWishes read(const QByteArray &content, const CommandLine &line = {}) const
    {
        const QString name = m_dir.filePath(u"settings.ini"_s);
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("cannot write %s", qPrintable(name));
        file.write("[http]\n" + content);
        file.close();
        return readHttpSettings(name, line);
    }
    QTemporaryDir m_dir;
};

void tst_HttpSettings::nothingWrittenIsTheDefault()
{
    const ui::HttpWishes settings = read({});
    QVERIFY(settings.allowedHosts.isEmpty());
    QCOMPARE(settings.lesson, ui::HttpWishes::Lesson::Open);
    QCOMPARE(settings.use, ui::HttpWishes::Use::On);
    QCOMPARE(settings.port, 8787);
}

void tst_HttpSettings::settingsAreRead()
{
    const ui::HttpWishes settings = read("allowed_hosts=belayer.example, [fe80::1]:80\nrequire_token=all\n");
    QCOMPARE(settings.allowedHosts, (QStringList{u"belayer.example"_s, u"[fe80::1]:80"_s}));
    QCOMPARE(settings.lesson, ui::HttpWishes::Lesson::WithToken);
}

void tst_HttpSettings::mistakesAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("star") << QByteArray("allowed_hosts=*\n");
    QTest::newRow("pattern") << QByteArray("allowed_hosts=*.example\n");
    QTest::newRow("URL") << QByteArray("allowed_hosts=\"http://belayer.example\"\n");
    QTest::newRow("user") << QByteArray("allowed_hosts=a@b\n");
    QTest::newRow("second of two") << QByteArray("allowed_hosts=fine, not fine\n");
    QTest::newRow("token") << QByteArray("require_token=yes\n");
}

void tst_HttpSettings::mistakesAreRefused()
{
    QFETCH(QByteArray, content);
    QVERIFY_THROWS_EXCEPTION(StartError, read(content));
}

void tst_HttpSettings::widerAddressNeedsNamesAndHasNoCommands()
{
    CommandLine line;
    for (const char *address : {"0.0.0.0", "::", "192.168.1.5"}) {
        line.address = QHostAddress(QLatin1StringView(address));
        line.commandJobs = api::CommandJobs::Refused;
        QVERIFY_THROWS_EXCEPTION(StartError, read({}, line));
        QCOMPARE(read("allowed_hosts=belayer.example\n", line).allowedHosts,
                 QStringList{u"belayer.example"_s});
        line.commandJobs = api::CommandJobs::Allowed;
        QVERIFY_THROWS_EXCEPTION(StartError, read("allowed_hosts=belayer.example\n", line));
    }
    line.address = QHostAddress(QHostAddress::LocalHost);
    (void)read({}, line);
}

QTEST_GUILESS_MAIN(tst_HttpSettings)
#include "tst_httpsettings.moc"
