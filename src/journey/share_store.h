// Links by which a journey can be looked at without a log-in, and the files of pictures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/record_store.h"
#include "journey/journey.h"

namespace styk::journey {

struct Share {
    std::string id;
    Id<Journey> journey_id;
    std::string name;
    Instant created_at;
    std::optional<std::string> created_by{};  // their name
    std::optional<Instant> expires_at{}, last_used_at{};
};

// The link itself is kept only as a hash (people/secret.h).
void add_share(db::Tx& tx, const Share& share, const std::string& token_hash);
[[nodiscard]] std::vector<Share> list_shares(db::Reader& reader, const Id<Journey>& journey);

// False when there is no such link of the journey.
[[nodiscard]] bool remove_share(db::Tx& tx, const Id<Journey>& journey, const std::string& id);

// Nothing when nobody made it, or its time is over.
[[nodiscard]] std::optional<Share> find_share(
    db::Reader& reader, const std::string& token_hash, Instant now
);
void note_share_used(db::Tx& tx, const std::string& id, Instant now);

struct File {
    Id<File> id;
    std::string type, bytes;
};

void add_file(db::Tx& tx, const File& file, const db::Change& by);
[[nodiscard]] std::optional<File> find_file(db::Reader& reader, const Id<File>& id);

}  // namespace styk::journey
