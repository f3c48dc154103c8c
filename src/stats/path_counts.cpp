#include "stats/path_counts.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "base/result.h"
#include "stats/random.h"
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

// Numbers of nodes, and the end of a way, in 21 bits each.
constexpr std::uint32_t most_nodes = (1U << 21) - 1;

std::uint64_t packed(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    return (std::uint64_t{a} << 42) | (std::uint64_t{b} << 21) | c;
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

std::size_t PathCounts::PathHash::operator()(const std::vector<std::uint32_t>& path) const {
    std::uint64_t hash = path.size();
    for (const std::uint32_t node : path) {
        hash = splitmix64(hash ^ node);
    }
    return hash;
}

PathCounts::PathCounts(std::uint32_t nodes, std::size_t most_variants)
    : nodes_(nodes),
      slots_(std::size_t{nodes} * nodes),
      transitions_(nodes),
      most_variants_(most_variants),
      own_(nodes) {
    if (nodes >= most_nodes || most_variants == 0) {
        throw Fault("stats: too many places, or no room for a way");
    }
}

void PathCounts::add_session(std::span<const PathStep> steps, bool converted) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].node >= nodes_.size() || (i > 0 && steps[i].at_s < steps[i - 1].at_s)) {
            throw Fault("stats: a path with an unknown place, or back in time");
        }
    }
    if (steps.empty()) {
        return;
    }
    ++session_;
    ++own_sessions_;
    own_conversions_ += converted ? 1 : 0;
    events_ += steps.size();
    const auto detours = count_nodes(steps, steps.size() - (converted ? 1 : 0));
    own_lost_ = detours.lost || own_lost_;
    count_ends(steps, converted);
    count_edges(steps);
    count_way(steps, detours, converted);
}

PathCounts::Own& PathCounts::own_at(std::uint32_t node) {
    Own& own = own_[node];
    if (own.visits == 0) {
        own_nodes_.push_back(node);
    }
    return own;
}

PathCounts::Detours PathCounts::count_nodes(std::span<const PathStep> steps, std::size_t counted) {
    Detours out;
    path_.clear();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Own& own = own_at(steps[i].node);
        path_.push_back(steps[i].node);
        ++own.visits;
        if (own.session != session_) {
            own.session = session_;
            own.repeated = own.looped = false;
            ++own.sessions;
        } else {
            const bool at_once = own.last + 1 == i;
            bool& marked = at_once ? own.repeated : own.looped;
            (at_once ? own.repeats : own.loops_back) += marked ? 0 : 1;
            marked = true;
            out.lost = out.lost || !at_once;
            out.repeats += i < counted ? 1 : 0;
            out.self_loops += i < counted && at_once ? 1 : 0;
        }
        own.last = i;
    }
    return out;
}

void PathCounts::count_ends(std::span<const PathStep> steps, bool converted) {
    Own& last = own_[steps.back().node];
    ++own_[steps.front().node].entry;
    ++last.exit;
    last.drop_off += converted ? 0 : 1;
}

void PathCounts::count_edges(std::span<const PathStep> steps) {
    for (std::size_t i = 1; i < steps.size(); ++i) {
        const auto& from = steps[i - 1];
        const std::size_t at = std::size_t{from.node} * nodes_.size() + steps[i].node;
        Slot& slot = slots_[at];
        if (slot.edge == nullptr) {
            slot.edge = &edges_[{from.node, steps[i].node}];
        }
        if (slot.own++ == 0) {
            own_slots_.push_back(at);
        }
        slot.edge->time.add(steps[i].at_s - from.at_s);
    }
}

LogHistogram PathCounts::to_next(std::uint32_t node) const {
    LogHistogram out;
    for (auto at = edges_.lower_bound({node, 0}); at != edges_.end() && at->first.first == node;
         ++at) {
        out.merge(at->second.time);
    }
    return out;
}

