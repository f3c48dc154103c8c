// The only SQL about surveys themselves: drafts, versions, dismissals, quotas, links, invitations.
// Surveys and links are described records: db/record_store.h stores them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/record_store.h"
#include "survey/invitation.h"
#include "survey/link.h"
#include "survey/survey.h"

namespace styk::survey {

struct Draft {
    std::int64_t revision = 0, published = 0;
    std::string definition;  // JSON as it was given
    Instant changed_at;
    std::string changed_by;
};

struct Version {
    std::int64_t number = 0;
    std::string definition, language;
    std::int64_t questions = 0;
    Instant published_at;
    std::string published_by;
    std::int64_t responses = 0;  // complete ones; only list_versions fills it
};

struct Dismissal {
    std::string problem, question;  // question empty: of the whole
    std::string reason, author;
    Instant at;
};

struct Quota {
    std::string key, name;
    std::string applies;  // an expression; empty: to everyone
    std::int64_t most = 0, counted = 0;
};

void add_draft(
    db::Tx& tx, const Id<Survey>& survey, const std::string& definition, const db::Change& by
);
[[nodiscard]] Draft load_draft(db::Reader& reader, const Id<Survey>& survey);

// Throws Refusal{stale} when the draft has moved on from `revision`.
void change_draft(
    db::Tx& tx,
    const Id<Survey>& survey,
    std::int64_t revision,
    const std::string& definition,
    const db::Change& by
);

// The draft becomes the next version; gives its number.
[[nodiscard]] std::int64_t add_version(
    db::Tx& tx,
    const Survey& survey,
    const Draft& draft,
    std::int64_t questions,
    const db::Change& by
);
[[nodiscard]] std::optional<Version> find_version(
    db::Reader& reader, const Id<Survey>& survey, std::int64_t number
);
[[nodiscard]] std::vector<Version> list_versions(db::Reader& reader, const Id<Survey>& survey);

[[nodiscard]] std::vector<Dismissal> list_dismissals(db::Reader& reader, const Id<Survey>& survey);
void put_dismissal(db::Tx& tx, const Id<Survey>& survey, const Dismissal& dismissal);
void remove_dismissal(
    db::Tx& tx, const Id<Survey>& survey, std::string_view problem, std::string_view question
);

struct Prediction {
    std::string question, user_id;
    double value = 0;  // in the unit of the metric's score
};

[[nodiscard]] std::vector<Prediction> list_predictions(
    db::Reader& reader, const Id<Survey>& survey
);

// Throws Refusal{conflict} once there is an answer: a guess after it would be none.
void put_prediction(db::Tx& tx, const Id<Survey>& survey, const Prediction& prediction, Instant at);

// Whether anybody answered, or began to.
[[nodiscard]] bool has_responses(db::Reader& reader, const Id<Survey>& survey);

[[nodiscard]] std::vector<Quota> list_quotas(db::Reader& reader, const Id<Survey>& survey);

// Replaces all; what was counted stays with its key.
void put_quotas(db::Tx& tx, const Id<Survey>& survey, const std::vector<Quota>& quotas);

// Counts one answer in each of the quotas named, or in none: then the key of the one that is full.
[[nodiscard]] std::optional<std::string> take_quotas(
    db::Tx& tx, const Id<Survey>& survey, const std::vector<std::string>& keys
);
void release_quotas(db::Tx& tx, const Id<Survey>& survey, const std::vector<std::string>& keys);

[[nodiscard]] std::optional<State> find_state(db::Reader& reader, const Id<Survey>& survey);
[[nodiscard]] std::optional<Link> find_link(db::Reader& reader, std::string_view key);
[[nodiscard]] std::optional<Link> first_link(db::Reader& reader, const Id<Survey>& survey);

void add_invitation(db::Tx& tx, const Invitation& invitation);
[[nodiscard]] std::optional<Invitation> find_invitation(db::Reader& reader, std::string_view token);
[[nodiscard]] std::optional<Invitation> find_invitation(
    db::Reader& reader, const Id<Invitation>& id
);

struct InvitationQuery {
    std::optional<InvitationState> state;
    std::string customer;  // key or id
    std::optional<std::vector<std::string>> places{};  // only of customers who belong there
    int limit = 50;
    std::string after;  // the id of the last one seen
};

[[nodiscard]] std::vector<Invitation> list_invitations(
    db::Reader& reader, const Id<Survey>& survey, const InvitationQuery& query
);

// Waiting ones become started. Nothing happens to others.
void note_started(db::Tx& tx, const Id<Invitation>& id);

// True for exactly one caller: the invitation was open and is answered now. `at` stays unknown in
// an anonymous survey.
[[nodiscard]] bool use_invitation(
    db::Tx& tx, const Id<Invitation>& id, const std::optional<Instant>& at
);
[[nodiscard]] bool withdraw_invitation(db::Tx& tx, const Id<Invitation>& id);

struct InvitationCounts {
    std::int64_t sent = 0, started = 0, answered = 0, withdrawn = 0;  // started: answered ones too
};

[[nodiscard]] InvitationCounts count_invitations(db::Reader& reader, const Id<Survey>& survey);

}  // namespace styk::survey
