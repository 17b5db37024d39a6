// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/datadir.h"
#include "app/instance.h"
#include "app/starterror.h"
#include "app/token.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <sys/stat.h>
#include <unistd.h>

using namespace belayer::app;
using namespace Qt::StringLiterals;

class tst_DataDir : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void missingDirectoryIsMadePrivate();
    void defaultIsTheXdgDirectory();
    void unusableDirectoriesAreRefused();
    void tokenIsMadeAndKept();
    void renewalReplacesTheTokenOrLeavesIt();
    void badTokensAreReplaced_data();
    void badTokensAreReplaced();
    void lockIsHeldByOne();
    void secondBringsFirstForward();

private:
    QString path(const char *name) const { return m_dir->filePath(QString::fromLatin1(name)); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

mode_t modeOf(const QString &path)
{
    struct stat status{};
    ::stat(QFile::encodeName(path).constData(), &status);
    return status.st_mode & 0777;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

bool isToken(const QByteArray &content)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9_-]{43}\\n\\z"_s);
    return form.match(QString::fromLatin1(content)).hasMatch();
}

} // namespace

void tst_DataDir::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

void tst_DataDir::missingDirectoryIsMadePrivate()
{
    const mode_t before = ::umask(0);
    const DataDir dir = DataDir::open(path("new/deep"));
    ::umask(before);
    QCOMPARE(dir.path(), path("new/deep"));
    QCOMPARE(modeOf(dir.path()), mode_t(0700));
}

void tst_DataDir::defaultIsTheXdgDirectory()
{
    qputenv("XDG_DATA_HOME", QFile::encodeName(m_dir->path()));
    QCOMPARE(DataDir::open({}).path(), path("belayer"));
    qunsetenv("XDG_DATA_HOME");
}

void tst_DataDir::unusableDirectoriesAreRefused()
{
    write(path("file"), "x");
    QVERIFY_THROWS_EXCEPTION(StartError, DataDir::open(path("file")));
    QVERIFY_THROWS_EXCEPTION(StartError, DataDir::open(path("file/below")));
    QVERIFY(QDir(m_dir->path()).mkdir(u"open"_s));
    ::chmod(QFile::encodeName(path("open")).constData(), 0777);
    QVERIFY_THROWS_EXCEPTION(StartError, DataDir::open(path("open")));
    QCOMPARE(modeOf(path("open")), mode_t(0777));
}

void tst_DataDir::tokenIsMadeAndKept()
{
    const QString file = path("token");
    ensureToken(file);
    const QByteArray token = contentOf(file);
    QVERIFY(isToken(token));
    QCOMPARE(modeOf(file), mode_t(0600));
    ensureToken(file);
    QCOMPARE(contentOf(file), token);
    ensureToken(path("other"));
    QVERIFY(contentOf(path("other")) != token);
}

void tst_DataDir::renewalReplacesTheTokenOrLeavesIt()
{
    const QString file = path("token");
    const QByteArray first = ensureToken(file);
    write(path("token.new"), "of a renewal that was cut off");
    const QByteArray second = renewToken(file);
    QVERIFY(second != first);
    QCOMPARE(contentOf(file), second + '\n');
    QVERIFY(isToken(contentOf(file)));
    QCOMPARE(modeOf(file), mode_t(0600));
    QVERIFY(!QFile::exists(path("token.new")));
    QVERIFY(QDir(m_dir->path()).mkdir(u"token.new"_s)); // cannot be written, not even by root
    QVERIFY_THROWS_EXCEPTION(StartError, renewToken(file));
    QCOMPARE(ensureToken(file), second);
}

void tst_DataDir::badTokensAreReplaced_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray(42, 'a') + "\n";
    QTest::newRow("long") << QByteArray(44, 'a') + "\n";
    QTest::newRow("no newline") << QByteArray(43, 'a');
    QTest::newRow("two newlines") << QByteArray(43, 'a') + "\n\n";
    QTest::newRow("bad character") << QByteArray(42, 'a') + "+\n";
}

void tst_DataDir::badTokensAreReplaced()
{
    QFETCH(QByteArray, content);
    const QString file = path("token");
    write(file, content);
    ensureToken(file);
    QVERIFY(isToken(contentOf(file)));

    // One that others could read, and one that is a link to elsewhere.
    const QByteArray valid = QByteArray(43, 'a') + "\n";
    write(file, valid);
    ::chmod(QFile::encodeName(file).constData(), 0644);
    ensureToken(file);
    QVERIFY(contentOf(file) != valid);
    QCOMPARE(modeOf(file), mode_t(0600));
    QFile::remove(file);
    write(path("elsewhere"), valid);
    QVERIFY(QFile::link(path("elsewhere"), file));
    ensureToken(file);
    QVERIFY(contentOf(file) != valid);
    QCOMPARE(contentOf(path("elsewhere")), valid);
}

void tst_DataDir::lockIsHeldByOne()
{
    const DataDir dir = DataDir::open(m_dir->path());
    {
        const auto lock = InstanceLock::take(dir);
        QVERIFY(lock);
        QVERIFY(!InstanceLock::take(dir));
    }
    QVERIFY(InstanceLock::take(dir));
}

void tst_DataDir::secondBringsFirstForward()
{
    const DataDir dir = DataDir::open(m_dir->path());
    QCOMPARE(bringForward(dir, {}), Answer::None);
    const InstanceServer first(dir);
    QSignalSpy spy(&first, &InstanceServer::activated);
    std::atomic<bool> cameForward = false;
    const std::unique_ptr<QThread> second(
        QThread::create([&] { cameForward = bringForward(dir, {}) == Answer::CameForward; }));
    second->start();
    QTRY_COMPARE(spy.size(), 1);
    QTRY_VERIFY(second->isFinished());
    QVERIFY(cameForward);
}

QTEST_GUILESS_MAIN(tst_DataDir)
#include "tst_datadir.moc"
