// What the pages say where a respondent is not alone with them: at a kiosk, in an interview.
#pragma once

#include <string>
#include <string_view>

namespace styk::survey {

enum class PlaceWord {
    interview,    // above a page that staff fill in for somebody
    next_person,  // after an interview
    start_again,  // after an answer at a kiosk
    still_there,  // a kiosk that nobody touches; {0}: seconds, put in by the script
    go_on         // somebody is there
};

// A language the pages do not know: English.
[[nodiscard]] std::string word(PlaceWord which, std::string_view language);

}  // namespace styk::survey
