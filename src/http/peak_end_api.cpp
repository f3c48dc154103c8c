#include "http/peak_end_api.h"

#include <boost/math/distributions/students_t.hpp>

#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/live_asked.h"
#include "http/schema_words.h"
#include "journey/map_store.h"
#include "json/json.h"
#include "story/lived_metrics.h"
#include "story/show_journey.h"
#include "story/show_peak_end.h"

namespace styk::http {

namespace {

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"peak_end_part", "part:string value:number lo:number? hi:number? p:number? correlation:number?"
    },
    {"peak_end",
     "map_id:string metric:string? outcome:string? journeys:integer? enough:boolean level:number "
     "grand_mean:number? parts:[peak_end_part] r2:number? r2_mean:number? r2_peak_end:number? "
     "f:number? p:number? reason:string? as_of:string"},
};

constexpr double level = 0.95;

json::Array parts_json(const stats::PeakEnd& found) {
    json::Array out;
    const auto& fit = found.fit;
    const std::optional<double> correlations[] = {
        found.correlations.mean, found.correlations.peak, found.correlations.end
    };
    constexpr std::string_view names[] = {"mean", "peak", "end"};
    if (fit.coefficients.size() != 4) {
        return out;
    }
    for (Eigen::Index i = 0; i < 3; ++i) {
        const double value = fit.coefficients[i + 1];
        json::Object part{{"part", names[i]}, {"value", value}, {"lo", nullptr}, {"hi", nullptr}};
        if (fit.standard_errors.size() == 4 && fit.freedom > 0) {
            const boost::math::students_t t(fit.freedom);
            const double half =
                boost::math::quantile(t, 1 - (1 - level) / 2) * fit.standard_errors[i + 1];
            part["lo"] = value - half;
            part["hi"] = value + half;
        }
        part["p"] = number_json(stats::p_value(fit, i + 1));
        part["correlation"] = number_json(correlations[i]);
        out.push_back(std::move(part));
    }
    return out;
}

Answer peak_end(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto map = house.database.read([&](db::Reader& reader) {
        return journey::load_map(reader, call.path_values.at(0));
    });
    auto asked = live_asked(*directory, call).question;
    asked.steps = story::subjects_of(map.doc);
    asked.not_lived = house.database.read(story::metrics_not_lived);
    const auto shown =
        story::show_peak_end(house.database, house.engine, *directory, call.actor, asked);
    const auto& found = shown.found;
    const bool hidden = shown.reason == stats::reason::hidden;
    const bool fitted = shown.reason.empty();
    const bool named = shown.outcome && !shown.outcome->trait;
    return json_answer(
        200,
        json::Object{
            {"map_id", map.head.id},
            {"metric", text_or_null(shown.metric)},
            {"outcome", named ? json::Value(shown.outcome->rated.metric) : json::Value(nullptr)},
            {"journeys", hidden ? json::Value(nullptr) : json::Value(found.journeys)},
            {"enough", found.enough},
            {"level", level},
            {"grand_mean", fitted ? json::Value(found.grand_mean) : json::Value(nullptr)},
            {"parts", parts_json(found)},
            {"r2", number_json(found.fit.r2)},
            {"r2_mean", number_json(found.r2_mean)},
            {"r2_peak_end", number_json(found.r2_peak_end)},
            {"f", number_json(found.f)},
            {"p", number_json(found.p)},
            {"reason", text_or_null(shown.reason)},
            {"as_of", to_rfc3339(call.at)}
        }
    );
}

}  // namespace

void add_peak_end_routes(Router& router, House& house) {
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
    add_figure_routes(
        router,
        house,
        {{"/api/v1/journey_maps/{id}/peak_end",
          peak_end,
          {.summary = "Whether a journey is remembered by its strongest moment and its end",
           .gives = "peak_end",
           .asks = "filter outcome"}}}
    );
}

}  // namespace styk::http
