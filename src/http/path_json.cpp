#include "http/path_json.h"

#include "http/figure_json.h"
#include "http/schema_words.h"
#include "json/json.h"

namespace styk::http {

namespace {

constexpr std::uint64_t least_times = 5;  // a median of fewer says nothing

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"path_share",
     "n:integer? of:integer? share:number? lo:number? hi:number? n_eff:number? level:number "
     "method:string tier:string reason:string?"},
    {"path_time",
     "n:integer? median_s:number? median_lo_s:number? median_hi_s:number? p90_s:number? "
     "p90_lo_s:number? p90_hi_s:number? level:number reason:string?"},
    {"path_removal", "effect:number? lo:number? hi:number? reason:string?"},
    {"path_node",
     "key:string name:string touchpoint:string? visits:integer? sessions:integer? "
     "customers:integer? entry:path_share exit:path_share drop_off:path_share repeats:path_share "
     "loops_back:path_share expected_visits:number? time_to_next:path_time removal:path_removal "
     "reason:string?"},
    {"path_edge",
     "from:string to:string n:integer customers:integer share:number? lo:number? hi:number? "
     "n_eff:number? level:number method:string tier:string reason:string? median_s:number? "
     "median_lo_s:number? median_hi_s:number? p90_s:number?"},
    {"path_variant",
     "steps:[string] n:integer customers:integer share:number? lo:number? hi:number? "
     "n_eff:number? level:number method:string tier:string reason:string? conversion:path_share? "
     "median_s:number? median_lo_s:number? median_hi_s:number? p90_s:number? length:integer "
     "effort:number?"},
    {"path_length",
     "n:integer median:number? median_lo:number? median_hi:number? p90:number? p90_lo:number? "
     "p90_hi:number? level:number"},
    {"path_effort",
     "contacts:number? repeats:number? self_loops:number? channel_switches:number? "
     "duration:path_time"},
    {"path_order_test", "p:number? first_order:boolean reason:string?"},
    {"paths",
     "from:string to:string customers:integer? sessions:integer? events:integer? under_way:integer "
     "begun_before:integer nodes:[path_node] edges:[path_edge] variants:[path_variant] "
     "different_ways:integer? ways_not_kept:integer length:path_length effort:path_effort "
     "order_test:path_order_test lost:path_share conversion:path_share? as_of:string "
     "reason:string?"},
};

bool is_hidden(const stats::Estimate& of) {
    return of.tier == stats::Tier::hidden;
}

json::Value count_json(bool hidden, std::uint64_t n) {
    return hidden ? json::Value(nullptr) : json::Value(n);
}

// Share, limits and how they were made; not the counts.
void put_share(json::Object& out, const stats::Estimate& share) {
    out["share"] = number_json(share.value);
    out["lo"] = number_json(share.lo);
    out["hi"] = number_json(share.hi);
    out["n_eff"] = is_hidden(share) ? json::Value(nullptr) : json::Value(share.n_eff);
    out["level"] = share.level;
    out["method"] = stats::name(share.method);
    out["tier"] = stats::name(share.tier);
    out["reason"] = text_or_null(share.reason);
}

std::optional<double> if_enough(const story::PathTime& time, const std::optional<double>& value) {
    return time.n < least_times ? std::nullopt : value;
}

void put_median(json::Object& out, const story::PathTime& time) {
    out["median_s"] = number_json(if_enough(time, time.median.value));
    out["median_lo_s"] = number_json(if_enough(time, time.median.lo));
    out["median_hi_s"] = number_json(if_enough(time, time.median.hi));
    out["p90_s"] = number_json(if_enough(time, time.p90.value));
}

json::Object time_json(const story::PathTime& time, bool hidden) {
    const story::PathTime shown = hidden ? story::PathTime{} : time;
    json::Object out{{"n", count_json(hidden, time.n)}};
    put_median(out, shown);
    out["p90_lo_s"] = number_json(if_enough(shown, shown.p90.lo));
    out["p90_hi_s"] = number_json(if_enough(shown, shown.p90.hi));
    out["level"] = time.median.level;
    out["reason"] = text_or_null(
        hidden                 ? stats::reason::hidden
        : time.n == 0          ? stats::reason::no_answers
        : time.n < least_times ? stats::reason::too_few
                               : std::string_view()
    );
    return out;
}

json::Object edge_json(const story::Paths& paths, const story::PathEdgeRow& edge) {
    json::Object out{
        {"from", paths.nodes[edge.from].place.key},
        {"to", paths.nodes[edge.to].place.key},
        {"n", edge.n},
        {"customers", edge.customers}
    };
    put_share(out, edge.share);
    put_median(out, edge.time);
    return out;
}

