// Small numbers for texts, 0 for the first one met.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace styk::story {

class TextCodes {
public:
    [[nodiscard]] std::uint32_t code_of(std::string_view text) {
        const auto found = codes_.find(text);
        if (found != codes_.end()) {
            return found->second;
        }
        const auto code = static_cast<std::uint32_t>(codes_.size());
        codes_.emplace(text, code);
        return code;
    }

    [[nodiscard]] std::size_t size() const { return codes_.size(); }

private:
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> codes_;
};

}  // namespace styk::story
