#include "privacy/marks.h"

#include <algorithm>
#include <cstdint>

namespace styk::privacy {

Marks::Marks(std::vector<std::string> marks) : marks_(std::move(marks)) {
    std::erase_if(marks_, [](const std::string& one) { return one.size() < 2; });
    std::stable_sort(marks_.begin(), marks_.end(), [](const auto& a, const auto& b) {
        return a.size() > b.size();
    });
    for (const std::string& one : marks_) {
        begins_.set(beginning(one, 0));
        by_beginning_[beginning(one, 0)].push_back(&one);
    }
}

std::uint16_t Marks::beginning(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    return static_cast<std::uint16_t>((byte(at) << 8U) | byte(at + 1));
}

Marks::Hit Marks::find(std::string_view text, std::size_t from) const {
    for (std::size_t at = from; at + 1 < text.size(); ++at) {
        const auto two = beginning(text, at);
        if (!begins_.test(two)) {
            continue;
        }
        for (const std::string* one : by_beginning_.at(two)) {
            if (text.substr(at).starts_with(*one)) {
                return {at, one};
            }
        }
    }
    return {};
}

std::string Marks::struck(std::string_view text) const {
    std::string out;
    std::size_t from = 0;
    for (Hit hit = find(text); hit.mark != nullptr; hit = find(text, from)) {
        const std::string& mark = *hit.mark;
        const bool quoted = mark.size() > 2 && mark.front() == '"' && mark.back() == '"';
        out.append(text.substr(from, hit.at - from));
        out.append(quoted ? "\"" : "").append(struck_out).append(quoted ? "\"" : "");
        from = hit.at + mark.size();
    }
    return out.append(text.substr(from));
}

}  // namespace styk::privacy
