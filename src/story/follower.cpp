#include "story/follower.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory_resource>
#include <unordered_set>

namespace styk::story {

namespace {

constexpr std::size_t batch_size = 65'536;
constexpr std::chrono::milliseconds round{500};
// Between two rounds, so that a busy intake is taken in by the hundred and screens are told a few
// times a second.
constexpr std::chrono::milliseconds pause{100};

}  // namespace

// Facts decoded and waiting to be applied; the spans of `groups` point into `memory`, which is
// given back all at once.
struct Follower::Batch {
    using Seqs = std::pmr::unordered_set<std::int64_t>;

    std::shared_ptr<const feedback::Directory> directory;
    std::vector<std::int64_t> removed;
    std::vector<cube::GroupFacts> groups;
    std::pmr::monotonic_buffer_resource memory{std::size_t{8} << 20};
    std::optional<Seqs> seqs{&memory};  // of the feedback in `groups`
    cube::LoggedFacts decoded;          // of one row
    std::vector<std::uint32_t> dims;    // of one row
    feedback::LogPosition up_to;
    std::size_t rows = 0;
    bool follows = false;  // rows may replace what the cube holds

    template <class T>
    std::span<const T> keep(const std::vector<T>& values) {
        T* kept = std::pmr::polymorphic_allocator<T>(&memory).allocate(values.size());
        std::ranges::copy(values, kept);
        return {kept, values.size()};
    }

    void clear() {
        removed.clear();
        groups.clear();
        seqs.reset();
        memory.release();
        seqs.emplace(&memory);
    }
};

Follower::Follower(
    db::Database& database,
    Catalogue& catalogue,
    Tell tell,
    std::unique_ptr<FiguresSnapshot> snapshot
)
    : database_(database),
      catalogue_(catalogue),
      tell_(std::move(tell)),
      snapshot_(std::move(snapshot)) {}

Follower::~Follower() {
    thread_.request_stop();
    woken_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
        save_at_the_end();
    }
}

void Follower::start() {
    start(Pace());
}

void Follower::start(Pace pace) {
    pace_ = pace;
    take_in();
    thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void Follower::watch() {
    only_watches_ = true;
    (void)look();
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
    bool is_well = true;
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
            if (only_watches_ ? look() : take_in()) {
                tell_.moved(at_.position);
                std::this_thread::sleep_for(pause);
            }
            if (!only_watches_) {
                save_now_and_then();
            }
            is_well = true;
        } catch (const std::exception& wrong) {  // the database is away; the next round tries again
            if (std::exchange(is_well, false)) {
                tell_.failed(fmt::format("figures stand still: {}", wrong.what()));
            }
        }
        {
            const std::lock_guard lock(mutex_);
            ++rounds_;
        }
        looked_.notify_all();
    }
}

void Follower::add_row(Batch& batch, const feedback::LogRow& row) {
    ++batch.rows;
    const bool again = batch.seqs->contains(row.feedback_seq);
    if (batch.follows || again) {
        batch.removed.push_back(row.feedback_seq);
    }
    if (again) {  // the later row of one feedback counts
        apply(batch);
        batch.removed.push_back(row.feedback_seq);
    }
    auto& facts = batch.decoded;
    if (!cube::decode_into(row.facts, facts)) {
        return;
    }
    batch.dims.clear();
    for (const auto& [dimension, code] : facts.dimensions) {
        batch.dims.resize(std::max<std::size_t>(batch.dims.size(), dimension + 1U));
        batch.dims[dimension] = code;
    }
    const Instant at{facts.occurred_us};
    batch.seqs->insert(row.feedback_seq);
    batch.groups.push_back(
        {.position = row.feedback_seq,
         .occurred_us = at.us,
         .local_day = batch.directory->zone.day_of(at),
         .hour = static_cast<std::uint8_t>(batch.directory->zone.hour_of(at)),
         .flags = facts.flags,
         .customer = facts.customer ? customers_.code_of(*facts.customer) : 0,
         .dims = batch.keep(batch.dims),
         .ratings = batch.keep(facts.ratings),
         .topics = batch.keep(facts.topics)}
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

bool Follower::look() {
    const auto before = std::exchange(at_, database_.read(feedback::end_of_log));
    return at_ != before;
}

bool Follower::take_in() {
    Batch batch;
    batch.directory = catalogue_.directory();
    if (!cube_ || zone_->name() != batch.directory->zone.name()) {
        begin(batch.directory->zone);
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
    rows_since_saved_ += batch.rows;
    return at_ != before;
}

// Local days are part of the facts in memory, so another time zone means counting anew.
void Follower::begin(const TimeZone& zone) {
    auto figures = cube_ ? std::nullopt : load(zone);
    auto begun =
        figures ? std::make_shared<cube::Cube>(figures->facts) : std::make_shared<cube::Cube>();
    if (figures) {
        tell_.noted(fmt::format("{} feedback counted from the snapshot", begun->groups()));
    }
    const std::lock_guard lock(mutex_);
    cube_ = std::move(begun);
    at_ = saved_ = figures ? figures->at : feedback::LogPosition{};
    customers_ = CustomerCodes(figures ? figures->customers : std::vector<CustomerBytes>());
    zone_ = zone;
}

std::optional<Figures> Follower::load(const TimeZone& zone) {
    auto loaded = snapshot_ ? snapshot_->load(zone) : FiguresSnapshot::Loaded();
    if (!loaded.why_not.empty()) {
        tell_.noted(fmt::format(
            "the snapshot of the figures is not used: {}; everything is counted anew",
            loaded.why_not
        ));
    }
    return std::move(loaded.figures);
}

// Saving goes on beside following: what is saved does not change any more.
void Follower::save_now_and_then() {
    const auto now = std::chrono::steady_clock::now();
    const bool is_saving =
        saving_.valid() && saving_.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
    if (!snapshot_ || is_saving || rows_since_saved_ < pace_.rows || now < next_saving_) {
        return;
    }
    next_saving_ = now + pace_.time;
    rows_since_saved_ = 0;
    saved_ = at_;
    saving_ = std::async(
        std::launch::async,
        [this, zone = *zone_, figures = Figures{cube_->snapshot(), at_, customers_.ids()}] {
            save(figures, zone);
        }
    );
}

void Follower::save(const Figures& figures, const TimeZone& zone) {
    try {
        snapshot_->save(figures, zone);
    } catch (const std::exception& wrong) {
        tell_.failed(fmt::format("the figures could not be kept: {}", wrong.what()));
    }
}

void Follower::save_at_the_end() {
    if (saving_.valid()) {
        saving_.wait();
    }
    if (snapshot_ && !only_watches_ && at_ != saved_) {
        save({cube_->snapshot(), at_, customers_.ids()}, *zone_);
    }
}

}  // namespace styk::story
