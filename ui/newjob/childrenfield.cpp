// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/childrenfield.h"

#include "ui/look/icons.h"
#include "ui/look/taborder.h"
#include "ui/look/theme.h"
#include "ui/newjob/kindforms.h"
#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"
#include "ui/words/resulttext.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

namespace belayer::ui {
using namespace Qt::StringLiterals;

ChildrenField::ChildrenField(const QList<engine::KindInfo> &kinds, int minimum, QWidget *parent)
    : QWidget(parent)
    , m_minimum(minimum)
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_note(new QLabel(this))
{
    for (const engine::KindInfo &kind : kinds) {
        if (!kind.takesChildren)
            m_kinds += kind;
    }
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setObjectName("note.children");
    m_note->hide();
    auto *frame = new QScrollArea(this);
    frame->setFrameShape(QFrame::StyledPanel);
    frame->setFocusPolicy(Qt::NoFocus); // it follows the field that has it
    frame->setWidgetResizable(true);
    m_pages->setContentsMargins(10, 10, 10, 10);
    frame->setWidget(m_pages);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(10);
    columns->addWidget(makeList(), 2);
    columns->addWidget(frame, 5);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(columns, 1);
    layout->addWidget(m_note);
    for (int lane = 0; lane < minimum && !m_kinds.isEmpty(); ++lane)
        add(m_kinds.first().name);
    m_list->setCurrentRow(0);
}

QWidget *ChildrenField::makeList()
{
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_list->setObjectName("children");
    m_list->setAccessibleName(tr("Jobs"));
    m_list->setMinimumWidth(170);
    m_list->setIconSize({18, 18});
    layout->addWidget(m_list, 1);
    auto *buttons = new QHBoxLayout;
    QToolButton *addButton = makeButton(u"add"_s, tr("Add a job"));
    addButton->setObjectName("addChild");
    m_remove = makeButton(u"remove"_s, tr("Remove the job"));
    m_remove->setObjectName("removeChild");
    m_up = makeButton(u"up"_s, tr("Move up"));
    m_down = makeButton(u"down"_s, tr("Move down"));
    for (QToolButton *button : {addButton, m_remove, m_up, m_down})
        buttons->addWidget(button);
    buttons->addStretch();
    layout->addLayout(buttons);
    connect(addButton, &QToolButton::clicked, this, [this] {
        const int row = m_list->currentRow();
        add(row < 0 ? m_kinds.first().name : m_lanes[row].kind->currentData().toString());
    });
    connect(m_remove, &QToolButton::clicked, this, &ChildrenField::remove);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && row < m_lanes.size())
            m_pages->setCurrentWidget(m_lanes[row].page);
        updateList();
    });
    return holder;
}

QToolButton *ChildrenField::makeButton(const QString &iconName, const QString &text)
{
    auto *button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
}

void ChildrenField::add(const QString &kind)
{
    engine::JobSpec start;
    start.kind = kind;
    add(start);
}

void ChildrenField::setSpecs(const QList<engine::JobSpec> &specs)
{
    const qsizetype before = m_lanes.size();
    for (const engine::JobSpec &spec : specs)
        add(spec);
    for (qsizetype lane = 0; lane < before; ++lane) {
        m_lanes.takeFirst().page->deleteLater();
        delete m_list->takeItem(0);
    }
    m_list->setCurrentRow(0);
    updateList();
}

