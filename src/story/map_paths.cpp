#include "story/map_paths.h"

#include <algorithm>
#include <limits>
#include <map>

#include "stats/share_estimate.h"
#include "story/guard.h"

namespace styk::story {

namespace {

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

// Where each node stands on the map: the first step of its touchpoint.
std::vector<std::size_t> order_of(const MapPaths& map, std::size_t nodes) {
    std::vector<std::size_t> order(nodes, nowhere);
    for (std::size_t step = map.nodes.size(); step-- > 0;) {
        if (map.nodes[step]) {
            order[*map.nodes[step]] = step;
        }
    }
    return order;
}

// Was the way at a place before this one on the map, later at one behind it, and never here?
struct Passed {
    bool between = false, here = false;
};

Passed passed(
    const std::vector<std::uint32_t>& path, const std::vector<std::size_t>& order, std::size_t at
) {
    Passed out;
    bool before = false;
    for (const std::uint32_t node : path) {
        const std::size_t place = order[node];
        out.here = out.here || place == at;
        out.between = out.between || (before && place != nowhere && place > at);
        before = before || place < at;
    }
    return out;
}

stats::Estimate shown(std::uint64_t k, std::uint64_t n, const stats::TierLimits& limits) {
    const auto share = stats::share_estimate(k, n, limits);
    const auto is_few = [&](std::uint64_t of) { return of > 0 && of < limits.anonymous_below; };
    return is_few(k) || is_few(n - k) ? hidden_estimate(share) : share;
}

void add_skipped(
    MapPaths& map,
    const std::vector<MapStep>& steps,
    const std::vector<std::size_t>& order,
    const PathsFound& found
) {
    const auto variants = found.read.counts.variants();
    if (variants.lost() > 0) {
        map.reason = "too_many_ways";
        return;
    }
    for (std::size_t step = 0; step < steps.size(); ++step) {
        const bool first = map.nodes[step] && order[*map.nodes[step]] == step;
        if (!first) {
            continue;
        }
        std::uint64_t between = 0, left_out = 0;
        for (const auto& [path, n] : variants.counts()) {
            const Passed way = passed(path, order, step);
            between += way.between ? n : 0;
            left_out += way.between && !way.here ? n : 0;
        }
        map.skipped.push_back({steps[step].id, shown(left_out, between, found.limits)});
    }
}

const PathEdgeRow* edge_between(const Paths& paths, std::size_t from, std::size_t to) {
    const auto edge = std::find_if(paths.edges.begin(), paths.edges.end(), [&](const auto& one) {
        return one.from == from && one.to == to;
    });
    return edge == paths.edges.end() ? nullptr : &*edge;
}

// Nobody took it, or nobody was at its first end.
stats::Estimate not_taken(
    const std::optional<std::size_t>& from,
    const std::optional<std::size_t>& to,
    const PathsFound& found
) {
    stats::Estimate out;
    out.reason = stats::reason::no_answers;
    if (!from || !to) {
        return out;
    }
    const auto from_node = static_cast<std::uint32_t>(*from),
               to_node = static_cast<std::uint32_t>(*to);
    const bool taken = found.read.counts.edges().contains({from_node, to_node});
    const auto n = found.read.counts.nodes()[*from].visits.n;
    return taken ? hidden_estimate(out) : shown(0, n, found.limits);
}

void add_links(
    MapPaths& map,
    const std::vector<MapStep>& steps,
    const std::vector<MapLink>& links,
    const PathsFound& found
) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        places.emplace(steps[i].id, i);
    }
    for (const MapLink& link : links) {
        const auto from = places.find(link.from), to = places.find(link.to);
        if (from == places.end() || to == places.end()) {
            continue;
        }
        const auto one = map.nodes[from->second], other = map.nodes[to->second];
        const auto* edge = one && other ? edge_between(found.paths, *one, *other) : nullptr;
        map.links.push_back({link.id, edge != nullptr ? edge->share : not_taken(one, other, found)}
        );
    }
}

void add_shortcuts(
    MapPaths& map,
    const std::vector<MapStep>& steps,
    const std::vector<std::size_t>& order,
    const Paths& paths
) {
    for (const PathEdgeRow& edge : paths.edges) {
        const auto from = order[edge.from], to = order[edge.to];
        if (from != nowhere && to != nowhere && to > from + 1) {
            map.shortcuts.push_back(
                {steps[from].id, steps[to].id, edge.n, edge.share, to - from - 1}
            );
        }
    }
}

}  // namespace

std::vector<std::string> touchpoints_of(const std::vector<MapStep>& steps) {
    std::vector<std::string> out;
    for (const MapStep& step : steps) {
        if (step.touchpoint && std::find(out.begin(), out.end(), *step.touchpoint) == out.end()) {
            out.push_back(*step.touchpoint);
        }
    }
    return out;
}

MapPaths lay_over(
    const std::vector<MapStep>& steps, const std::vector<MapLink>& links, const PathsFound& found
) {
    MapPaths map;
    const auto& nodes = found.paths.nodes;
    for (const MapStep& step : steps) {
        const auto node = std::find_if(nodes.begin(), nodes.end(), [&](const PathNodeRow& one) {
            return one.place.is_touchpoint && one.place.key == step.touchpoint;
        });
        map.nodes.push_back(
            node == nodes.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(node - nodes.begin()))
        );
    }
    if (nodes.empty()) {
        return map;
    }
    const auto order = order_of(map, nodes.size());
    add_skipped(map, steps, order, found);
    add_links(map, steps, links, found);
    add_shortcuts(map, steps, order, found.paths);
    return map;
}

}  // namespace styk::story
