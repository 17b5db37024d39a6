// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/refusals.h"

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

QString ruleOf(Verb verb)
{
    switch (verb) {
    case Verb::Cancel: return u"only a job that has not finished can be cancelled"_s;
    case Verb::Retry: return u"only a finished job can be retried"_s;
    case Verb::Pause: return u"only a running job whose kinds can all pause can be paused"_s;
    case Verb::Resume: return u"only a job that was itself paused can be resumed"_s;
    case Verb::ForceStart: return u"only a job that waits in the queue can be started"_s;
    case Verb::Move: return u"only jobs that wait in the queue can be moved in it"_s;
    case Verb::Forget: return u"only a finished job can be forgotten"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Refusal notFound(const JobId &id)
{
    return {
        Refusal::Code::NotFound, {}, u"no job has the id %1"_s.arg(id.isValid() ? id.text() : u"given"_s)};
}

Refusal idTaken(const JobId &id, const QString &field)
{
    return {Refusal::Code::Conflict, field,
            u"id %1 is taken; choose another or leave it out"_s.arg(id.text())};
}

Refusal notOffered(Verb verb, const JobSnapshot &job)
{
    const bool isAboutTree = verb == Verb::Retry || verb == Verb::Forget;
    if (isAboutTree && !job.parent.isEmpty())
        return {Refusal::Code::WrongState,
                {},
                u"job %1 belongs to %2; %3 that"_s.arg(job.id.text(), job.parent.text(),
                                                       verb == Verb::Retry ? u"retry"_s : u"forget"_s)};
    return {Refusal::Code::WrongState,
            {},
            u"job %1 is %2; %3"_s.arg(job.id.text(), stateWord(job.state), ruleOf(verb))};
}

Refusal moveWithoutPlace()
{
    return {Refusal::Code::Invalid, u"where"_s, u"a move needs to know where to; use Engine::move()"_s};
}

} // namespace belayer::engine
