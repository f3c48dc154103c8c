// A mail as it goes over the wire: RFC 5322 and MIME, every byte 7-bit, lines ended by CR LF.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace styk::courier {

struct Mailbox {
    std::string address;  // "anna@example.org"
    std::string name{};   // as people write it, any script; may be empty
};

struct Attachment {
    std::string name;   // of the file, as the reader sees it
    std::string type;   // "application/pdf"
    std::string bytes;  // as they are
};

struct Message {
    Mailbox from, to;
    std::optional<Mailbox> reply_to{};
    std::string subject;
    std::string text;    // UTF-8, lines ended by \n
    std::string html{};  // the same for those who read HTML; empty: text alone
    std::vector<Attachment> attachments{};
    std::string message_id;     // "3f2…@example.org", without brackets
    Instant date;               // when it was written
    std::string unsubscribe{};  // https address that a POST unsubscribes at (RFC 8058); or empty
};

// The same message gives the same bytes. What would end a line in a header becomes a space there.
// Throws Fault when a mailbox has no address.
[[nodiscard]] std::string compose(const Message& message);

}  // namespace styk::courier
