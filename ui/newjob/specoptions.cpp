// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/specoptions.h"

#include "ui/look/theme.h"
#include "ui/words/plaintext.h"

#include <QHBoxLayout>
#include <QRegularExpression>

#include <cmath>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::After;
using std::chrono::milliseconds;

namespace {

/// Between commas: a label may have spaces.
QStringList words(const QString &text)
{
    QStringList words;
    for (const QString &part : text.split(u',')) {
        if (const QString word = part.trimmed(); !word.isEmpty())
            words += word;
    }
    return words;
}

/// As readTime() reads it; empty for zero.
QString timeInput(milliseconds time)
{
    if (time.count() == 0)
        return {};
    return time.count() % 1000 == 0 ? u"%1s"_s.arg(time.count() / 1000) : u"%1ms"_s.arg(time.count());
}

} // namespace

std::optional<milliseconds> readTime(const QString &text)
{
    static const QRegularExpression part(u"(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|min|h|d|)(?=\\s|\\d|$)\\s*"_s);
    static const QHash<QString, double> units{{u"ms"_s, 1},      {u"s"_s, 1e3},    {QString(), 1e3},
                                              {u"m"_s, 60e3},    {u"min"_s, 60e3}, {u"h"_s, 3600e3},
                                              {u"d"_s, 86'400e3}};
    const QString trimmed = text.trimmed();
    double sum = 0;
    qsizetype at = 0;
    while (at < trimmed.size()) {
        const auto match = part.match(trimmed, at, QRegularExpression::NormalMatch,
                                      QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            return {};
        sum += match.captured(1).toDouble() * units.value(match.captured(2));
        at = match.capturedEnd();
    }
    return sum < 1e15 ? std::optional(milliseconds(std::llround(sum))) : std::nullopt;
}

SpecOptions::SpecOptions(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_when(new QComboBox(this))
    , m_priority(new QSpinBox(this))
    , m_retries(new QSpinBox(this))
    , m_note(new QLabel(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_labels = addLine(u"labels"_s, tr("&Labels"), tr("nightly, backup"));
    m_timeout = addLine(u"timeout"_s, tr("&Timeout"), tr("none; e.g. 90s, 5m, 1.5h"));
    m_delay = addLine(u"delay"_s, tr("&Delay"), tr("none; e.g. 30s, 2h"));
    m_after = addLine(u"after"_s, tr("Start a&fter"), tr("ids of jobs"));
    m_when->setObjectName("afterWhen");
    m_when->setAccessibleName(tr("When they have"));
    m_when->addItem(tr("they have succeeded"), int(After::When::Success));
    m_when->addItem(tr("they have failed"), int(After::When::Failure));
    m_when->addItem(tr("they have ended, well or badly"), int(After::When::Finished));
    m_form->addRow(tr("once"), m_when);
    m_priority->setObjectName("priority");
    m_priority->setRange(-100, 100);
    m_form->addRow(tr("&Priority"), m_priority);
    m_retries->setObjectName("retries");
    m_retries->setRange(0, 100);
    m_retries->setSpecialValueText(tr("None"));
    m_form->addRow(tr("&Retries"), m_retries);
    m_note->setObjectName("note.options");
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();
    m_form->addRow(m_note);
    for (QSpinBox *box : {m_priority, m_retries}) {
        box->setMaximumWidth(140);
        connect(box, &QSpinBox::valueChanged, this, &SpecOptions::edited);
    }
    connect(m_when, &QComboBox::currentIndexChanged, this, &SpecOptions::edited);
}

QLineEdit *SpecOptions::addLine(const QString &name, const QString &title, const QString &example)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(name);
    line->setPlaceholderText(example);
    line->setMaxLength(4096);
    m_form->addRow(title, line);
    connect(line, &QLineEdit::textEdited, this, [this] {
        showNote({});
        Q_EMIT edited();
    });
    return line;
}

void SpecOptions::set(const engine::JobSpec &spec)
{
    m_labels->setText(spec.labels.join(u", "_s));
    m_timeout->setText(timeInput(spec.timeout));
    m_delay->setText(timeInput(spec.delay));
    QStringList ids;
    for (const After &after : spec.after)
        ids += after.id.text();
    m_after->setText(ids.join(u", "_s));
    if (!spec.after.isEmpty())
        m_when->setCurrentIndex(m_when->findData(int(spec.after.first().when)));
    m_priority->setValue(spec.priority);
    m_retries->setValue(spec.retries.count);
    m_pauses = spec.retries;
}

bool SpecOptions::isUntouched() const
{
    return m_labels->text().isEmpty() && m_timeout->text().isEmpty() && m_delay->text().isEmpty() &&
           m_after->text().isEmpty() && m_priority->value() == 0 && m_retries->value() == 0;
}

void SpecOptions::apply(engine::JobSpec &spec) const
{
    spec.labels = words(m_labels->text());
    spec.timeout = readTime(m_timeout->text()).value_or(milliseconds(0));
    spec.delay = readTime(m_delay->text()).value_or(milliseconds(0));
    spec.after.clear();
    for (const QString &id : words(m_after->text()))
        spec.after.append({engine::JobId(id), After::When(m_when->currentData().toInt())});
    spec.priority = m_priority->value();
    spec.retries = m_pauses;
    spec.retries.count = m_retries->value();
}

bool SpecOptions::check()
{
    for (QLineEdit *line : {m_timeout, m_delay}) {
        if (!readTime(line->text())) {
            showNote(tr("“%1” is not a time; write it as 90s, 5m, 1.5h or 250ms.").arg(line->text()));
            line->setFocus();
            return false;
        }
    }
    return true;
}

bool SpecOptions::showProblem(const QString &field, const QString &message)
{
    const auto is = [&](QLatin1StringView name) {
        return field == name || field.startsWith(name + u'[') || field.startsWith(name + u'.');
    };
    QWidget *editor = nullptr;
    if (is("labels"_L1))
        editor = m_labels;
    else if (is("timeout_ms"_L1))
        editor = m_timeout;
    else if (is("delay_ms"_L1))
        editor = m_delay;
    else if (is("after"_L1))
        editor = m_after;
    else if (is("priority"_L1))
        editor = m_priority;
    else if (is("retries"_L1))
        editor = m_retries;
    if (!editor)
        return false;
    showNote(message);
    editor->setFocus();
    return true;
}

void SpecOptions::showNote(const QString &message)
{
    setTextTone(m_note, Tone::Bad);
    m_note->setText(shown(message));
    m_note->setVisible(!message.isEmpty());
}

} // namespace belayer::ui
