#include "story/customer_codes.h"

#include <algorithm>
#include <cstring>

namespace styk::story {

namespace {

constexpr std::size_t first_places = 1024;

// A bijection of 64 bits that leaves no pattern (the finaliser of SplitMix64, Steele et al. 2014).
std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D0'49BB'1331'11EBU;
    return x ^ (x >> 31U);
}

// Ids of one second differ in a few bytes, and not in the same ones: each must tell.
std::uint64_t hash_of(const CustomerBytes& id) {
    std::uint64_t high = 0, low = 0;
    std::memcpy(&high, id.data(), 8);
    std::memcpy(&low, id.data() + 8, 8);
    return mix(mix(high) + low);
}

}  // namespace

CustomerCodes::CustomerCodes() : places_(first_places, 0) {}

CustomerCodes::CustomerCodes(std::span<const CustomerBytes> in_order) : CustomerCodes() {
    for (const auto& id : in_order) {
        (void)code_of(id);
    }
}

std::uint32_t CustomerCodes::code_of(const CustomerBytes& id) {
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

std::size_t CustomerCodes::longest_way() const {
    std::size_t longest = 0;
    for (const auto& id : ids_) {
        const auto way = (place_of(id) - first_place(id)) & (places_.size() - 1);
        longest = std::max(longest, way);
    }
    return longest;
}

std::size_t CustomerCodes::first_place(const CustomerBytes& id) const {
    return hash_of(id) & (places_.size() - 1);
}

std::size_t CustomerCodes::place_of(const CustomerBytes& id) const {
    std::size_t at = first_place(id);
    while (places_[at] != 0 && ids_[places_[at] - 1] != id) {
        at = (at + 1) & (places_.size() - 1);
    }
    return at;
}

void CustomerCodes::grow() {
    places_.assign(places_.size() * 2, 0);
    for (std::size_t i = 0; i < ids_.size(); ++i) {
        places_[place_of(ids_[i])] = static_cast<std::uint32_t>(i + 1);
    }
}

}  // namespace styk::story
