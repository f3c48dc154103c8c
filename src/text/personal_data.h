// Personal data in a comment, to be masked before anything is made of the comment.
//
// Numbers are told by their form and check digits; ambiguous forms need a word near them
// ("tel. 22 123 45 67"). Names and addresses are found only behind words that announce them
// ("my name is …"): a name alone is not found.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/words.h"

namespace styk::text {

enum class PersonalKind : std::uint8_t {
    email,
    phone,
    card,
    iban,
    pesel,
    nip,
    id_card,
    snils,
    inn,
    passport,
    name,
    address
};

[[nodiscard]] std::string_view name_of(PersonalKind kind);

struct PersonalData {
    PersonalKind kind = PersonalKind::email;
    Span span;

    friend bool operator==(const PersonalData&, const PersonalData&) = default;
};

// What announces personal data, or a number that is none: cues personal.phone, personal.other,
// personal.nip, personal.pesel, personal.snils, personal.inn, personal.passport, personal.name,
// personal.address.
struct PersonalCues {
    PersonalCues() = default;  // none are known: only what needs none is found
    explicit PersonalCues(const Words& words);

    std::vector<std::string_view> by_cue;  // "phone" …, "" for other cues
};

// In order, none overlapping.
[[nodiscard]] std::vector<PersonalData> find_personal_data(
    std::string_view comment,
    const Tokens& tokens,
    std::span<const Sign> signs,
    const PersonalCues& cues
);

// The comment with "[email]", "[phone]" … in place of what was found.
[[nodiscard]] std::string masked(std::string_view comment, std::span<const PersonalData> found);

}  // namespace styk::text
