// The page that the firm's CX manager has made for the Monday round.
#pragma once

#include "demo/year.h"

namespace styk::demo {

struct PagePanel {
    std::string kind;   // figure, trend, compare, drivers, text
    Name title;         // empty: the question names it
    std::string query;  // as in the address of Insights
    Name text;          // of kind text
    bool wide = false;
};

struct Page {
    Name name, note;
    std::string owner;               // role of the user who made it
    std::vector<std::string> roles;  // who else may see it
    std::vector<PagePanel> panels;
};

[[nodiscard]] Page monday_page();

}  // namespace styk::demo
