#include "http/series_api.h"

#include <cmath>
#include <fmt/format.h>

#include "base/csv.h"
#include "http/figure_json.h"
#include "http/ndjson.h"
#include "http/once.h"
#include "http/query.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "insight/period.h"
#include "insight/series_store.h"
#include "json/json.h"
#include "people/roles.h"
#include "people/user.h"
#include "record/wire.h"
#include "story/show_series.h"
#include "survey/link.h"

namespace styk::http {

namespace {

using insight::Series;
using insight::SeriesPoint;

constexpr std::size_t longest_key = 200;
constexpr double largest = 1e15;

// Writes what is wrong below `pointer`.
class PointReader {
public:
    PointReader(const feedback::Directory& directory, std::string pointer, Problems& problems)
        : directory_(directory), pointer_(std::move(pointer)), problems_(problems) {}

    void member(std::string_view name, const json::Value& value) {
        if (name == "value" && value.is_number()) {
            number(value.to_number<double>());
        } else if (name == "at" && value.is_string()) {
            at(std::string(value.get_string()));
        } else if (name == "key" && value.is_string()) {
            key(std::string(value.get_string()));
        } else {
            const bool known = name == "value" || name == "at" || name == "key";
            say(name, known ? "is of another type" : "is not a field of a point");
        }
    }

    void number(double value) {
        if (!std::isfinite(value) || std::abs(value) > largest) {
            say("value", "must be a finite number");
        }
        point_.value = value;
        has_value_ = true;
    }

    void at(const std::string& text) {
        const auto moment = feedback::read_moment(directory_, text);
        if (!moment) {
            say("at", "must be a day such as 2026-11-21 or an instant");
        }
        point_.at = moment.value_or(Instant{});
        has_at_ = true;
    }

    void key(const std::string& text) {
        if (text.empty() || text.size() > longest_key) {
            say("key", "must have 1 to 200 characters");
        }
        point_.key = text;
    }

    // Without a key the moment is one: sent again it replaces what was said of it.
    [[nodiscard]] SeriesPoint point() && {
        if (!has_value_) {
            say("value", "is missing");
        }
        if (!has_at_) {
            say("at", "is missing");
        }
        if (point_.key.empty()) {
            point_.key = to_rfc3339(point_.at);
        }
        return std::move(point_);
    }

private:
    void say(std::string_view name, std::string message) {
        problems_.push_back({fmt::format("{}/{}", pointer_, name), std::move(message)});
    }

