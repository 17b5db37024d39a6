// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statusline.h"

#include "ui/look/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QTimer>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobState;

namespace {

QWidget *makeRow(QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    return row;
}

/// Painted when it is in sight, in the colours of that moment.
class CountIcon : public QWidget
{
public:
    CountIcon(JobState state, QWidget *parent) : QWidget(parent), m_state(state) { setFixedSize(22, 14); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        stateIcon(m_state).paint(&painter, rect().adjusted(8, 0, 0, 0));
    }

private:
    JobState m_state;
};

/// Gives way in a narrow window, so that counts that grow do not widen it: the port is left, then the icon.
class AddressButton : public QToolButton
{
public:
    explicit AddressButton(QWidget *parent) : QToolButton(parent)
    {
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }
    QSize minimumSizeHint() const override { return {widthWithoutText(), sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QStylePainter painter(this);
        QStyleOptionToolButton option;
        initStyleOption(&option);
        const int room = width() - widthWithoutText();
        if (room < fontMetrics().horizontalAdvance(u"…:65535"_s))
            option.toolButtonStyle = Qt::ToolButtonIconOnly;
        else if (width() < sizeHint().width())
            option.text = fontMetrics().elidedText(text(), Qt::ElideLeft, room);
        painter.drawComplexControl(QStyle::CC_ToolButton, option);
    }

private:
    int widthWithoutText() const { return sizeHint().width() - fontMetrics().horizontalAdvance(text()); }
};

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_counts(makeRow(this))
    , m_running(addCount("runningCount", JobState::Running))
    , m_paused(addCount("pausedCount", JobState::Paused))
    , m_queued(addCount("queuedCount", JobState::Queued))
    , m_finished(addCount("finishedCount", JobState::Succeeded))
    , m_failed(addCount("failedCount", JobState::Failed))
    , m_http(new AddressButton(this))
    , m_commandJobs(new QLabel(tr("Commands allowed"), this))
{
    addWidget(m_counts);
    m_commandJobs->setObjectName("commandJobsNotice");
    m_commandJobs->setToolTip(tr("Programs that have the token may run commands. The settings stop that."));
    m_commandJobs->setContentsMargins(8, 0, 0, 0);
    addPermanentWidget(m_commandJobs);
    m_commandJobs->hide();
    m_http->setObjectName("httpAddress");
    m_http->setAutoRaise(true);
    m_http->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_http->setIcon(icon(u"link"_s));
    connect(m_http, &QToolButton::clicked, this, &StatusLine::copyAddress);
    addPermanentWidget(m_http);
    setHttpAddress({});
    setCounts({});
}

/// All of them are one widget of the status bar, which hides its widgets under a message: one that shows
/// itself meanwhile would lie on it.
StatusLine::Count StatusLine::addCount(const char *name, JobState state)
{
    Count count{new CountIcon(state, m_counts), new QLabel(m_counts)};
    count.text->setObjectName(name);
    count.text->setTextFormat(Qt::PlainText);
    m_counts->layout()->addWidget(count.icon);
    m_counts->layout()->addWidget(count.text);
    return count;
}

void StatusLine::Count::say(const QString &words, int count) const
{
    text->setText(words);
    text->setVisible(count > 0);
    icon->setVisible(count > 0);
}

void StatusLine::setCounts(const JobStore::Counts &counts)
{
    const QLocale locale;
    m_running.text->setText(tr("%1 running").arg(locale.toString(counts.running)));
    m_paused.say(tr("%1 paused").arg(locale.toString(counts.paused)), counts.paused);
    m_queued.text->setText(tr("%1 queued").arg(locale.toString(counts.queued)));
    m_finished.text->setText(tr("%1 finished").arg(locale.toString(counts.finished())));
    m_failed.say(tr("%1 failed").arg(locale.toString(counts.failed)), counts.failed);
}

void StatusLine::setHttpAddress(const QString &address)
{
    m_address = address;
    m_http->setEnabled(!address.isEmpty());
    m_http->setText(address.isEmpty() ? tr("HTTP is off") : address);
    m_http->setToolTip(address.isEmpty()
                           ? QString()
                           : address + u'\n' + tr("Scripts reach Belayer here. Click to copy the address."));
}

void StatusLine::setHttpStarting()
{
    m_http->setText({}); // "off" would be wrong, and anything else be gone with the next frame
}

void StatusLine::setCommandJobsNotice(Notice notice)
{
    m_commandJobs->setVisible(notice == Notice::Shown);
}

void StatusLine::copyAddress()
{
    QGuiApplication::clipboard()->setText(m_address);
    m_http->setText(tr("Address copied"));
    QTimer::singleShot(1500, m_http, [this] { setHttpAddress(m_address); });
}

} // namespace belayer::ui
