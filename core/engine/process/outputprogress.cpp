// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/outputprogress.h"

#include "core/engine/process/outputreader.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace belayer::engine {

using namespace Qt::StringLiterals;

std::optional<Progress> progressIn(const QString &text)
{
    static const QRegularExpression pattern(
        u"(?<![\\w/.:,+-])(?:(\\d{1,12})\\s?/\\s?(\\d{1,12})(?![\\w/:%-]|[.,]\\d)|(\\d{1,3})(?:\\.\\d+)?\\s?%)"_s);
    std::optional<Progress> last;
    for (auto match = pattern.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const bool isPercent = found.hasCaptured(3);
        const Progress progress{found.captured(isPercent ? 3 : 1).toLongLong(),
                                isPercent ? 100 : found.captured(2).toLongLong(),
                                isPercent ? u"%"_s : u"steps"_s};
        if (progress.total > 0 && progress.done <= progress.total)
            last = progress;
    }
    return last;
}

std::optional<Progress> OutputProgress::look()
{
    constexpr qint64 newest = 4096;
    const qint64 size = QFileInfo(m_path).size();
    if (size == m_size)
        return {};
    m_size = size;
    return progressIn(
        QString::fromUtf8(OutputReader(m_path).range(std::max<qint64>(size - newest, 0), newest).bytes));
}

} // namespace belayer::engine
