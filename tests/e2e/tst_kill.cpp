// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 of the real program while curl submits to it: what it had acknowledged is there at the next start,
// what ran is interrupted, and no process is left.
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr int PatienceMs = 30'000;
constexpr int Submitters = 4;

/// How often, by the program's first argument.
int &rounds()
{
    static int number = 3;
    return number;
}

/// Whether a process lives that has this in its "environ" or "cmdline".
bool isAnyWith(const QByteArray &mark, const QString &where)
{
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs);
    return std::any_of(names.begin(), names.end(), [&](const QString &name) {
        QFile file(u"/proc/%1/%2"_s.arg(name, where));
        return file.open(QFile::ReadOnly) && file.readAll().contains(mark);
    });
}

} // namespace

class tst_Kill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAcknowledgedSurvivesAndNothingRunsOn();

private:
    std::unique_ptr<QProcess> start();
    /// Submits one job after the other until the server is gone.
    std::unique_ptr<QProcess> submitter(const QString &prefix, const QByteArray &daemon) const;
    QJsonObject look(const QString &id) const;
    QString tokenHeader() const;

    QTemporaryDir m_dir;
    QString m_address;
};

std::unique_ptr<QProcess> tst_Kill::start()
{
    auto program = std::make_unique<QProcess>();
    program->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program->start(QStringLiteral(BELAYER_PROGRAM), {u"--headless"_s, u"--port"_s, u"0"_s, u"--data-dir"_s,
                                                     m_dir.path(), u"--allow-command-jobs"_s});
    while (!program->canReadLine() && program->waitForReadyRead(PatienceMs)) {}
    m_address = QString::fromUtf8(program->readLine()).trimmed().section(u' ', -1);
    return program;
}

QString tst_Kill::tokenHeader() const
{
    QFile token(m_dir.filePath(u"token"_s));
    return token.open(QFile::ReadOnly)
               ? u"Authorization: Bearer "_s + QString::fromLatin1(token.readAll().trimmed())
               : QString();
}

std::unique_ptr<QProcess> tst_Kill::submitter(const QString &prefix, const QByteArray &daemon) const
{
    auto shell = std::make_unique<QProcess>();
    const QString loop =
        u"i=0; while :; do id=$PREFIX-$i; i=$((i+1));"
        u"case $((i%4)) in "
        u"0) job='\"command\",\"params\":{\"shell\":\"setsid sleep 600 & "
        u"(env -i setsid '$DAEMON' >/dev/null 2>&1 &); exec sleep 600\"}';;"
        u"1) job='\"sleep\",\"params\":{\"duration_ms\":600000}';;"
        u"*) job='\"compute\",\"params\":{\"n\":3}';; esac;"
        u"code=$(curl -s -o /dev/null -w '%{http_code}' -H \"$TOKEN\" -H 'Content-Type: application/json'"
        u" -d \"{\\\"id\\\":\\\"$id\\\",\\\"kind\\\":$job}\" $URL/api/v1/jobs) || exit 0;"
        u"[ $code = 201 ] && echo $id; done"_s;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"http_proxy"_s);
    environment.insert(u"PREFIX"_s, prefix);
    environment.insert(u"DAEMON"_s, QString::fromLatin1(daemon));
    environment.insert(u"TOKEN"_s, tokenHeader());
    environment.insert(u"URL"_s, m_address);
    shell->setProcessEnvironment(environment);
    shell->start(u"/bin/sh"_s, {u"-c"_s, loop});
    return shell;
}

QJsonObject tst_Kill::look(const QString &id) const
{
    QProcess curl;
    curl.start(u"curl"_s, {u"-sS"_s, u"--noproxy"_s, u"*"_s, u"-H"_s, tokenHeader(),
                           m_address + u"/api/v1/jobs/"_s + id});
    if (!curl.waitForFinished(PatienceMs))
        return {};
    return QJsonDocument::fromJson(curl.readAllStandardOutput()).object();
}

void tst_Kill::whatWasAcknowledgedSurvivesAndNothingRunsOn()
{
    QStringList all;
    const QString number = QString::number(QRandomGenerator::global()->generate());
    const QString run = u"kill-"_s + number;
    const QByteArray daemon =
        "sleep 600." + number.toLatin1(); // that wipes its environment: known by this alone
    const QByteArray daemonLine = QByteArray(daemon).replace(' ', '\0');
    std::unique_ptr<QProcess> program = start();
    for (int round = 0; round < rounds(); ++round) {
        QVERIFY(!m_address.isEmpty());
        std::vector<std::unique_ptr<QProcess>> submitters;
        for (int i = 0; i < Submitters; ++i)
            submitters.push_back(submitter(u"%1-%2-%3"_s.arg(run).arg(round).arg(i), daemon));
        submitters.front()->waitForReadyRead(PatienceMs);
        QThread::usleep(QRandomGenerator::global()->bounded(300'000U));
        program->kill();
        QVERIFY(program->waitForFinished(PatienceMs));
        QStringList acknowledged;
        for (const auto &each : submitters) {
            QVERIFY(each->waitForFinished(PatienceMs));
            acknowledged +=
                QString::fromLatin1(each->readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
        }
        QVERIFY(!acknowledged.isEmpty());

        program = start();
        for (const QString &id : std::as_const(acknowledged)) {
            const QJsonObject job = look(id);
            const QString state = job.value(u"state").toString();
            const bool isShort = job.value(u"kind").toString() == u"compute"_s;
            QVERIFY2(state == u"interrupted"_s || (isShort && state == u"succeeded"_s),
                     qPrintable(id + u": "_s + QString::fromUtf8(QJsonDocument(job).toJson())));
        }
        QTRY_VERIFY_WITH_TIMEOUT(!isAnyWith("BELAYER_JOB=" + run.toLatin1(), u"environ"_s), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!isAnyWith(daemonLine, u"cmdline"_s), PatienceMs);
        all += acknowledged;
    }
    for (int i = 0; i < 20; ++i) { // also of the first rounds, and with all that was written since
        const QString id = all.at(QRandomGenerator::global()->bounded(int(all.size())));
        QCOMPARE(look(id).value(u"id").toString(), id);
    }
    program->terminate();
    QVERIFY(program->waitForFinished(PatienceMs));
    QCOMPARE(program->exitCode(), 0);
    qInfo("%lld jobs acknowledged in %d rounds", static_cast<long long>(all.size()), rounds());
}

int main(int argc, char **argv)
{
    if (argc > 1 && qstrcmp(argv[1], "hundred") == 0) {
        rounds() = 100;
        argv[1] = argv[0];
        ++argv;
        --argc;
    }
    QCoreApplication application(argc, argv);
    tst_Kill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_kill.moc"
