#include "people/recovery_code.h"

#include <array>
#include <cctype>
#include <cstdint>

#include "base/id.h"
#include "people/password.h"

namespace styk::people {

namespace {

constexpr std::size_t letters = 10;
constexpr std::size_t salt_bytes = 16;

// Crockford's: no letter is taken for another one or for a digit.
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
static_assert(alphabet.size() == 32);

// As it was given out, whatever was typed for it.
std::string one_spelling(std::string_view typed) {
    std::string out;
    for (const char c : typed) {
        const char small = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const char meant = small == 'o' ? '0' : small == 'i' || small == 'l' ? '1' : small;
        if (meant == '-' || meant == ' ') {
            continue;
        }
        if (alphabet.find(meant) == std::string_view::npos) {
            return {};
        }
        out += meant;
    }
    return out.size() == letters ? out : std::string();
}

}  // namespace

std::vector<std::string> new_recovery_codes(Random& random) {
    std::vector<std::string> all;
    for (std::size_t n = 0; n < recovery_codes; ++n) {
        std::array<std::uint8_t, letters> bytes{};
        random.fill(bytes);
        std::string code;
        for (std::size_t i = 0; i < letters; ++i) {
            code += i == letters / 2 ? "-" : "";
            code += alphabet.at(bytes.at(i) & 0x1FU);
        }
        all.push_back(std::move(code));
    }
    return all;
}

std::string new_salt(Random& random) {
    return random_hex(random, salt_bytes);
}

std::string hash_recovery_code(std::string_view typed, std::string_view salt) {
    const std::string code = one_spelling(typed);
    return code.empty() ? code : stretch(code, salt);
}

}  // namespace styk::people
