// What the pages of complaints share: the language they speak, their frame, the switch between
// languages, what people wrote as HTML.
#pragma once

#include <string>
#include <string_view>

#include "http/call.h"
#include "http/case_page_words.h"
#include "http/house.h"
#include "http/respond_html.h"

namespace styk::http {

// What the address asks for, else `usual`, else what the browser likes, else what the firm speaks.
[[nodiscard]] std::string case_page_language(
    House& house, const Call& call, std::string_view usual
);

[[nodiscard]] Frame case_page_frame(House& house, std::string_view language, std::string title);

// What the address says besides the language, to stand behind it ("&amp;touchpoint=desk").
[[nodiscard]] std::string case_page_kept(const Call& call);

// The same page in each language.
[[nodiscard]] std::string case_page_switch(const Call& call, const CasePageWords& words);

// Breaks of lines stay, addresses can be followed, nothing of it is HTML.
[[nodiscard]] std::string case_page_prose(std::string_view text);

[[nodiscard]] Answer answer_later(Answer answer, int wait_s);  // with Retry-After

}  // namespace styk::http
