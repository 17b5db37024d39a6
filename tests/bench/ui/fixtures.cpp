// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ui/cells.h"

#include <QApplication>

namespace belayer::bench {
using namespace Qt::StringLiterals;

void needApplication()
{
    static int argc = 1;
    static char name[] = "bench_ui";
    static char *argv[] = {name, nullptr};
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    static QApplication application(argc, argv);
}

QString jobName(int job)
{
    return u"process item %1"_s.arg(quint32(job) * 2654435761u % 10'000'000u);
}

QList<engine::JobSnapshot> snapshots(int first, int count)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto steadyNow = std::chrono::steady_clock::now();
    QList<engine::JobSnapshot> all;
    all.reserve(count);
    for (int job = first; job < first + count; ++job) {
        engine::JobSnapshot snapshot;
        snapshot.serial = quint64(job) + 1;
        snapshot.id = engine::JobId(u"job-%1"_s.arg(job));
        snapshot.name = jobName(job);
        snapshot.kind = u"command"_s;
        snapshot.state = engine::JobState::Running;
        snapshot.progress = engine::Progress{50, 100, u"bytes"_s};
        snapshot.created = snapshot.started = now;
        snapshot.startedAt = steadyNow;
        all += snapshot;
    }
    return all;
}

engine::SnapshotBatch jobs(int first, int count)
{
    return {engine::share(snapshots(first, count)), {}};
}

Ours::Ours(int count)
{
    needApplication();
    model = std::make_unique<ui::JobTableModel>();
    model->apply(jobs(0, count));
    view = std::make_unique<ui::JobTableView>(model.get());
    view->resize(1100, 600);
    view->show();
    QApplication::processEvents();
}

PlainModel::PlainModel(int count)
{
    append(count);
}

int PlainModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_names.size());
}

int PlainModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ui::columnCount;
}

QVariant PlainModel::data(const QModelIndex &index, int role) const
{
    return role == Qt::DisplayRole ? m_names[index.row()] : QVariant();
}

void PlainModel::append(int count)
{
    beginInsertRows({}, int(m_names.size()), int(m_names.size()) + count - 1);
    for (int i = 0; i < count; ++i)
        m_names += jobName(int(m_names.size()));
    endInsertRows();
}

} // namespace belayer::bench
