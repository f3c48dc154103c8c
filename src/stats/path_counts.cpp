#include "stats/path_counts.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/result.h"
#include "stats/share_estimate.h"

namespace styk::stats {

namespace {

constexpr std::uint64_t least_customers = 10;

double real(std::uint64_t n) {
    return static_cast<double>(n);
}

ClusterTotals totals_of(const ClusterPart& part, const ClusterBase& base) {
    return {
        .n = real(base.n),
        .w = real(base.n),
        .wx = real(part.k),
        .w2 = real(base.n),
        .w2x = real(part.k),
        .w2x2 = real(part.k),
        .clusters = real(base.customers),
        .ww = base.nn,
        .wwx = part.nk,
        .wxwx = part.kk
    };
}

std::vector<std::uint32_t> path_of(std::span<const PathStep> steps) {
    std::vector<std::uint32_t> path;
    path.reserve(steps.size());
    for (const PathStep& step : steps) {
        path.push_back(step.node);
    }
    return path;
}

struct PathEffort {
    std::uint64_t repeats = 0, self_loops = 0;
};

PathEffort effort_of_path(std::span<const std::uint32_t> path) {
    PathEffort out;
    std::set<std::uint32_t> met;
    for (std::size_t i = 0; i < path.size(); ++i) {
        out.repeats += met.insert(path[i]).second ? 0 : 1;
        out.self_loops += i > 0 && path[i] == path[i - 1] ? 1 : 0;
    }
    return out;
}

std::uint64_t switches_in(std::span<const PathStep> steps) {
    std::uint64_t n = 0;
    for (std::size_t i = 1; i < steps.size(); ++i) {
        n += steps[i].channel == steps[i - 1].channel ? 0 : 1;
    }
    return n;
}

}  // namespace

void ClusterBase::add(std::uint64_t own) {
    n += own;
    customers += own > 0 ? 1 : 0;
    nn += real(own) * real(own);
}

void ClusterPart::add(std::uint64_t own_n, std::uint64_t own_k) {
    k += own_k;
    nk += real(own_n) * real(own_k);
    kk += real(own_k) * real(own_k);
}

Estimate share_of(const ClusterPart& part, const ClusterBase& base, const TierLimits& limits) {
    const auto found = clustered_mean(totals_of(part, base));
    const bool known = base.customers >= least_customers && found.n_eff;
    return share_estimate(part.k, base.n, limits, known ? found.n_eff : std::nullopt);
}

double CountRanks::share_below(double value) const {
    double below = 0, all = 0;
    for (const auto& [number, n] : sessions) {
        const double at = real(number);
        below += at < value ? real(n) : at == value ? real(n) / 2 : 0;
        all += real(n);
    }
    return all > 0 ? below / all : 0;
}

std::optional<double> CountRanks::mean() const {
    double sum = 0, all = 0;
    for (const auto& [number, n] : sessions) {
        sum += real(number) * real(n);
        all += real(n);
    }
    return all > 0 ? std::optional(sum / all) : std::nullopt;
}

QuantileEstimate CountRanks::quantile(double p, double level) const {
    std::uint64_t all = 0;
    for (const auto& [number, n] : sessions) {
        all += n;
    }
    const auto of_rank = [&](std::uint64_t rank) {
        std::uint64_t seen = 0;
        for (const auto& [number, n] : sessions) {
            seen += n;
            if (rank <= seen) {
                return std::optional(real(number));
            }
        }
        return std::optional<double>();
    };
    QuantileEstimate out{.level = level};
    if (all == 0) {
        return out;
    }
    const auto middle = static_cast<std::uint64_t>(std::ceil(real(all) * p));
    out.value = of_rank(std::max<std::uint64_t>(1, middle));
    const auto ranks = quantile_ranks(all, p, level);
    out.lo = ranks.lo ? of_rank(*ranks.lo) : std::nullopt;
    out.hi = ranks.hi ? of_rank(*ranks.hi) : std::nullopt;
    return out;
}

PathCounts::PathCounts(std::uint32_t nodes, std::size_t most_variants)
    : nodes_(nodes), transitions_(nodes), variants_(most_variants) {}

void PathCounts::add_session(std::span<const PathStep> steps, bool converted) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].node >= nodes_.size() || (i > 0 && steps[i].at_s < steps[i - 1].at_s)) {
            throw Fault("stats: a path with an unknown place, or back in time");
        }
    }
    if (steps.empty()) {
        return;
    }
    ++own_sessions_;
    own_conversions_ += converted ? 1 : 0;
    events_ += steps.size();
    own_lost_ = count_nodes(steps, converted) || own_lost_;
    count_edges(steps);
    count_way(steps, converted);
}

