// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/importdialog.h"

#include "core/engine/engineclient.h"
#include "ui/look/icons.h"
#include "ui/script/scriptlines.h"
#include "ui/script/spectext.h"
#include "ui/table/tablestyle.h"
#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPointer>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobSpec;

namespace {

/// More than anybody looks through; the others are counted.
constexpr int rowsShown = 2'000;

int countOf(const QList<JobSpec> &specs, bool (*counts)(const JobSpec &))
{
    int count = 0;
    for (const JobSpec &spec : specs)
        count += int(counts(spec)) + countOf(spec.children, counts);
    return count;
}

bool isProgram(const JobSpec &spec)
{
    return spec.kind == "command"_L1;
}

/// What it does: the command line, or what the details would say of it.
QString workText(const JobSpec &spec, const QList<engine::KindInfo> &kinds)
{
    return isProgram(spec) ? commandLine(spec) : specText(spec, kinds).replace(u'\n', u"; "_s);
}

} // namespace

QString listProblem(const engine::Refusal &refusal)
{
    static const QRegularExpression place(u"^\\[(\\d+)\\]\\.?(.*)$"_s);
    const auto match = place.match(refusal.field);
    const QString field = match.hasMatch() ? match.captured(2) : refusal.field;
    const QString message = engineText(refusal.message);
    const QString where = field.isEmpty() ? QString() : u" (%1)"_s.arg(field);
    if (match.hasMatch())
        return ImportDialog::tr("job %1%2: %3")
            .arg(QString::number(match.captured(1).toInt() + 1), where, message);
    return field.isEmpty() ? message : u"%1: %2"_s.arg(field, message);
}

ImportDialog::ImportDialog(engine::EngineClient &client, const QString &fileName, const QList<JobSpec> &specs,
                           QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_specs(specs)
    , m_list(new QTreeWidget(this))
    , m_agree(new QCheckBox(this))
    , m_problem(new QLabel(this))
    , m_start(new QPushButton(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import Jobs"));
    resize(680, 440);
    const int jobs = countOf(specs, [](const JobSpec &) { return true; });
    const int programs = countOf(specs, isProgram);
    auto *head = new QLabel(this);
    head->setObjectName("importHead");
    head->setTextFormat(Qt::PlainText);
    head->setWordWrap(true);
    head->setText(
        tr("“%1” holds %n job(s). All of them start, or none.", nullptr, jobs).arg(shown(fileName)));
    fillList(jobs);
    m_agree->setObjectName("importAgree");
    m_agree->setText(tr("I know the %n program(s) in it: they run with all my rights", nullptr, programs));
    m_agree->setVisible(programs > 0);
    m_problem->setObjectName("problem");
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_start->setObjectName("start");
    m_start->setText(jobs == 1 ? tr("&Start the Job") : tr("&Start %n Jobs", nullptr, jobs));
    m_start->setEnabled(programs == 0);
    m_start->setDefault(true);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_start, QDialogButtonBox::ActionRole);
    buttons->addButton(QDialogButtonBox::Cancel)->setIcon({});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(10);
    for (QWidget *part : std::initializer_list<QWidget *>{head, m_list, m_agree, m_problem, buttons})
        layout->addWidget(part);
    connect(m_agree, &QCheckBox::toggled, m_start, &QWidget::setEnabled);
    connect(m_start, &QPushButton::clicked, this, &ImportDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ImportDialog::fillList(int jobs)
{
    m_list->setObjectName("importList");
    m_list->setAccessibleName(tr("Jobs in the file"));
    m_list->setHeaderLabels({tr("Job"), tr("What it does")});
    m_list->setIconSize({16, 16});
    TableStyle::giveTo(*m_list, *m_list->header());
    m_list->header()->resizeSection(0, 240);
    for (const JobSpec &spec : std::as_const(m_specs))
        addRow(spec, nullptr);
    if (jobs > m_rows)
        new QTreeWidgetItem(m_list, {tr("… and %n more", nullptr, jobs - m_rows)});
    m_list->expandAll();
}

void ImportDialog::addRow(const JobSpec &spec, QTreeWidgetItem *parent)
{
    if (m_rows == rowsShown)
        return;
    ++m_rows;
    const QString work = workText(spec, m_client.kinds());
    auto *row = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(m_list);
    row->setIcon(0, kindIcon(spec.kind));
    row->setText(0, shown(spec.name.isEmpty() ? kindText(spec.kind) : spec.name));
    row->setText(1, shown(work.left(1024)));
    row->setToolTip(1, shownInToolTip(work.left(4096)));
    for (const JobSpec &child : spec.children)
        addRow(child, row);
}

void ImportDialog::start()
{
    say({});
    m_start->setEnabled(false); // one click, one import
    m_client.submitAll(m_specs, [self = QPointer(this)](const auto &result) {
        if (!self)
            return;
        self->m_start->setEnabled(true);
        if (!result) {
            self->say(tr("None was started: %1").arg(listProblem(result.refusal())));
            return;
        }
        Q_EMIT self->jobsSubmitted(result->first().id);
        self->accept();
    });
}

void ImportDialog::say(const QString &problem)
{
    setTextTone(m_problem, Tone::Bad);
    m_problem->setText(shownLines(problem));
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace belayer::ui
