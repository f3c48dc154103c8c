// How well the loop is closed, the register of complaints, and which causes make most of them.
#include <algorithm>
#include <fmt/format.h>

#include "casework/case_contact_store.h"
#include "casework/case_list_store.h"
#include "casework/lesson.h"
#include "http/case_api.h"
#include "http/case_query.h"
#include "http/difference_json.h"
#include "http/figure_json.h"
#include "http/query.h"
#include "insight/period.h"
#include "json/json.h"
#include "people/roles.h"
#include "stats/share_estimate.h"
#include "story/case_contacts.h"
#include "story/case_figures.h"

namespace styk::http {

namespace {

namespace may = people::may;
using casework::CaseQuery;

constexpr std::chrono::days usual_past{90};

json::Object lasting_json(const story::Lasting& lasting) {
    return {
        {"median_s", number_json(lasting.median_s)},
        {"lo_s", number_json(lasting.lo_s)},
        {"hi_s", number_json(lasting.hi_s)},
        {"p90_s", number_json(lasting.p90_s)},
        {"n", lasting.n},
        {"open", lasting.open},
        {"tier", stats::name(lasting.tier)},
        {"method", lasting.median_s ? "kaplan_meier" : "none"},
        {"reason", lasting.reason ? json::Value(*lasting.reason) : json::Value(nullptr)}
    };
}

json::Object recovered_json(const story::CaseFigures& row) {
    const auto& [metric, left_out, gap, tier] = row.recovered;
    const auto mean = [&, shown = gap.n > 0](double value) {
        return shown ? json::Value(value) : json::Value(nullptr);
    };
    return {
        {"metric", text_or_null(metric)},
        {"n", gap.n},
        {"left_out", left_out},
        {"before", mean(gap.mean_first)},
        {"after", mean(gap.mean_second)},
        {"change", mean(gap.gap)},
        {"lo", gap.interval ? json::Value(gap.interval->lo) : json::Value(nullptr)},
        {"hi", gap.interval ? json::Value(gap.interval->hi) : json::Value(nullptr)},
        {"p", number_json(gap.p)},
        {"tier", stats::name(tier)},
        {"method", gap.interval ? "paired_t" : "none"},
        {"reason", text_or_null(gap.reason)},
        {"stays", estimate_json(row.stays)}
    };
}

json::Object row_json(const story::CaseFigures& row) {
    return {
        {"key", text_or_null(row.key)},
        {"n", row.n},
        {"open", row.open},
        {"overdue", row.overdue},
        {"first_answer", lasting_json(row.first_answer)},
        {"close", lasting_json(row.close)},
        {"within_target", estimate_json(row.within_target)},
        {"reopened", estimate_json(row.reopened)},
        {"recovered", recovered_json(row)},
        {"first_contact", estimate_json(row.first_contact)}
    };
}

Answer figures(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    story::CasesAsked asked;
    asked.query = read_case_query(writer, call, {"by"});
    asked.by = parameter(call, "by").value_or("");
    if (!asked.by.empty() && !story::is_case_grouping(asked.by)) {
        refuse_if({{"by", "must be owner, department, touchpoint, week, month, kind or route"}});
    }
    if (!asked.query.from) {
        asked.query.from = asked.query.to.value_or(call.at) - usual_past;
    }
    const auto shown = story::show_case_figures(house.database, writer.directory(), asked, call.at);
    json::Array rows;
    for (const auto& row : shown.rows) {
        rows.push_back(row_json(row));
    }
    const auto& to = asked.query.to;
    return json_answer(
        200,
        json::Object{
            {"by", text_or_null(asked.by)},
            {"rows", std::move(rows)},
            {"total", row_json(shown.total)},
            {"from", to_rfc3339(*asked.query.from)},
            {"to", to ? json::Value(to_rfc3339(*to)) : json::Value(nullptr)},
            {"as_of", to_rfc3339(call.at)},
            {"reason", shown.total.n == 0 ? json::Value("no_cases") : json::Value(nullptr)}
        }
    );
}

json::Object contact_json(const story::ContactMean& mean) {
    return {
        {"n", mean.n},
        {"contacts", mean.contacts},
        {"per_case", number_json(mean.per_case)},
        {"lo", number_json(mean.lo)},
        {"hi", number_json(mean.hi)},
        {"tier", stats::name(mean.tier)},
        {"method", mean.lo ? "t" : "none"},
        {"reason", text_or_null(mean.reason)}
    };
}

// Who complains is told where it stands; others are not, so they would only blur it.
Answer contacts(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    auto query = read_case_query(writer, call, {"since"});
    if (query.kind.empty()) {
        query.kind = {"complaint"};
    }
    const auto text = parameter(call, "since");
    const auto since =
        text ? feedback::read_moment(writer.directory(), *text) : std::optional<Instant>();
    if (text && !since) {
        refuse_if({{"since", "must be one date such as 2026-11-21 or an instant"}});
    }
    const auto shown = story::show_case_contacts(
        house.database, writer.directory(), std::move(query), since, call.at
    );
    json::Array steps;
    for (const auto& step : shown.steps) {
        auto one = contact_json(step.mean);
        one["key"] = step.key;
        steps.push_back(std::move(one));
    }
    return json_answer(
        200,
        json::Object{
            {"from", to_rfc3339(shown.from)},
            {"to", to_rfc3339(shown.to)},
            {"since", shown.since ? json::Value(to_rfc3339(*shown.since)) : json::Value(nullptr)},
            {"window_days", casework::contact_window.count()},
            {"before", contact_json(shown.before)},
            {"after", contact_json(shown.after)},
            {"between", shown.between},
            {"difference", difference_json(shown.difference)},
            {"period", insight::name_of(shown.period)},
            {"by_period", std::move(steps)},
            {"as_of", to_rfc3339(call.at)},
            {"reason", text_or_null(shown.reason)}
        }
    );
}

CaseQuery complaints_of(CaseQuery query) {
    query.kind = {"complaint"};
    return query;
}

Answer complaints(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    auto query = complaints_of(read_case_query(writer, call));
    if (!parameter(call, "sort")) {
        query.order = casework::CaseOrder::newest;
    }
    const auto page = house.database.read([&](db::Reader& reader) {
        return casework::list_cases(reader, query);
    });
    return json_answer(
        200,
        json::Object{
            {"items", writer.list_json(page.items)},
            {"next_cursor", page.next_cursor ? json::Value(*page.next_cursor) : json::Value(nullptr)
            }
        }
    );
}

// Complaints of the inbox that no case stands for: brought in by a file, with their past.
std::int64_t count_without_case(House& house, const CaseWriter& writer, const CaseQuery& query) {
    feedback::Filter filter;
    filter.from = query.from;
    filter.to = query.to;
    filter.clauses.push_back({feedback::Criterion::kind, "", {"complaint"}, false});
    const auto counted = house.engine.count_records(writer.directory(), "", filter);
    const auto all = counted.empty() ? 0 : static_cast<std::int64_t>(counted.front().records);
    CaseQuery of_feedback = query;
    const auto cases = house.database.read([&](db::Reader& reader) {
        return casework::count_all(reader, of_feedback);
    });
    return std::max<std::int64_t>(all - cases, 0);
}

Answer complaint_counts(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    const auto query = complaints_of(read_case_query(writer, call));
    CaseQuery open_questions = query;
    open_questions.unanalysed = true;
    std::int64_t total = 0, unanalysed = 0;
    json::Array sources;
    house.database.read([&](db::Reader& reader) {
        total = casework::count_all(reader, query);
        unanalysed = casework::count_all(reader, open_questions);
        for (const auto& [key, n] : casework::count_by(reader, query, "source")) {
            sources.push_back(json::Object{{"key", text_or_null(key)}, {"count", n}});
        }
    });
    return json_answer(
        200,
        json::Object{
            {"total", total},
            {"analysed", total - unanalysed},
            {"unanalysed", unanalysed},
            {"without_case", count_without_case(house, writer, query)},
            {"by_source", std::move(sources)}
        }
    );
}

json::Object pareto_row(
    const casework::Cause& cause, std::int64_t n, std::int64_t total, std::int64_t before
) {
    const auto share =
        stats::share_estimate(static_cast<std::uint64_t>(n), static_cast<std::uint64_t>(total));
    const auto part = [&](std::int64_t count) {
        return static_cast<double>(count) / static_cast<double>(total);
    };
    return {
        {"cause_id", cause.id.text()},
        {"name", cause.name},
        {"n", n},
        {"share", part(n)},
        {"lo", number_json(share.lo)},
        {"hi", number_json(share.hi)},
        {"tier", stats::name(share.tier)},
        {"method", stats::name(share.method)},
        {"reason", text_or_null(share.reason)},
        {"cumulative", part(before + n)}
    };
}

// The most frequent first. Of the kind that is asked for, by itself of all kinds.
Answer pareto(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    const auto query = read_case_query(writer, call);
    std::map<std::string, std::int64_t> counted;
    std::vector<casework::Cause> causes;
    house.database.read([&](db::Reader& reader) {
        counted = casework::count_by(reader, query, "cause_id");
        causes = db::list_all<casework::Cause>(reader);
    });
    const std::int64_t unanalysed = counted.contains("") ? counted.at("") : 0;
    std::int64_t total = 0, before = 0;
    std::vector<std::pair<const casework::Cause*, std::int64_t>> ordered;
    for (const casework::Cause& cause : causes) {
        const auto found = counted.find(cause.id.text());
        if (found != counted.end()) {
            total += found->second;
            ordered.emplace_back(&cause, found->second);
        }
    }
    std::ranges::stable_sort(ordered, [](const auto& a, const auto& b) {
        return a.second > b.second;
    });
    json::Array rows;
    for (const auto& [cause, n] : ordered) {
        rows.push_back(pareto_row(*cause, n, total, before));
        before += n;
    }
    return json_answer(
        200,
        json::Object{
            {"total", total},
            {"rows", std::move(rows)},
            {"unanalysed", unanalysed},
            {"as_of", to_rfc3339(call.at)},
            {"reason", total == 0 ? json::Value("no_causes") : json::Value(nullptr)}
        }
    );
}

}  // namespace

void add_case_figure_routes(Router& router, House& house) {
    const std::string asks(case_filter_asks);
    const auto add = [&](const char* path, Answer (*handler)(House&, const Call&), const Doc& doc) {
        router.add(net::Method::get, path, only(may::read_feedback), with(house, handler), doc);
    };
    add("/api/v1/insights/cases",
        figures,
        {.summary = "How soon cases are answered and closed, and what becomes of the customers",
         .gives = "case_figures",
         .asks = asks + " by"});
    add("/api/v1/insights/case_contacts",
        contacts,
        {.summary = "How often customers get in touch again, before and since they are told where "
                    "their case stands",
         .gives = "case_contacts",
         .asks = asks + " since"});
    add("/api/v1/complaints",
        complaints,
        {.summary = "The register of complaints",
         .gives = "case_short",
         .page = true,
         .asks = asks + " sort page"});
    add("/api/v1/complaints/counts",
        complaint_counts,
        {.summary = "How many complaints have a known cause",
         .gives = "complaint_counts",
         .asks = asks});
    add("/api/v1/complaints/pareto",
        pareto,
        {.summary = "Causes, the most frequent first", .gives = "pareto", .asks = asks});
}

}  // namespace styk::http
