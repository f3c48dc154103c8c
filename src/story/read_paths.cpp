#include "story/read_paths.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace styk::story {

namespace {

constexpr std::size_t most_places = 150;
constexpr std::int64_t second_us = 1'000'000, day_us = 86'400 * second_us;
constexpr std::size_t longest_visit = 2'000;  // events: a machine, or one key for everybody

std::string key_of(const LoggedWhat& what) {
    return what.touchpoint.empty() ? "type:" + what.type : what.touchpoint;
}

bool is_wanted(const LoggedWhat& what, const std::optional<std::vector<std::string>>& only) {
    return !only || (!what.touchpoint.empty() &&
                     std::find(only->begin(), only->end(), what.touchpoint) != only->end());
}

std::string name_of(const feedback::Directory& directory, const LoggedWhat& what) {
    const auto* found =
        what.touchpoint.empty() ? nullptr : directory.touchpoints.find(what.touchpoint);
    return found != nullptr ? found->name : what.touchpoint.empty() ? what.type : what.touchpoint;
}

// How often each kind of event happened since `from`; the most frequent ones first, whatever their
// channel.
struct Frequent {
    LoggedWhat what;
    std::uint64_t events = 0;
};

std::vector<Frequent> frequent(const PathLog& log, Instant from) {
    std::vector<std::uint64_t> by_code(log.whats().size());
    for (const LoggedEvent& event : log.events()) {
        by_code[event.what] += event.at_us >= from.us ? 1 : 0;
    }
    std::map<std::pair<std::string, std::string>, std::uint64_t> sums;
    for (std::size_t i = 0; i < by_code.size(); ++i) {
        sums[{log.whats()[i].type, log.whats()[i].touchpoint}] += by_code[i];
    }
    std::vector<Frequent> out;
    for (const auto& [names, events] : sums) {
        if (events > 0) {
            out.push_back({{names.first, names.second, {}}, events});
        }
    }
    std::ranges::stable_sort(out, std::greater<>(), &Frequent::events);
    return out;
}

// Numbers of the places: the most frequent ones, the rest as one.
class Places {
public:
    Places(
        const feedback::Directory& directory,
        const std::vector<Frequent>& found,
        const std::optional<std::vector<std::string>>& only,
        const std::optional<std::string>& until
    ) {
        if (until) {
            all.push_back({"goal", *until});
        }
        for (const auto& one : found) {
            if (one.what.type == until) {
                all.front().events += one.events;
                all.front().name = name_of(directory, one.what);
            } else if (is_wanted(one.what, only)) {
                add(directory, one);
            } else {
                add_elsewhere(directory, one);
            }
        }
    }

    // Nothing: no place of this question.
    [[nodiscard]] std::optional<std::uint32_t> find(const LoggedWhat& what) const {
        const auto found = nodes_.find(key_of(what));
        return found == nodes_.end() ? std::nullopt : std::optional(found->second);
    }

    std::vector<PathPlace> all, elsewhere;

private:
    void add_elsewhere(const feedback::Directory& directory, const Frequent& one) {
        const auto key = key_of(one.what);
        auto known = std::find_if(elsewhere.begin(), elsewhere.end(), [&](const PathPlace& place) {
            return place.key == key;
        });
        if (known == elsewhere.end() && elsewhere.size() < most_places) {
            const bool at_touchpoint = !one.what.touchpoint.empty();
            elsewhere.push_back({key, name_of(directory, one.what), at_touchpoint});
            known = elsewhere.end() - 1;
        }
        if (known != elsewhere.end()) {
            known->events += one.events;
        }
    }

    void add(const feedback::Directory& directory, const Frequent& one) {
        const auto key = key_of(one.what);
        auto node = nodes_.find(key);
        if (node == nodes_.end()) {
            const bool rare = all.size() >= most_places;
            if (!rare || all.size() == most_places) {
                all.push_back(
                    {rare ? "other" : key,
                     rare ? "" : name_of(directory, one.what),
                     !rare && !one.what.touchpoint.empty()}
                );
            }
            node = nodes_.emplace(key, static_cast<std::uint32_t>(all.size() - 1)).first;
        }
        all[node->second].events += one.events;
    }