json::Object variant_json(const story::Paths& paths, const story::PathVariantRow& variant) {
    json::Array steps;
    for (const std::size_t at : variant.steps) {
        steps.emplace_back(paths.nodes[at].place.key);
    }
    json::Object out{
        {"steps", std::move(steps)}, {"n", variant.n}, {"customers", variant.customers}
    };
    put_share(out, variant.share);
    out["conversion"] = variant.conversion ? json::Value(path_share_json(*variant.conversion))
                                           : json::Value(nullptr);
    put_median(out, variant.duration);
    out["length"] = variant.steps.size();
    out["effort"] = number_json(variant.effort);
    return out;
}

json::Object length_json(const story::Paths& paths) {
    const auto& median = paths.length_median;
    const auto& p90 = paths.length_p90;
    return {
        {"n", paths.hidden ? 0 : paths.sessions},
        {"median", number_json(median.value)},
        {"median_lo", number_json(median.lo)},
        {"median_hi", number_json(median.hi)},
        {"p90", number_json(p90.value)},
        {"p90_lo", number_json(p90.lo)},
        {"p90_hi", number_json(p90.hi)},
        {"level", median.level}
    };
}

json::Object effort_json(const story::Paths& paths) {
    const auto& effort = paths.effort;
    return {
        {"contacts", number_json(effort.contacts)},
        {"repeats", number_json(effort.repeats)},
        {"self_loops", number_json(effort.self_loops)},
        {"channel_switches", number_json(effort.switches)},
        {"duration", time_json(effort.duration, paths.hidden)}
    };
}

}  // namespace

void add_path_schemas(Router& router) {
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
}

json::Object path_share_json(const stats::Estimate& share) {
    const bool hidden = is_hidden(share);
    json::Object out{
        {"n", count_json(hidden, share.counts.positive)}, {"of", count_json(hidden, share.n)}
    };
    put_share(out, share);
    return out;
}

json::Object path_node_json(const story::PathNodeRow& node) {
    const bool hidden = node.hidden;
    const auto share = [hidden](const stats::Estimate& of) {
        stats::Estimate none;
        none.tier = stats::Tier::hidden;
        none.reason = stats::reason::hidden;
        return path_share_json(hidden ? none : of);
    };
    const auto& removal = node.removal;
    return {
        {"key", node.place.key},
        {"name", node.place.name},
        {"touchpoint", node.place.is_touchpoint ? json::Value(node.place.key) : json::Value(nullptr)
        },
        {"visits", count_json(hidden, node.visits)},
        {"sessions", count_json(hidden, node.sessions)},
        {"customers", count_json(hidden, node.customers)},
        {"entry", share(node.entry)},
        {"exit", share(node.exit)},
        {"drop_off", share(node.drop_off)},
        {"repeats", share(node.repeats)},
        {"loops_back", share(node.loops_back)},
        {"expected_visits", number_json(node.expected_visits)},
        {"time_to_next", time_json(node.to_next, hidden)},
        {"removal",
         json::Object{
             {"effect", number_json(removal.effect)},
             {"lo", number_json(removal.lo)},
             {"hi", number_json(removal.hi)},
             {"reason", text_or_null(removal.reason)}
         }},
        {"reason", text_or_null(hidden ? stats::reason::hidden : "")}
    };
}

json::Object paths_json(const story::Paths& paths, Instant as_of) {
    json::Array nodes, edges, variants;
    for (const auto& node : paths.nodes) {
        nodes.push_back(path_node_json(node));
    }
    for (const auto& edge : paths.edges) {
        edges.push_back(edge_json(paths, edge));
    }
    for (const auto& variant : paths.variants) {
        variants.push_back(variant_json(paths, variant));
    }
    return {
        {"from", to_rfc3339(paths.from)},
        {"to", to_rfc3339(paths.to)},
        {"customers", count_json(paths.hidden, paths.customers)},
        {"sessions", count_json(paths.hidden, paths.sessions)},
        {"events", count_json(paths.hidden, paths.events)},
        {"under_way", paths.under_way},
        {"begun_before", paths.begun_before},
        {"nodes", std::move(nodes)},
        {"edges", std::move(edges)},
        {"variants", std::move(variants)},
        {"different_ways", count_json(paths.hidden, paths.different_ways)},
        {"ways_not_kept", paths.ways_not_kept},
        {"length", length_json(paths)},
        {"effort", effort_json(paths)},
        {"order_test",
         json::Object{
             {"p", number_json(paths.order_test.p)},
             {"first_order", paths.order_test.first_order},
             {"reason", text_or_null(paths.order_test.reason)}
         }},
        {"lost", path_share_json(paths.lost)},
        {"conversion",
         paths.conversion ? json::Value(path_share_json(*paths.conversion)) : json::Value(nullptr)},
        {"as_of", to_rfc3339(as_of)},
        {"reason", text_or_null(paths.reason)}
    };
}

}  // namespace styk::http
