#include "story/read_paths.h"

#include <algorithm>
#include <unordered_map>

namespace styk::story {

namespace {

constexpr std::size_t most_places = 150;
constexpr std::int64_t second_us = 1'000'000, day_us = 86'400 * second_us;
constexpr std::size_t longest_visit = 2'000;  // events: a machine, or one key for everybody

std::string key_of(const std::string& type, const std::optional<std::string>& touchpoint) {
    return touchpoint ? *touchpoint : "type:" + type;
}

bool is_wanted(
    const std::optional<std::string>& touchpoint,
    const std::optional<std::vector<std::string>>& only
) {
    return !only ||
           (touchpoint && std::find(only->begin(), only->end(), *touchpoint) != only->end());
}

std::string name_of(
    const feedback::Directory& directory,
    const std::string& type,
    const std::optional<std::string>& touchpoint
) {
    const auto* found = touchpoint ? directory.touchpoints.find(*touchpoint) : nullptr;
    return found != nullptr ? found->name : touchpoint.value_or(type);
}

// Numbers of the places: the most frequent ones, the rest as one.
class Places {
public:
    Places(
        const feedback::Directory& directory,
        const std::vector<customer::PathPlace>& found,
        const std::optional<std::vector<std::string>>& only,
        const std::optional<std::string>& until
    ) {
        if (until) {
            all.push_back({"goal", *until});
        }
        for (const auto& one : found) {
            if (one.type == until) {
                all.front().events += static_cast<std::uint64_t>(one.events);
                all.front().name = name_of(directory, one.type, one.touchpoint);
            } else if (is_wanted(one.touchpoint, only)) {
                add(directory, one);
            } else {
                add_elsewhere(directory, one);
            }
        }
    }

    // Nothing: no place of this question.
    [[nodiscard]] std::optional<std::uint32_t> find(const customer::PathEvent& event) {
        key_ = event.touchpoint.empty() ? "type:" : "";
        key_ += event.touchpoint.empty() ? event.type : event.touchpoint;
        const auto found = nodes_.find(key_);
        return found == nodes_.end() ? std::nullopt : std::optional(found->second);
    }

    std::vector<PathPlace> all, elsewhere;

private:
    void add_elsewhere(const feedback::Directory& directory, const customer::PathPlace& one) {
        const auto key = key_of(one.type, one.touchpoint);
        auto known = std::find_if(elsewhere.begin(), elsewhere.end(), [&](const PathPlace& place) {
            return place.key == key;
        });
        if (known == elsewhere.end() && elsewhere.size() < most_places) {
            const auto name = name_of(directory, one.type, one.touchpoint);
            elsewhere.push_back({key, name, one.touchpoint.has_value()});
            known = elsewhere.end() - 1;
        }
        if (known != elsewhere.end()) {
            known->events += static_cast<std::uint64_t>(one.events);
        }
    }

    void add(const feedback::Directory& directory, const customer::PathPlace& one) {
        const auto key = key_of(one.type, one.touchpoint);
        auto node = nodes_.find(key);
        if (node == nodes_.end()) {
            const bool rare = all.size() >= most_places;
            if (!rare || all.size() == most_places) {
                all.push_back(
                    {rare ? "other" : key,
                     rare ? "" : name_of(directory, one.type, one.touchpoint),
                     !rare && one.touchpoint.has_value()}
                );
            }
            node = nodes_.emplace(key, static_cast<std::uint32_t>(all.size() - 1)).first;
        }
        all[node->second].events += static_cast<std::uint64_t>(one.events);
    }

    std::unordered_map<std::string, std::uint32_t> nodes_;
    std::string key_;
};

class Cutter {
public:
    Cutter(const PathWindow& window, Places& places, ReadPaths& out)
        : window_(window), places_(places), out_(out), gap_us_(window.gap_days * day_us) {}

    void take(const customer::PathEvent& event) {
        if (event.customer_id != customer_) {
            end_customer();
            customer_ = event.customer_id;
        } else if (begun_ && event.occurred_at.us - last_.us > gap_us_) {
            end_visit(false);
        }
        if (!begun_) {
            begun_ = event.occurred_at;
        }
        last_ = event.occurred_at;
        const bool converts = window_.until && event.type == *window_.until;
        const auto node = converts ? out_.goal : places_.find(event);
        if (node && (converts || steps_.size() < longest_visit)) {
            const auto at = static_cast<double>(last_.us - begun_->us) / second_us;
            steps_.push_back({*node, channel(event.channel), at});
        }
        if (converts) {
            end_visit(true);
        }
    }

    void end_customer() {
        end_visit(false);
        out_.counts.end_customer();
    }

private:
    void end_visit(bool converted) {
        if (begun_) {
            const auto seen_until = std::min(window_.to, window_.now);
            if (*begun_ < window_.from) {
                ++out_.begun_before;
            } else if (!converted && last_.us + gap_us_ > seen_until.us) {
                ++out_.under_way;
            } else {
                out_.counts.add_session(steps_, converted);
            }
        }
        begun_.reset();
        steps_.clear();
    }

    std::uint32_t channel(std::string_view key) {
        const auto found = std::find(channels_.begin(), channels_.end(), key);
        if (found == channels_.end()) {
            channels_.emplace_back(key);
            return static_cast<std::uint32_t>(channels_.size() - 1);
        }
        return static_cast<std::uint32_t>(found - channels_.begin());
    }

    const PathWindow& window_;
    Places& places_;
    ReadPaths& out_;
    std::int64_t gap_us_;
    std::string customer_;
    std::optional<Instant> begun_;
    Instant last_;
    std::vector<stats::PathStep> steps_;
    std::vector<std::string> channels_;
};

}  // namespace

ReadPaths read_paths(
    db::Reader& reader,
    const feedback::Directory& directory,
    customer::PathQuery query,
    const PathWindow& window,
    const std::optional<std::vector<std::string>>& only
) {
    query.from = window.from;
    query.to = window.to;
    Places places(directory, customer::list_path_places(reader, query), only, window.until);
    ReadPaths out{
        .places = places.all,
        .counts = stats::PathCounts(static_cast<std::uint32_t>(places.all.size())),
        .elsewhere = places.elsewhere,
        .goal = window.until ? std::optional<std::uint32_t>(0) : std::nullopt
    };
    // The pause before the window tells whether a visit began in it.
    query.from.us -= window.gap_days * day_us;
    Cutter cutter(window, places, out);
    customer::each_path_event(reader, query, [&](const customer::PathEvent& event) {
        cutter.take(event);
    });
    cutter.end_customer();
    return out;
}

}  // namespace styk::story
