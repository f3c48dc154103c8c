// How many answers of whom are enough.
#include <fmt/format.h>

#include "base/text.h"
#include "db/record_store.h"
#include "http/refuse.h"
#include "http/results_json.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "survey/expression.h"
#include "survey/survey_store.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using people::may::set_up;
using survey::Survey;

Answer quotas_answer(House& house, const Id<Survey>& id) {
    json::Array items;
    house.database.read([&](db::Reader& reader) {
        const auto survey = db::load(reader, id);
        items = quotas_json(survey, survey::list_quotas(reader, survey.id));
    });
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

survey::Quota read_quota(const json::Value& value, const std::string& at, Problems& problems) {
    survey::Quota out;
    if (!value.is_object()) {
        problems.push_back({at, "must be an object"});
        return out;
    }
    for (const auto& [name, part] : value.get_object()) {
        if (name == "key" && part.is_string()) {
            out.key = part.get_string();
        } else if (name == "name" && part.is_string()) {
            out.name = part.get_string();
        } else if (name == "when" && part.is_string()) {
            out.applies = part.get_string();
        } else if (name == "most" && part.is_int64()) {
            out.most = part.get_int64();
        } else if (name != "counted") {
            problems.push_back(
                {at + "/" + json::escape_pointer(name), "is no field of a quota, or of another type"
                }
            );
        }
    }
    if (!is_key(out.key)) {
        problems.push_back({at + "/key", "must be 1 to 64 lower-case letters, digits, - and _"});
    }
    if (out.most < 0 || out.most > 1'000'000'000) {
        problems.push_back({at + "/most", "must be between 0 and 1000000000"});
    }
    if (count_code_points(out.name) > 200) {
        problems.push_back({at + "/name", "must have at most 200 characters"});
    }
    if (const auto parsed = survey::Expression::parse(out.applies); !parsed) {
        problems.push_back({at + "/when", parsed.error().message});
    }
    return out;
}

Answer put_quotas(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto* list = json::need_object(body).if_contains("items");
    if (list == nullptr || !list->is_array() || list->get_array().size() > 500) {
        refuse("/items", "must be a list of at most 500 quotas");
    }
    Problems problems;
    std::vector<survey::Quota> quotas;
    for (const auto& one : list->get_array()) {
        quotas.push_back(read_quota(one, fmt::format("/items/{}", quotas.size()), problems));
        for (std::size_t i = 0; i + 1 < quotas.size(); ++i) {
            if (quotas[i].key == quotas.back().key) {
                problems.push_back(
                    {fmt::format("/items/{}/key", quotas.size() - 1), "is used twice"}
                );
            }
        }
    }
    refuse_if(std::move(problems));
    house.database.write([&](db::Tx& tx) {
        const Survey survey = db::load(tx, call.id<Survey>());
        survey::put_quotas(tx, survey.id, quotas);
        db::audit(
            tx, call.change(), "change", "survey_quota", survey.id.text(), "", json::write(body)
        );
    });
    return quotas_answer(house, call.id<Survey>());
}

}  // namespace

void add_quota_routes(HouseRoutes& routes) {
    using net::Method;
    routes.add(
        Method::get,
        "/surveys/{id}/quotas",
        read_feedback,
        [](House& house, const Call& call) { return quotas_answer(house, call.id<Survey>()); },
        {.summary = "How many answers of whom are enough", .gives = "survey_quota", .page = true}
    );
    routes.add(
        Method::put,
        "/surveys/{id}/quotas",
        set_up,
        put_quotas,
        {.summary = "Set the quotas",
         .takes = "survey_quotas",
         .gives = "survey_quota",
         .page = true}
    );
}

}  // namespace styk::http
