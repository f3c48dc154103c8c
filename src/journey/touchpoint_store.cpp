#include "journey/touchpoint_store.h"

#include <fmt/format.h>

namespace styk::journey {

namespace {

struct Use {
    const char* who;
    const char* sql;
};

// $1 is the key. A touchpoint that only ratings inside a feedback name has a row in rating alone.
constexpr Use uses_of_touchpoint[] = {
    {"there is feedback on it", "SELECT 1 FROM feedback WHERE touchpoint = $1 LIMIT 1"},
    {"there are ratings of it", "SELECT 1 FROM rating WHERE touchpoint = $1 LIMIT 1"},
    {"a journey leads over it", "SELECT 1 FROM journey_step WHERE touchpoint = $1 LIMIT 1"},
};

bool exists(db::Reader& reader, const char* sql, const std::string& value) {
    return reader.find_integer(sql, value).has_value();
}

void check_owner(db::Reader& reader, const Touchpoint& touchpoint, Problems& problems) {
    if (!touchpoint.owner_id) {
        return;
    }
    const auto active =
        reader.find_integer("SELECT active FROM person WHERE id = $1", touchpoint.owner_id->text());
    if (!active) {
        problems.push_back({"/owner_id", "is no user"});
    } else if (*active == 0) {
        problems.push_back({"/owner_id", "is a user who is not active any more"});
    }
}

void check_departments(db::Reader& reader, const Touchpoint& touchpoint, Problems& problems) {
    const auto parts = departments_of(touchpoint);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!exists(
                reader, "SELECT 1 FROM department WHERE id = $1", parts[i].department_id.text()
            )) {
            problems.push_back({fmt::format("/departments/{}/department_id", i), "is no department"}
            );
        }
    }
}

}  // namespace

void check_references(db::Reader& reader, const Touchpoint& touchpoint) {
    Problems problems;
    if (touchpoint.stage_id && !db::find(reader, *touchpoint.stage_id)) {
        problems.push_back({"/stage_id", "is no stage"});
    }
    for (std::size_t i = 0; i < touchpoint.channels.size(); ++i) {
        if (!exists(reader, "SELECT 1 FROM channel WHERE key = $1", touchpoint.channels[i])) {
            problems.push_back(
                {fmt::format("/channels/{}", i),
                 fmt::format("{} is no channel", touchpoint.channels[i])}
            );
        }
    }
    check_owner(reader, touchpoint, problems);
    check_departments(reader, touchpoint, problems);
    refuse_if(std::move(problems));
}

void check_removal(db::Reader& reader, const Touchpoint& touchpoint) {
    for (const Use& use : uses_of_touchpoint) {
        if (exists(reader, use.sql, touchpoint.key)) {
            throw Refusal(
                Code::conflict, fmt::format("{} cannot be removed: {}.", touchpoint.name, use.who)
            );
        }
    }
}

void check_removal(db::Reader& reader, const Stage& stage) {
    if (exists(reader, "SELECT 1 FROM touchpoint WHERE stage_id = $1 LIMIT 1", stage.id.text())) {
        throw Refusal(
            Code::conflict,
            fmt::format("{} cannot be removed: touchpoints stand in it.", stage.name)
        );
    }
}

}  // namespace styk::journey
