#include "http/contact_api.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "customer/contact_store.h"
#include "http/contact_schema.h"
#include "http/figure_json.h"
#include "http/query.h"
#include "http/single_record.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/show_contacts.h"

namespace styk::http {

namespace {

using customer::ContactRules;
using story::ContactsAsked;

constexpr std::size_t most_groupings = 3;
constexpr std::string_view asks =
    "from to touchpoint stage department owner channel customer lifecycle segment location by";

Answer read_rules(House& house, const Call&) {
    return single_record_answer(house.database.read(customer::load_contact_rules));
}

Answer change_rules(House& house, const Call& call) {
    return change_single_record<ContactRules>(
        house, call, customer::load_contact_rules_to_change, customer::change_contact_rules
    );
}

void read_by(const std::string& text, ContactsAsked& asked, Problems& problems) {
    for (const std::string_view name : split(text, ',')) {
        if (name.empty()) {
            continue;
        }
        if (!story::is_contact_grouping(name)) {
            problems.push_back({"by", fmt::format("contacts cannot be grouped by {}", name)});
        } else if (std::find(asked.by.begin(), asked.by.end(), name) != asked.by.end()) {
            problems.push_back({"by", fmt::format("names {} twice", name)});
        } else {
            asked.by.emplace_back(name);
        }
    }
}

ContactsAsked asked_of(
    const feedback::Directory& directory, const Call& call, std::string_view also = {}
) {
    ContactsAsked asked;
    Problems problems;
    std::vector<std::string> others;
    asked.filter = feedback::read_filter(directory, call.parameters(), problems, &others);
    for (const auto& [name, value] : call.parameters()) {
        if (name == "by") {
            read_by(value, asked, problems);
        }
    }
    for (const auto& name : others) {
        if (name != "by" && name != also) {
            problems.push_back({name, "is no name of a filter"});
        }
    }
    if (asked.by.size() > most_groupings) {
        problems.push_back({"by", fmt::format("may name at most {}", most_groupings)});
    }
    auto unknown = story::check_contact_filter(asked.filter);
    problems.insert(problems.end(), unknown.begin(), unknown.end());
    refuse_if(std::move(problems));
    return asked;
}

void put_keys(json::Object& out, const ContactsAsked& asked, const story::ContactCell& cell) {
    for (std::size_t i = 0; i < cell.keys.size(); ++i) {
        out[asked.by[i]] = cell.keys[i] ? json::Value(*cell.keys[i]) : json::Value(nullptr);
    }
}

json::Value count_json(const story::ContactCell& cell, std::uint64_t n) {
    return cell.hidden ? json::Value(nullptr) : json::Value(n);
}

stats::Estimate hidden_estimate() {
    stats::Estimate out;
    out.tier = stats::Tier::hidden;
    out.reason = stats::reason::hidden;
    return out;
}

json::Object share_json(const story::ContactCell& cell, const stats::Estimate& share) {
    auto out = estimate_json(cell.hidden ? hidden_estimate() : share);
    out["n_eff"] = cell.hidden ? json::Value(nullptr) : json::Value(share.n_eff);
    return out;
}

json::Object quantile_json(const story::WaitRow& row, const stats::QuantileEstimate& found) {
    const auto n = row.counts.waits.size();
    const auto tier = row.hidden ? stats::Tier::hidden : row.figures.tier;
    const bool shown = !row.hidden && found.value;
    const auto limit = [&](const std::optional<double>& value) {
        return shown ? number_json(value) : json::Value(nullptr);
    };
    const bool open_ended = shown && (!found.lo || !found.hi);
    return {
        {"n", row.hidden ? json::Value(nullptr) : json::Value(n)},
        {"value", limit(found.value)},
        {"lo", limit(found.lo)},
        {"hi", limit(found.hi)},
        {"level", found.level},
        {"method", shown ? "order_statistics" : "none"},
        {"tier", stats::name(tier)},
        {"reason",
         row.hidden   ? json::Value(stats::reason::hidden)
         : n == 0     ? json::Value(stats::reason::no_answers)
         : !shown     ? json::Value(stats::reason::too_few)
         : open_ended ? json::Value("open_ended")
                      : json::Value(nullptr)}
    };
}

json::Object wait_json(const ContactsAsked& asked, const story::WaitRow& row) {
    json::Object out;
    put_keys(out, asked, row);
    const auto& counts = row.counts;
    out["n"] = count_json(row, counts.ended());
    out["answered"] = count_json(row, counts.answered);
    out["abandoned"] = count_json(row, counts.abandoned);
    out["open"] = count_json(row, counts.open);
    out["wait_unknown"] = count_json(row, counts.ended() - counts.wait_known);
    out["target_s"] = number_json(row.target_s);
    out["abandonment"] = share_json(row, row.figures.abandonment);
    out["in_time"] = share_json(row, row.figures.in_time);
    out["median"] = quantile_json(row, row.figures.median);
    out["p90"] = quantile_json(row, row.figures.p90);
    return out;
}

json::Object resolution_json(const ContactsAsked& asked, const story::ResolutionRow& row) {
    json::Object out;
    put_keys(out, asked, row);
    out["share"] = share_json(row, row.share);
    out["resolved"] = count_json(row, row.resolved);
    out["repeated"] = count_json(row, row.repeated);
    out["open"] = count_json(row, row.open);
    out["without_customer"] = count_json(row, row.without_customer);
    return out;
}

Answer waiting(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto asked = asked_of(*directory, call);
    const auto found = house.database.read([&](db::Reader& reader) {
        return story::show_waiting(reader, *directory, call.actor, asked, call.at);
    });
    json::Array rows;
    for (const auto& row : found.rows) {
        rows.push_back(wait_json(asked, row));
    }
    return json_answer(
        200,
        json::Object{
            {"from", to_rfc3339(found.from)},
            {"to", to_rfc3339(found.to)},
            {"by", json::Array(asked.by.begin(), asked.by.end())},
            {"rows", std::move(rows)},
            {"total", wait_json({}, found.total)},
            {"as_of", to_rfc3339(call.at)},
            {"reason", found.rows.empty() ? json::Value("no_contacts") : json::Value(nullptr)}
        }
    );
}

Answer first_contacts(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto asked = asked_of(*directory, call, "within_days");
    const bool named = parameter(call, "within_days").has_value();
    const auto days = whole_parameter(call, "within_days", 7, 1, 90);
    const auto found = house.database.read([&](db::Reader& reader) {
        return story::show_first_contacts(
            reader,
            *directory,
            call.actor,
            asked,
            named ? std::optional(days) : std::nullopt,
            call.at
        );
    });
    json::Array rows;
    for (const auto& row : found.rows) {
        rows.push_back(resolution_json(asked, row));
    }
    return json_answer(
        200,
        json::Object{
            {"from", to_rfc3339(found.from)},
            {"to", to_rfc3339(found.to)},
            {"within_days", found.within_days},
            {"by", json::Array(asked.by.begin(), asked.by.end())},
            {"rows", std::move(rows)},
            {"total", resolution_json({}, found.total)},
            {"as_of", to_rfc3339(call.at)},
            {"reason", found.rows.empty() ? json::Value("no_contacts") : json::Value(nullptr)}
        }
    );
}

}  // namespace

void add_contact_routes(Router& router, House& house) {
    router.add_schema("contact_rules", record::schema(record::shape_of<ContactRules>()));
    add_contact_schemas(router);
    const auto add = [&](net::Method method,
                         const char* path,
                         record::Roles roles,
                         Answer (*handler)(House&, const Call&),
                         const Doc& doc) {
        router.add(
            method,
            path,
            only(roles),
            [&house, handler](const Call& call) { return handler(house, call); },
            doc
        );
    };
    const char* rules = "/api/v1/contact_rules";
    add(net::Method::get,
        rules,
        people::may::read_figures,
        read_rules,
        {.summary = "What the events of queues mean, and what is soon enough",
         .gives = "contact_rules"});
    add(net::Method::patch,
        rules,
        people::may::set_up,
        change_rules,
        {.summary = "Change what they mean", .takes = "contact_rules", .gives = "contact_rules"});
    add(net::Method::get,
        "/api/v1/insights/waiting",
        people::may::read_figures,
        waiting,
        {.summary = "How long customers wait in queues, and how many give up",
         .gives = "waiting",
         .asks = std::string(asks)});
    add(net::Method::get,
        "/api/v1/insights/fcr",
        people::may::read_figures,
        first_contacts,
        {.summary = "Whether one contact was enough",
         .gives = "first_contacts",
         .asks = std::string(asks) + " within_days"});
}

}  // namespace styk::http
