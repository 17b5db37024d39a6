// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of HTTP as people change them, and real requests to the server that they change.
#include "tests/app/settingsbench.h"

#include <QCheckBox>
#include <QClipboard>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QTcpSocket>
#include <QToolButton>

#include <sys/stat.h>

using namespace belayer;
using namespace belayer::app;
using namespace belayer::app::test;
using Bench = SettingsBench;
using ui::test::answerBox;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A stream of all changes, whose first event has come.
class Stream
{
public:
    Stream(quint16 port, const QByteArray &token)
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket.write("GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) +
                       "\r\nAuthorization: Bearer " + token + "\r\n\r\n");
        while (!m_received.contains("event: snapshot") && m_socket.waitForReadyRead())
            m_received += m_socket.readAll();
    }
    bool hasBegun() const { return m_received.contains("event: snapshot"); }
    /// Waits for the end; whether nothing is missing.
    bool endsWell()
    {
        while (m_socket.state() == QAbstractSocket::ConnectedState && m_socket.waitForReadyRead()) {}
        return (m_received + m_socket.readAll()).endsWith("0\r\n\r\n") &&
               m_socket.state() != QAbstractSocket::ConnectedState;
    }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace

class tst_HttpPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void portThatChangesMovesTheServer();
    void takenPortLeavesAllAsItWas();
    void httpGoesOffAndOn();
    void badNameIsSaidAsItIsTyped();
    void namesCountFromTheNextRequestOn();
    void renewedTokenIsTheOnlyOne();
    void tokenIsHiddenUntilAskedForAndCopied();
    void commandsOverHttpAreForThisRunOnly();
    void commandsStayOffWhereOtherMachinesCome();
    void commandLineWinsAndTheDialogSaysSo();
};

void tst_HttpPage::portThatChangesMovesTheServer()
{
    Bench bench;
    const quint16 before = bench.port();
    Stream stream(before, bench.token);
    QVERIFY(stream.hasBegun());
    const quint16 after = freePort();
    bench.open(u"HTTP"_s);
    bench.field<QSpinBox>(settingsKeys().httpPort.name)->setValue(after);
    bench.press(QDialogButtonBox::Ok);
    QTRY_VERIFY(!bench.window.findChild<ui::SettingsDialog *>());
    QVERIFY(stream.endsWell());
    QCOMPARE(belayer::test::get(after, "/healthz").status, 200);
    QTcpSocket late;
    late.connectToHost(QHostAddress(QHostAddress::LocalHost), before);
    QVERIFY(!late.waitForConnected());
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(after);
    QCOMPARE(contentOf(bench.dir.addressFile()), url + '\n');
    QCOMPARE(bench.field<QToolButton>(u"httpAddress"_s)->text(), QString::fromLatin1(url));
    QCOMPARE(read(bench.settings, settingsKeys().httpPort), int(after));
}

void tst_HttpPage::takenPortLeavesAllAsItWas()
{
    Bench bench;
    const quint16 before = bench.port();
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    bench.open(u"HTTP"_s);
    bench.field<QSpinBox>(settingsKeys().httpPort.name)->setValue(other.serverPort());
    find<QListWidget>(&bench.window, u"pages"_s)->setCurrentRow(0);
    bench.press(QDialogButtonBox::Ok);
    auto *status = bench.field<QLabel>(u"httpStatus"_s);
    QVERIFY(status->isVisible()); // the page has come forward
    QVERIFY2(status->text().contains(u"Port %1 is taken"_s.arg(other.serverPort())),
             qPrintable(status->text()));
    QVERIFY(status->text().contains(u"Still answering at http://127.0.0.1:%1"_s.arg(before)));
    QCOMPARE(belayer::test::get(before, "/healthz").status, 200);
    QCOMPARE(read(bench.settings, settingsKeys().httpPort), int(before));
}

