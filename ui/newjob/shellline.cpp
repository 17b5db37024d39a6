// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/shellline.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>

namespace belayer::ui {

ShellLine::ShellLine(QWidget *parent) : QLineEdit(parent), m_completer(new QCompleter(&m_candidates, this))
{
    // Not setCompleter(): that one would open by itself while somebody types, and take the keys of the
    // history.
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            [this](const QString &chosen) { replaceFrom(m_completionStart, chosen); });
    connect(this, &QLineEdit::textEdited, m_completer, [this] { m_completer->popup()->hide(); });
}

void ShellLine::setHistory(const QStringList &lines)
{
    m_history = lines;
    m_entry = draft;
}

bool ShellLine::event(QEvent *event)
{
    // Before QWidget makes a change of focus of it.
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Tab && key->modifiers() == Qt::NoModifier && complete())
            return true;
    }
    return QLineEdit::event(event);
}

/// The base selects all, and the next letter would replace what others have put there.
void ShellLine::focusInEvent(QFocusEvent *event)
{
    const int place = cursorPosition();
    QLineEdit::focusInEvent(event);
    setCursorPosition(place);
}

void ShellLine::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = !(event->modifiers() & ~Qt::KeypadModifier);
    if (isPlain && event->key() == Qt::Key_Up)
        recall(m_entry + 1);
    else if (isPlain && event->key() == Qt::Key_Down)
        recall(m_entry - 1);
    else
        QLineEdit::keyPressEvent(event);
}

void ShellLine::recall(int entry)
{
    if (entry < draft || entry >= m_history.size())
        return;
    if (m_entry == draft)
        m_draft = text();
    m_entry = entry;
    setText(entry == draft ? m_draft : m_history.at(entry));
    Q_EMIT recalled(entry);
}

/// False: there is nothing to complete.
bool ShellLine::complete()
{
    const QString before = text().left(cursorPosition());
    const auto completion = m_completion.complete(before, m_reader, m_folder);
    if (!completion)
        return false;
    m_completionStart = completion->start;
    const bool isSure = completion->candidates.size() == 1;
    if (isSure ||
        shellTail(completion->common, m_reader).text.size() > shellTail(before, m_reader).text.size()) {
        replaceFrom(completion->start, completion->common);
        return true;
    }
    m_candidates.setStringList(completion->candidates);
    m_completer->complete();
    return true;
}

void ShellLine::replaceFrom(qsizetype start, const QString &text)
{
    setSelection(int(start), cursorPosition() - int(start));
    insert(text);
}

} // namespace belayer::ui
