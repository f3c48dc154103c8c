// How long things are kept and who answers for them: one record a database, with defaults that
// serve until somebody changes them.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/shape.h"

namespace styk::privacy {

// GDPR article 6 (1) a, b, c, f.
BOOST_DEFINE_ENUM_CLASS(LegalBasis, consent, contract, legal_obligation, legitimate_interest)

// Days; 0: for ever. Counted from the day on which it was said, sent or done.
struct Settings {
    Id<Settings> id;
    std::int64_t revision = 0;  // 0: the defaults, nothing is stored yet
    Instant created_at, updated_at;

    std::optional<std::string> controller{};  // who answers for the data: name, address
    std::optional<std::string> officer{};     // whom people write to
    LegalBasis legal_basis = LegalBasis::legitimate_interest;
    // Channels ("email", "sms", "messenger") by which only those are asked who agreed to it. Who
    // said no is never asked.
    std::vector<std::string> consent_channels{};
    bool active = false;  // nothing is taken away before somebody says so

    std::int64_t comments_days = 0;     // words of feedback and answers; figures stay
    std::int64_t customers_days = 0;    // without a sign of life; figures stay
    std::int64_t invitations_days = 0;  // who was invited; how many stays
    std::int64_t mails_days = 0;        // conversations of closed cases
    std::int64_t clicks_days = 0;       // who opened a link; how often stays
    std::int64_t audit_days = 0;        // what a change held; that it was made stays
};
BOOST_DESCRIBE_STRUCT(
    Settings,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     controller,
     officer,
     legal_basis,
     consent_channels,
     active,
     comments_days,
     customers_days,
     invitations_days,
     mails_days,
     clicks_days,
     audit_days)
)

}  // namespace styk::privacy

namespace styk::record {
template <>
const Shape& shape_of<privacy::Settings>();
}  // namespace styk::record
