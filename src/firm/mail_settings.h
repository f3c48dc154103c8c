// How the firm's mail goes out: one record a database. The password is sealed (people/safe.h) and
// never leaves the server.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::firm {

// tls: from the first byte; starttls: required before anything else; if_offered: STARTTLS where the
// server offers it, which anyone between can prevent; none: open.
BOOST_DEFINE_ENUM_CLASS(MailSecurity, tls, starttls, if_offered, none)

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

// Rules over more than one field. A password never travels open except within this machine.
[[nodiscard]] Problems check(const MailSettings& settings);

// A password belongs to one server and user: it must be given again when they change, so that
// nobody can have it sent elsewhere without knowing it.
[[nodiscard]] bool password_stays(const MailSettings& before, const MailSettings& after);

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::MailSettings>();
}  // namespace styk::record
