// What happened, in a sentence or two for people in a chat.
#pragma once

#include <string>
#include <string_view>

#include "firm/webhook.h"

namespace styk::story {

struct ChatNews {
    std::string_view type;      // of the event
    std::string_view data;      // JSON, as it was announced
    std::string_view subject;   // id of what it speaks of
    std::string_view language;  // en, pl, ru
    std::string_view firm;
    std::string_view console_url;  // where the console is; may be empty
};

// The body of the request, as that kind of chat wants it. What customers wrote never becomes a link
// or calls anybody.
[[nodiscard]] std::string chat_body(firm::ChatKind kind, const ChatNews& news);

}  // namespace styk::story
