// A mail that somebody wrote to the firm, as it came: who, to whom, in which thread, what it says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "courier/message.h"

namespace styk::courier {

struct ReceivedMail {
    std::string message_id;            // without brackets; empty: it had none
    std::vector<std::string> answers;  // Message-IDs of In-Reply-To and References, newest first
    Mailbox from;
    std::vector<std::string> sent_to;  // every address it names or was delivered to, lower case
    std::string subject;
    std::string text;    // what is new in it: UTF-8, lines ended by \n
    std::string quoted;  // what it repeats of the mail it answers, signature included
    std::optional<Instant> date{};
    bool automatic = false;                 // a machine wrote it (RFC 3834), a list or a report
    std::vector<Attachment> attachments{};  // bytes only up to `most_bytes` together
    std::size_t left_out = 0;               // attachments whose bytes were too many
};

struct ReceiveLimits {
    std::size_t most_attachments = 20;
    std::size_t most_bytes = 10U << 20U;  // of all attachments
    std::size_t longest_text = 20'000;    // bytes of text and of quoted, each
};

// Nothing when it is no mail at all: not a header in it, or nobody who sent it.
[[nodiscard]] std::optional<ReceivedMail> read_mail(
    std::string_view raw, const ReceiveLimits& limits = {}
);

// What is new in a reply: everything before the mail that it repeats.
struct Reply {
    std::string fresh, quoted;
};

[[nodiscard]] Reply split_reply(std::string_view text);

// The words of a page: elements gone, breaks kept, entities read.
[[nodiscard]] std::string text_of_html(std::string_view html);

}  // namespace styk::courier
