// SPDX-License-Identifier: GPL-3.0-or-later
// The settings as people change them: the real window over the real service.
#include "tests/app/settingsbench.h"

#include "ui/look/appearance.h"
#include "ui/look/theme.h"
#include "ui/shortcutsheet.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QRadioButton>
#include <QSpinBox>

using namespace belayer;
using namespace belayer::app;
using namespace belayer::app::test;
using Bench = SettingsBench;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_Settings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { ui::applyAppearance(ui::Appearance::System); }

    void badValuesAreSaidAndTheDefaultHolds_data();
    void badValuesAreSaidAndTheDefaultHolds();
    void nothingHoldsBeforeApply();
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