void tst_HttpPage::httpGoesOffAndOn()
{
    Bench bench;
    const quint16 port = bench.port();
    bench.open(u"HTTP"_s);
    auto *use = bench.field<QCheckBox>(settingsKeys().http.name);
    use->setChecked(false);
    bench.press(QDialogButtonBox::Apply);
    QCOMPARE(bench.field<QLabel>(u"httpStatus"_s)->text(), u"HTTP is off."_s);
    QCOMPARE(bench.field<QToolButton>(u"httpAddress"_s)->text(), u"HTTP is off"_s);
    QVERIFY(!QFile::exists(bench.dir.addressFile()));
    QTcpSocket late;
    late.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QVERIFY(!late.waitForConnected());
    use->setChecked(true);
    bench.press(QDialogButtonBox::Apply);
    QCOMPARE(belayer::test::get(port, "/healthz").status, 200);

    Bench off([](QSettings &settings) { write(settings, settingsKeys().http, false); });
    QVERIFY(off.service.http().status().url.isEmpty());
    QVERIFY(off.service.http().status().problem.isEmpty());
}

void tst_HttpPage::badNameIsSaidAsItIsTyped()
{
    Bench bench;
    auto *dialog = bench.open(u"HTTP"_s);
    auto *hosts = bench.field<QLineEdit>(settingsKeys().httpAllowedHosts);
    hosts->setFocus();
    QTest::keyClicks(hosts, u"belayer.example, *.evil"_s);
    QVERIFY(bench.field<QLabel>(u"hostsNote"_s)->text().contains(u"“*.evil” is no name"));
    for (const auto which : {QDialogButtonBox::Ok, QDialogButtonBox::Apply})
        QVERIFY(!dialog->findChild<QDialogButtonBox *>()->button(which)->isEnabled());
}

void tst_HttpPage::namesCountFromTheNextRequestOn()
{
    Bench bench;
    HttpClient kept(bench.port());
    const QByteArray request =
        "GET /healthz HTTP/1.1\r\nHost: belayer.example:" + QByteArray::number(bench.port()) + "\r\n\r\n";
    HttpClient early(bench.port());
    early.sendRaw(request);
    QCOMPARE(early.receive().status, 421);
    bench.open(u"HTTP"_s);
    bench.field<QLineEdit>(settingsKeys().httpAllowedHosts)->setText(u"belayer.example"_s);
    bench.field<QCheckBox>(settingsKeys().httpToken.name)->setChecked(true);
    bench.press(QDialogButtonBox::Apply);
    kept.sendRaw(request);
    QCOMPARE(kept.receive().status, 200);
    QCOMPARE(belayer::test::get(bench.port(), "/process").status, 401);
    QCOMPARE(bench.ask(bench.token, "GET", "/process").status, 200);
}

void tst_HttpPage::renewedTokenIsTheOnlyOne()
{
    Bench bench;
    Stream stream(bench.port(), bench.token);
    QVERIFY(stream.hasBegun());
    QCOMPARE(bench
                 .ask(bench.token, "POST", "/api/v1/jobs",
                      R"({"kind":"sleep","id":"long","params":{"duration_ms":3600000}})")
                 .status,
             201);
    HttpClient waiting(bench.port());
    waiting.send("GET", "/api/v1/jobs/long?wait_ms=300000", {}, {{"Authorization", "Bearer " + bench.token}});
    bench.open(u"HTTP"_s);
    bool wasAsked = false;
    answerBox(u"Renew"_s, &wasAsked);
    click(bench.field<QPushButton>(u"renewToken"_s));
    QVERIFY(wasAsked);
    QVERIFY(stream.endsWell());
    QCOMPARE(waiting.receive().status, 401);
    const QByteArray renewed = contentOf(bench.dir.tokenFile()).trimmed();
    QVERIFY(renewed != bench.token && renewed.size() == bench.token.size());
    QCOMPARE(bench.field<QLineEdit>(u"token"_s)->text(), QString::fromLatin1(renewed));
    QCOMPARE(bench.ask(bench.token, "GET", "/api/v1/jobs").status, 401);
    QCOMPARE(bench.ask(renewed, "GET", "/api/v1/jobs/long").status, 200);
    QCOMPARE(ensureToken(bench.dir.tokenFile()), renewed);
    struct stat status{};
    QCOMPARE(::stat(QFile::encodeName(bench.dir.tokenFile()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0600));
    QVERIFY(!QFile::exists(bench.dir.tokenFile() + u".new"_s));
}

void tst_HttpPage::tokenIsHiddenUntilAskedForAndCopied()
{
    Bench bench;
    bench.open(u"HTTP"_s);
    auto *field = bench.field<QLineEdit>(u"token"_s);
    QVERIFY(!field->displayText().contains(QString::fromLatin1(bench.token)));
    click(bench.field<QPushButton>(u"showToken"_s));
    QCOMPARE(field->displayText(), QString::fromLatin1(bench.token));
    click(bench.field<QPushButton>(u"copyToken"_s));
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(bench.token));
}