void ChildrenField::add(const engine::JobSpec &start)
{
    Lane lane{new QWidget(m_pages), nullptr, nullptr};
    lane.kind = new QComboBox(lane.page);
    lane.kind->setObjectName("childKind");
    lane.kind->setAccessibleName(tr("Kind"));
    for (const engine::KindInfo &info : std::as_const(m_kinds))
        lane.kind->addItem(kindIcon(info.name), engineTitle(info.title), info.name);
    lane.forms = new KindForms(m_kinds, lane.page);
    auto *layout = new QVBoxLayout(lane.page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(lane.kind);
    layout->addWidget(lane.forms, 1);
    connect(lane.kind, &QComboBox::currentIndexChanged, lane.forms,
            [combo = lane.kind, forms = lane.forms] { forms->showKind(combo->currentData().toString()); });
    lane.kind->setCurrentIndex(lane.kind->findData(start.kind));
    if (start.params.isEmpty() && start.name.isEmpty())
        lane.forms->showKind(start.kind);
    else
        lane.forms->begin(start);
    connect(lane.forms, &KindForms::edited, this, [this] {
        updateList();
        Q_EMIT edited();
    });
    m_pages->addWidget(lane.page);
    followLayout(*window());
    m_lanes += lane;
    m_list->addItem(QString());
    m_list->setCurrentRow(m_list->count() - 1);
    showNote({});
    Q_EMIT edited();
}

void ChildrenField::remove()
{
    const int row = m_list->currentRow();
    if (row < 0 || m_lanes.size() <= m_minimum)
        return;
    const Lane lane = m_lanes.takeAt(row);
    delete m_list->takeItem(row);
    lane.page->deleteLater();
    if (const int current = m_list->currentRow(); current >= 0)
        m_pages->setCurrentWidget(m_lanes[current].page);
    updateList();
    Q_EMIT edited();
}

void ChildrenField::move(int by)
{
    const int row = m_list->currentRow();
    const int target = row + by;
    if (row < 0 || target < 0 || target >= m_lanes.size())
        return;
    m_lanes.swapItemsAt(row, target);
    m_list->setCurrentRow(target);
    Q_EMIT edited();
}

void ChildrenField::updateList()
{
    for (int lane = 0; lane < m_lanes.size() && lane < m_list->count(); ++lane) {
        m_list->item(lane)->setText(laneText(lane));
        m_list->item(lane)->setIcon(kindIcon(m_lanes[lane].kind->currentData().toString()));
    }
    const int row = m_list->currentRow();
    m_remove->setEnabled(row >= 0 && m_lanes.size() > m_minimum);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_lanes.size());
}

/// "1. Task 1", or what tells the lane from its neighbours: "1. Sleep 2000".
QString ChildrenField::laneText(int lane) const
{
    const SpecForm *form = m_lanes[lane].forms->current();
    const engine::JobSpec spec = form->spec();
    QString text = spec.name;
    if (text.isEmpty()) {
        text = engineTitle(form->kind().title);
        if (!form->kind().params.isEmpty())
            text += u' ' + valueText(spec.params.value(form->kind().params.first().name));
    }
    return tr("%1. %2").arg(lane + 1).arg(shown(text.left(60)));
}

QList<engine::JobSpec> ChildrenField::specs() const
{
    QList<engine::JobSpec> specs;
    for (const Lane &lane : m_lanes)
        specs += lane.forms->current()->spec();
    return specs;
}

bool ChildrenField::check()
{
    int first = -1;
    for (int lane = 0; lane < m_lanes.size(); ++lane) {
        if (!m_lanes[lane].forms->current()->check() && first < 0)
            first = lane;
    }
    if (first < 0)
        return true;
    m_list->setCurrentRow(first);
    m_lanes[first].forms->current()->check(); // once more: now that it is visible, its field can have the
                                              // focus
    return false;
}

bool ChildrenField::showProblem(const QString &field, const QString &message)
{
    static const QRegularExpression place(u"^children\\[(\\d+)\\]\\.(.+)$"_s);
    const auto match = place.match(field);
    const int lane = match.hasMatch() ? match.captured(1).toInt() : -1;
    if (lane >= 0 && lane < m_lanes.size()) {
        m_list->setCurrentRow(lane);
        if (m_lanes[lane].forms->current()->showProblem(match.captured(2), message))
            return true;
    }
    showNote(message);
    return true;
}

void ChildrenField::showNote(const QString &message)
{
    setTextTone(m_note, Tone::Bad);
    m_note->setText(shown(message));
    m_note->setVisible(!message.isEmpty());
}

} // namespace belayer::ui