    const feedback::Directory& directory_;
    std::string pointer_;
    Problems& problems_;
    SeriesPoint point_;
    bool has_value_ = false, has_at_ = false;
};

SeriesPoint read_point(
    const feedback::Directory& directory,
    const json::Value& value,
    const std::string& pointer,
    Problems& problems
) {
    PointReader reader(directory, pointer, problems);
    if (!value.is_object()) {
        problems.push_back({pointer, "must be an object"});
        return {};
    }
    for (const auto& [name, member] : value.get_object()) {
        reader.member(name, member);
    }
    return std::move(reader).point();
}

// Columns at, value and perhaps key, in any order.
std::vector<SeriesPoint> read_csv(
    const feedback::Directory& directory, std::string_view text, Problems& problems
) {
    std::vector<std::string> header;
    std::vector<SeriesPoint> points;
    CsvReader csv(',', [&](const CsvRow& row) {
        if (header.empty()) {
            header.assign(row.cells.begin(), row.cells.end());
            return true;
        }
        const auto pointer = fmt::format("/{}", row.number);
        if (!row.problem.empty()) {
            problems.push_back({pointer, std::string(row.problem)});
            return true;
        }
        PointReader reader(directory, pointer, problems);
        for (std::size_t i = 0; i < header.size(); ++i) {
            const std::string cell(row.cells[i]);
            if (header[i] == "value") {
                char* end = nullptr;
                const double number = std::strtod(cell.c_str(), &end);
                reader.number(cell.empty() || *end != '\0' ? NAN : number);
            } else if (header[i] == "at") {
                reader.at(cell);
            } else if (header[i] == "key" && !cell.empty()) {
                reader.key(cell);
            }
        }
        points.push_back(std::move(reader).point());
        return points.size() <= most_lines;
    });
    csv.feed(text);
    csv.finish();
    if (csv.problem()) {
        problems.push_back({fmt::format("/{}", csv.problem()->row), csv.problem()->message});
    }
    if (points.size() > most_lines) {
        problems.push_back({"", fmt::format("has more than {} rows", most_lines)});
    }
    return points;
}

std::vector<SeriesPoint> read_points(const feedback::Directory& directory, const Call& call) {
    Problems problems;
    std::vector<SeriesPoint> points;
    const auto type = call.request.header("Content-Type");
    if (is_ndjson(type)) {
        each_line(call.request.body, problems, [&](std::size_t line, const json::Value& value) {
            points.push_back(read_point(directory, value, fmt::format("/{}", line), problems));
        });
    } else if (type.starts_with("text/csv")) {
        points = read_csv(directory, call.request.body, problems);
    } else {
        points.push_back(read_point(directory, call.body(), "", problems));
    }
    refuse_if(std::move(problems));
    return points;
}

Answer counted(const insight::PointCounts& counts) {
    return json_answer(
        200,
        json::Object{
            {"added", counts.added}, {"changed", counts.changed}, {"unchanged", counts.unchanged}
        }
    );
}

Answer receive_points(House& house, const Call& call) {
    const auto points = read_points(*house.catalogue.directory(), call);
    insight::PointCounts counts;
    house.database.write([&](db::Tx& tx) {
        const auto series = db::load<Series>(tx, call.id<Series>());
        counts = insight::put_points(tx, series.id, points);
        remember(call, counted(counts));
    });
    return counted(counts);
}

const char* tier_name(const story::SeriesStep& step) {
    return step.n == 0 ? "none" : step.n < 5 ? "raw" : step.n < 15 ? "fragile" : "normal";
}

json::Object step_json(Period period, const story::SeriesStep& step) {
    json::Array signals;
    if (step.beyond_limits) {
        signals.emplace_back("beyond_limits");
    }
    if (step.run_of_8) {
        signals.emplace_back("run_of_8");
    }
    return {
        {"key", period_key(period, step.first_day)},
        {"from", to_iso_day(step.first_day)},
        {"complete", step.complete},
        {"n", step.n},
        {"value", number_json(step.mean)},
        {"lo", number_json(step.lo)},
        {"hi", number_json(step.hi)},
        {"level", 0.95},
        {"method", step.lo ? "t" : "none"},
        {"tier", tier_name(step)},
        {"reason",
         step.n == 0 ? json::Value("no_values")
         : !step.lo  ? json::Value("no_interval")
                     : json::Value(nullptr)},
        {"lcl", number_json(step.lcl)},
        {"ucl", number_json(step.ucl)},
        {"signals", std::move(signals)}
    };
}

json::Object trend_json(const Series& series, Period period, const story::SeriesTrend& found) {
    const auto key = [&](std::size_t step) {
        return period_key(period, found.steps[step].first_day);
    };
    json::Array points, levels, changes;
    for (const auto& step : found.steps) {
        points.push_back(step_json(period, step));
    }
    for (const auto& level : found.levels) {
        levels.push_back(json::Object{
            {"from", key(level.first)}, {"to", key(level.last)}, {"value", level.value}
        });
    }
    for (const auto& change : found.changes) {
        changes.push_back(json::Object{
            {"at", key(change.at)},
            {"from", to_iso_day(found.steps[change.at].first_day)},
            {"difference", number_json(change.difference.value)},
            {"lo", number_json(change.difference.lo)},
            {"hi", number_json(change.difference.hi)},
            {"p", number_json(change.difference.p)}
        });
    }
    return {
        {"series", record::to_json(record::shape_of<Series>(), &series)},
        {"period", insight::name_of(period)},
        {"points", std::move(points)},
        {"chart",
         json::Object{
             {"kind", "xmr"},
             {"center", number_json(found.center)},
             {"baseline_points", found.baseline},
             {"reason", text_or_null(found.chart_reason)}
         }},
        {"levels", std::move(levels)},
        {"changes", std::move(changes)},
        {"trend",
         json::Object{
             {"p", number_json(found.steady.p)},
             {"slope_per_period",
              found.steady.reason.empty() ? json::Value(found.steady.sen_slope) : json::Value()},
             {"lo", number_json(found.steady.sen_lo)},
             {"hi", number_json(found.steady.sen_hi)},
             {"stands", found.steady.p && *found.steady.p <= 0.05},
             {"reason", text_or_null(found.steady.reason)}
         }},
        {"reason", found.steps.empty() ? json::Value("no_values") : json::Value(nullptr)}
    };
}

std::optional<Instant> moment(
    const feedback::Directory& directory, const Call& call, std::string_view name
) {
    const auto text = parameter(call, name);
    const auto at = text ? feedback::read_moment(directory, *text) : std::nullopt;
    if (text && !at) {
        throw Refusal(
            Code::invalid,
            "The question is not clear.",
            {{std::string(name), "must be a day such as 2026-11-21 or an instant"}}
        );
    }
    return at;
}

Series series_of(db::Reader& reader, const Call& call) {
    const auto name = parameter(call, "series");
    auto found = name ? db::find_by<Series>(reader, "key", *name) : std::nullopt;
    if (!found) {
        throw Refusal(
            Code::invalid,
            "Which series?",
            {{"series", name ? "there is no such series" : "is missing"}}
        );
    }
    return *std::move(found);
}

Answer trend(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto period = period_parameter(call);
    const auto from = moment(*directory, call, "from"), to = moment(*directory, call, "to");
    Series series;
    std::vector<SeriesPoint> points;
    house.database.read([&](db::Reader& reader) {
        series = series_of(reader, call);
        insight::each_point(reader, series.id, from, to, [&](const SeriesPoint& point) {
            points.push_back(point);
        });
    });
    const auto found = story::show_series(points, period, directory->zone, call.at);
    return json_answer(200, trend_json(series, period, found));
}

void check_series(db::Reader& reader, const Series& series) {
    auto problems = insight::check(series);
    for (std::size_t i = 0; i < series.sites.size(); ++i) {
        if (!survey::is_site(series.sites[i])) {
            problems.push_back(
                {fmt::format("/sites/{}", i), "must be a site such as https://shop.example"}
            );
        }
    }
    for (std::size_t i = 0; i < series.recipients.size(); ++i) {
        if (!db::find_by<people::User>(reader, "id", series.recipients[i])) {
            problems.push_back({fmt::format("/recipients/{}", i), "is nobody who uses Styk"});
        }
    }
    refuse_if(std::move(problems));
}

void add_schemas(Router& router) {
    const std::pair<std::string_view, std::string_view> schemas[] = {
        {"series_point", "key?:string at:string value:number"},
        {"series_points", "added:integer changed:integer unchanged:integer"},
        {"series_step",
         "key:string from:string complete:boolean n:integer value:number? lo:number? hi:number? "
         "level:number method:string tier:string reason:string? lcl:number? ucl:number? "
         "signals:[string]"},
        {"series_chart", "kind:string center:number? baseline_points:integer reason:string?"},
        {"series_level", "from:string to:string value:number"},
        {"series_change", "at:string from:string difference:number? lo:number? hi:number? p:number?"
        },
        {"series_steady",
         "p:number? slope_per_period:number? lo:number? hi:number? stands:boolean reason:string?"},
        {"series_trend",
         "series:series period:string points:[series_step] chart:series_chart "
         "levels:[series_level] changes:[series_change] trend:series_steady reason:string?"}
    };
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
}

}  // namespace

void add_series_routes(Router& router, House& house) {
    RecordRules<Series> rules;
    rules.check = check_series;
    rules.removing = [](db::Tx& tx, const Series& series) {
        insight::remove_points(tx, series.id);
    };
    add_record_routes<Series>(router, {house.database, house.clock, house.random}, rules);
    add_schemas(router);
    router.add(
        net::Method::post,
        "/api/v1/series/{id}/points",
        only(people::may::set_up),
        [&house](const Call& call) { return receive_points(house, call); },
        {.summary = "Add points: one, many as NDJSON, or text/csv with at, value, key",
         .takes = "series_point",
         .gives = "series_points",
         .lines = "series_points"}
    );
    router.add(
        net::Method::get,
        "/api/v1/insights/series",
        only(people::may::read_figures),
        [&house](const Call& call) { return trend(house, call); },
        {.summary = "A series over time: means, limits of chance, levels",
         .gives = "series_trend",
         .asks = "series period from to"}
    );
}

}  // namespace styk::http
