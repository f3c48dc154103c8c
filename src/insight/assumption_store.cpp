#include "insight/assumption_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "json/json.h"

namespace styk::insight {

namespace {

constexpr std::int64_t most_important = 10;
constexpr std::string_view select_all =
    "SELECT metric, touchpoint, importance FROM assumption ORDER BY metric, touchpoint";
constexpr std::string_view insert_one =
    "INSERT INTO assumption (metric, touchpoint, importance) VALUES ($1, $2, $3) "
    "ON CONFLICT (metric, touchpoint) DO UPDATE SET importance = excluded.importance";

std::string as_text(const std::vector<Assumption>& all) {
    json::Array items;
    for (const auto& one : all) {
        items.push_back(json::Object{
            {"metric", one.rated.metric},
            {"touchpoint", one.rated.touchpoint.value_or("")},
            {"importance", one.importance}
        });
    }
    return json::write(json::Object{{"items", std::move(items)}});
}

std::optional<std::string> text_of(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::optional(std::string(value->get_string()))
                                                  : std::nullopt;
}

}  // namespace

const Assumption* find(const std::vector<Assumption>& among, const Rated& rated) {
    const auto found = std::find_if(among.begin(), among.end(), [&](const Assumption& one) {
        return one.rated == rated;
    });
    return found == among.end() ? nullptr : &*found;
}

std::optional<Assumption> read_assumption(
    const json::Value& value, const std::string& pointer, Problems& problems
) {
    if (!value.is_object()) {
        problems.push_back({pointer, "must be an object"});
        return {};
    }
    const auto& object = value.get_object();
    const auto metric = text_of(object, "metric");
    const auto* importance = object.if_contains("importance");
    if (!metric) {
        problems.push_back({pointer + "/metric", "must be the key of a metric"});
    }
    const bool whole = importance != nullptr && importance->is_int64() &&
                       importance->get_int64() >= 0 && importance->get_int64() <= most_important;
    if (!whole) {
        problems.push_back({pointer + "/importance", "must be a whole number from 0 to 10"});
    }
    return metric && whole ? std::optional(Assumption{
                                 {*metric, text_of(object, "touchpoint")}, importance->get_int64()
                             })
                           : std::nullopt;
}

std::vector<Assumption> load_assumptions(db::Reader& reader) {
    std::vector<Assumption> all;
    reader.query(select_all, [&](const db::Row& row) {
        const auto touchpoint = row.text(1);
        all.push_back(
            {{std::string(row.text(0)),
              touchpoint.empty() ? std::nullopt : std::optional(std::string(touchpoint))},
             row.integer(2)}
        );
    });
    return all;
}

void replace_assumptions(
    db::Tx& tx, const std::vector<Assumption>& wanted, const db::Change& change
) {
    const auto before = load_assumptions(tx);
    tx.run("DELETE FROM assumption");
    for (const auto& one : wanted) {
        tx.run(insert_one, one.rated.metric, one.rated.touchpoint.value_or(""), one.importance);
    }
    db::audit(tx, change, "change", "assumption", "", as_text(before), as_text(wanted));
}

}  // namespace styk::insight
