#include "travel/jumps.h"

#include <fmt/format.h>

#include "travel/translate.h"

namespace styk::travel {

std::string written(const Comparison& one) {
    if (one.sign == "empty" || one.sign == "notempty") {
        return fmt::format("{{{}}} {}", one.name, one.sign);
    }
    const bool equals = one.sign == "=" || one.sign == "!=";
    const std::string_view sign = !equals || !one.several ? std::string_view(one.sign)
                                  : one.sign == "="       ? "contains"
                                                          : "notcontains";
    return fmt::format("{{{}}} {} {}", one.name, sign, literal(one.value));
}

Jump jump_from(const std::string& from, const std::string& when, const std::string& to) {
    const std::string always = fmt::format("({{{0}}} empty or {{{0}}} notempty)", from);
    return {when.empty() ? always : fmt::format("({}) and {}", when, always), to};
}

void spread(Sketch& sketch, Report& report) {
    std::vector<Leaf> pages;
    for (Leaf& page : sketch.pages) {
        for (Item& item : page.items) {
            Leaf& own = pages.emplace_back();
            own.visible_if = page.visible_if;
            own.name = item.name;
            own.items.push_back(std::move(item));
        }
    }
    sketch.pages = std::move(pages);
    report.change("one_page_each");
}

}  // namespace styk::travel
