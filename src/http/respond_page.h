// What any page of a respondent needs, whichever door it stands behind.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/call.h"
#include "http/house.h"
#include "net/query.h"
#include "story/receive_response.h"

namespace styk::http {

// A page of the respondent, with its own strict content security policy.
[[nodiscard]] Answer page_answer(
    int status, std::string html, std::string_view framed_by = "'none'"  // CSP's frame-ancestors
);

[[nodiscard]] Answer see_other(const std::string& where);

// The fields of an HTML form. Refusal 415, 400.
[[nodiscard]] net::Query form_of(const Call& call);

[[nodiscard]] std::string text_or_empty(const std::optional<std::string_view>& text);

// The first language of Accept-Language that is among these; "" when none is.
[[nodiscard]] std::string preferred_language(
    std::string_view accepted, const std::vector<std::string>& offered
);

// What a page says when nothing can be answered there: in the language asked for, else the door's,
// else the browser's, else the firm's.
[[nodiscard]] Answer shut_page(House& house, const Call& call, const story::ShutDoor& door);

}  // namespace styk::http
