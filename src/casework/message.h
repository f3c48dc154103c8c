// What the firm and the customer of a case write to each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "casework/case.h"

namespace styk::casework {

struct CaseAttachment {
    std::string id;
    std::string name, type;
    std::int64_t size = 0;
    std::optional<std::string> bytes{};  // nothing: too many to be kept
};

struct CaseMessage {
    std::int64_t position = 0;
    std::string id;  // of ours: the mail in the outbox has the same
    Id<Case> case_id;
    Instant at;
    bool incoming = false;
    std::string message_id;  // of the mail, without brackets; what came by a page has one of ours
    std::string sender, sender_name, recipient;
    std::string subject, body;
    std::string quoted;  // what a reply repeats
    bool automatic = false;
    bool ask_after = false;  // the customer is asked afterwards whether the answer did
    std::optional<std::string> by_id{}, by_name{};
    std::int64_t left_out = 0;  // attachments that were not kept
    std::string state{};        // only read: queued, sent, failed; received
    std::vector<CaseAttachment> attachments{};
};

inline constexpr std::size_t longest_message = 20'000, longest_subject = 300;

}  // namespace styk::casework
