#include "firm/register_store.h"

#include <fmt/format.h>

namespace styk::firm {

namespace {

// Where a register is referred to; $1 is the key or id of the record that shall go.
struct Use {
    const char* who;
    const char* sql;
};

constexpr Use uses_of_location_id[] = {
    {"there are locations below it", "SELECT 1 FROM location WHERE parent_id = $1 LIMIT 1"},
    {"users are bound to it", "SELECT 1 FROM person WHERE location_id = $1 LIMIT 1"},
    {"API tokens are bound to it", "SELECT 1 FROM api_token WHERE location_id = $1 LIMIT 1"},
    {"customers belong to it", "SELECT 1 FROM customer WHERE location_id = $1 LIMIT 1"},
};

constexpr Use uses_of_location_key[] = {
    {"there is feedback from it", "SELECT 1 FROM feedback WHERE location = $1 LIMIT 1"},
};

constexpr Use uses_of_brand[] = {
    {"there is feedback on it", "SELECT 1 FROM feedback WHERE brand = $1 LIMIT 1"},
};

constexpr Use uses_of_channel[] = {
    // channels is a JSON list of keys, and a key holds no character that JSON escapes or LIKE reads
    // but '_'.
    {"touchpoints name it",
     "SELECT 1 FROM touchpoint WHERE channels LIKE '%\"' || REPLACE($1, '_', '\\_') || '\"%' "
     "ESCAPE '\\' LIMIT 1"},
    {"there is feedback from it", "SELECT 1 FROM feedback WHERE channel = $1 LIMIT 1"},
    {"events came over it", "SELECT 1 FROM event WHERE channel = $1 LIMIT 1"},
};

void refuse_used(
    db::Reader& reader, std::span<const Use> uses, const std::string& value, std::string_view name
) {
    for (const Use& use : uses) {
        if (reader.find_integer(use.sql, value)) {
            throw Refusal(Code::conflict, fmt::format("{} cannot be removed: {}.", name, use.who));
        }
    }
}

}  // namespace

LocationTree load_location_tree(db::Reader& reader) {
    return LocationTree(db::list_all<Location>(reader));
}

void check_location(db::Reader& reader, const Location& location) {
    // Two moves at once could close a circle that neither sees; SQLite has one writer.
    if (reader.dialect() == db::Dialect::postgresql) {
        reader.query("SELECT pg_advisory_xact_lock(hashtext('location tree'))", [](const db::Row&) {
        });
    }
    if (auto problem = load_location_tree(reader).problem_with(location)) {
        refuse_if({*std::move(problem)});
    }
}

void check_removal(db::Reader& reader, const Location& location) {
    refuse_used(reader, uses_of_location_id, location.id.text(), location.name);
    refuse_used(reader, uses_of_location_key, location.key, location.name);
}

void check_removal(db::Reader& reader, const Brand& brand) {
    refuse_used(reader, uses_of_brand, brand.key, brand.name);
}

void check_removal(db::Reader& reader, const Channel& channel) {
    refuse_used(reader, uses_of_channel, channel.key, channel.name);
}

}  // namespace styk::firm
