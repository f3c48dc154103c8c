// What was done to a map, edit by edit, and the versions that people named.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/record_store.h"
#include "journey/map_edit.h"

namespace styk::journey {

// Who did something when, as it is kept.
struct Doing {
    std::string id, name;
    Instant at;
};

[[nodiscard]] Doing doing_of(const db::Change& by);

struct StoredEdit {
    std::string id;
    std::int64_t revision = 0;
    Doing by;
    std::optional<std::string> note{};
    std::vector<Edit> edits{};
    std::optional<std::string> undoes{}, undone_by{};  // edits
};

void add_edit(db::Tx& tx, const std::string& map, const StoredEdit& edit);
[[nodiscard]] std::optional<StoredEdit> find_edit(
    db::Reader& reader, const std::string& map, const std::string& id
);

// Newest first, those below revision `before`; of one step when `step` is an id.
[[nodiscard]] std::vector<StoredEdit> list_edits(
    db::Reader& reader,
    const std::string& map,
    std::optional<std::int64_t> before,
    int limit,
    const std::string& step = ""
);

void set_undone_by(db::Tx& tx, const std::string& edit, const std::optional<std::string>& by);

// The newest edit that touched what stands at `path`, as far as the last 500 edits tell.
[[nodiscard]] std::optional<Doing> find_last_touch(
    db::Reader& reader, const std::string& map, const Texts& path
);

struct MapVersion {
    std::string id, name;
    std::int64_t number = 0, revision = 0;
    std::optional<std::string> note{};
    Doing by;
};

// Gives it the next number.
void add_version(db::Tx& tx, const std::string& map, MapVersion& version, const MapDoc& doc);
[[nodiscard]] std::vector<MapVersion> list_versions(db::Reader& reader, const std::string& map);

struct FoundVersion {
    MapVersion version;
    MapDoc doc;
};

[[nodiscard]] std::optional<FoundVersion> find_version(
    db::Reader& reader, const std::string& map, std::int64_t number
);

// The document as it stood at `revision`, walking back from `now`.
[[nodiscard]] MapDoc doc_at(
    db::Reader& reader,
    const std::string& map,
    MapDoc now,
    std::int64_t newest,
    std::int64_t revision
);

}  // namespace styk::journey
