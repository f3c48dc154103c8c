// One io thread: its io_context, the connections it owns, and the news other threads leave for it.
// Only server.cpp and session.cpp include this (Asio is slow to compile).
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "net/broadcast.h"
#include "net/counters.h"
#include "net/server.h"
#include "net/workers.h"

namespace styk::net {

namespace asio = boost::asio;

using Executor = asio::io_context::executor_type;
template <class T = void>
using Awaitable = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> use_awaitable;
using Socket = asio::basic_stream_socket<asio::generic::stream_protocol, Executor>;
using SteadyTime = std::chrono::steady_clock::time_point;

class Session;

// What every connection of a server shares.
struct Common {
    const Options& options;
    const Handler& handler;
    Broadcast& broadcast;
    Workers& workers;
    std::atomic<std::size_t> open{0};   // connections
    std::atomic<bool> stopping{false};  // finish what was begun, begin nothing
    std::atomic<bool> cut{false};       // finish nothing
};

class Loop {
public:
    explicit Loop(Common& shared) : common(shared) {}

    Common& common;
    asio::io_context io{1};
    Counters counters;
    std::array<char, 65536> scratch;  // bytes just received, before anything awaits
    std::vector<Session*> sessions;   // each knows its place here

    // From any thread: wakes the session's coroutine on this loop's thread. News that gathers while
    // the loop is busy costs one wake-up in all.
    void wake_later(std::shared_ptr<Session> session);

    // On the loop's thread. A session may end, and leave `sessions`, while it is told.
    void check_deadlines(SteadyTime now);
    void tell_all(void (Session::*what)());

private:
    void wake_all();

    std::mutex mutex_;
    std::vector<std::shared_ptr<Session>> woken_;
};

// One coroutine sleeps here until its own loop's thread wakes it. A wake that comes early is kept:
//     if (!sleeper.is_awake()) { co_await sleeper.sleep(); }
class Sleeper {
public:
    [[nodiscard]] bool is_awake() { return std::exchange(woken_, false); }

    Awaitable<> sleep();
    void wake();

private:
    struct Held {
        Held() = default;
        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;
        virtual ~Held() = default;
        virtual void resume() = 0;
    };

    template <class Coroutine>
    struct HeldAs;

    std::unique_ptr<Held> held_;
    bool woken_ = false;
};

}  // namespace styk::net
