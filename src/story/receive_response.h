// A filled survey comes in: by a page, personal link or program. Checked along the way its answers
// take, kept while it is being filled, counted once it is complete, and joined to the one inbox.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "story/receive_feedback.h"
#include "survey/answers.h"
#include "survey/response.h"
#include "survey/response_store.h"

namespace styk::story {

// How somebody came to a survey, and what that says about them.
struct Entry {
    survey::Survey survey;
    std::shared_ptr<const survey::Definition> definition;
    std::int64_t version = 0;
    std::optional<survey::Link> link;
    std::optional<survey::Invitation> invitation;
    std::optional<std::string> customer;  // key or id; identified and confidential surveys only
    std::string language, channel;
    std::optional<std::string> touchpoint, location, brand;
    survey::Map hidden;
    std::optional<Instant> occurred_at;
    std::string interviewer{};  // id of the member of staff who asks and writes down; empty: nobody
};

// Why nothing can be answered here.
enum class Shut { unknown, closed, paused, used, expired };

struct ShutDoor {
    Shut why = Shut::unknown;
    std::string language{};  // of whoever was invited; empty: not known
};

using Way = std::variant<Entry, ShutDoor>;

[[nodiscard]] Way enter_by_link(const Intake& intake, std::string_view key, Instant now);
[[nodiscard]] Way enter_by_invitation(const Intake& intake, std::string_view token, Instant now);

// A member of staff asks somebody and writes down the answers.
struct Interview {
    std::string interviewer;              // user id
    std::optional<std::string> customer;  // key or id
    std::string channel;                  // unknown: "interview"
};

// Of an anonymous survey neither who asks nor who answers goes along.
[[nodiscard]] Way enter_by_staff(
    const Intake& intake, const Id<survey::Survey>& survey, const Interview& interview, Instant now
);

// Without a door: what a program sends. Throws Refusal{not_found, conflict}. `version` nothing: the
// newest.
[[nodiscard]] Entry enter_by_program(
    const Intake& intake,
    const Id<survey::Survey>& survey,
    std::optional<std::int64_t> version,
    Instant now
);

// Of an answer begun: its token is 128 bits as hexadecimal; the database knows only its hash.
[[nodiscard]] bool is_resume_token(std::string_view token);

// What was answered so far. Of a personal link also without a token, unless the survey is
// anonymous.
[[nodiscard]] std::optional<survey::Response> find_begun(
    const Intake& intake, const Entry& entry, std::string_view token
);

// An answer that was begun goes on with the version it was begun with. False when that is gone.
[[nodiscard]] bool resume(const Intake& intake, Entry& entry, const survey::Response& begun);

// What the way through the survey depends on.
[[nodiscard]] survey::Setting setting_of(
    const Intake& intake, const Entry& entry, std::string_view token, Instant now
);

// Where an answer stands that is not complete yet.
struct Progress {
    std::string token;
    survey::Map answers, seconds;
    std::string page, question;
    std::string language;
};

// Keeps it. Throws Refusal{conflict} when it is over already.
void keep_progress(const Intake& intake, const Entry& entry, const Progress& progress, Instant now);

struct Received {
    std::string id;
    survey::ResponseState state = survey::ResponseState::complete;
    std::string quota;         // that was full
    std::string receipt_code;  // shown once: deletes the answers
    std::optional<std::string> feedback_id;
    std::string thanks;
};

// More that is written in the same transaction.
using AlsoReceive = std::function<void(db::Tx&, const Received&)>;

// The survey is done. Throws Refusal{invalid} naming every answer that is wrong ("/answers/NAME"),
// Refusal{conflict} when the invitation or the token was used already or the survey is not open.
[[nodiscard]] Received receive_response(
    const Intake& intake,
    const Entry& entry,
    const Progress& progress,
    Instant now,
    const AlsoReceive& also = {}
);

// The answers that this code stands for go, with their feedback. False when there are none.
[[nodiscard]] bool forget_response(const Intake& intake, std::string_view receipt_code);

// The person's answer to a problem of answers, as the API names it.
[[nodiscard]] Problems problems_of(
    const survey::AnswerProblems& problems, std::string_view language
);

}  // namespace styk::story
