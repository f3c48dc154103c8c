#include "journey/share_store.h"

namespace styk::journey {

namespace {

constexpr std::string_view select_share =
    "SELECT id, journey_id, name, created_at, created_by, expires_at, last_used_at "
    "FROM journey_share ";

std::optional<Instant> maybe_instant(const db::Row& row, int column) {
    const auto us = row.maybe_integer(column);
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

Share read_share(const db::Row& row) {
    Share share;
    share.id = row.string(0);
    share.journey_id = Id<Journey>::parse(row.text(1)).value();
    share.name = row.string(2);
    share.created_at = {row.integer(3)};
    share.created_by = row.maybe_string(4);
    share.expires_at = maybe_instant(row, 5);
    share.last_used_at = maybe_instant(row, 6);
    return share;
}

}  // namespace

void add_share(db::Tx& tx, const Share& share, const std::string& token_hash) {
    tx.run(
        "INSERT INTO journey_share (id, journey_id, name, token_hash, created_at, created_by, "
        "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        share.id,
        share.journey_id.text(),
        share.name,
        token_hash,
        share.created_at.us,
        share.created_by,
        share.expires_at ? db::to_param(share.expires_at->us) : db::Param()
    );
}

std::vector<Share> list_shares(db::Reader& reader, const Id<Journey>& journey) {
    static const std::string sql =
        std::string(select_share) + "WHERE journey_id = $1 ORDER BY created_at, id";
    std::vector<Share> all;
    reader.query(sql, [&](const db::Row& row) { all.push_back(read_share(row)); }, journey.text());
    return all;
}

bool remove_share(db::Tx& tx, const Id<Journey>& journey, const std::string& id) {
    return tx.run(
               "DELETE FROM journey_share WHERE id = $1 AND journey_id = $2", id, journey.text()
           ) > 0;
}

std::optional<Share> find_share(db::Reader& reader, const std::string& token_hash, Instant now) {
    static const std::string sql =
        std::string(select_share) +
        "WHERE token_hash = $1 AND (expires_at IS NULL OR expires_at > $2)";
    std::optional<Share> found;
    reader.query(sql, [&](const db::Row& row) { found = read_share(row); }, token_hash, now.us);
    return found;
}

void note_share_used(db::Tx& tx, const std::string& id, Instant now) {
    tx.run("UPDATE journey_share SET last_used_at = $2 WHERE id = $1", id, now.us);
}

void add_file(db::Tx& tx, const File& file, const db::Change& by) {
    tx.run(
        "INSERT INTO file (id, type, size, bytes, added_at, added_by) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        file.id.text(),
        file.type,
        static_cast<std::int64_t>(file.bytes.size()),
        db::Bytes{file.bytes},
        by.at.us,
        by.author.name
    );
}

std::optional<File> find_file(db::Reader& reader, const Id<File>& id) {
    std::optional<File> found;
    reader.query(
        "SELECT type, bytes FROM file WHERE id = $1",
        [&](const db::Row& row) { found = File{id, row.string(0), std::string(row.bytes(1))}; },
        id.text()
    );
    return found;
}

}  // namespace styk::journey
