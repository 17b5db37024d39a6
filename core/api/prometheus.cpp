// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/prometheus.h"

namespace belayer::api {

using engine::HistoryStatus;
using engine::Metrics;

namespace {

class Exposition
{
public:
    void gauge(const char *name, const char *help, double value)
    {
        family(name, help, "gauge");
        sample(name, {}, value);
    }
    void counter(const char *name, const char *help, double value)
    {
        family(name, help, "counter");
        sample(name, {}, value);
    }
    /// One sample for each entry, under that label; keys are words of ours and need no escaping.
    template<class Map, class Word>
    void gauges(const char *name, const char *help, const char *label, const Map &map, Word word)
    {
        family(name, help, "gauge");
        for (auto it = map.begin(); it != map.end(); ++it)
            sample(name, QByteArray(label) + "=\"" + word(it.key()) + '"', it.value());
    }
    QByteArray text() const { return m_text; }

private:
    void family(const char *name, const char *help, const char *type)
    {
        m_text += QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
    }
    void sample(const char *name, const QByteArray &labels, double value)
    {
        m_text += name;
        if (!labels.isEmpty())
            m_text += '{' + labels + '}';
        m_text += ' ' + QByteArray::number(value, 'g', 17) + '\n';
    }
    QByteArray m_text;
};

double seconds(std::chrono::microseconds time)
{
    return std::chrono::duration<double>(time).count();
}

QByteArray word(const QString &key)
{
    return key.toLatin1();
}

void addJobs(Exposition &out, const Metrics &metrics)
{
    out.gauges("belayer_jobs", "Jobs in memory by state.", "state", metrics.jobsByState,
               [](engine::JobState state) {
                   const QLatin1StringView text = engine::stateWord(state);
                   return QByteArray(text.data(), text.size());
               });
    out.gauges("belayer_jobs_queued", "Queued jobs by what they wait for.", "reason", metrics.queuedByReason,
               word);
    out.gauges("belayer_jobs_running", "Jobs that have begun and not ended, by kind.", "kind",
               metrics.runningByKind, word);
    out.gauge("belayer_jobs_live", "Jobs of trees that have not finished.", metrics.liveJobs);
    out.gauge("belayer_jobs_live_limit", "Beyond, a submit is refused.", metrics.maxLiveJobs);
    out.counter("belayer_jobs_submitted_total", "Jobs submitted in this run, children too.",
                double(metrics.jobsSubmitted));
    out.counter("belayer_events_published_total", "Changes of jobs sent to readers.",
                double(metrics.eventsPublished));
}

void addInside(Exposition &out, const Metrics &metrics)
{
    out.gauge("belayer_pool_threads", "Threads of the pool at most.", metrics.pool.threads);
    out.gauge("belayer_pool_busy", "Functions that run in the pool.", metrics.pool.busy);
    out.gauge("belayer_pool_queued", "Functions that wait for a thread of the pool.", metrics.pool.queued);
    out.gauge("belayer_pool_abandoned", "Functions that run on though their job has ended.",
              metrics.pool.abandoned);
    out.counter("belayer_pool_abandoned_total", "Functions ever left to themselves.",
                double(metrics.pool.everAbandoned));
    out.gauge("belayer_tasks_live", "Coroutines in the engine thread.", double(metrics.tasks.live));
    out.counter("belayer_tasks_spawned_total", "Coroutines ever started.", double(metrics.tasks.spawned));
    out.counter("belayer_tasks_resumes_total", "Times a coroutine went on.", double(metrics.tasks.resumes));
}

void addHistory(Exposition &out, const HistoryStatus &history)
{
    out.gauge("belayer_history_durable", "1 while jobs are kept on disk.",
              history.mode == HistoryStatus::Mode::Durable ? 1 : 0);
    out.gauge("belayer_history_pending_rows", "Records that wait for the disk.", double(history.pendingRows));
    out.counter("belayer_history_lost_rows_total", "Records given up while the disk could not be written.",
                double(history.lostRows));
    out.counter("belayer_history_commits_total", "Commits in this run.", double(history.commits));
    out.counter("belayer_history_rows_total", "Records written in this run.", double(history.rows));
    out.gauge("belayer_history_commit_p50_seconds", "Of the last commits.", seconds(history.commitP50));
    out.gauge("belayer_history_commit_p99_seconds", "Of the last commits.", seconds(history.commitP99));
    out.gauge("belayer_history_commit_max_seconds", "Of the last commits.", seconds(history.commitMax));
}

void addProcess(Exposition &out, const Metrics &metrics)
{
    out.gauge("belayer_uptime_seconds", "Of the engine.", seconds(metrics.uptime));
    if (metrics.process.residentKb >= 0)
        out.gauge("process_resident_memory_bytes", "Memory in use.",
                  double(metrics.process.residentKb) * 1024);
    if (metrics.process.descriptors >= 0)
        out.gauge("process_open_fds", "Open descriptors.", metrics.process.descriptors);
    if (metrics.process.descriptorLimit >= 0)
        out.gauge("process_max_fds", "Descriptors at most.", double(metrics.process.descriptorLimit));
}

} // namespace

QByteArray prometheusText(const Metrics &metrics)
{
    Exposition out;
    addJobs(out, metrics);
    addInside(out, metrics);
    addHistory(out, metrics.history);
    addProcess(out, metrics);
    return out.text();
}

} // namespace belayer::api
