// The one reader of the log of facts: fills the cube at start, keeps it current after each commit,
// and tells the open screens. Stories write facts; nobody else changes the cube. Where figures are
// counted in the database it only looks how far the log has come, and tells.
#pragma once

#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include "cube/cube.h"
#include "feedback/facts_store.h"
#include "story/catalogue.h"
#include "story/customer_codes.h"
#include "story/figures_snapshot.h"

namespace styk::story {

class Follower {
public:
    // After the cube has taken in new facts: its position. When the log could not be read, or the
    // figures not be kept: why. What the operator may like to know.
    struct Tell {
        std::function<void(std::int64_t)> moved;
        std::function<void(const std::string&)> failed;
        std::function<void(const std::string&)> noted = [](const std::string&) {};
    };

    // Between two savings of the figures while it follows; they are saved at the end in any case.
    struct Pace {
        std::size_t rows = 500'000;  // read meanwhile, about two seconds of a start
        std::chrono::steady_clock::duration time = std::chrono::minutes(5);
    };

    // Without a snapshot each start counts from the log alone.
    Follower(
        db::Database& database,
        Catalogue& catalogue,
        Tell tell,
        std::unique_ptr<FiguresSnapshot> snapshot = nullptr
    );
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;
    ~Follower();

    // Fills the cube, then follows on a thread of its own.
    void start();
    void start(Pace pace);

    // Fills no cube: cube() stays empty.
    void watch();

    // A commit happened: look now rather than at the next round (once a second, for the commits of
    // other processes).
    void wake();

    [[nodiscard]] std::shared_ptr<const cube::Cube> cube() const;

    // Returns when everything committed before the call is counted, or false after `patience`.
    bool catch_up(std::chrono::milliseconds patience);

private:
    struct Batch;
    void loop(const std::stop_token& stop);
    bool look();
    bool take_in();
    void begin(const TimeZone& zone);
    [[nodiscard]] std::optional<Figures> load(const TimeZone& zone);
    void add_row(Batch& batch, const feedback::LogRow& row);
    void apply(Batch& batch);
    void save_now_and_then();
    void save(const Figures& figures, const TimeZone& zone);
    void save_at_the_end();

    db::Database& database_;
    Catalogue& catalogue_;
    Tell tell_;
    mutable std::mutex mutex_;
    std::condition_variable_any woken_, looked_;
    bool pending_ = false;
    std::uint64_t rounds_ = 0;
    bool only_watches_ = false;
    std::shared_ptr<cube::Cube> cube_;
    feedback::LogPosition at_;
    std::optional<TimeZone> zone_;
    CustomerCodes customers_;

    std::unique_ptr<FiguresSnapshot> snapshot_;
    Pace pace_;
    feedback::LogPosition saved_;
    std::size_t rows_since_saved_ = 0;
    std::chrono::steady_clock::time_point next_saving_;
    std::future<void> saving_;

    std::jthread thread_;
};

}  // namespace styk::story
