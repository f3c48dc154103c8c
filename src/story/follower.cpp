#include "story/follower.h"

#include <deque>

#include "feedback/dimension.h"

namespace styk::story {

namespace {

constexpr std::size_t batch_size = 65'536;
constexpr std::chrono::milliseconds round{500};
// Between two rounds, so that a busy intake is taken in by the hundred and screens are told a few
// times a second.
constexpr std::chrono::milliseconds pause{100};

}  // namespace

// Facts decoded and waiting to be applied; the spans of `groups` point into `dims` and `ratings`.
struct Follower::Batch {
    std::shared_ptr<const feedback::Directory> directory;
    std::vector<std::int64_t> removed;
    std::vector<cube::GroupFacts> groups;
    std::deque<std::vector<std::uint32_t>> dims;
    std::deque<std::vector<cube::Rating>> ratings;
    std::unordered_map<std::int64_t, std::size_t> places;  // of a feedback in `groups`
    feedback::LogPosition up_to;
    bool follows = false;  // rows may replace what the cube holds

    void clear() {
        removed.clear();
        groups.clear();
        dims.clear();
        ratings.clear();
        places.clear();
    }
};

Follower::Follower(db::Database& database, Catalogue& catalogue, Tell tell)
    : database_(database), catalogue_(catalogue), tell_(std::move(tell)) {}

Follower::~Follower() {
    thread_.request_stop();
    woken_.notify_all();
}

void Follower::start() {
    take_in();
    thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void Follower::wake() {
    {
        const std::lock_guard lock(mutex_);
        pending_ = true;
    }
    woken_.notify_one();
}

std::shared_ptr<const cube::Cube> Follower::cube() const {
    const std::lock_guard lock(mutex_);
    return cube_;
}

bool Follower::catch_up(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    // The round that is under way may have read the log before the commit; the one after it has
    // not.
    const auto wanted = rounds_ + 2;
    pending_ = true;
    woken_.notify_one();
    return looked_.wait_for(lock, patience, [&] {
        if (rounds_ + 1 == wanted && !pending_) {
            pending_ = true;
            woken_.notify_one();
        }
        return rounds_ >= wanted;
    });
}

void Follower::loop(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            woken_.wait_for(lock, stop, round, [&] { return pending_; });
            pending_ = false;
        }
        if (stop.stop_requested()) {
            return;
        }
        try {
            catalogue_.refresh();
            if (take_in()) {
                tell_.moved(cube()->position());
                std::this_thread::sleep_for(pause);
            }
        } catch (const std::exception&) {  // the database is away for now; the next round tries
                                           // again
        }
        {
            const std::lock_guard lock(mutex_);
            ++rounds_;
        }
        looked_.notify_all();
    }
}

std::uint32_t Follower::customer_code(const std::array<std::uint8_t, 16>& id) {
    const std::string key(id.begin(), id.end());
    return customers_.emplace(key, static_cast<std::uint32_t>(customers_.size() + 1)).first->second;
}

void Follower::add_row(Batch& batch, const feedback::LogRow& row) {
    const auto earlier = batch.places.find(row.feedback_seq);
    if (batch.follows || earlier != batch.places.end()) {
        batch.removed.push_back(row.feedback_seq);
    }
    if (earlier != batch.places.end()) {  // the later row of one feedback counts
        apply(batch);
        batch.removed.push_back(row.feedback_seq);
    }
    auto facts = cube::decode(row.facts);
    if (!facts) {
        return;
    }
    auto& dims = batch.dims.emplace_back();
    for (const auto& [dimension, code] : facts->dimensions) {
        dims.resize(std::max<std::size_t>(dims.size(), dimension + 1U));
        dims[dimension] = code;
    }
    const auto& ratings = batch.ratings.emplace_back(std::move(facts->ratings));
    const Instant at{facts->occurred_us};
    batch.places.emplace(row.feedback_seq, batch.groups.size());
    batch.groups.push_back(
        {.position = row.feedback_seq,
         .occurred_us = at.us,
         .local_day = batch.directory->zone.day_of(at),
         .hour = static_cast<std::uint8_t>(batch.directory->zone.hour_of(at)),
         .flags = facts->flags,
         .customer = facts->customer ? customer_code(*facts->customer) : 0,
         .dims = dims,
         .ratings = ratings}
    );
    if (batch.groups.size() >= batch_size) {
        apply(batch);
    }
}

void Follower::apply(Batch& batch) {
    cube_->apply({.removed = batch.removed, .added = batch.groups, .up_to = batch.up_to.position});
    at_ = batch.up_to;
    batch.clear();
}

bool Follower::take_in() {
    Batch batch;
    batch.directory = catalogue_.directory();
    if (!cube_ || zone_ != batch.directory->zone.name()) {
        // Local days are part of the facts in memory, so another time zone means counting anew.
        auto fresh = std::make_shared<cube::Cube>();
        const std::lock_guard lock(mutex_);
        cube_ = std::move(fresh);
        at_ = {};
        zone_ = batch.directory->zone.name();
    }
    batch.follows = cube_->groups() > 0;
    const auto before = at_;
    batch.up_to = at_;
    database_.read([&](db::Reader& reader) {
        feedback::read_log(reader, at_, [&](const feedback::LogRow& row) {
            add_row(batch, row);
            batch.up_to = row.at;
        });
    });
    if (batch.up_to != at_) {
        apply(batch);
    }
    return at_ != before;
}

}  // namespace styk::story
