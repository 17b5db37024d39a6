// SPDX-License-Identifier: MIT
// signalOf(object, &Class::signal): the next emission, as a tuple of its arguments.
//
// Only emissions after the await begins count, and only the first. Throws SenderDestroyed if the object dies
// before, or is dead already. Cancellable. The sender may live on another thread if its arguments are
// registered metatypes; the task goes on on its own thread. A private marker (QPrivateSignal) is left out of
// the tuple.
#pragma once
#include "belayer/async/detail/signalwait.h"
#include "belayer/async/task.h"

#include <optional>
#include <tuple>

namespace belayer::async {

namespace detail {

// What of a signal's arguments the tuple gets: all but the empty class Qt marks private signals with.
template<class A> auto signalArgument(const A &argument)
{
    if constexpr (std::is_empty_v<A>)
        return std::tuple<>();
    else
        return std::tuple<A>(argument);
}
template<class... A>
using SignalTuple = decltype(std::tuple_cat(signalArgument(std::declval<const std::decay_t<A> &>())...));

template<class Object, class... A>
class SignalOp final : public OpBase<SignalOp<Object, A...>, SignalTuple<A...>>
{
public:
    static constexpr char name[] = "signal";
    SignalOp(PromiseBase *promise, QPointer<Object> sender, void (Object::*signal)(A...)) noexcept
        : OpBase<SignalOp, SignalTuple<A...>>(promise), m_sender(std::move(sender)), m_signal(signal)
    {
    }
    bool tryNow() const noexcept { return !m_sender; }
    void park()
    {
        m_wait.connect(m_sender.data(), m_signal, this, [](auto owner) {
            return [owner = std::move(owner)](const std::decay_t<A> &...arguments) {
                if (*owner)
                    (*owner)->arrive(arguments...);
            };
        });
        m_wait.connect(m_sender.data(), &QObject::destroyed, this, [](auto owner) {
            return [owner = std::move(owner)] {
                if (*owner)
                    (*owner)->end();
            };
        });
    }
    void cancel() noexcept
    {
        if (!m_isDone) {
            m_isDone = true;
            m_wait.stop();
            this->job()->completeCancelled();
        }
    }
    SignalTuple<A...> result()
    {
        if (!m_arguments)
            throw SenderDestroyed();
        return std::move(*m_arguments);
    }

private:
    void arrive(const std::decay_t<A> &...arguments)
    {
        if (m_isDone)
            return;
        m_arguments.emplace(std::tuple_cat(signalArgument(arguments)...));
        end();
    }
    void end() noexcept
    {
        if (m_isDone)
            return;
        m_isDone = true;
        m_wait.stop();
        this->job()->complete();
    }
    QPointer<Object> m_sender;
    void (Object::*m_signal)(A...);
    std::optional<SignalTuple<A...>> m_arguments;
    SignalWait<SignalOp> m_wait;
    bool m_isDone = false;
};

template<class Object, class... A> struct SignalOf : AwaitableTag
{
    using value_type = SignalTuple<A...>;
    SignalOf(Object *object, void (Object::*s)(A...)) : sender(object), signal(s) {}
    SignalOp<Object, A...> makeOp(PromiseBase *promise) &&
    {
        return SignalOp<Object, A...>(promise, std::move(sender), signal);
    }
    QPointer<Object> sender;
    void (Object::*signal)(A...);
};

} // namespace detail

template<class Object, class Sender, class... A>
    requires std::derived_from<Object, Sender>
auto signalOf(Object *object, void (Sender::*signal)(A...))
{
    return detail::SignalOf<Sender, A...>(object, signal);
}

} // namespace belayer::async
