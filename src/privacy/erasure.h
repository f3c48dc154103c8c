// That somebody was forgotten, told without telling who.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "base/instant.h"
#include "privacy/register.h"

namespace styk::privacy {

// asked: the person did; retention: it was kept long enough.
BOOST_DEFINE_ENUM_CLASS(Reason, asked, retention)

struct Erasure {
    std::string id;
    Subject subject = Subject::customer;
    std::string subject_hash;  // SHA-256 of the id that they had
    Mode mode = Mode::keep_figures;
    Reason reason = Reason::asked;
    Instant at;
    std::int64_t records = 0;
    std::optional<std::string> by_id{};
    std::optional<Instant> repeated_at{};  // a backup had brought them back
};

// One line of the list beside the database: "at subject mode reason records hash seal". The seal
// holds the lines before it, so that one taken away or changed is seen.
[[nodiscard]] std::string write_line(const Erasure& erasure, const std::string& seal_before);

struct ReadLine {
    Erasure erasure;
    std::string seal;
};

// Nothing when it is damaged or does not follow the line before.
[[nodiscard]] std::optional<ReadLine> read_line(
    std::string_view line, const std::string& seal_before
);

}  // namespace styk::privacy
