// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outputtext.h"

#include "ui/plaintext.h"

namespace belayer::ui {

namespace {

constexpr QChar escapeCharacter(u'\x1b');
constexpr qsizetype maxSequence = 32;

} // namespace

QStringList OutputText::feed(QByteArrayView bytes)
{
    QStringList lines;
    const QString text = m_decoder.decode(bytes);
    for (const QChar c : text)
        take(c, lines);
    return lines;
}

QString OutputText::openLine() const
{
    return shownLines(m_line + m_sequence);
}

void OutputText::clear()
{
    *this = OutputText();
}

void OutputText::take(QChar c, QStringList &lines)
{
    if (m_escape != Escape::None) {
        m_sequence += c;
        if (m_escape == Escape::Begun && c == u'[') {
            m_escape = Escape::Sequence;
            return;
        }
        const bool isParameter = m_escape == Escape::Sequence && ((c >= u'0' && c <= u'9') || c == u';');
        if (isParameter && m_sequence.size() < maxSequence)
            return;
        // SGR and EL change how a line looks; anything else is shown as it came.
        if (m_escape == Escape::Begun || (c != u'm' && c != u'K')) {
            m_line += m_sequence.chopped(1);
            m_sequence.clear();
            m_escape = Escape::None;
            take(c, lines);
            return;
        }
        m_sequence.clear();
        m_escape = Escape::None;
        return;
    }
    if (m_isReturned && c != u'\n' && c != u'\r')
        m_line.clear();
    m_isReturned = c == u'\r';
    if (c == u'\n') {
        endLine(lines);
    } else if (c == escapeCharacter) {
        m_escape = Escape::Begun;
        m_sequence = c;
    } else if (c != u'\r') {
        m_line += c;
        if (m_line.size() >= maxLine && !c.isHighSurrogate())
            endLine(lines);
    }
}

void OutputText::endLine(QStringList &lines)
{
    lines += shownLines(m_line);
    m_line.clear();
}

} // namespace belayer::ui