// Whether the customer came back to a place after having been elsewhere.
bool PathCounts::count_nodes(std::span<const PathStep> steps, bool converted) {
    struct Here {
        std::size_t last = 0;
        bool repeats = false, loops_back = false;
    };

    std::map<std::uint32_t, Here> here;
    bool lost = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto [found, fresh] = here.try_emplace(steps[i].node);
        Here& one = found->second;
        if (!fresh) {
            (one.last + 1 == i ? one.repeats : one.loops_back) = true;
            lost = lost || one.last + 1 < i;
        }
        one.last = i;
        ++own_[steps[i].node].visits;
    }
    for (const auto& [node, one] : here) {
        Own& own = own_[node];
        ++own.sessions;
        own.repeats += one.repeats ? 1 : 0;
        own.loops_back += one.loops_back ? 1 : 0;
    }
    ++own_[steps.front().node].entry;
    ++own_[steps.back().node].exit;
    own_[steps.back().node].drop_off += converted ? 0 : 1;
    return lost;
}

void PathCounts::count_edges(std::span<const PathStep> steps) {
    for (std::size_t i = 1; i < steps.size(); ++i) {
        const auto& from = steps[i - 1];
        const double time = steps[i].at_s - from.at_s;
        const Ends ends{from.node, steps[i].node};
        ++own_edges_[ends];
        edges_[ends].time.add(time);
        nodes_[from.node].to_next.add(time);
    }
}

void PathCounts::count_way(std::span<const PathStep> steps, bool converted) {
    auto path = path_of(steps);
    transitions_.add(path);
    triples_.add(path);
    if (converted) {
        path.pop_back();
    }
    const auto effort = effort_of_path(path);
    const auto switches = switches_in(steps.first(path.size()));
    const double duration = steps.back().at_s - steps.front().at_s;
    ++efforts_.contacts.sessions[path.size()];
    ++efforts_.repeats.sessions[effort.repeats];
    ++efforts_.self_loops.sessions[effort.self_loops];
    ++efforts_.switches.sessions[switches];
    efforts_.duration.add(duration);
    if (!path.empty()) {
        count_variant(std::move(path), switches, duration, converted);
    }
}

void PathCounts::count_variant(
    std::vector<std::uint32_t> path, std::uint64_t switches, double duration_s, bool converted
) {
    variants_.add(path);
    PathVariant& way = ways_[std::move(path)];
    way.customers += way.last_customer == customer_ ? 0 : 1;
    way.last_customer = customer_;
    way.conversions += converted ? 1 : 0;
    way.switches += switches;
    way.duration.add(duration_s);
    if (ways_.size() > 2 * variants_.capacity()) {
        std::erase_if(ways_, [&](const auto& one) {
            return !variants_.counts().contains(one.first);
        });
    }
}

void PathCounts::end_customer() {
    if (own_sessions_ == 0) {
        return;
    }
    sessions_.add(own_sessions_);
    conversions_.add(own_sessions_, own_conversions_);
    lost_customers_ += own_lost_ ? 1 : 0;
    for (const auto& [at, own] : own_) {
        PathNode& node = nodes_[at];
        node.visits.add(own.visits);
        node.sessions.add(own.sessions);
        node.entry.add(own_sessions_, own.entry);
        node.exit.add(own_sessions_, own.exit);
        node.drop_off.add(own.sessions, own.drop_off);
        node.repeats.add(own.sessions, own.repeats);
        node.loops_back.add(own.sessions, own.loops_back);
    }
    for (const auto& [ends, n] : own_edges_) {
        PathEdge& edge = edges_[ends];
        edge.of_visits.add(own_.at(ends.first).visits, n);
        ++edge.customers;
    }
    own_.clear();
    own_edges_.clear();
    own_sessions_ = own_conversions_ = 0;
    own_lost_ = false;
    ++customer_;
}

const PathVariant* PathCounts::find(const std::vector<std::uint32_t>& path) const {
    const auto found = ways_.find(path);
    return found == ways_.end() ? nullptr : &found->second;
}

std::optional<double> PathCounts::effort_of(const std::vector<std::uint32_t>& path) const {
    const auto* way = find(path);
    if (way == nullptr || way->duration.n() == 0) {
        return {};
    }
    const auto effort = effort_of_path(path);
    const auto duration = way->duration.quantile(0.5).value.value_or(0);
    const double switches = real(way->switches) / real(way->duration.n());
    return (efforts_.contacts.share_below(real(path.size())) +
            efforts_.repeats.share_below(real(effort.repeats)) +
            efforts_.self_loops.share_below(real(effort.self_loops)) +
            efforts_.switches.share_below(switches) + efforts_.duration.share_below(duration)) /
           5;
}

}  // namespace styk::stats
