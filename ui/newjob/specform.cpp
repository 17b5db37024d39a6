// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/specform.h"

#include "ui/look/theme.h"
#include "ui/newjob/childrenfield.h"
#include "ui/newjob/paramfield.h"
#include "ui/words/plaintext.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::Policy;

namespace {

struct PolicyWord
{
    QLatin1StringView word; ///< as in KindInfo::policies
    Policy policy;
    const char *text;
};
constexpr PolicyWord policyWords[] = {
    {"all"_L1, Policy::All,
     QT_TRANSLATE_NOOP("belayer::ui::SpecForm", "All must succeed; the first failure cancels the rest")},
    {"settle"_L1, Policy::Settle,
     QT_TRANSLATE_NOOP("belayer::ui::SpecForm", "Let every job run to its own end")},
    {"first-success"_L1, Policy::FirstSuccess,
     QT_TRANSLATE_NOOP("belayer::ui::SpecForm", "The first to succeed wins")},
    {"first-finish"_L1, Policy::FirstFinish,
     QT_TRANSLATE_NOOP("belayer::ui::SpecForm", "The first to end decides, well or badly")},
};

} // namespace

SpecForm::SpecForm(const engine::KindInfo &kind, const QList<engine::KindInfo> &kinds, QWidget *parent)
    : SpecForm(kind, kinds, engine::JobSpec(), parent)
{
}

SpecForm::SpecForm(const engine::KindInfo &kind, const QList<engine::KindInfo> &kinds,
                   const engine::JobSpec &start, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_start(start)
{
    for (engine::ParamInfo &info : m_kind.params)
        info.defaultValue =
            start.params.value(info.name, start.kind.isEmpty() ? info.defaultValue : QVariant());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    addName();
    for (const engine::ParamInfo &info : std::as_const(m_kind.params)) {
        ParamField *field = ParamField::make(info, this);
        connect(field, &ParamField::edited, this, &SpecForm::edited);
        layout->addWidget(field);
        m_fields += field;
    }
    if (!kind.policies.isEmpty())
        addPolicy();
    if (kind.takesMaxParallel)
        addMaxParallel();
    if (kind.takesChildren) {
        m_children = new ChildrenField(kinds, kind.name == "race"_L1 ? 2 : 1, this);
        connect(m_children, &ChildrenField::edited, this, &SpecForm::edited);
        layout->addWidget(m_children, 1);
    } else {
        layout->addStretch(1);
    }
    setStart();
}

void SpecForm::setStart()
{
    m_name->setText(m_start.name);
    if (m_policy && m_start.policy != Policy::Default)
        m_policy->setCurrentIndex(m_policy->findData(int(m_start.policy)));
    if (m_maxParallel)
        m_maxParallel->setValue(m_start.maxParallel);
    if (m_children && !m_start.children.isEmpty())
        m_children->setSpecs(m_start.children);
}

void SpecForm::addRow(const QString &title, QWidget *editor)
{
    auto *label = new QLabel(title, this);
    label->setTextFormat(Qt::PlainText);
    label->setFixedWidth(ParamField::titleWidth(fontMetrics()));
    label->setBuddy(editor);
    editor->setAccessibleName(title);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(label);
    row->addWidget(editor, 1, editor->maximumWidth() < QWIDGETSIZE_MAX ? Qt::AlignLeft : Qt::Alignment());
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void SpecForm::addName()
{
    m_name = new QLineEdit(this);
    m_name->setObjectName("name");
    m_name->setMaxLength(200);
    m_name->setPlaceholderText(tr("Made from what it does, if left empty"));
    connect(m_name, &QLineEdit::textEdited, this, [this] {
        showNameProblem({});
        Q_EMIT edited();
    });
    addRow(tr("Name"), m_name);
    m_nameNote = new QLabel(this);
    m_nameNote->setTextFormat(Qt::PlainText);
    m_nameNote->setWordWrap(true);
    m_nameNote->setIndent(ParamField::titleWidth(fontMetrics()) + 12);
    m_nameNote->hide();
    layout()->addWidget(m_nameNote);
}

void SpecForm::addPolicy()
{
    m_policy = new QComboBox(this);
    m_policy->setObjectName("policy");
    for (const QString &word : std::as_const(m_kind.policies)) {
        for (const PolicyWord &known : policyWords) {
            if (known.word == word)
                m_policy->addItem(tr(known.text), int(known.policy));
        }
    }
    connect(m_policy, &QComboBox::currentIndexChanged, this, &SpecForm::edited);
    addRow(tr("Outcome"), m_policy);
}

void SpecForm::addMaxParallel()
{
    m_maxParallel = new QSpinBox(this);
    m_maxParallel->setObjectName("maxParallel");
    m_maxParallel->setRange(0, 10'000);
    m_maxParallel->setSpecialValueText(tr("No limit"));
    m_maxParallel->setMinimumWidth(120);
    m_maxParallel->setMaximumWidth(160);
    connect(m_maxParallel, &QSpinBox::valueChanged, this, &SpecForm::edited);
    addRow(tr("At once"), m_maxParallel);
}

engine::JobSpec SpecForm::spec() const
{
    engine::JobSpec spec = m_start;
    spec.kind = m_kind.name;
    spec.name = m_name->text().trimmed();
    spec.params.clear();
    for (const ParamField *field : m_fields) {
        if (const QVariant value = field->value(); value.isValid())
            spec.params.insert(field->info().name, value);
    }
    if (m_policy)
        spec.policy = Policy(m_policy->currentData().toInt());
    if (m_maxParallel)
        spec.maxParallel = m_maxParallel->value();
    if (m_children)
        spec.children = m_children->specs();
    return spec;
}

bool SpecForm::check()
{
    ParamField *first = nullptr;
    for (ParamField *field : std::as_const(m_fields)) {
        if (!field->check(ParamField::Strictness::OnSubmit) && !first)
            first = field;
    }
    if (first)
        first->focusEditor();
    if (m_children && !m_children->check())
        return false;
    return first == nullptr;
}

bool SpecForm::showProblem(const QString &field, const QString &message)
{
    if (field == "name"_L1) {
        showNameProblem(message);
        m_name->setFocus();
        return true;
    }
    if (field.startsWith("children"_L1))
        return m_children && m_children->showProblem(field, message);
    for (ParamField *candidate : std::as_const(m_fields)) {
        const QString name = u"params."_s + candidate->info().name;
        if (field == name || field.startsWith(name + u'[') || field.startsWith(name + u'.')) {
            candidate->showProblem(message);
            candidate->focusEditor();
            return true;
        }
    }
    return false;
}

void SpecForm::showNameProblem(const QString &message)
{
    setTextTone(m_nameNote, Tone::Bad);
    m_nameNote->setText(shown(message));
    m_nameNote->setVisible(!message.isEmpty());
}

} // namespace belayer::ui
