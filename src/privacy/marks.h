// Many short texts looked for in long ones at once.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace styk::privacy {

// What stands where somebody's name or words stood.
inline constexpr std::string_view struck_out = "•••";

class Marks {
public:
    // Shorter ones than two bytes are left out. Of two that begin at one place the longer one is
    // found.
    explicit Marks(std::vector<std::string> marks);

    struct Hit {
        std::size_t at = 0;
        const std::string* mark = nullptr;  // null: nothing was found
    };

    [[nodiscard]] Hit find(std::string_view text, std::size_t from = 0) const;

    // The text with each of them struck out; quotation marks around one stay, so that JSON stays
    // JSON.
    [[nodiscard]] std::string struck(std::string_view text) const;

private:
    [[nodiscard]] static std::uint16_t beginning(std::string_view text, std::size_t at);

    std::vector<std::string> marks_;
    std::bitset<65536> begins_;
    std::unordered_map<std::uint16_t, std::vector<const std::string*>> by_beginning_;
};

}  // namespace styk::privacy
