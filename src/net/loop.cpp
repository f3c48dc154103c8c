// The hand-over between threads.
#include "net/loop.h"

#include <boost/asio/post.hpp>
#include <utility>

#include "net/session.h"

namespace styk::net {

template <class Coroutine>
struct Sleeper::HeldAs final : Sleeper::Held {
    explicit HeldAs(Coroutine&& it) : coroutine(std::move(it)) {}

    void resume() override { std::move(coroutine)(); }

    Coroutine coroutine;
};

Awaitable<> Sleeper::sleep() {
    return asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
        [this]<class Coroutine>(Coroutine coroutine) {
            held_ = std::make_unique<HeldAs<Coroutine>>(std::move(coroutine));
        },
        use_awaitable
    );
}

void Sleeper::wake() {
    if (held_) {
        const auto held = std::move(held_);
        held->resume();
    } else {
        woken_ = true;
    }
}

void Loop::wake_later(std::shared_ptr<Session> session) {
    {
        const std::lock_guard lock(mutex_);
        woken_.push_back(std::move(session));
        if (woken_.size() > 1) {
            return;  // the one who came first has called the loop
        }
    }
    asio::post(io, [this] { wake_all(); });
}

void Loop::tell_all(void (Session::*what)()) {
    std::vector<std::shared_ptr<Session>> all;
    all.reserve(sessions.size());
    for (Session* const session : sessions) {
        all.push_back(session->shared_from_this());
    }
    for (const auto& session : all) {
        (session.get()->*what)();
    }
}

void Loop::check_deadlines(SteadyTime now) {
    // Backwards: when a session leaves, the last one, already looked at, takes its place.
    for (std::size_t i = sessions.size(); i-- > 0;) {
        sessions[i]->check_deadline(now);
    }
}

void Loop::wake_all() {
    std::vector<std::shared_ptr<Session>> woken;
    {
        const std::lock_guard lock(mutex_);
        woken.swap(woken_);
    }
    for (const auto& session : woken) {
        session->wake();
    }
}

}  // namespace styk::net
