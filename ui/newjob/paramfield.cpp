// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/paramfield.h"

#include "ui/look/theme.h"
#include "ui/newjob/linefields.h"
#include "ui/newjob/listfields.h"
#include "ui/newjob/pathsfield.h"
#include "ui/words/enginetext.h"
#include "ui/words/plaintext.h"
#include "ui/words/titles.h"

#include <QEvent>
#include <QGridLayout>
#include <QHash>
#include <QLineEdit>
#include <QLocale>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using Type = engine::ParamInfo::Type;

ParamField *ParamField::make(const engine::ParamInfo &info, QWidget *parent)
{
    switch (info.type) {
    case Type::Integer: return new IntegerField(info, parent);
    case Type::Text: return new TextField(info, parent);
    case Type::Program:
    case Type::Folder:
    case Type::NewFile: return new PathField(info, parent);
    case Type::TextList:
    case Type::TextMap:
    case Type::ValueList: return new LinesField(info, parent);
    case Type::PathList: return new PathsField(info, parent);
    case Type::Choice: return new ChoiceField(info, parent);
    case Type::ChoiceList: return new ChoicesField(info, parent);
    }
    return new TextField(info, parent);
}

int ParamField::titleWidth(const QFontMetrics &metrics)
{
    return 16 * metrics.averageCharWidth();
}

ParamField::ParamField(const engine::ParamInfo &info, QWidget *parent)
    : QWidget(parent), m_info(info), m_title(new QLabel(paramTitle(info), this)), m_note(new QLabel(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFixedWidth(titleWidth(fontMetrics()));
    m_title->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setObjectName(u"note."_s + info.name);
}

void ParamField::setEditor(QWidget *editor, QWidget *focusTarget)
{
    m_focusTarget = focusTarget;
    focusTarget->setObjectName(u"params."_s + m_info.name);
    focusTarget->setAccessibleName(paramTitle(m_info));
    setFocusProxy(focusTarget);
    m_title->setBuddy(focusTarget);
    m_title->setMinimumHeight(QLineEdit().sizeHint().height()); // stands beside the first line of any editor
    m_title->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(12);
    layout->setVerticalSpacing(3);
    layout->addWidget(m_title, 0, 0, Qt::AlignTop);
    layout->addWidget(editor, 0, 1,
                      editor->maximumWidth() < QWIDGETSIZE_MAX ? Qt::AlignLeft : Qt::Alignment());
    layout->addWidget(m_note, 1, 1);
    layout->setColumnStretch(1, 1);
    showNote();
}

bool ParamField::check(Strictness strictness)
{
    QString problem;
    if (!isBlank())
        problem = findProblem();
    else if (m_info.required && strictness == Strictness::OnSubmit)
        problem = tr("%1 is empty; fill it in: %2").arg(paramTitle(m_info), engineTitle(m_info.summary));
    showProblem(problem);
    return problem.isEmpty();
}

void ParamField::showProblem(const QString &problem)
{
    m_problem = problem;
    showNote();
}

QString ParamField::problem() const
{
    return m_problem;
}

void ParamField::focusEditor()
{
    m_focusTarget->setFocus();
}

void ParamField::noteEdit()
{
    check(Strictness::WhileTyping);
    Q_EMIT edited();
}

QString ParamField::countProblem(qsizetype count) const
{
    const QLocale locale;
    if (count < m_info.minimum)
        return tr("%1 has %2 entries; give at least %3.")
            .arg(paramTitle(m_info), locale.toString(qint64(count)), locale.toString(m_info.minimum));
    if (count > m_info.maximum)
        return tr("%1 has %2 entries; give at most %3.")
            .arg(paramTitle(m_info), locale.toString(qint64(count)), locale.toString(m_info.maximum));
    return {};
}

/// The problem if there is one, else what the parameter is for.
void ParamField::showNote()
{
    const bool isProblem = !m_problem.isEmpty();
    m_note->setText(shown(isProblem ? m_problem : engineTitle(m_info.summary)));
    m_note->setVisible(!m_note->text().isEmpty());
    setTextTone(m_note, isProblem ? Tone::Bad : Tone::Muted);
}

void ParamField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showNote();
}

} // namespace belayer::ui
