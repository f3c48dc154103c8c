// What a mail of ours looks like: one calm column that any reader shows, and the same as plain
// text.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace styk::story {

struct MailPage {
    std::string language;  // of the words: "pl"
    std::string title;
    std::vector<std::string> paragraphs{};
    std::vector<std::pair<std::string, std::string>> facts{};  // name, value
    std::string link_words{}, link{};                          // an address, or none
    std::string foot{};                                        // why this mail came
};

struct MailBody {
    std::string text, html;
};

[[nodiscard]] MailBody lay_out(const MailPage& page);

}  // namespace styk::story
