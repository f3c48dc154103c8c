// Check digits of the numbers that people give away: what tells them from any other number.
//
// Digits are given as text of '0' to '9' and nothing else.
#pragma once

#include <cstddef>
#include <string_view>

namespace styk::text {

[[nodiscard]] bool is_luhn(std::string_view digits);  // ISO/IEC 7812: bank cards
[[nodiscard]] bool is_card(std::string_view digits);  // Luhn, and a beginning and length in use
[[nodiscard]] bool is_iban(std::string_view iban);  // ISO 13616: "PL61…", letters capital, no gaps
[[nodiscard]] std::size_t iban_length(std::string_view country);  // "PL" -> 28; 0: not known
[[nodiscard]] bool is_pesel(std::string_view digits);  // Poland: person; holds a day of birth
[[nodiscard]] bool is_nip(std::string_view digits);    // Poland: tax number, 10 digits
[[nodiscard]] bool is_polish_id_card(std::string_view number);  // "ABC523456"
[[nodiscard]] bool is_snils(std::string_view digits);  // Russia: pension insurance, 11 digits
[[nodiscard]] bool is_inn(std::string_view digits);    // Russia: tax number, 10 or 12 digits

}  // namespace styk::text
