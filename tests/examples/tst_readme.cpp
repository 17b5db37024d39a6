// SPDX-License-Identifier: MIT
// core/async/README.md quotes code that is compiled and tests that exist.
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        qFatal("cannot read %s", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

QString readme()
{
    return textOf(QStringLiteral(BELAYER_ASYNC_DIR "/README.md"));
}

// A line without what a quotation may change: comment, indentation, inline.
QString essence(QString line)
{
    static const QRegularExpression comment(u"//.*"_s);
    return line.remove(comment).remove(u"inline "_s).simplified();
}

QSet<QString> compiledLines()
{
    QSet<QString> lines;
    const QDir dir(QStringLiteral(BELAYER_EXAMPLES_DIR));
    const QStringList names = dir.entryList({u"*.h"_s});
    for (const QString &name : names) {
        const QStringList text = textOf(dir.filePath(name)).split(u'\n');
        for (const QString &line : text)
            lines.insert(essence(line));
    }
    return lines;
}

} // namespace

class Readme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySnippetIsCompiled();
    void everyTestNamedExists();
};

void Readme::everySnippetIsCompiled()
{
    const QSet<QString> compiled = compiledLines();
    static const QRegularExpression block(u"```cpp\\n(.*?)```"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    int count = 0;
    const QString text = readme();
    for (auto blocks = block.globalMatch(text); blocks.hasNext();) {
        const QStringList lines = blocks.next().captured(1).split(u'\n');
        for (const QString &line : lines) {
            ++count;
            QVERIFY2(compiled.contains(essence(line)), qPrintable(u"in no example: "_s + line));
        }
    }
    QVERIFY(count > 100);
}

void Readme::everyTestNamedExists()
{
    const QString tests = textOf(QStringLiteral(BELAYER_ASYNC_TESTS_DIR "/tst_originalswrongs.cpp"));
    static const QRegularExpression row(u"\\| `(\\w+)` \\|"_s);
    int count = 0;
    const QString text = readme().section(u"## What the Python original"_s, 1).section(u"\n## "_s, 0, 0);
    for (auto rows = row.globalMatch(text); rows.hasNext();) {
        const QString name = rows.next().captured(1);
        ++count;
        QVERIFY2(tests.contains(u"::%1()"_s.arg(name)), qPrintable(u"no such test: "_s + name));
    }
    QCOMPARE(count, 20);
}

QTEST_GUILESS_MAIN(Readme)
#include "tst_readme.moc"
