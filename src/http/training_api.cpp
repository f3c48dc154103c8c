#include "http/training_api.h"

#include "feedback/correction_store.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/train_reading.h"

namespace styk::http {

namespace {

namespace may = people::may;

constexpr std::string_view path = "/api/v1/text/training";

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"trial_sentiment", "n:integer accuracy:number? macro_f1:number?"},
    {"trial_labels", "n:integer right:number?"},
    {"trial_side", "sentiment:trial_sentiment labels:trial_labels"},
    {"training_candidate",
     "version:string corrections:integer held_back:integer before:trial_side after:trial_side "
     "others:integer moved:number better:boolean"},
    {"training_adopted", "version:string at:string by:string? corrections:integer"},
    {"training",
     "state:string corrections:integer needed:integer trained_at:string? "
     "candidate:training_candidate? adopted:training_adopted?"},
};

json::Value candidate_json(const std::optional<feedback::StoredDelta>& last) {
    if (!last || last->state != "candidate") {
        return nullptr;
    }
    auto out = json::parse(last->report).get_object();
    out["version"] = last->version;
    out["corrections"] = last->corrections;
    return out;
}

json::Value adopted_json(const std::optional<feedback::StoredDelta>& adopted) {
    if (!adopted) {
        return nullptr;
    }
    json::Value by = nullptr;
    if (!adopted->adopted_by.empty()) {
        by = json::Value(adopted->adopted_by);
    }
    return json::Object{
        {"version", adopted->version},
        {"at", to_rfc3339(adopted->adopted_at.value_or(adopted->made_at))},
        {"by", std::move(by)},
        {"corrections", adopted->corrections}
    };
}

std::string_view state_of(
    const std::optional<feedback::StoredDelta>& last, std::int64_t corrections, bool waits
) {
    return corrections < story::fewest_corrections ? "too_few"
           : waits                                 ? "training"
           : !last                                 ? "none"
           : last->state == "candidate"            ? "ready"
                                                   : "none";
}

json::Object training_json(House& house) {
    return house.database.read([&](db::Reader& reader) {
        const auto last = feedback::find_last_delta(reader);
        const auto total = feedback::count_corrections(reader, {}).total;
        const bool waits = story::is_training_wanted(reader, house.clock.now());
        json::Value trained_at = nullptr;
        if (last) {
            trained_at = json::Value(to_rfc3339(last->made_at));
        }
        return json::Object{
            {"state", state_of(last, total, waits)},
            {"corrections", total},
            {"needed", std::max<std::int64_t>(0, story::fewest_corrections - total)},
            {"trained_at", std::move(trained_at)},
            {"candidate", candidate_json(last)},
            {"adopted", adopted_json(feedback::find_adopted_delta(reader))}
        };
    });
}

Answer show(House& house, const Call&) {
    return json_answer(200, training_json(house));
}

Answer train(House& house, const Call& call) {
    house.database.write([&](db::Tx& tx) { story::ask_training(tx, call.at, call.at); });
    return json_answer(202, training_json(house));
}

Answer adopt(House& house, const Call& call) {
    story::adopt_training(house.intake(), call.change());
    return json_answer(200, training_json(house));
}

Answer drop(House& house, const Call& call) {
    story::drop_training(house.intake(), call.change());
    return json_answer(200, training_json(house));
}

}  // namespace

void add_training_routes(Router& router, House& house) {
    using net::Method;
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
    const std::string base(path);
    router.add(
        Method::get,
        base,
        only(may::read_people),
        with(house, show),
        {.summary = "What was learned from corrections, and how it does on those held back",
         .gives = "training"}
    );
    router.add(
        Method::post,
        base,
        only(may::read_people),
        with(house, train),
        {.summary = "Learn from all corrections, behind everybody's back",
         .gives = "training",
         .status = 202}
    );
    router.add(
        Method::post,
        base + "/adopt",
        only(may::set_up),
        with(house, adopt),
        {.summary = "Read by what was learned from now on", .gives = "training"}
    );
    router.add(
        Method::post,
        base + "/drop",
        only(may::set_up),
        with(house, drop),
        {.summary = "Back to the models as they came", .gives = "training"}
    );
}

}  // namespace styk::http
