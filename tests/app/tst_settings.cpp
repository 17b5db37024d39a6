// SPDX-License-Identifier: GPL-3.0-or-later
// The settings as people change them: the real window over the real service, and real requests to it.
#include "app/service.h"
#include "app/starterror.h"
#include "app/token.h"
#include "core/engine/engineclient.h"
#include "tests/http/httpclient.h"
#include "tests/ui/windowbench.h"
#include "ui/helpmenu.h"
#include "ui/look/appearance.h"
#include "ui/look/theme.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shortcutsheet.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QTcpSocket>
#include <QToolButton>
#include <QUrl>

#include <sys/stat.h>

using namespace belayer;
using namespace belayer::app;
using namespace Qt::StringLiterals;
using test::Answer;
using test::HttpClient;
using ui::settingsKeys;
using ui::test::answerBox;
using ui::test::click;
using ui::test::find;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost));
    return server.serverPort();
}

/// As windowed.cpp puts them together, in a folder of their own.
class Bench
{
    QTemporaryDir m_folder;

public:
    const DataDir dir = DataDir::open(m_folder.path());
    const QByteArray token = ensureToken(dir.tokenFile());
    QSettings settings{dir.settingsFile(), QSettings::IniFormat};
    Service service;
    engine::EngineClient client{service.thread()};
    ui::MainWindow window{client, settings};

    /// Where nothing else is said, on a free port that the settings name.
    explicit Bench(const std::function<void(QSettings &)> &before = {}, const CommandLine &line = {})
        : service((prepare(settings, before), line), dir, token)
    {
        window.setHttp(service.http());
        if (!QTest::qWaitFor([this] { return !service.http().status().isStarting; }))
            qFatal("HTTP does not come up");
        window.show();
        (void)QTest::qWaitForWindowActive(&window);
    }

    static void prepare(QSettings &settings, const std::function<void(QSettings &)> &before)
    {
        settings.setValue(settingsKeys().httpPort.name, freePort());
        if (before)
            before(settings);
        settings.sync();
    }

    quint16 port() { return quint16(QUrl(service.http().status().url).port()); }

    /// On the page of that name.
    ui::SettingsDialog *open(const QString &page)
    {
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
        QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
        auto *dialog = window.findChild<ui::SettingsDialog *>();
        if (!dialog)
            qFatal("the shortcut opens no settings");
        auto *pages = find<QListWidget>(dialog, u"pages"_s);
        pages->setCurrentItem(pages->findItems(page, Qt::MatchExactly).value(0));
        return dialog;
    }
    template<class Field> Field *field(const QString &name) { return find<Field>(&window, name); }
    void press(QDialogButtonBox::StandardButton which)
    {
        click(window.findChild<ui::SettingsDialog *>()->findChild<QDialogButtonBox *>()->button(which));
    }

    Answer ask(const QByteArray &secret, const QByteArray &method, const QByteArray &path,
               const QByteArray &json = {})
    {
        HttpClient::Headers headers{{"Authorization", "Bearer " + secret}};
        if (!json.isEmpty())
            headers.emplaceBack("Content-Type", "application/json");
        return HttpClient(port()).ask(method, path, json, headers);
    }
    int submitCommand()
    {
        return ask(token, "POST", "/api/v1/jobs", R"({"kind":"command","params":{"program":"/bin/true"}})")
            .status;
    }
};

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

class tst_Settings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { ui::applyAppearance(ui::Appearance::System); }

    void badValuesAreSaidAndTheDefaultHolds_data();
    void badValuesAreSaidAndTheDefaultHolds();
    void nothingHoldsBeforeApply();
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
    void limitsHoldAtOnceAndAtTheNextStart();
    void retentionHoldsAtOnce();
    void appearanceChangesAtOnce();
    void desktopKeysAreTold();
    void everyShortcutIsOnTheSheet();
};

void tst_Settings::badValuesAreSaidAndTheDefaultHolds_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("said");
    QTest::newRow("word")
        << QByteArray("[jobs]\nmax_running=many\n")
        << u"jobs/max_running is \"many\"; write a whole number from 1 to 1000. Until then 256"_s;
    QTest::newRow("list") << QByteArray("[jobs]\nmax_running=1,2\n") << u"jobs/max_running is \"1, 2\""_s;
    QTest::newRow("too small") << QByteArray("[history]\nmax_jobs=0\n") << u"history/max_jobs is \"0\""_s;
    QTest::newRow("too large") << QByteArray("[http]\nport=65536\n") << u"http/port is \"65536\""_s;
    QTest::newRow("switch") << QByteArray("[desktop]\ntray=perhaps\n")
                            << u"desktop/tray is \"perhaps\"; write true or false. Until then false"_s;
    QTest::newRow("theme") << QByteArray("[appearance]\ntheme=pink\n")
                           << u"appearance/theme is \"pink\"; write system or light or dark."_s;
}