void PathCounts::count_triples() {
    for (std::size_t i = 0; i + 1 < path_.size(); ++i) {
        const auto third = i + 2 < path_.size() ? path_[i + 2] : most_nodes;
        ++triples_[packed(path_[i], path_[i + 1], third)];
    }
}

Triples PathCounts::triples() const {
    Triples out;
    for (const auto& [key, n] : triples_) {
        const auto third = static_cast<std::uint32_t>(key & most_nodes);
        out.add_triple(
            static_cast<std::uint32_t>(key >> 42),
            static_cast<std::uint32_t>((key >> 21) & most_nodes),
            third == most_nodes ? Triples::end : third,
            n
        );
    }
    return out;
}

// path_ holds the way, with the goal.
void PathCounts::count_way(
    std::span<const PathStep> steps, const Detours& detours, bool converted
) {
    transitions_.add(path_);
    count_triples();
    if (converted) {
        path_.pop_back();
    }
    const auto switches = switches_in(steps.first(path_.size()));
    const double duration = steps.back().at_s - steps.front().at_s;
    ++efforts_.contacts.sessions[path_.size()];
    ++efforts_.repeats.sessions[detours.repeats];
    ++efforts_.self_loops.sessions[detours.self_loops];
    ++efforts_.switches.sessions[switches];
    efforts_.duration.add(duration);
    if (!path_.empty()) {
        count_variant(switches, duration, converted);
    }
}

void PathCounts::count_variant(std::uint64_t switches, double duration_s, bool converted) {
    PathVariant& way = ways_[path_];
    ++ways_sessions_;
    ++way.n;
    way.customers += way.last_customer == customer_ ? 0 : 1;
    way.last_customer = customer_;
    way.conversions += converted ? 1 : 0;
    way.switches += switches;
    way.duration.add(duration_s);
    if (ways_.size() > 2 * most_variants_) {
        drop_rare_ways();
    }
}

// As Variants does it, but seldom: half of the ways at once.
void PathCounts::drop_rare_ways() {
    std::vector<std::uint64_t> counts;
    counts.reserve(ways_.size());
    for (const auto& [path, way] : ways_) {
        counts.push_back(way.n);
    }
    const auto cut = counts.begin() + static_cast<std::ptrdiff_t>(most_variants_);
    std::nth_element(counts.begin(), cut, counts.end(), std::greater<>());
    const std::uint64_t least = *cut;
    ways_lost_ += least;
    std::erase_if(ways_, [&](const auto& one) { return one.second.n <= least; });
    for (auto& [path, way] : ways_) {
        way.n -= least;
    }
}

Variants PathCounts::variants() const {
    Variants out(2 * most_variants_);
    std::uint64_t kept = 0;
    for (const auto& [path, way] : ways_) {
        out.add(path, way.n);
        kept += way.n;
    }
    out.add_lost(ways_sessions_ - kept, ways_lost_);
    return out;
}

void PathCounts::end_customer() {
    if (own_sessions_ == 0) {
        return;
    }
    sessions_.add(own_sessions_);
    conversions_.add(own_sessions_, own_conversions_);
    lost_customers_ += own_lost_ ? 1 : 0;
    for (const std::size_t at : own_slots_) {
        Slot& slot = slots_[at];
        slot.edge->of_visits.add(own_[at / nodes_.size()].visits, slot.own);
        ++slot.edge->customers;
        slot.own = 0;
    }
    for (const std::uint32_t at : own_nodes_) {
        PathNode& node = nodes_[at];
        Own& own = own_[at];
        node.visits.add(own.visits);
        node.sessions.add(own.sessions);
        node.entry.add(own_sessions_, own.entry);
        node.exit.add(own_sessions_, own.exit);
        node.drop_off.add(own.sessions, own.drop_off);
        node.repeats.add(own.sessions, own.repeats);
        node.loops_back.add(own.sessions, own.loops_back);
        own = {};
    }
    own_nodes_.clear();
    own_slots_.clear();
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
