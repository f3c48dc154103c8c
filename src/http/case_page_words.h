// What the pages of complaints say to a customer, in each language. Polish does without an address
// (neither "ty" nor "Pan/Pani"), and no language guesses who somebody is.
#pragma once

#include <array>
#include <string_view>

namespace styk::http {

struct CasePageWords {
    std::string_view language, own_name;

    // where a complaint stands; title: {} is its number
    std::string_view title, thanks, keep, state_now, way, conversation, said, reply, send, sent,
        reply_missing, closed_hint;

    // the form; optional stands beside a label
    std::string_view complain_title, complain_text, what, remedy, name, email, email_hint, optional,
        submit, what_missing, too_long, email_wrong, too_many;

    std::string_view languages;  // names the switch for those who hear the page
};

// "en", "pl", "ru", in this order.
[[nodiscard]] const std::array<CasePageWords, 3>& all_case_page_words();

// English where the language is none of ours.
[[nodiscard]] const CasePageWords& case_page_words(std::string_view language);

}  // namespace styk::http
