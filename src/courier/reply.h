// A mail that goes on with a conversation.
#pragma once

#include <string>
#include <vector>

#include "courier/message.h"

namespace styk::courier {

struct Conversation {
    std::vector<std::string> thread{};  // Message-IDs that it answers, oldest first, no brackets
    bool personal = false;              // a person wrote it: answering machines may answer
};

// As compose() does, with In-Reply-To and References; what a person wrote is not called automatic.
[[nodiscard]] std::string compose(const Message& message, const Conversation& conversation);

}  // namespace styk::courier