void tst_Settings::badValuesAreSaidAndTheDefaultHolds()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, said);
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"settings.ini"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(line) == line.size());
    file.close();
    const QSettings settings(name, QSettings::IniFormat);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QRegularExpression::escape(name + u": "_s + said)));
    const ui::SettingsKeys &keys = settingsKeys();
    for (const ui::NumberKey &key : {keys.maxRunning, keys.historyJobs, keys.httpPort})
        QCOMPARE(read(settings, key), key.usual);
    QCOMPARE(read(settings, keys.tray), keys.tray.usual);
    QCOMPARE(read(settings, keys.appearance), 0);
    QCOMPARE(contentOf(name), line); // nothing is lost
}

void tst_Settings::nothingHoldsBeforeApply()
{
    Bench bench;
    const QByteArray before = contentOf(bench.dir.settingsFile());
    auto *dialog = bench.open(u"Jobs"_s);
    auto *apply = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Apply);
    QVERIFY(!apply->isEnabled());
    bench.field<QSpinBox>(settingsKeys().maxRunning.name)->setValue(1);
    QVERIFY(apply->isEnabled());
    bench.press(QDialogButtonBox::Cancel);
    QTRY_VERIFY(!bench.window.findChild<ui::SettingsDialog *>());
    bench.settings.sync();
    QCOMPARE(read(bench.settings, settingsKeys().maxRunning), settingsKeys().maxRunning.usual);
    bench.open(u"Jobs"_s);
    QCOMPARE(bench.field<QSpinBox>(settingsKeys().maxRunning.name)->value(), settingsKeys().maxRunning.usual);
}

void tst_Settings::portThatChangesMovesTheServer()
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
    QCOMPARE(test::get(after, "/healthz").status, 200);
    QTcpSocket late;
    late.connectToHost(QHostAddress(QHostAddress::LocalHost), before);
    QVERIFY(!late.waitForConnected());
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(after);
    QCOMPARE(contentOf(bench.dir.addressFile()), url + '\n');
    QCOMPARE(bench.field<QToolButton>(u"httpAddress"_s)->text(), QString::fromLatin1(url));
    QCOMPARE(read(bench.settings, settingsKeys().httpPort), int(after));
}

void tst_Settings::takenPortLeavesAllAsItWas()
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
    QCOMPARE(test::get(before, "/healthz").status, 200);
    QCOMPARE(read(bench.settings, settingsKeys().httpPort), int(before));
}

void tst_Settings::httpGoesOffAndOn()
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
    QCOMPARE(test::get(port, "/healthz").status, 200);

    Bench off([](QSettings &settings) { write(settings, settingsKeys().http, false); });
    QVERIFY(off.service.http().status().url.isEmpty());
    QVERIFY(off.service.http().status().problem.isEmpty());
}

void tst_Settings::badNameIsSaidAsItIsTyped()
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

void tst_Settings::namesCountFromTheNextRequestOn()
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
    QCOMPARE(test::get(bench.port(), "/process").status, 401);
    QCOMPARE(bench.ask(bench.token, "GET", "/process").status, 200);
}

void tst_Settings::renewedTokenIsTheOnlyOne()
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

void tst_Settings::tokenIsHiddenUntilAskedForAndCopied()
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

void tst_Settings::commandsOverHttpAreForThisRunOnly()
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

void tst_Settings::commandsStayOffWhereOtherMachinesCome()
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

void tst_Settings::commandLineWinsAndTheDialogSaysSo()
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

