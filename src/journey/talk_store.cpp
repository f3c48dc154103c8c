#include "journey/talk_store.h"

#include "record/convert.h"

namespace styk::journey {

namespace {

constexpr std::string_view select_comment =
    "SELECT id, map_id, step_id, lane, text, at, by_id, by_name, changed_at, resolved_at, "
    "resolved_by FROM journey_comment ";

std::optional<Instant> maybe_instant(const db::Row& row, int column) {
    const auto us = row.maybe_integer(column);
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

db::Param instant_or_null(const std::optional<Instant>& at) {
    return at ? db::to_param(at->us) : db::Param();
}

MapComment read_comment(const db::Row& row) {
    MapComment one;
    one.id = row.string(0);
    one.map_id = row.string(1);
    one.step_id = row.string(2);
    one.lane = row.maybe_string(3);
    one.text = row.string(4);
    one.by = {row.string(6), row.string(7), {row.integer(5)}};
    one.changed_at = maybe_instant(row, 8);
    one.resolved_at = maybe_instant(row, 9);
    one.resolved_by = row.maybe_string(10);
    return one;
}

MapNews read_news(const db::Row& row) {
    MapNews news;
    news.position = row.integer(0);
    news.map_id = row.string(1);
    news.revision = row.integer(2);
    news.kind = record::choice_of<NewsKind>(row.text(3)).value_or(NewsKind::edit);
    news.edit_id = row.maybe_string(4);
    news.by = {row.string(5), row.string(6), {row.integer(7)}};
    return news;
}

}  // namespace

void add_comment(db::Tx& tx, const MapComment& one) {
    tx.run(
        "INSERT INTO journey_comment (id, map_id, step_id, lane, text, at, by_id, by_name) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        one.id,
        one.map_id,
        one.step_id,
        one.lane,
        one.text,
        one.by.at.us,
        one.by.id,
        one.by.name
    );
}

void change_comment(db::Tx& tx, const MapComment& one) {
    tx.run(
        "UPDATE journey_comment SET text = $2, changed_at = $3, resolved_at = $4, "
        "resolved_by = $5 WHERE id = $1",
        one.id,
        one.text,
        instant_or_null(one.changed_at),
        instant_or_null(one.resolved_at),
        one.resolved_by
    );
}

void remove_comment(db::Tx& tx, const std::string& id) {
    tx.run("DELETE FROM journey_comment WHERE id = $1", id);
}

std::optional<MapComment> find_comment(db::Reader& reader, const std::string& id) {
    static const std::string sql = std::string(select_comment) + "WHERE id = $1";
    std::optional<MapComment> found;
    reader.query(sql, [&](const db::Row& row) { found = read_comment(row); }, id);
    return found;
}

std::vector<MapComment> list_comments(
    db::Reader& reader, const std::string& map, const std::string& step
) {
    static const std::string sql =
        std::string(select_comment) +
        "WHERE map_id = $1 AND ($2 = '' OR step_id = $2) ORDER BY at, id";
    std::vector<MapComment> all;
    reader.query(sql, [&](const db::Row& row) { all.push_back(read_comment(row)); }, map, step);
    return all;
}

bool note_presence(db::Tx& tx, const std::string& map, const Presence& presence) {
    bool same = false;
    tx.query(
        "SELECT step_id, lane, at FROM journey_presence WHERE map_id = $1 AND user_id = $2",
        [&](const db::Row& row) {
            same = row.maybe_string(0) == presence.step_id &&
                   row.maybe_string(1) == presence.lane &&
                   presence.at - Instant{row.integer(2)} < gone_after;
        },
        map,
        presence.user_id
    );
    tx.run(
        "INSERT INTO journey_presence (map_id, user_id, name, step_id, lane, at) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (map_id, user_id) DO UPDATE SET "
        "name = excluded.name, step_id = excluded.step_id, lane = excluded.lane, "
        "at = excluded.at",
        map,
        presence.user_id,
        presence.name,
        presence.step_id,
        presence.lane,
        presence.at.us
    );
    return !same;
}

bool end_presence(db::Tx& tx, const std::string& map, const std::string& user) {
    return tx.run("DELETE FROM journey_presence WHERE map_id = $1 AND user_id = $2", map, user) > 0;
}

std::vector<Presence> list_present(db::Reader& reader, const std::string& map, Instant now) {
    std::vector<Presence> all;
    reader.query(
        "SELECT user_id, name, step_id, lane, at FROM journey_presence WHERE map_id = $1 "
        "AND at > $2 ORDER BY name, user_id",
        [&](const db::Row& row) {
            all.push_back(
                {row.string(0),
                 row.string(1),
                 row.maybe_string(2),
                 row.maybe_string(3),
                 {row.integer(4)}}
            );
        },
        map,
        (now - gone_after).us
    );
    return all;
}

void add_news(db::Tx& tx, const MapNews& news) {
    tx.run(
        "INSERT INTO journey_news (map_id, revision, kind, edit_id, by_id, by_name, at) "
        "VALUES ($1, COALESCE((SELECT revision FROM journey_map WHERE id = $1), 0), $2, $3, $4, "
        "$5, $6)",
        news.map_id,
        record::name_of_choice(news.kind),
        news.edit_id,
        news.by.id,
        news.by.name,
        news.by.at.us
    );
}

std::vector<MapNews> list_news(db::Reader& reader, std::int64_t position) {
    std::vector<MapNews> all;
    reader.query(
        "SELECT position, map_id, revision, kind, edit_id, by_id, by_name, at FROM journey_news "
        "WHERE position > $1 ORDER BY position",
        [&](const db::Row& row) { all.push_back(read_news(row)); },
        position
    );
    return all;
}

std::int64_t newest_news(db::Reader& reader) {
    return reader.find_integer("SELECT MAX(position) FROM journey_news").value_or(0);
}

void drop_old_news(db::Tx& tx, Instant now) {
    tx.run("DELETE FROM journey_news WHERE at < $1", (now - std::chrono::hours(1)).us);
    tx.run("DELETE FROM journey_presence WHERE at < $1", (now - std::chrono::hours(24)).us);
}

}  // namespace styk::journey
