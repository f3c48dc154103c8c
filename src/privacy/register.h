// Every table of the database, and what it holds of a person. Order: what hangs on a row comes
// before the row.
#pragma once

#include <boost/describe/enum.hpp>
#include <span>
#include <string_view>

namespace styk::privacy {

BOOST_DEFINE_ENUM_CLASS(Subject, customer, user)

// What stays of a customer. keep_figures: ratings and counts, without a person, words, hours;
// everything: nothing.
BOOST_DEFINE_ENUM_CLASS(Mode, keep_figures, everything)

// The chapters of a dossier.
BOOST_DEFINE_ENUM_CLASS(
    Chapter,
    profile,
    consents,
    events,
    feedback,
    answers,
    cases,
    invitations,
    mails,
    programs,  // what other programs were told, or told us
    account,
    work,  // what a member of staff wrote, decided or owns
    trail
)

// By what a row is found to be theirs.
enum class Trace {
    self,     // id of the customer or user
    address,  // e-mail and phone, as they are written and as plain_address makes them
    feedback_id,
    feedback_seq,
    response,
    invitation,  // an invitation and its recipient have one id
    work_case,
    message,  // of a case
    mail,
    news,    // events for webhooks
    subject  // any of the ids above, of whatever kind
};

struct Link {
    std::string_view column;
    Trace by = Trace::self;
};

// Rows that any of the links finds.
struct Part {
    std::string_view table;
    Chapter chapter;
    Link links[3];
    // What is SET where the figures are kept; empty: the row goes.
    std::string_view keep = {};
    // What is SET where nothing is kept, for rows that are not theirs alone; empty: the row goes.
    std::string_view always = {};
    bool by_story = false;  // its erasure is more than SQL: a story does it

    [[nodiscard]] std::string_view set(Mode mode) const {
        return mode == Mode::everything ? always : keep.empty() ? always : keep;
    }
};

[[nodiscard]] std::span<const Part> parts_of(Subject subject);

// Texts that quote: names, addresses and own words are looked for in them and struck out.
struct Carrier {
    std::string_view table;
    std::string_view columns[6];
};

[[nodiscard]] std::span<const Carrier> carriers();

// Tables that say nothing of anybody.
[[nodiscard]] std::span<const std::string_view> impersonal_tables();

}  // namespace styk::privacy
