#include "story/journey_watch.h"

#include <chrono>

#include "journey/talk_store.h"
#include "json/json.h"

namespace styk::story {

namespace {

constexpr std::chrono::seconds pause{1}, settled_after{30};
constexpr std::chrono::milliseconds at_most_every{40};

std::string data_of(const journey::MapNews& news) {
    return json::write(json::Object{
        {"map", news.map_id},
        {"revision", news.revision},
        {"by", json::Object{{"id", news.by.id}, {"name", news.by.name}}},
        {"edit", news.edit_id ? json::Value(*news.edit_id) : json::Value(nullptr)},
        {"kind", record::name_of_choice(news.kind)}
    });
}

}  // namespace

JourneyWatch::JourneyWatch(db::Database& database, Publish publish)
    : database_(database), publish_(std::move(publish)) {
    floor_ = database_.read([](db::Reader& reader) { return journey::newest_news(reader); });
}

JourneyWatch::~JourneyWatch() {
    thread_.request_stop();
    wake();
}

void JourneyWatch::start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void JourneyWatch::wake() {
    const std::scoped_lock lock(mutex_);
    pending_ = true;
    woken_.notify_all();
}

void JourneyWatch::look() {
    const auto news =
        database_.read([&](db::Reader& reader) { return journey::list_news(reader, floor_); });
    for (const auto& one : news) {
        if (told_.insert(one.position).second) {
            publish_(data_of(one));
        }
    }
    if (news.empty()) {
        return;
    }
    const Instant settled = news.back().by.at - settled_after;
    for (const auto& one : news) {
        if (one.by.at > settled) {
            break;
        }
        floor_ = one.position;
    }
    told_.erase(told_.begin(), told_.upper_bound(floor_));
}

void JourneyWatch::loop(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            woken_.wait_for(lock, stop, pause, [&] { return pending_; });
            pending_ = false;
        }
        if (stop.stop_requested()) {
            return;
        }
        try {
            look();
        } catch (const std::exception&) {  // the next round tries again; the doors say what is
                                           // wrong
        }
        std::this_thread::sleep_for(at_most_every);
    }
}

}  // namespace styk::story
