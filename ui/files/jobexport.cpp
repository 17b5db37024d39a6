// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/jobexport.h"

#include "core/engine/engineclient.h"

#include <QPointer>

namespace belayer::ui {

namespace {

constexpr int pageSize = 1'000;

} // namespace

JobExport::JobExport(engine::EngineClient &client, std::unique_ptr<ExportFile> file, QObject *parent)
    : QObject(parent), m_client(client), m_file(std::move(file))
{
    m_writing.setMaxThreadCount(1);
}

JobExport::~JobExport()
{
    m_writing.waitForDone();
}

void JobExport::start()
{
    askPage();
}

void JobExport::askPage()
{
    m_client.page({.before = m_before, .limit = pageSize},
                  [self = QPointer(this)](const engine::Result<engine::HistoryPage> &page) {
                      if (!self)
                          return;
                      if (page)
                          self->writePage(*page);
                      else
                          Q_EMIT self->finished(self->m_file->jobs(), page.refusal().message);
                  });
}

void JobExport::writePage(const engine::HistoryPage &page)
{
    m_writing.start([this, page] {
        std::optional<QString> problem = m_file->add(page.jobs);
        if (!problem && !page.next)
            problem = m_file->commit();
        QMetaObject::invokeMethod(
            this, [this, problem, next = page.next] { pageWritten(problem, next); }, Qt::QueuedConnection);
    });
}

void JobExport::pageWritten(const std::optional<QString> &problem, std::optional<quint64> next)
{
    if (problem || !next) {
        Q_EMIT finished(m_file->jobs(), problem.value_or(QString()));
        return;
    }
    Q_EMIT progressed(m_file->jobs());
    m_before = next;
    askPage();
}

} // namespace belayer::ui
