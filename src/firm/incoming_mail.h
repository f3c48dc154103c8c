// Where customers' mails to the firm are found: a mailbox that is read by IMAP, or a mail server
// that hands each one over (POST /mail/incoming). One record a database.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "firm/mail_place.h"
#include "record/shape.h"

namespace styk::firm {

struct IncomingMailSettings {
    Id<IncomingMailSettings> id;
    std::int64_t revision = 0;  // 0: nothing was said yet
    Instant created_at, updated_at;

    std::optional<std::string> host{};  // none: no mailbox is read
    std::int64_t port = 993;
    MailSecurity security = MailSecurity::tls;
    std::optional<std::string> user{}, password_sealed{};  // people/safe.h
    std::string folder = "INBOX";
    std::optional<std::string> address{};  // that customers write to, and answers come back to
    // The mailbox also takes "name+anything@": then answers find their case even when the
    // customer's program tells nothing of the thread.
    bool tagged_addresses = false;
    bool active = true;
    std::optional<std::string> token_sealed{};  // of who hands mails over
};
BOOST_DESCRIBE_STRUCT(
    IncomingMailSettings,
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
     folder,
     address,
     tagged_addresses,
     active,
     token_sealed)
)

[[nodiscard]] Problems check(const IncomingMailSettings& settings);

// Is there a mailbox to be read?
[[nodiscard]] bool can_fetch(const IncomingMailSettings& settings);

// "help@firm.example" and "c.1234" -> "help+c.1234@firm.example".
[[nodiscard]] std::string tagged(const std::string& address, const std::string& tag);

// The tag in an address of this one; "" when it is another or has none.
[[nodiscard]] std::string tag_in(const std::string& written, const std::string& address);

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::IncomingMailSettings>();
}  // namespace styk::record
