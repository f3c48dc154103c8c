#include "http/reading_api.h"

#include <algorithm>

#include "feedback/correction_store.h"
#include "feedback/delta_store.h"
#include "feedback/topic_store.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/read_comments.h"

namespace styk::http {

namespace {

namespace may = people::may;

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"reading_models", "pl:string ru:string en:string"},
    {"reading_delta", "version:string corrections:integer adopted_at:string"},
    {"reading_corrections", "total:integer since_training:integer"},
    {"reading_state",
     "models:reading_models delta:reading_delta? version:string taxonomy_version:string "
     "comments:integer read:integer to_read:integer reading:boolean "
     "corrections:reading_corrections started_at:string? finished_at:string?"},
};

json::Value instant_or_null(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

json::Value delta_json(const std::optional<feedback::StoredDelta>& delta) {
    if (!delta) {
        return nullptr;
    }
    return json::Object{
        {"version", delta->version},
        {"corrections", delta->corrections},
        {"adopted_at", instant_or_null(delta->adopted_at)}
    };
}

std::uint64_t count_comments(House& house, const feedback::Directory& directory) {
    feedback::Filter filter;
    filter.has_comment = true;
    const auto rows = house.engine.count_records(directory, "", filter);
    return rows.empty() ? 0 : rows.front().records;
}

json::Object state_json(House& house) {
    const auto directory = house.catalogue.directory();
    const auto progress = story::show_reading(house.intake());
    const auto comments = static_cast<std::int64_t>(count_comments(house, *directory));
    json::Object models;
    for (const auto language : text::all_languages) {
        models[text::code_of(language)] =
            story::reader_of(*house.catalogue.reader(), *directory).version(language);
    }
    json::Object out{
        {"models", std::move(models)},
        {"version", progress.version},
        {"taxonomy_version", directory->lens_version},
        {"comments", comments},
        {"read", std::max<std::int64_t>(0, comments - progress.to_read)},
        {"to_read", progress.to_read},
        {"reading", progress.running},
        {"started_at",
         progress.state ? json::Value(to_rfc3339(progress.state->started_at)) : nullptr},
        {"finished_at", instant_or_null(progress.state ? progress.state->finished_at : std::nullopt)
        }
    };
    house.database.read([&](db::Reader& reader) {
        const auto last = feedback::find_last_delta(reader);
        const auto counts = feedback::count_corrections(reader, last ? last->made_at : Instant{});
        out["delta"] = delta_json(feedback::find_adopted_delta(reader));
        out["corrections"] =
            json::Object{{"total", counts.total}, {"since_training", counts.since}};
    });
    return out;
}

Answer state(House& house, const Call&) {
    return json_answer(200, state_json(house));
}

Answer reread(House& house, const Call& call) {
    house.database.write([&](db::Tx& tx) { story::ask_reread(tx, call.at); });
    return json_answer(202, state_json(house));
}

template <class T>
RecordRules<T> rules_of(House& house, void (*check)(db::Reader&, const T&)) {
    RecordRules<T> rules;
    rules.check = check;
    rules.entails = [&house](db::Tx& tx, const Call& call) {
        story::ask_reread_if_needed(tx, house.catalogue, call.at);
    };
    rules.changed = [&house] { house.catalogue_changed(); };
    rules.may_remove = false;  // what comments were read for stays: it is switched off, or merged
    return rules;
}

}  // namespace

void add_reading_routes(Router& router, House& house) {
    const RecordDoors doors{house.database, house.clock, house.random};
    add_record_routes<feedback::Topic>(router, doors, rules_of(house, feedback::check_topic));
    add_record_routes<feedback::Emotion>(router, doors, rules_of(house, feedback::check_emotion));
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
    router.add(
        net::Method::get,
        "/api/v1/text/state",
        only(may::read_figures),
        with(house, state),
        {.summary = "By what comments are read, and how far a new reading has come",
         .gives = "reading_state"}
    );
    router.add(
        net::Method::post,
        "/api/v1/text/reread",
        only(may::read_people),
        with(house, reread),
        {.summary = "Read what was not read, or read otherwise, behind everybody's back",
         .gives = "reading_state",
         .status = 202}
    );
}

}  // namespace styk::http
