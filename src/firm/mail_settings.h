// How the firm's mail goes out: one record a database. The password is sealed (people/safe.h) and
// never leaves the server.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "firm/mail_place.h"
#include "record/shape.h"

namespace styk::firm {

struct MailSettings {
    Id<MailSettings> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::optional<std::string> host{};  // none: mail waits
    std::int64_t port = 587;
    MailSecurity security = MailSecurity::starttls;
    std::optional<std::string> user{}, password_sealed{};
    std::optional<std::string> from_address{}, from_name{}, reply_to{};
    std::optional<std::string> console_url{
    };  // where links in mails lead: "https://cx.example.org"
    // A mailbox that also takes what is written to "name+anything@"; none: to from_address.
    std::optional<std::string> bounce_address{};
};
BOOST_DESCRIBE_STRUCT(
    MailSettings,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     host,
     port,
     security,
     user,
     password_sealed,
     from_address,
     from_name,
     reply_to,
     console_url,
     bounce_address)
)

// Can anything be sent with these?
[[nodiscard]] bool can_send(const MailSettings& settings);

// Rules over more than one field.
[[nodiscard]] Problems check(const MailSettings& settings);

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::MailSettings>();
}  // namespace styk::record
