// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/valuetext.h"

#include <QEvent>
#include <QTextBlock>

#include <cmath>

namespace belayer::ui {

ValueText::ValueText(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFocusPolicy(Qt::ClickFocus);
    setAcceptDrops(false); // files are for the window
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
}

void ValueText::setValue(const QString &text)
{
    if (text == m_value)
        return; // what is selected stays so
    m_value = text;
    setPlainText(text);
    fitHeight();
}

QSize ValueText::sizeHint() const
{
    return minimumSizeHint();
}

QSize ValueText::minimumSizeHint() const
{
    return {1, fontMetrics().height()};
}

void ValueText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void ValueText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitHeight();
}

void ValueText::fitHeight()
{
    qreal height = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        height += blockBoundingRect(block).height();
    setFixedHeight(int(std::ceil(height)) + 1); // or it has a line too many, which scrolls
}

} // namespace belayer::ui
