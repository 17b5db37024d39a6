// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/newjobdialog.h"

#include "core/engine/engineclient.h"
#include "ui/look/icons.h"
#include "ui/newjob/kindforms.h"
#include "ui/newjob/specoptions.h"
#include "ui/script/copyline.h"
#include "ui/script/scriptlines.h"
#include "ui/words/enginetext.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;

NewJobDialog::NewJobDialog(engine::EngineClient &client, QWidget *parent)
    : SpecDialog(client, parent)
    , m_infos(client.kinds())
    , m_kinds(new QListWidget(this))
    , m_forms(new KindForms(m_infos, this))
    , m_title(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_options(new SpecOptions(this))
    , m_fold(new QToolButton(this))
    , m_curl(new CopyLine(u"newJobCurl"_s, tr("curl"), this))
{
    setWindowTitle(tr("New Job"));
    resize(820, 600);
    m_kinds->setObjectName("kinds");
    m_kinds->setAccessibleName(tr("Kind of job"));
    m_kinds->setIconSize({20, 20});
    m_kinds->setSpacing(1);
    for (const engine::KindInfo &info : std::as_const(m_infos)) {
        auto *item = new QListWidgetItem(kindIcon(info.name), engineTitle(info.title), m_kinds);
        item->setData(Qt::UserRole, info.name);
        item->setSizeHint(
            {m_kinds->iconSize().width() + m_kinds->fontMetrics().horizontalAdvance(item->text()) + 24,
             std::max(32, m_kinds->fontMetrics().height() + 8)});
    }
    m_kinds->setFixedWidth(std::max(172, m_kinds->sizeHintForColumn(0) + 2 * m_kinds->frameWidth() + 4));
    auto *content = new QWidget(this);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(18);
    columns->addWidget(m_kinds);
    columns->addWidget(makeRight(), 1);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(columns, 1);
    layout->addWidget(m_curl);
    setContent(content);
    connect(m_kinds, &QListWidget::currentRowChanged, this, &NewJobDialog::showKind);
    const auto follow = [this] {
        forgetProblem();
        showLine();
    };
    connect(m_forms, &KindForms::edited, this, follow);
    connect(m_options, &SpecOptions::edited, this, follow);
    m_kinds->setCurrentRow(0);
}

NewJobDialog::NewJobDialog(engine::EngineClient &client, const engine::JobSpec &start, QWidget *parent)
    : NewJobDialog(client, parent)
{
    setWindowTitle(tr("Edit and Rerun"));
    begin(start);
    m_kinds->hide();
}

void NewJobDialog::begin(const engine::JobSpec &start)
{
    engine::JobSpec whole = start;
    for (const engine::KindInfo &info : std::as_const(m_infos)) {
        for (const engine::ParamInfo &param : info.params) {
            if (info.name == start.kind && param.defaultValue.isValid() && !start.params.contains(param.name))
                whole.params.insert(param.name, param.defaultValue);
        }
    }
    m_forms->begin(whole);
    m_options->set(start);
    m_fold->setChecked(!m_options->isUntouched());
    chooseKind(start.kind);
    showLine();
}

bool NewJobDialog::canEdit(const engine::JobSpec &spec)
{
    return std::all_of(spec.children.begin(), spec.children.end(),
                       [](const engine::JobSpec &child) { return child.children.isEmpty(); });
}

void NewJobDialog::setHttpAddress(const QString &address)
{
    m_address = address;
    showLine();
}

QWidget *NewJobDialog::makeRight()
{
    QFont bold = font();
    bold.setPointSizeF(bold.pointSizeF() * 1.3);
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    auto *page = new QWidget(this);
    auto *inside = new QVBoxLayout(page);
    inside->setContentsMargins(0, 0, 6, 0);
    inside->setSpacing(10);
    inside->addWidget(m_forms, 1);
    inside->addWidget(makeFold());
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it follows the field that has it
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    connect(m_fold, &QToolButton::toggled, scroll, [this, scroll](bool isOpen) {
        // Once the layout knows of it.
        if (isOpen)
            QTimer::singleShot(0, scroll, [this, scroll] { scroll->ensureWidgetVisible(m_options); });
    });
    auto *holder = new QWidget(this);
    auto *right = new QVBoxLayout(holder);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(6);
    right->addWidget(m_title);
    right->addWidget(m_summary);
    right->addSpacing(8);
    right->addWidget(scroll, 1);
    return holder;
}

QWidget *NewJobDialog::makeFold()
{
    m_fold->setObjectName("moreOptions");
    m_fold->setText(tr("&When and how often"));
    m_fold->setToolTip(tr("Labels, timeout, delay, jobs to wait for, priority and retries"));
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const auto show = [this](bool isOpen) {
        m_fold->setIcon(icon(isOpen ? u"unfold"_s : u"fold"_s));
        m_options->setVisible(isOpen);
    };
    connect(m_fold, &QToolButton::toggled, this, show);
    show(false);
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_fold);
    layout->addWidget(m_options);
    return holder;
}

void NewJobDialog::chooseKind(const QString &kind)
{
    for (int row = 0; row < m_kinds->count(); ++row) {
        if (m_kinds->item(row)->data(Qt::UserRole).toString() == kind)
            m_kinds->setCurrentRow(row);
    }
}

void NewJobDialog::showKind(int row)
{
    if (row < 0)
        return;
    m_title->setText(engineTitle(m_infos[row].title));
    m_summary->setText(engineTitle(m_infos[row].summary));
    m_forms->showKind(m_infos[row].name);
}

engine::JobSpec NewJobDialog::spec() const
{
    engine::JobSpec spec = m_forms->current()->spec();
    m_options->apply(spec);
    return spec;
}

void NewJobDialog::showLine()
{
    if (m_forms->current())
        m_curl->setText(submitCurl(spec(), m_address));
}

bool NewJobDialog::check()
{
    if (!m_forms->current()->check())
        return false;
    const bool isFine = m_options->check();
    if (!isFine)
        m_fold->setChecked(true);
    return isFine;
}

bool NewJobDialog::showProblem(const QString &field, const QString &message)
{
    if (m_options->showProblem(field, message)) {
        m_fold->setChecked(true);
        return true;
    }
    return m_forms->current()->showProblem(field, message);
}

} // namespace belayer::ui
