// Small numbers for customers, 1 for the first one met. Forty bytes a customer, since there may be
// as many as feedback.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace styk::story {

using CustomerBytes = std::array<std::uint8_t, 16>;  // Uuid::bytes

class CustomerCodes {
public:
    CustomerCodes();
    explicit CustomerCodes(std::span<const CustomerBytes> in_order);

    [[nodiscard]] std::uint32_t code_of(const CustomerBytes& id);

    [[nodiscard]] const std::vector<CustomerBytes>& ids() const { return ids_; }  // [code - 1]

    // How many places lie between where an id is looked for first and where it is, at the most.
    [[nodiscard]] std::size_t longest_way() const;

private:
    [[nodiscard]] std::size_t first_place(const CustomerBytes& id) const;
    [[nodiscard]] std::size_t place_of(const CustomerBytes& id) const;
    void grow();

    std::vector<CustomerBytes> ids_;
    std::vector<std::uint32_t> places_;  // open addressing, at most half full; 0: free
};

}  // namespace styk::story
