// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/detailspane.h"

#include "core/engine/engineclient.h"
#include "ui/details/detailtext.h"
#include "ui/details/finishtable.h"
#include "ui/details/usagegraph.h"
#include "ui/details/valuetext.h"
#include "ui/look/icons.h"
#include "ui/script/copyline.h"
#include "ui/script/scriptlines.h"
#include "ui/script/spectext.h"
#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"
#include "ui/words/receipttext.h"
#include "ui/words/resulttext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPointer>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobSnapshot;
using engine::JobState;

namespace {

constexpr int keyGap = 14; ///< from what a value is to the value

QString childrenText(const QMap<JobState, int> &states)
{
    QStringList parts;
    for (auto it = states.begin(); it != states.end(); ++it)
        parts += u"%1 %2"_s.arg(QString::number(it.value()), stateText(it.key()).toLower());
    return parts.join(u", "_s);
}

QString exitText(const JobSnapshot &job)
{
    if (job.signal)
        return DetailsPane::tr("ended by %1").arg(signalText(*job.signal));
    return job.exitCode ? DetailsPane::tr("exit code %1").arg(*job.exitCode) : QString();
}

} // namespace

DetailsPane::DetailsPane(engine::EngineClient &client, QWidget *parent)
    : QScrollArea(parent)
    , m_client(client)
    , m_hint(new QLabel(tr("Select a job to see its details.")))
    , m_content(new QWidget)
    , m_icon(new QLabel)
    , m_name(new ValueText)
    , m_error(new ValueText)
    , m_finishes(new FinishTable)
    , m_curl(new CopyLine(u"detailsCurl"_s, tr("curl")))
    , m_ctl(new CopyLine(u"detailsCtl"_s, tr("belayerctl")))
    , m_usageGraph(new UsageGraph)
{
    setObjectName("detailsPane");
    setAccessibleName(tr("Details"));
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setBackgroundRole(QPalette::Base);
    m_hint->setContentsMargins(12, 10, 12, 10);
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    m_name->setFont(bold);
    m_name->setObjectName("detailsName");
    m_error->setObjectName("detailsError");

    auto *page = new QWidget(this);
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    auto *both = new QVBoxLayout(page);
    both->setContentsMargins(0, 0, 0, 0);
    both->addWidget(m_hint);
    both->addWidget(m_content, 1);
    addFields();
    setWidget(page);
    showJob(nullptr, {});
}

void DetailsPane::addFields()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_name, 1);

    auto *left = new QGridLayout;
    addField(left, Detail::State, tr("State"));
    addField(left, Detail::Waiting, tr("Waiting"));
    addField(left, Detail::Kind, tr("Kind"));
    addField(left, Detail::Exit, tr("Ended with"));
    addField(left, Detail::Progress, tr("Progress"));
    addField(left, Detail::Children, tr("Children"));
    addField(left, Detail::Result, tr("Result"));
    addField(left, Detail::Output, tr("Output file"));
    addField(left, Detail::Usage, tr("Used"));
    auto *right = new QGridLayout;
    addField(right, Detail::Elapsed, tr("Elapsed"));
    addField(right, Detail::Created, tr("Created"));
    addField(right, Detail::Started, tr("Started"));
    addField(right, Detail::Finished, tr("Finished"));
    addField(right, Detail::Priority, tr("Priority"));
    addField(right, Detail::Labels, tr("Labels"));
    addField(right, Detail::Id, tr("Id"));
    addField(right, Detail::Parent, tr("Part of"));

    auto *columns = new QHBoxLayout;
    columns->setSpacing(32);
    for (QGridLayout *grid : {left, right}) {
        grid->setHorizontalSpacing(keyGap);
        grid->setVerticalSpacing(3);
        grid->setColumnStretch(1, 1);
        grid->setRowStretch(grid->rowCount(), 1);
        columns->addLayout(grid, grid == left ? 3 : 2);
    }
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_error);
    layout->addLayout(columns);
    layout->addWidget(m_usageGraph);
    alignValues({right});
    const int width = alignValues({left, addLongFields(layout)});
    for (CopyLine *line : {m_curl, m_ctl})
        line->title().setMinimumWidth(width + keyGap - line->layout()->spacing());
    layout->addStretch(1);
}

/// Values of these grids stand below each other, whichever of them are shown. The width of what they are.
int DetailsPane::alignValues(const QList<QGridLayout *> &grids)
{
    int width = 0;
    for (const Field &field : std::as_const(m_fields)) {
        if (std::any_of(grids.begin(), grids.end(),
                        [&](auto *grid) { return grid->indexOf(field.key) >= 0; }))
            width = std::max(width, field.key->sizeHint().width());
    }
    for (QGridLayout *grid : grids)
        grid->setColumnMinimumWidth(0, width);
    return width;
}

/// Below the columns: what needs the whole width.
QGridLayout *DetailsPane::addLongFields(QVBoxLayout *layout)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(keyGap);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    addField(grid, Detail::Spec, tr("Started with"));
    addField(grid, Detail::Attempt, tr("Attempt"));
    addField(grid, Detail::ChildErrors, tr("Errors"));
    addField(grid, Detail::Receipt, tr("Receipt"));
    m_fields[Detail::Receipt].value->setObjectName("detailsReceipt");
    m_fields[Detail::Waiting].value->setObjectName("detailsWaiting");
    m_fields[Detail::Spec].value->setObjectName("detailsSpec");
    layout->addLayout(grid);
    layout->addWidget(m_finishes);
    layout->addWidget(m_curl);
    layout->addWidget(m_ctl);
    return grid;
}