void tst_HttpPage::commandsOverHttpAreForThisRunOnly()
{
    Bench bench;
    auto *banner = bench.field<QWidget>(u"commandJobsBanner"_s);
    QVERIFY(!banner->isVisible());
    QCOMPARE(bench.submitCommand(), 403);
    bench.open(u"HTTP"_s);
    auto *box = bench.field<QCheckBox>(u"commandJobs"_s);
    box->setChecked(true);
    QCOMPARE(bench.submitCommand(), 403);
    bench.press(QDialogButtonBox::Apply);
    QCOMPARE(bench.submitCommand(), 201);
    QVERIFY(banner->isVisible());
    QVERIFY(bench.field<QLabel>(u"commandJobsNotice"_s)->isVisible());
    bench.settings.sync();
    QVERIFY(!contentOf(bench.dir.settingsFile()).contains("command"));
    click(bench.field<QPushButton>(u"refuseCommandJobs"_s));
    QVERIFY(!banner->isVisible());
    QVERIFY(!box->isChecked());
    QCOMPARE(bench.submitCommand(), 403);
}

void tst_HttpPage::commandsStayOffWhereOtherMachinesCome()
{
    CommandLine line;
    line.address = QHostAddress(QHostAddress::AnyIPv4);
    Bench bench(
        [](QSettings &settings) {
            settings.setValue(settingsKeys().httpAllowedHosts, QStringList{u"belayer.example"_s});
        },
        line);
    bench.open(u"HTTP"_s);
    QVERIFY(!bench.field<QCheckBox>(u"commandJobs"_s)->isEnabled());
    bench.service.http().setCommandJobs(ui::HttpControl::CommandJobs::Allowed);
    QCOMPARE(bench.service.http().status().commandJobs, ui::HttpControl::CommandJobs::Refused);
    QCOMPARE(bench.submitCommand(), 403);
    bench.field<QLineEdit>(settingsKeys().httpAllowedHosts)->clear();
    bench.press(QDialogButtonBox::Apply);
    QVERIFY(bench.field<QLabel>(u"httpStatus"_s)->text().contains(u"needs the names"));
    QCOMPARE(bench.settings.value(settingsKeys().httpAllowedHosts).toStringList(),
             QStringList{u"belayer.example"_s});
}

void tst_HttpPage::commandLineWinsAndTheDialogSaysSo()
{
    CommandLine line;
    line.port = freePort();
    line.commandJobs = api::CommandJobs::Allowed;
    Bench bench({}, line);
    QCOMPARE(bench.port(), *line.port);
    QVERIFY(bench.field<QWidget>(u"commandJobsBanner"_s)->isVisible());
    bench.open(u"HTTP"_s);
    QVERIFY(bench.field<QLabel>(u"portNote"_s)->text().contains(u"--port %1"_s.arg(*line.port)));
    QVERIFY(bench.field<QLabel>(u"commandJobsNote"_s)->text().contains(u"--allow-command-jobs"));
    const quint16 later = freePort();
    bench.field<QSpinBox>(settingsKeys().httpPort.name)->setValue(later);
    bench.press(QDialogButtonBox::Apply);
    QCOMPARE(bench.port(), *line.port);
    QCOMPARE(read(bench.settings, settingsKeys().httpPort), int(later));

    line.http = CommandLine::Http::Off;
    Bench off({}, line);
    off.open(u"HTTP"_s);
    QVERIFY(off.field<QLabel>(u"httpStatus"_s)->text().contains(u"--no-http"));
    QVERIFY(!off.field<QWidget>(u"commandJobsBanner"_s)->isVisible());
}

QTEST_MAIN(tst_HttpPage)
#include "tst_httppage.moc"
