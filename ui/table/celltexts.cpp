// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/celltexts.h"

#include <QFontMetrics>
#include <QTransform>

namespace belayer::ui {

namespace {

constexpr qsizetype maxLines = 1024;

QStaticText laidOut(const QString &text, const QFont &font)
{
    QStaticText line(text);
    line.setTextFormat(Qt::PlainText);
    line.setPerformanceHint(QStaticText::AggressiveCaching);
    line.prepare(QTransform(), font);
    return line;
}

} // namespace

CellTexts::Line &CellTexts::line(const QString &text, const QFont &font)
{
    if (m_font != font || m_lines.size() >= maxLines) {
        m_lines.clear();
        m_font = font;
    }
    auto kept = m_lines.find(text);
    if (kept == m_lines.end())
        kept = m_lines.insert(text, {laidOut(text, font), {}});
    return *kept;
}

const QStaticText &CellTexts::whole(const QString &text, const QFont &font)
{
    return line(text, font).whole;
}

const QStaticText &CellTexts::elided(const QString &text, const QFont &font, int width)
{
    Line &kept = line(text, font);
    if (kept.whole.size().width() <= width)
        return kept.whole;
    if (kept.elidedWidth != width) {
        kept.elided = laidOut(QFontMetrics(font).elidedText(text, Qt::ElideRight, width), font);
        kept.elidedWidth = width;
    }
    return kept.elided;
}

} // namespace belayer::ui
