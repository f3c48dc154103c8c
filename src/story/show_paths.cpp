#include "story/show_paths.h"

#include <algorithm>

#include "stats/share_estimate.h"
#include "story/contact_log.h"
#include "story/guard.h"
#include "story/path_removal.h"
#include "story/scope.h"

namespace styk::story {

namespace {

constexpr std::size_t most_variants = 50;
constexpr double significant = 0.05;

PathWindow window_of(const feedback::Directory& directory, const PathsAsked& asked, Instant now) {
    const Instant to =
        asked.filter.to.value_or(directory.zone.start_of(directory.zone.day_of(now) + 1));
    const Day last = directory.zone.day_of(to);
    const Instant from =
        asked.filter.from.value_or(directory.zone.start_of(last - usual_path_days));
    if (from >= to) {
        throw Refusal(Code::invalid, "The period is empty.", {{"to", "must be after from"}});
    }
    return {from, to, now, asked.gap_days, asked.until};
}

stats::TierLimits limits_of(const feedback::Directory& directory) {
    stats::TierLimits limits;
    limits.anonymous_below =
        static_cast<std::uint64_t>(std::max<std::int64_t>(1, directory.firm.customers_min));
    return limits;
}

bool is_small(std::uint64_t n, std::uint64_t least) {
    return n > 0 && n < least;
}

// Of enough customers, and neither those who did nor those who did not are few.
stats::Estimate shown_share(
    const stats::ClusterPart& part, const stats::ClusterBase& base, const stats::TierLimits& limits
) {
    const auto share = stats::share_of(part, base, limits);
    const auto least = limits.anonymous_below;
    const bool hidden = is_small(base.customers, least) || is_small(part.k, least) ||
                        is_small(base.n - part.k, least);
    return hidden ? hidden_estimate(share) : share;
}

PathTime time_of(const stats::LogHistogram& of) {
    return {of.n(), of.quantile(0.5), of.quantile(0.9)};
}

PathNodeRow node_row(const ReadPaths& read, std::size_t at, const stats::TierLimits& limits) {
    const auto& counts = read.counts;
    const auto& node = counts.nodes()[at];
    PathNodeRow out;
    out.place = read.places[at];
    out.visits = node.visits.n;
    out.sessions = node.sessions.n;
    out.customers = node.sessions.customers;
    out.hidden = is_small(out.customers, limits.anonymous_below);
    const auto of_all = [&](const stats::ClusterPart& part) {
        return shown_share(part, counts.sessions(), limits);
    };
    const auto of_own = [&](const stats::ClusterPart& part) {
        return shown_share(part, node.sessions, limits);
    };
    out.entry = of_all(node.entry);
    out.exit = of_all(node.exit);
    out.drop_off = of_own(node.drop_off);
    out.repeats = of_own(node.repeats);
    out.loops_back = of_own(node.loops_back);
    out.to_next = time_of(counts.to_next(static_cast<std::uint32_t>(at)));
    return out;
}

void add_nodes(Paths& out, const ReadPaths& read, const stats::TierLimits& limits) {
    const auto expected = stats::expected_visits(read.counts.transitions());
    const auto removals = path_removals(read);
    for (std::size_t at = 0; at < read.places.size(); ++at) {
        auto row = node_row(read, at, limits);
        if (expected.size() > 0 && !row.hidden) {
            row.expected_visits = expected[static_cast<Eigen::Index>(at)];
        }
        row.removal = row.hidden ? PathRemoval{.reason = stats::reason::hidden} : removals[at];
        out.nodes.push_back(std::move(row));
    }
}

// Ways into and out of a place add up to its visits, so a hidden one takes others with it.
std::vector<bool> hidden_edges(const Paths& paths, const ReadPaths& read, std::uint64_t least) {
    std::vector<CellKeys> keys;
    std::vector<std::uint64_t> n;
    for (const auto& [ends, edge] : read.counts.edges()) {
        keys.push_back({read.places[ends.first].key, read.places[ends.second].key});
        n.push_back(edge.customers);
    }
    for (const auto& node : paths.nodes) {
        keys.push_back({std::string(), node.place.key});
        n.push_back(node.entry.counts.positive);
        keys.push_back({node.place.key, std::string()});
        n.push_back(node.exit.counts.positive);
    }
    return rows_to_hide(keys, n, least);
}

void add_edges(Paths& out, const ReadPaths& read, const stats::TierLimits& limits) {
    const auto hidden = hidden_edges(out, read, limits.anonymous_below);
    std::size_t at = 0;
    for (const auto& [ends, edge] : read.counts.edges()) {
        const bool hides =
            hidden[at++] || out.nodes[ends.first].hidden || out.nodes[ends.second].hidden;
        if (!hides) {
            const auto& base = read.counts.nodes()[ends.first].visits;
            out.edges.push_back(
                {.from = ends.first,
                 .to = ends.second,
                 .customers = edge.customers,
                 .share = stats::share_of(edge.of_visits, base, limits),
                 .n = edge.of_visits.k,
                 .time = time_of(edge.time)}
            );
        }
    }
    std::stable_sort(out.edges.begin(), out.edges.end(), [](const auto& a, const auto& b) {
        return a.n > b.n;
    });
}

void add_variants(Paths& out, const ReadPaths& read, const stats::TierLimits& limits) {
    const auto& counts = read.counts;
    const auto least = limits.anonymous_below;
    const auto variants = counts.variants();
    out.different_ways = variants.different();
    out.ways_not_kept = variants.lost();
    for (const auto& [path, n] : variants.top(most_variants)) {
        const auto* way = counts.find(path);
        if (way == nullptr || is_small(way->customers, least)) {
            continue;
        }
        PathVariantRow row;
        row.steps.assign(path.begin(), path.end());
        row.n = n;
        row.customers = way->customers;
        row.share = stats::share_estimate(std::min(n, out.sessions), out.sessions, limits);
        if (read.goal) {
            row.conversion = stats::share_estimate(std::min(way->conversions, n), n, limits);
        }
        row.duration = time_of(way->duration);
        row.effort = counts.effort_of(path);
        out.variants.push_back(std::move(row));
    }
}

void add_order_test(Paths& out, const stats::Triples& triples) {
    const auto found = stats::order_test(triples);
    out.order_test.reason = found ? "" : stats::reason::too_few;
    if (found) {
        out.order_test.p = found->p;
        out.order_test.first_order = found->p >= significant;
    }
}

void add_whole(Paths& out, const ReadPaths& read, const stats::TierLimits& limits) {
    const auto& counts = read.counts;
    const auto& efforts = counts.efforts();
    out.length_median = efforts.contacts.quantile(0.5);
    out.length_p90 = efforts.contacts.quantile(0.9);
    out.effort = {
        efforts.contacts.mean(),
        efforts.repeats.mean(),
        efforts.self_loops.mean(),
        efforts.switches.mean(),
        time_of(efforts.duration)
    };
    const auto lost = counts.lost_customers();
    out.lost = stats::share_estimate(lost, out.customers, limits);
    if (is_small(lost, limits.anonymous_below) ||
        is_small(out.customers - lost, limits.anonymous_below)) {
        out.lost = hidden_estimate(out.lost);
    }
    if (read.goal) {
        out.conversion = shown_share(counts.conversions(), counts.sessions(), limits);
    }
    add_order_test(out, counts.triples());
}

}  // namespace

PathsFound show_paths(
    db::Reader& reader,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const PathsAsked& asked,
    Instant now
) {
    refuse_if(check_contact_filter(asked.filter));
    auto filter = asked.filter;
    narrow_to_scope(filter, actor, directory);
    customer::PathQuery query{
        asked.types, contact_clauses(directory, filter, Reach::these_contacts), {}, {}
    };
    if (asked.until && !query.types.empty()) {
        query.types.push_back(*asked.until);
    }
    const auto window = window_of(directory, asked, now);
    PathsFound found{
        {},
        read_paths(reader, directory, std::move(query), window, asked.touchpoints),
        limits_of(directory)
    };
    const auto& read = found.read;
    Paths& out = found.paths;
    out.from = window.from;
    out.to = window.to;
    out.customers = read.counts.sessions().customers;
    out.sessions = read.counts.sessions().n;
    out.events = read.counts.events();
    out.under_way = read.under_way;
    out.begun_before = read.begun_before;
    out.hidden = is_small(out.customers, found.limits.anonymous_below);
    out.reason = out.hidden           ? stats::reason::hidden
                 : out.sessions > 0   ? std::string_view()
                 : read.under_way > 0 ? "all_under_way"
                                      : "no_events";
    out.lost = stats::share_estimate(0, 0, found.limits);
    out.order_test.reason = stats::reason::no_answers;
    if (out.sessions == 0 || out.hidden) {
        out.lost = out.hidden ? hidden_estimate(out.lost) : out.lost;
        return found;
    }
    add_nodes(out, read, found.limits);
    add_edges(out, read, found.limits);
    add_variants(out, read, found.limits);
    add_whole(out, read, found.limits);
    return found;
}

}  // namespace styk::story
