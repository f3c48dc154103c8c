// A whole survey in one document, for a kiosk: its script walks the pages by itself while there is
// no connection (web/respond/way.ts), and the server checks all of it when the answers arrive. What
// a text repeats of an answer stands there as U+E000 NAME U+E001. Pure: views in, text out.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "http/respond_html.h"

namespace styk::http {

struct WholeSurvey {
    Frame frame;
    const survey::Definition& definition;
    const survey::Setting& setting;
    survey::Mode mode = survey::Mode::identified;
    std::string action;                                        // where the forms go
    std::vector<std::pair<std::string, std::string>> carried;  // hidden fields of each form
    std::string thanks;                                        // after the last page
    std::string screened;                                      // to whom it was not meant for
};

// One <template data-page="NAME"> a page, and #whole: what decides about the way, as JSON. Shape:
// Whole in web/respond/way.ts.
[[nodiscard]] std::string render(const WholeSurvey& whole);

}  // namespace styk::http
