// What people do around a map: comments at its cells, who looks at it now, and the news of it that
// open screens hear.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "journey/edit_store.h"

namespace styk::journey {

struct MapComment {
    std::string id, map_id, step_id;
    std::optional<std::string> lane{};
    std::string text;
    Doing by;
    std::optional<Instant> changed_at{}, resolved_at{};
    std::optional<std::string> resolved_by{};  // their name
};

void add_comment(db::Tx& tx, const MapComment& comment);
void change_comment(db::Tx& tx, const MapComment& comment);
void remove_comment(db::Tx& tx, const std::string& id);
[[nodiscard]] std::optional<MapComment> find_comment(db::Reader& reader, const std::string& id);

// Oldest first; of every step when `step` is empty.
[[nodiscard]] std::vector<MapComment> list_comments(
    db::Reader& reader, const std::string& map, const std::string& step
);

struct Presence {
    std::string user_id, name;
    std::optional<std::string> step_id{}, lane{};  // the cell; none: the map at large
    Instant at;
};

inline constexpr std::chrono::seconds gone_after{40};

// True when this is news: they came, or look at another cell.
[[nodiscard]] bool note_presence(db::Tx& tx, const std::string& map, const Presence& presence);
[[nodiscard]] bool end_presence(db::Tx& tx, const std::string& map, const std::string& user);
[[nodiscard]] std::vector<Presence> list_present(
    db::Reader& reader, const std::string& map, Instant now
);

// initiative: one was made of it, or moved on.
BOOST_DEFINE_ENUM_CLASS(NewsKind, edit, presence, comment, initiative)

struct MapNews {
    std::int64_t position = 0;
    std::string map_id;
    std::int64_t revision = 0;
    NewsKind kind = NewsKind::edit;
    std::optional<std::string> edit_id{};
    Doing by;
};

// Its revision is that of the map.
void add_news(db::Tx& tx, const MapNews& news);

// Those behind `position`, oldest first.
[[nodiscard]] std::vector<MapNews> list_news(db::Reader& reader, std::int64_t position);
[[nodiscard]] std::int64_t newest_news(db::Reader& reader);

// What is over: news that are an hour old, presences that are a day old.
void drop_old_news(db::Tx& tx, Instant now);

}  // namespace styk::journey
