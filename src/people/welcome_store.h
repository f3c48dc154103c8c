// One-time links: to become the first administrator, to accept an invitation, to choose a new
// password.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "db/database.h"
#include "people/user.h"

namespace styk::people {

BOOST_DEFINE_ENUM_CLASS(Purpose, first_administrator, invitation, reset)

struct Welcome {
    Purpose purpose = Purpose::invitation;
    std::optional<Id<User>> user_id;  // none for the first administrator
};

[[nodiscard]] std::chrono::days valid_for(Purpose purpose);

// "/welcome/TOKEN": the page of the console.
[[nodiscard]] std::string welcome_path(std::string_view token);

// Earlier links of the same user (or to the first administrator) stop to work.
void add_welcome(db::Tx& tx, const std::string& token_hash, const Welcome& welcome, Instant now);

[[nodiscard]] std::optional<Welcome> find_welcome(
    db::Reader& reader, std::string_view token, Instant now
);

// Whoever comes first gets it; nothing for everyone after.
[[nodiscard]] std::optional<Welcome> take_welcome(db::Tx& tx, std::string_view token, Instant now);

}  // namespace styk::people
