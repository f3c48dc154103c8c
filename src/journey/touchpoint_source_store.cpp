#include "journey/touchpoint_source_store.h"

namespace styk::journey {

void put_source(db::Tx& tx, const TouchpointSource& source) {
    tx.run(
        "INSERT INTO touchpoint_source (kind, name, touchpoint) VALUES ($1, $2, $3) "
        "ON CONFLICT (kind, name) DO UPDATE SET touchpoint = excluded.touchpoint",
        source.kind,
        source.name,
        source.touchpoint
    );
}

void remove_sources_of(db::Tx& tx, std::string_view touchpoint) {
    tx.run("DELETE FROM touchpoint_source WHERE touchpoint = $1", touchpoint);
}

std::vector<TouchpointSource> list_sources(db::Reader& reader) {
    std::vector<TouchpointSource> found;
    reader.query(
        "SELECT kind, name, touchpoint FROM touchpoint_source ORDER BY kind, name",
        [&](const db::Row& row) { found.push_back({row.string(0), row.string(1), row.string(2)}); }
    );
    return found;
}

}  // namespace styk::journey
