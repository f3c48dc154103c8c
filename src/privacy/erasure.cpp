#include "privacy/erasure.h"

#include <charconv>
#include <fmt/format.h>

#include "base/text.h"
#include "people/secret.h"
#include "record/convert.h"

namespace styk::privacy {

namespace {

std::string seal_of(const std::string& before, std::string_view told) {
    return people::hash_secret(fmt::format("{}\n{}", before, told));
}

std::string told(const Erasure& one) {
    return fmt::format(
        "{} {} {} {} {} {}",
        to_rfc3339(one.at),
        record::name_of_choice(one.subject),
        record::name_of_choice(one.mode),
        record::name_of_choice(one.reason),
        one.records,
        one.subject_hash
    );
}

}  // namespace

std::string write_line(const Erasure& erasure, const std::string& seal_before) {
    const std::string text = told(erasure);
    return fmt::format("{} {}", text, seal_of(seal_before, text));
}

std::optional<ReadLine> read_line(std::string_view line, const std::string& seal_before) {
    const auto words = split(line, ' ');
    if (words.size() != 7) {
        return {};
    }
    ReadLine out;
    const auto at = parse_rfc3339(words[0]);
    const auto subject = record::choice_of<Subject>(words[1]);
    const auto mode = record::choice_of<Mode>(words[2]);
    const auto reason = record::choice_of<Reason>(words[3]);
    std::from_chars(words[4].data(), words[4].data() + words[4].size(), out.erasure.records);
    if (!at || !subject || !mode || !reason) {
        return {};
    }
    out.erasure.at = *at;
    out.erasure.subject = *subject;
    out.erasure.mode = *mode;
    out.erasure.reason = *reason;
    out.erasure.subject_hash = words[5];
    out.seal = words[6];
    return out.seal == seal_of(seal_before, told(out.erasure)) ? std::optional(out) : std::nullopt;
}

}  // namespace styk::privacy
