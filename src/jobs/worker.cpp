#include "jobs/worker.h"

#include <spdlog/spdlog.h>

#include "base/id.h"
#include "base/result.h"
#include "queue/lease.h"

namespace styk::jobs {

namespace {

constexpr std::chrono::seconds lease_time{30};
constexpr std::chrono::seconds round{1};

}  // namespace

Worker::Worker(
    db::Database& database,
    const Clock& clock,
    Random& random,
    std::map<std::string, Handler> handlers
)
    : database_(database),
      clock_(clock),
      handlers_(std::move(handlers)),
      name_(random_hex(random, 8)) {}

Worker::~Worker() {
    thread_.request_stop();
    woken_.notify_all();
}

void Worker::start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void Worker::wake() {
    {
        const std::lock_guard lock(mutex_);
        pending_ = true;
    }
    woken_.notify_one();
}

void Worker::loop(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            while (!stop.stop_requested() && work_once(stop)) {
            }
        } catch (const std::exception& error) {  // the database is away; the next round tries again
            spdlog::warn("queue: {}", error.what());
        }
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, stop, round, [&] { return pending_; });
        pending_ = false;
    }
}

// The queue is looked at without writing first: most rounds find nothing.
bool Worker::work_once(const std::stop_token& stop) {
    const Instant now = clock_.now();
    const auto due = database_.read([&](db::Reader& reader) {
        return reader.find_integer(
            "SELECT COUNT(*) FROM work WHERE due_at <= $1 AND "
            "(leased_until <= $1 OR leased_until > $2)",
            now.us,
            (now + queue::longest_lease).us
        );
    });
    if (due.value_or(0) == 0) {
        return false;
    }
    std::vector<queue::Work> taken;
    database_.write([&](db::Tx& tx) { taken = queue::lease(tx, now, now + lease_time, name_, 1); });
    for (const queue::Work& work : taken) {
        run(work, stop);
    }
    return !taken.empty();
}

void Worker::run(const queue::Work& work, const std::stop_token& stop) {
    const GoOn go_on = [&] {
        bool held = false;
        database_.write([&](db::Tx& tx) {
            held = queue::renew(tx, work, clock_.now() + lease_time);
        });
        return held && !stop.stop_requested();
    };
    try {
        const auto handler = handlers_.find(work.kind);
        if (handler == handlers_.end()) {
            throw Fault("nobody here knows how to do " + work.kind);
        }
        const bool done = handler->second(work, go_on);
        database_.write([&](db::Tx& tx) {
            done ? queue::finish(tx, work) : void(queue::renew(tx, work, Instant{0}));
        });
    } catch (const std::exception& error) {
        spdlog::warn("{} failed, try {}: {}", work.kind, work.attempts, error.what());
        database_.write([&](db::Tx& tx) { queue::put_off(tx, work, clock_.now(), error.what()); });
    }
}

}  // namespace styk::jobs