    std::unordered_map<std::string, std::uint32_t> nodes_;
};

// What the kinds of events are on the ways.
struct Meaning {
    std::optional<std::uint32_t> node{};
    std::uint32_t channel = 0;
    bool converts = false;
};

std::vector<Meaning> meanings(
    const PathLog& log, const Places& places, const std::optional<std::string>& until
) {
    std::vector<std::string> channels;
    std::vector<Meaning> out;
    for (const LoggedWhat& what : log.whats()) {
        const bool converts = until && what.type == *until;
        auto channel = std::find(channels.begin(), channels.end(), what.channel);
        if (channel == channels.end()) {
            channels.push_back(what.channel);
            channel = channels.end() - 1;
        }
        out.push_back(
            {converts ? std::optional<std::uint32_t>(0) : places.find(what),
             static_cast<std::uint32_t>(channel - channels.begin()),
             converts}
        );
    }
    return out;
}

// Cuts a sorted log into visits.
class Cutter {
public:
    Cutter(const PathWindow& window, std::vector<Meaning> meanings, ReadPaths& out)
        : window_(window),
          meanings_(std::move(meanings)),
          out_(out),
          gap_us_(window.gap_days * day_us) {}

    void take(const LoggedEvent& event) {
        if (event.customer != customer_) {
            end_customer();
            customer_ = event.customer;
        } else if (begun_us_ && event.at_us - last_us_ > gap_us_) {
            end_visit(false);
        }
        if (!begun_us_) {
            begun_us_ = event.at_us;
        }
        last_us_ = event.at_us;
        const Meaning& meaning = meanings_[event.what];
        if (meaning.node && (meaning.converts || steps_.size() < longest_visit)) {
            const auto at = static_cast<double>(last_us_ - *begun_us_) / second_us;
            steps_.push_back({*meaning.node, meaning.channel, at});
        }
        if (meaning.converts) {
            end_visit(true);
        }
    }

    void end_customer() {
        end_visit(false);
        out_.counts.end_customer();
    }

private:
    void end_visit(bool converted) {
        if (begun_us_) {
            const auto seen_until = std::min(window_.to, window_.now);
            if (*begun_us_ < window_.from.us) {
                ++out_.begun_before;
            } else if (!converted && last_us_ + gap_us_ > seen_until.us) {
                ++out_.under_way;
            } else {
                out_.counts.add_session(steps_, converted);
            }
        }
        begun_us_.reset();
        steps_.clear();
    }

    const PathWindow& window_;
    std::vector<Meaning> meanings_;
    ReadPaths& out_;
    std::int64_t gap_us_;
    std::uint32_t customer_ = 0;
    std::optional<std::int64_t> begun_us_;
    std::int64_t last_us_ = 0;
    std::vector<stats::PathStep> steps_;
};

}  // namespace

ReadPaths read_paths(
    db::Reader& reader,
    const feedback::Directory& directory,
    customer::PathQuery query,
    const PathWindow& window,
    const std::optional<std::vector<std::string>>& only
) {
    // The pause before the window tells whether a visit began in it.
    query.from.us = window.from.us - window.gap_days * day_us;
    query.to = window.to;
    PathLog log;
    customer::each_path_event(reader, query, [&](const customer::PathEvent& event) {
        log.add(event);
    });
    log.sort();
    return cut_paths(log, directory, window, only);
}

ReadPaths cut_paths(
    const PathLog& log,
    const feedback::Directory& directory,
    const PathWindow& window,
    const std::optional<std::vector<std::string>>& only
) {
    Places places(directory, frequent(log, window.from), only, window.until);
    auto means = meanings(log, places, window.until);
    const auto nodes = static_cast<std::uint32_t>(places.all.size());
    ReadPaths out{
        .places = std::move(places.all),
        .counts = stats::PathCounts(nodes),
        .elsewhere = std::move(places.elsewhere),
        .goal = window.until ? std::optional<std::uint32_t>(0) : std::nullopt
    };
    Cutter cutter(window, std::move(means), out);
    for (const LoggedEvent& event : log.events()) {
        cutter.take(event);
    }
    cutter.end_customer();
    return out;
}

}  // namespace styk::story
