#include "text/features.h"

namespace styk::text {

Feature word_feature(Letters letters) {
    std::uint64_t state = 0x5851F42D4C957F2DU ^ letters.size();
    for (std::size_t at = 0; at < letters.size(); at += 8) {
        std::uint64_t eight = 0;
        for (std::size_t i = at; i < std::min(at + 8, letters.size()); ++i) {
            eight = eight << 8U | letters[i];
        }
        state = mix(state ^ eight);
    }
    return state;
}

Feature number_feature(std::size_t digits) {
    constexpr std::size_t most = 4;
    constexpr Letter zeros[] = {'0', '0', '0', '0'};
    return word_feature(Letters(zeros, std::min(digits, most)));
}

}  // namespace styk::text
