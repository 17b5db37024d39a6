// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/linefields.h"

#include "ui/look/icons.h"
#include "ui/words/titles.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

QWidget *row(QWidget *parent, QWidget *first, QWidget *second)
{
    auto *holder = new QWidget(parent);
    auto *layout = new QHBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(first, 1);
    layout->addWidget(second);
    return holder;
}

} // namespace

TextField::TextField(const engine::ParamInfo &info, QWidget *parent)
    : ParamField(info, parent), m_line(new QLineEdit(info.defaultValue.toString(), this))
{
    setEditor(m_line, m_line);
    connect(m_line, &QLineEdit::textEdited, this, &TextField::noteEdit);
}

QVariant TextField::value() const
{
    return isBlank() ? QVariant() : m_line->text();
}

bool TextField::isBlank() const
{
    return m_line->text().isEmpty();
}

IntegerField::IntegerField(const engine::ParamInfo &info, QWidget *parent)
    : ParamField(info, parent), m_line(new QLineEdit(this))
{
    if (info.defaultValue.isValid())
        m_line->setText(QString::number(info.defaultValue.toLongLong()));
    m_line->setMinimumWidth(180);
    auto *unit = new QLabel(info.unit, this);
    unit->setTextFormat(Qt::PlainText);
    auto *holder = row(this, m_line, unit);
    holder->setMaximumWidth(260);
    setEditor(holder, m_line);
    connect(m_line, &QLineEdit::textEdited, this, &IntegerField::noteEdit);
}

QString IntegerField::digits() const
{
    QString text = m_line->text().trimmed();
    for (const QChar group : {QChar(u' '), QChar(u'_'), QChar(u',')})
        text.remove(group);
    return text;
}

QVariant IntegerField::value() const
{
    return isBlank() ? QVariant() : QVariant(digits().toLongLong());
}

bool IntegerField::isBlank() const
{
    return m_line->text().trimmed().isEmpty();
}

QString IntegerField::findProblem() const
{
    bool isNumber = false;
    const qint64 number = digits().toLongLong(&isNumber);
    const bool isBounded = info().minimum != std::numeric_limits<qint64>::min() &&
                           info().maximum != std::numeric_limits<qint64>::max();
    const QLocale locale;
    const QString unit = info().unit.isEmpty() ? QString() : u' ' + info().unit;
    const QString range =
        isBounded
            ? tr("%1 to %2%3").arg(locale.toString(info().minimum), locale.toString(info().maximum), unit)
            : tr("a whole number of at most 64 bits");
    if (!isNumber)
        return tr("“%1” is not a whole number; enter %2.").arg(m_line->text().left(40), range);
    if (number < info().minimum || number > info().maximum)
        return tr("%1%2 is out of range; enter %3.").arg(locale.toString(number), unit, range);
    return {};
}

PathField::PathField(const engine::ParamInfo &info, QWidget *parent)
    : ParamField(info, parent), m_line(new QLineEdit(info.defaultValue.toString(), this))
{
    auto *button = new QToolButton(this);
    button->setIcon(icon(u"folder"_s));
    button->setToolTip(tr("Choose…"));
    button->setAccessibleName(tr("Choose %1").arg(paramTitle(info)));
    setEditor(row(this, m_line, button), m_line);
    connect(button, &QToolButton::clicked, this, &PathField::browse);
    connect(m_line, &QLineEdit::textEdited, this, &PathField::noteEdit);
}

QVariant PathField::value() const
{
    return isBlank() ? QVariant() : m_line->text();
}

bool PathField::isBlank() const
{
    return m_line->text().isEmpty();
}

QString PathField::findProblem() const
{
    // A program may be a name that is looked up; only the engine knows where.
    if (info().type != engine::ParamInfo::Type::Folder || QFileInfo(m_line->text()).isDir())
        return {};
    return tr("There is no folder “%1”; choose an existing one.").arg(m_line->text());
}

QString PathField::pick(const QString &start)
{
    using enum engine::ParamInfo::Type;
    switch (info().type) {
    case Folder: return QFileDialog::getExistingDirectory(this, paramTitle(info()), start);
    case NewFile: // the job itself never overwrites a file, so the dialog need not ask
        return QFileDialog::getSaveFileName(this, paramTitle(info()), start, {}, nullptr,
                                            QFileDialog::DontConfirmOverwrite);
    default: return QFileDialog::getOpenFileName(this, paramTitle(info()), start);
    }
}

void PathField::browse()
{
    const QString start = m_line->text().isEmpty() ? QDir::homePath() : m_line->text();
    const QString path = pick(start);
    if (path.isEmpty())
        return;
    m_line->setText(path);
    noteEdit();
}

} // namespace belayer::ui