void tst_Settings::limitsHoldAtOnceAndAtTheNextStart()
{
    Bench bench([](QSettings &settings) { write(settings, settingsKeys().maxRunning, 1); });
    QList<engine::JobId> ids;
    for (int i = 0; i < 3; ++i) {
        engine::JobSpec spec;
        spec.kind = u"compute"_s;
        spec.params = {{u"n"_s, 2}, {u"work_ms"_s, 60'000}};
        bench.client.submit(spec, [&](const auto &job) { ids += job->id; });
    }
    auto *running = bench.field<QLabel>(u"runningCount"_s);
    QTRY_COMPARE(running->text(), u"1 running"_s);
    bench.open(u"Jobs"_s);
    bench.field<QSpinBox>(settingsKeys().maxRunning.name)->setValue(2);
    bench.field<QDoubleSpinBox>(settingsKeys().graceMs.name)->setValue(0.1);
    bench.press(QDialogButtonBox::Ok);
    QTRY_COMPARE(running->text(), u"2 running"_s);
    QCOMPARE(read(bench.settings, settingsKeys().graceMs), 100);
    bench.client.cancel(ids);
    QTRY_COMPARE(running->text(), u"0 running"_s);
}

void tst_Settings::retentionHoldsAtOnce()
{
    Bench bench;
    auto *model = bench.window.findChild<ui::JobTableModel *>();
    const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 5; ++i)
        bench.client.submit(ui::test::squareSpec(u"%1"_s.arg(i), i));
    auto *finished = bench.field<QLabel>(u"finishedCount"_s);
    QTRY_COMPARE(finished->text(), u"5 finished"_s);
    bench.open(u"History"_s);
    QTRY_VERIFY(bench.field<QLabel>(u"diskUse"_s)->text().startsWith(u"History: "));
    auto *warning = bench.field<QLabel>(u"historyWarning"_s);
    QVERIFY(!warning->isVisible());
    bench.field<QSpinBox>(settingsKeys().historyJobs.name)->setValue(2);
    QVERIFY(warning->isVisible());
    QCOMPARE(model->rowCount(), 5);
    bench.press(QDialogButtonBox::Apply);
    QTRY_COMPARE(model->rowCount(), 2);
    QVERIFY(!warning->isVisible());
}

void tst_Settings::appearanceChangesAtOnce()
{
    Bench bench;
    bench.open(u"Appearance"_s);
    bench.field<QRadioButton>(settingsKeys().appearance.name + u".dark"_s)->setChecked(true);
    QVERIFY(!ui::isDark(bench.window.palette()));
    bench.press(QDialogButtonBox::Apply);
    QTRY_VERIFY(ui::isDark(bench.window.palette()));
    QCOMPARE(bench.settings.value(settingsKeys().appearance.name).toString(), u"dark"_s);
    bench.field<QRadioButton>(settingsKeys().appearance.name + u".light"_s)->setChecked(true);
    bench.press(QDialogButtonBox::Apply);
    QTRY_VERIFY(!ui::isDark(bench.window.palette()));
}

void tst_Settings::desktopKeysAreTold()
{
    Bench bench;
    int told = 0;
    connect(&bench.window, &ui::MainWindow::desktopSettingsChanged, this, [&] { ++told; });
    bench.open(u"Desktop"_s);
    bench.field<QCheckBox>(settingsKeys().tray.name)->click();
    bench.field<QSpinBox>(settingsKeys().notifyAfterMs.name)->setValue(30);
    bench.press(QDialogButtonBox::Ok);
    QCOMPARE(told, 1);
    QCOMPARE(read(bench.settings, settingsKeys().tray), !settingsKeys().tray.usual);
    QCOMPARE(read(bench.settings, settingsKeys().notifyAfterMs), 30'000);
}

void tst_Settings::everyShortcutIsOnTheSheet()
{
    Bench bench;
    QTest::keyClick(&bench.window, Qt::Key_F1);
    QVERIFY(bench.window.findChild<ui::ShortcutSheet *>());
    QStringList listed;
    QHash<const QWidget *, QStringList> held; // by the view; nullptr: in the whole window
    for (const ui::ShortcutGroup &group : ui::shortcutsOf(bench.window)) {
        for (const ui::ShortcutEntry &entry : group.entries) {
            QVERIFY2(!entry.title.isEmpty() && !entry.title.contains(u'&'), qPrintable(entry.title));
            listed += entry.keys;
            held[group.view] += entry.keys.split(u", "_s);
        }
    }
    for (const QAction *action : bench.window.findChildren<QAction *>()) {
        for (const QKeySequence &keys : action->shortcuts())
            QVERIFY2(listed.filter(keys.toString(QKeySequence::NativeText)).size() > 0,
                     qPrintable(action->text()));
    }
    for (QStringList keys : std::as_const(held))
        QCOMPARE(keys.removeDuplicates(), 0); // no key does two things at one place
    QCOMPARE(held.size(), 3);                 // the jobs' table and the output have keys of their own
    const QStringList inWindow = held.value(nullptr);
    const QStringList inTable = held.value(find<QWidget>(&bench.window, u"jobTable"_s));
    const QStringList inOutput = held.value(find<QWidget>(&bench.window, u"outputPane"_s));
    for (const QString &keys : inTable)
        QVERIFY2(!inWindow.contains(keys), qPrintable(keys));
    for (const QString &keys : inOutput)
        QVERIFY2(!inWindow.contains(keys) || keys == "Ctrl+F"_L1, qPrintable(keys)); // the output comes first
}

QTEST_MAIN(tst_Settings)
#include "tst_settings.moc"
