// SPDX-License-Identifier: GPL-3.0-or-later
// The output pane against a QPlainTextEdit, which holds all text in memory. CPU time of the main thread: the
// longest piece of work between two looks at the event loop is what a person feels.
#include "tests/bench/ui/cells.h"
#include "ui/output/outputpane.h"
#include "ui/output/outputview.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QTemporaryDir>

#include <algorithm>
#include <memory>

namespace belayer::bench {
using namespace Qt::StringLiterals;

namespace {

/// 10 MB in 100,000 lines, each with a coloured word.
QByteArray compilerOutput()
{
    QByteArray bytes;
    for (int line = 0; line < 100'000; ++line)
        bytes += "[\x1b[32m" + QByteArray::number(line).rightJustified(6) +
                 "\x1b[0m/100000] Building CXX object core/engine/CMakeFiles/engine.dir/process/file" +
                 QByteArray::number(line % 997) + ".cpp.o\n";
    return bytes;
}

QByteArray oneLine()
{
    return QByteArray(10'000'000, 'x');
}

/// As the pane shows it: a line without end comes in pieces.
QByteArray lastLine(const QByteArray &bytes)
{
    return bytes.endsWith('\n') ? bytes.last(20).chopped(1)
                                : '\n' + bytes.last(bytes.size() % ui::LineSplitter::maxLine);
}

class OpenPane
{
public:
    explicit OpenPane(const QByteArray &bytes) : m_end(QString::fromLatin1(lastLine(bytes)))
    {
        needApplication();
        QFile file(m_folder.filePath(u"job.log"_s));
        require(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(),
                "the output is written");
        m_job.id = engine::JobId(u"job"_s);
        m_job.kind = u"command"_s;
        m_job.state = engine::JobState::Succeeded;
        m_job.outputFile = file.fileName();
        m_pane = std::make_unique<ui::OutputPane>();
        m_pane->resize(1100, 300);
        m_pane->show();
        QApplication::processEvents();
    }

    /// Until the end is painted; gives the longest turn of the event loop.
    double open()
    {
        const auto *view = m_pane->findChild<ui::OutputView *>();
        const double before = cpuNanosecondsOfThread();
        m_pane->showJob(&m_job);
        double longest = cpuNanosecondsOfThread() - before;
        do // the next turn paints what this one has read
            longest = std::max(longest, turn());
        while (!view->visibleText().endsWith(m_end));
        return std::max(longest, turn());
    }

    ui::OutputPane &pane() { return *m_pane; }

private:
    static double turn()
    {
        const double before = cpuNanosecondsOfThread();
        QApplication::processEvents();
        return cpuNanosecondsOfThread() - before;
    }

    const QString m_end;
    QTemporaryDir m_folder;
    engine::JobSnapshot m_job;
    std::unique_ptr<ui::OutputPane> m_pane;
};

/// As most programs do it.
struct TextEdit
{
    TextEdit()
    {
        needApplication();
        edit = std::make_unique<QPlainTextEdit>();
        edit->setReadOnly(true);
        edit->setUndoRedoEnabled(false);
        edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        edit->resize(1100, 300);
        edit->show();
        QApplication::processEvents();
    }
    void open(const QByteArray &bytes) const
    {
        edit->appendPlainText(QString::fromUtf8(bytes));
        edit->moveCursor(QTextCursor::End);
        QApplication::processEvents();
    }
    std::unique_ptr<QPlainTextEdit> edit;
};

template<class Step> Sample cpu(Step step)
{
    const double before = cpuNanosecondsOfThread();
    step();
    return {cpuNanosecondsOfThread() - before, 0};
}

template<QByteArray (*Bytes)()> Sample openOurs()
{
    OpenPane ours(Bytes());
    return cpu([&] { ours.open(); });
}

template<QByteArray (*Bytes)()> Sample openTextEdit()
{
    const QByteArray bytes = Bytes();
    const TextEdit peer;
    return cpu([&] { peer.open(bytes); });
}

template<QByteArray (*Bytes)()> Sample holdOurs()
{
    OpenPane ours(Bytes());
    return {ours.open(), 0};
}

Sample memoryOurs()
{
    OpenPane ours(compilerOutput());
    const std::int64_t before = heapBytes();
    ours.open();
    return {0, double(heapBytes() - before)};
}

Sample memoryTextEdit()
{
    const QByteArray bytes = compilerOutput();
    const TextEdit peer;
    const std::int64_t before = heapBytes();
    peer.open(bytes);
    return {0, double(heapBytes() - before)};
}

Sample searchOurs()
{
    OpenPane ours(compilerOutput());
    ours.open();
    auto *search = ours.pane().findChild<ui::OutputSearch *>();
    const Sample sample = cpu([&] {
        search->setText(u"file99"_s);
        while (search->isSearching())
            QApplication::processEvents();
    });
    require(search->matchCount() == 801, "all matches");
    return sample;
}

Sample searchTextEdit()
{
    const TextEdit peer;
    peer.open(compilerOutput());
    int found = 0;
    const Sample sample = cpu([&] {
        QTextCursor cursor(peer.edit->document());
        while (!(cursor = peer.edit->document()->find(u"file99"_s, cursor)).isNull())
            ++found;
    });
    require(found == 801, "all matches");
    return sample;
}

} // namespace

std::vector<Cell> outputCells()
{
    return {{"output", "ours", openOurs<compilerOutput>},
            {"output", "QPlainTextEdit", openTextEdit<compilerOutput>},
            {"output-hold", "ours", holdOurs<compilerOutput>},
            {"output-hold", "QPlainTextEdit", openTextEdit<compilerOutput>},
            {"output-memory", "ours", memoryOurs},
            {"output-memory", "QPlainTextEdit", memoryTextEdit},
            {"output-search", "ours", searchOurs},
            {"output-search", "QPlainTextEdit", searchTextEdit},
            {"output-line", "ours", holdOurs<oneLine>}};
}

} // namespace belayer::bench
