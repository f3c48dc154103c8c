#include "story/case_echo.h"

#include <algorithm>

namespace styk::story {

namespace {

constexpr std::int64_t overlap = 200;             // positions that may still be committed
constexpr std::chrono::milliseconds round{1000};  // for the commits of other processes
constexpr std::chrono::milliseconds gather{50};   // at most so many looks a second
constexpr std::string_view select_new =
    "SELECT position, case_id FROM case_step WHERE position > $1 ORDER BY position";

}  // namespace

CaseEcho::CaseEcho(db::Database& database, std::function<void(const std::string&)> tell)
    : database_(database), tell_(std::move(tell)) {}

CaseEcho::~CaseEcho() {
    thread_.request_stop();
    woken_.notify_all();
}

void CaseEcho::start() {
    last_ = database_.read([](db::Reader& reader) {
        return reader.find_integer("SELECT MAX(position) FROM case_step").value_or(0);
    });
    (void)read_new();  // what stands there before is nobody's news
    thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void CaseEcho::wake() {
    {
        const std::lock_guard lock(mutex_);
        pending_ = true;
    }
    woken_.notify_one();
}

void CaseEcho::loop(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            woken_.wait_for(lock, stop, round, [this] { return pending_; });
            pending_ = false;
        }
        try {
            look();
        } catch (const std::exception&) {  // the database is away: the next round finds the same
        }
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, stop, gather, [] { return false; });
    }
}

std::set<std::string> CaseEcho::read_new() {
    std::set<std::string> ids;
    std::int64_t last = last_;
    database_.read([&](db::Reader& reader) {
        reader.query(
            select_new,
            [&](const db::Row& row) {
                if (told_.insert(row.integer(0)).second) {
                    ids.insert(row.string(1));
                }
                last = std::max(last, row.integer(0));
            },
            last_ - overlap
        );
    });
    last_ = last;
    told_.erase(told_.begin(), told_.lower_bound(last_ - overlap));
    return ids;
}

void CaseEcho::look() {
    for (const std::string& id : read_new()) {
        tell_(id);
    }
}

}  // namespace styk::story
