// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/sampling.h"

#include <QTimer>

#include <memory>

namespace belayer::engine {

using namespace std::chrono_literals;

/// The samplings of one thread.
class Samplings
{
public:
    static Samplings &ofThread()
    {
        thread_local Samplings sampler;
        return sampler;
    }
    void add(const Sampling *sampling)
    {
        m_samplings.push_back(sampling);
        if (m_timer)
            return;
        m_timer = std::make_unique<QTimer>();
        QObject::connect(m_timer.get(), &QTimer::timeout, m_timer.get(), [this] { look(); });
        m_timer->start(1s);
    }
    void remove(const Sampling *sampling)
    {
        std::erase(m_samplings, sampling);
        if (m_samplings.empty())
            m_timer.reset();
    }

private:
    void look() const
    {
        constexpr size_t many = 8; // from there on one pass is cheaper than a question for each
        std::optional<ProcessList> list;
        if (m_samplings.size() > many)
            list = ProcessList::read();
        for (const Sampling *sampling : m_samplings)
            sampling->m_look(list ? &*list : nullptr);
    }

    std::vector<const Sampling *> m_samplings;
    std::unique_ptr<QTimer> m_timer;
};

Sampling::Sampling(Look look) : m_look(std::move(look))
{
    Samplings::ofThread().add(this);
}

Sampling::~Sampling()
{
    Samplings::ofThread().remove(this);
}

} // namespace belayer::engine
