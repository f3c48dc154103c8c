// Small numbers for customers, 1 for the first one met. Forty bytes a customer, since there may be
// as many as feedback.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace styk::story {

using CustomerBytes = std::array<std::uint8_t, 16>;  // Uuid::bytes

class CustomerCodes {
public:
    CustomerCodes() : places_(1024, 0) {}

    explicit CustomerCodes(std::span<const CustomerBytes> in_order) : CustomerCodes() {
        for (const auto& id : in_order) {
            (void)code_of(id);
        }
    }

    [[nodiscard]] std::uint32_t code_of(const CustomerBytes& id) {
        const std::size_t at = place_of(id);
        if (places_[at] != 0) {
            return places_[at];
        }
        ids_.push_back(id);
        const auto code = static_cast<std::uint32_t>(ids_.size());
        places_[at] = code;
        if (ids_.size() * 2 > places_.size()) {
            grow();
        }
        return code;
    }

    [[nodiscard]] const std::vector<CustomerBytes>& ids() const { return ids_; }  // [code - 1]

private:
    [[nodiscard]] std::size_t place_of(const CustomerBytes& id) const {
        std::uint64_t high = 0, low = 0;
        std::memcpy(&high, id.data(), 8);
        std::memcpy(&low, id.data() + 8, 8);
        const std::uint64_t mixed =
            (high ^ (low * 0xD6E8'FEB8'6659'FD93U)) * 0x9E37'79B9'7F4A'7C15U;
        std::size_t at = (mixed ^ (mixed >> 32)) & (places_.size() - 1);
        while (places_[at] != 0 && ids_[places_[at] - 1] != id) {
            at = (at + 1) & (places_.size() - 1);
        }
        return at;
    }

    void grow() {
        places_.assign(places_.size() * 2, 0);
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            places_[place_of(ids_[i])] = static_cast<std::uint32_t>(i + 1);
        }
    }

    std::vector<CustomerBytes> ids_;
    std::vector<std::uint32_t> places_;  // open addressing, at most half full; 0: free
};

}  // namespace styk::story