void DetailsPane::addField(QGridLayout *grid, Detail detail, const QString &title)
{
    Field field{new QLabel(title, m_content), new ValueText(m_content)};
    field.key->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    field.key->setBuddy(field.value);
    const int row = grid->rowCount();
    grid->addWidget(field.key, row, 0);
    grid->addWidget(field.value, row, 1, Qt::AlignTop);
    m_fields.insert(detail, field);
}

void DetailsPane::set(Detail detail, const QString &text)
{
    const Field &field = m_fields[detail];
    field.value->setValue(shownLines(text));
    field.key->setVisible(!text.isEmpty());
    field.value->setVisible(!text.isEmpty());
}

void DetailsPane::showJob(const JobSnapshot *job, const JobTableModel::ChildSummary &children)
{
    m_hint->setVisible(!job);
    m_content->setVisible(job != nullptr);
    if (!job)
        return;
    m_state = job->state;
    m_name->setValue(shown(job->name));
    showOutcome(*job, children.firstFailed);
    set(Detail::State, stateText(job->state));
    set(Detail::Kind, kindText(job->kind));
    set(Detail::Progress, progressDetail(*job));
    set(Detail::Elapsed, elapsedText(*job));
    set(Detail::Exit, exitText(*job));
    set(Detail::Waiting, waitingText(*job));
    set(Detail::Attempt, attemptsText(*job));
    set(Detail::Usage, usageText(*job));
    set(Detail::Priority, job->priority != 0 ? QString::number(job->priority) : QString());
    set(Detail::ChildErrors, childErrorsText(job->childErrors));
    set(Detail::Receipt, job->receipt ? receiptText(*job->receipt) : QString());
    m_finishes->setFinishes(job->receipt ? job->receipt->finishes : QList<engine::FinishLine>());
    askForUsage(*job);
    askForSpec(*job);
    set(Detail::Labels, job->labels.join(u", "_s));
    set(Detail::Created, exactTimeText(job->created));
    set(Detail::Started, exactTimeText(job->started));
    set(Detail::Finished, exactTimeText(job->finished));
    set(Detail::Id, job->id.text());
    set(Detail::Parent, job->parent.text());
    set(Detail::Children, childrenText(children.states));
    set(Detail::Result, valueLines(job->result));
    set(Detail::Output, job->outputFile);
    showColors();
}

void DetailsPane::setHttpAddress(const QString &address)
{
    m_address = address;
    showSpec();
}

/// Once for each job that is shown: what it was started from never changes.
void DetailsPane::askForSpec(const JobSnapshot &job)
{
    if (job.id == m_id)
        return;
    m_id = job.id;
    m_spec.reset();
    showSpec();
    m_client.specOf(job.id, [self = QPointer(this), id = job.id](const std::optional<engine::JobSpec> &spec) {
        if (!self || self->m_id != id)
            return;
        self->m_spec = spec;
        self->showSpec();
    });
}

/// Again whenever its processes have been looked at. Before askForSpec(), which notes the job.
void DetailsPane::askForUsage(const JobSnapshot &job)
{
    if (job.id == m_id && job.usage == m_usage)
        return;
    if (job.id != m_id)
        m_usageGraph->setPoints({});
    m_usage = job.usage;
    if (!job.usage)
        return;
    m_client.usageOf(job.id, [self = QPointer(this), id = job.id](const QList<engine::UsagePoint> &points) {
        if (self && self->m_id == id)
            self->m_usageGraph->setPoints(points);
    });
}

void DetailsPane::showSpec()
{
    set(Detail::Spec, m_spec ? specText(*m_spec, m_client.kinds()) : QString());
    m_curl->setText(m_spec ? submitCurl(*m_spec, m_address) : QString());
    m_ctl->setText(m_spec ? submitCtl(*m_spec) : QString());
}

/// The error of the job, and the child that brought it about: the first thing asked of a failed group.
void DetailsPane::showOutcome(const JobSnapshot &job, const JobSnapshot *firstFailed)
{
    QString text;
    if (job.error)
        text = errorText(*job.error);
    if (firstFailed && firstFailed->error && !text.contains(engineText(firstFailed->error->message))) {
        const QString first =
            tr("First to fail: %1: %2").arg(firstFailed->name, engineText(firstFailed->error->message));
        text += text.isEmpty() ? first : u'\n' + first;
    }
    m_error->setValue(shownLines(text));
    m_error->setVisible(!text.isEmpty());
}

void DetailsPane::showColors()
{
    m_icon->setPixmap(stateIcon(m_state).pixmap(QSize(18, 18), devicePixelRatioF()));
    setTextTone(m_error, Tone::Bad);
    for (const Field &field : std::as_const(m_fields))
        setTextTone(field.key, Tone::Muted);
    for (CopyLine *line : {m_curl, m_ctl})
        setTextTone(&line->title(), Tone::Muted);
}

void DetailsPane::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColors();
}

} // namespace belayer::ui
