// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/plaintext.h"

#include <QStringBuilder>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

enum class Layout : quint8 { OneLine, ManyLines };

bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: return c >= 0x80 && c < 0xa0;
    }
}

bool isHarmless(char16_t c, Layout layout)
{
    if (c < 0x20)
        return layout == Layout::ManyLines && (c == u'\n' || c == u'\t');
    if (c < 0x7f)
        return true;
    return c > 0x9f && c != 0xad && !QChar::isSurrogate(c) && !isInvisible(c);
}

QString pictured(char32_t c)
{
    if (c < 0x20 || c == 0x7f)
        return u'^' + QString(QChar(char16_t(c ^ 0x40)));
    if (isInvisible(c))
        return u"⟨U+%1⟩"_s.arg(uint(c), 4, 16, QChar(u'0')).toUpper();
    return QString::fromUcs4(&c, 1);
}

QString escaped(const QString &text, Layout layout)
{
    qsizetype i = 0;
    while (i < text.size() && isHarmless(text[i].unicode(), layout))
        ++i;
    if (i == text.size())
        return text;

    QString result = text.left(i);
    for (; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isHarmless(c.unicode(), layout)) {
            result += c;
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            result += pictured(QChar::surrogateToUcs4(c, text[i + 1]));
            ++i;
        } else {
            result += c.isSurrogate() ? QString(QChar::ReplacementCharacter) : pictured(c.unicode());
        }
    }
    return result;
}

} // namespace

QString shown(const QString &text)
{
    return escaped(text, Layout::OneLine);
}

QString shownLines(const QString &text)
{
    return escaped(text, Layout::ManyLines);
}

QString shownInToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    // More would cover the screen.
    constexpr qsizetype most = 1'000;
    const QString part = text.size() > most ? text.left(most) + u" …"_s : text;
    return u"<p style='white-space:pre-wrap'>"_s % shownLines(part).toHtmlEscaped() % u"</p>"_s;
}

} // namespace belayer::ui
