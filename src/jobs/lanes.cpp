#include "jobs/lanes.h"

#include <spdlog/spdlog.h>

namespace styk::jobs {

namespace {

constexpr int most_lanes = 32;  // they wait for other servers, not for a core
constexpr std::chrono::seconds round{1};
constexpr std::chrono::milliseconds pause{20};  // between two looks, however often it is woken

}  // namespace

Lanes::Lanes(Claim claim, Run run) : claim_(std::move(claim)), run_(std::move(run)) {}

Lanes::~Lanes() {
    thread_.request_stop();
    woken_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
    busy_.clear();
}

void Lanes::start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void Lanes::wake() {
    {
        const std::lock_guard lock(mutex_);
        pending_ = true;
    }
    woken_.notify_one();
}

void Lanes::loop(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            fill(stop);
        } catch (const std::exception& error) {  // the database is away; the next round tries again
            spdlog::warn("lanes: {}", error.what());
        }
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, stop, pause, [] { return false; });
        woken_.wait_for(lock, stop, round, [&] { return pending_; });
        pending_ = false;
    }
}

void Lanes::fill(const std::stop_token& stop) {
    if (const int free = reap(); free > 0) {
        for (const std::string& lane : claim_(free)) {
            begin(lane, stop);
        }
    }
}

int Lanes::reap() {
    const std::lock_guard lock(mutex_);
    busy_.remove_if([](const Busy& one) { return one.done; });  // joins a thread that has ended
    return most_lanes - static_cast<int>(busy_.size());
}

void Lanes::begin(const std::string& lane, const std::stop_token& stop) {
    const std::lock_guard lock(mutex_);
    Busy& busy = busy_.emplace_back();
    busy.thread = std::jthread([this, &busy, lane, stop] {
        try {
            run_(lane, [&] { return !stop.stop_requested(); });
        } catch (const std::exception& error) {
            spdlog::warn("a lane stopped: {}", error.what());
        }
        const std::lock_guard done(mutex_);
        busy.done = true;
        pending_ = true;
        woken_.notify_one();
    });
}

}  // namespace styk::jobs
