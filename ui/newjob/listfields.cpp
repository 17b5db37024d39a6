// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/listfields.h"

#include "ui/look/icons.h"
#include "ui/words/titles.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using Type = engine::ParamInfo::Type;

namespace {

constexpr int ChoiceRole = Qt::UserRole; ///< as scripts spell it

} // namespace

LinesField::LinesField(const engine::ParamInfo &info, QWidget *parent)
    : ParamField(info, parent), m_text(new QPlainTextEdit(this))
{
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * 4 + 12);
    m_text->setPlaceholderText(info.type == Type::TextMap ? tr("NAME=value, one a line") : tr("One a line"));
    QStringList lines;
    const QVariantMap map = info.defaultValue.toMap();
    for (auto it = map.begin(); it != map.end(); ++it)
        lines += it.key() + u'=' + it.value().toString();
    for (const QVariant &value : info.defaultValue.toList())
        lines += value.toString();
    m_text->setPlainText(lines.join(u'\n'));
    setEditor(m_text, m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, &LinesField::noteEdit);
}

QStringList LinesField::lines() const
{
    return m_text->toPlainText().split(u'\n', Qt::SkipEmptyParts);
}

QVariant LinesField::value() const
{
    if (isBlank())
        return {};
    const QStringList lines = this->lines();
    if (info().type == Type::TextList)
        return lines;
    if (info().type == Type::TextMap) {
        QVariantMap map;
        for (const QString &line : lines)
            map.insert(line.section(u'=', 0, 0).trimmed(), line.section(u'=', 1));
        return map;
    }
    QVariantList values;
    for (const QString &line : lines) {
        bool isNumber = false;
        const qint64 number = line.trimmed().toLongLong(&isNumber);
        values += isNumber ? QVariant(number) : QVariant(line);
    }
    return values;
}

bool LinesField::isBlank() const
{
    return lines().isEmpty();
}

QString LinesField::findProblem() const
{
    const QStringList lines = this->lines();
    if (info().type == Type::TextMap) {
        for (const QString &line : lines) {
            if (line.section(u'=', 0, 0).trimmed().isEmpty() || !line.contains(u'='))
                return tr("“%1” has no name and value; write it as NAME=value.").arg(line.left(60));
        }
    }
    return countProblem(lines.size());
}

ChoiceField::ChoiceField(const engine::ParamInfo &info, QWidget *parent)
    : ParamField(info, parent), m_combo(new QComboBox(this))
{
    for (const QString &choice : info.choices)
        m_combo->addItem(choiceTitle(choice), choice);
    m_combo->setCurrentIndex(m_combo->findData(info.defaultValue));
    m_combo->setMinimumWidth(180);
    m_combo->setMaximumWidth(260);
    setEditor(m_combo, m_combo);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &ChoiceField::noteEdit);
}

QVariant ChoiceField::value() const
{
    return m_combo->currentData();
}

ChoicesField::ChoicesField(const engine::ParamInfo &info, QWidget *parent)
    : ParamField(info, parent), m_list(new QListWidget(this))
{
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setUniformItemSizes(true);
    fill();
    m_list->setFixedHeight(m_list->sizeHintForRow(0) * std::clamp(m_list->count(), 2, 6) + 6);
    auto *holder = new QWidget(this);
    auto *layout = new QHBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list, 1);
    auto *buttons = new QVBoxLayout;
    for (const int by : {-1, 1}) {
        auto *button = new QToolButton(holder);
        button->setIcon(icon(by < 0 ? u"up"_s : u"down"_s));
        button->setAccessibleName(by < 0 ? tr("Move up") : tr("Move down"));
        button->setToolTip(button->accessibleName());
        connect(button, &QToolButton::clicked, this, [this, by] { move(by); });
        buttons->addWidget(button);
    }
    buttons->addStretch();
    layout->addLayout(buttons);
    setEditor(holder, m_list);
    connect(m_list, &QListWidget::itemChanged, this, &ChoicesField::noteEdit);
}

void ChoicesField::fill()
{
    QStringList chosen;
    for (const QVariant &value : info().defaultValue.toList())
        chosen += value.toString();
    QStringList all = chosen;
    for (const QString &choice : info().choices) {
        if (!all.contains(choice))
            all += choice;
    }
    for (const QString &choice : std::as_const(all)) {
        auto *item = new QListWidgetItem(choiceTitle(choice), m_list);
        item->setData(ChoiceRole, choice);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                       Qt::ItemIsDragEnabled);
        item->setCheckState(chosen.contains(choice) ? Qt::Checked : Qt::Unchecked);
    }
}

void ChoicesField::move(int by)
{
    const int row = m_list->currentRow();
    const int target = row + by;
    if (row < 0 || target < 0 || target >= m_list->count())
        return;
    m_list->insertItem(target, m_list->takeItem(row));
    m_list->setCurrentRow(target);
    noteEdit();
}

QStringList ChoicesField::ticked() const
{
    QStringList choices;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            choices += m_list->item(row)->data(ChoiceRole).toString();
    }
    return choices;
}

QVariant ChoicesField::value() const
{
    return isBlank() ? QVariant() : QVariant(ticked());
}

bool ChoicesField::isBlank() const
{
    return ticked().isEmpty();
}

QString ChoicesField::findProblem() const
{
    return countProblem(ticked().size());
}

} // namespace belayer::ui
