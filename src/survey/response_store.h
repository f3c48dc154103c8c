// The only SQL about responses, waiting anonymous ones included.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"
#include "survey/response.h"

namespace styk::survey {

// Writes a new response, or over the partial one of the same token. False when that token's
// response is over already: then nothing is written.
[[nodiscard]] bool put_response(db::Tx& tx, const Response& response);

[[nodiscard]] std::optional<Response> find_response(db::Reader& reader, const Id<Response>& id);
[[nodiscard]] std::optional<Response> find_response_by_token(
    db::Reader& reader, std::string_view token_hash
);
[[nodiscard]] std::optional<Response> find_response_of(
    db::Reader& reader, const Id<Invitation>& invitation
);
[[nodiscard]] std::optional<Response> find_response_by_receipt(
    db::Reader& reader, std::string_view receipt_hash
);

void remove_response(db::Tx& tx, const Id<Response>& id);

// What was begun with that token, unless it is over.
void remove_partial(db::Tx& tx, std::string_view token_hash);

// When the feedback that a response has become goes, the answers go with it.
void remove_response_of(db::Tx& tx, const Id<feedback::Feedback>& feedback);

// What narrows a list or a count. Empty: everything.
struct ResponseFilter {
    std::optional<ResponseState> state;
    std::optional<std::int64_t> version;
    std::optional<Instant> from, to;  // by when it was started; `to` not included
    std::vector<std::string> languages, channels, touchpoints, locations;  // any of
    bool in_lots = false;  // only those that stand in a lot
};

struct ResponseQuery {
    ResponseFilter filter;
    int limit = 50;
    std::optional<std::int64_t> before;  // the seq of the last one seen
};

// Newest first; one more than `limit` says that there are more.
[[nodiscard]] std::vector<Response> list_responses(
    db::Reader& reader, const Id<Survey>& survey, const ResponseQuery& query
);

// Each of them, in no order that matters, without holding more than one.
void read_responses(
    db::Reader& reader,
    const Id<Survey>& survey,
    const ResponseFilter& filter,
    const std::function<void(const Response&)>& visit
);

// Those that stand in lots, at once all that look alike, in the order in which they were let out.
void read_lots(
    db::Reader& reader,
    const Id<Survey>& survey,
    ResponseFilter filter,
    const std::function<void(std::span<const Response>)>& visit
);

// Of a survey that goes in lots: answers from before it did, and what was left over of a file.
[[nodiscard]] std::vector<Response> list_without_lot(db::Reader& reader, const Id<Survey>& survey);

// How many there are, and the newest of them: where a reading from the newest begins.
struct ResponseExtent {
    std::int64_t count = 0, newest = 0;
};

[[nodiscard]] ResponseExtent measure_responses(
    db::Reader& reader, const Id<Survey>& survey, const ResponseFilter& filter
);

// Of a file of another tool: what is there already under these names.
struct KnownResponse {
    std::string external_key;
    Id<Response> id;
    ResponseState state = ResponseState::partial;
};

[[nodiscard]] std::vector<KnownResponse> list_known_responses(
    db::Reader& reader, const Id<Survey>& survey, std::span<const std::string> keys
);

// At most `limit` of those that came with a file; how many went.
std::int64_t remove_responses_of_import(db::Tx& tx, std::string_view import_id, int limit);

// Those of them that wait for others; how many.
std::int64_t remove_waiting_of_import(db::Tx& tx, std::string_view import_id);

struct ResponseCounts {
    std::int64_t partial = 0, complete = 0, screened_out = 0, over_quota = 0, waiting = 0;

    [[nodiscard]] std::int64_t all() const {
        return partial + complete + screened_out + over_quota + waiting;
    }
};

[[nodiscard]] ResponseCounts count_responses(db::Reader& reader, const Id<Survey>& survey);

struct SurveyCount {
    std::string survey_id;
    ResponseCounts counts;
};

[[nodiscard]] std::vector<SurveyCount> count_all_responses(db::Reader& reader);

// Complete responses of an open link: its part in the whole.
struct LinkCount {
    std::string link_id;
    std::int64_t started = 0, complete = 0;
};

[[nodiscard]] std::vector<LinkCount> count_by_link(db::Reader& reader, const Id<Survey>& survey);

// ---- anonymous answers on their way

struct Waiting {
    std::string id;  // a random UUIDv4
    Id<Survey> survey_id;
    std::string token, receipt;  // hashes
    std::string body;            // JSON, the story's own
};

// False when one with that token waits already.
[[nodiscard]] bool add_waiting(db::Tx& tx, const Waiting& waiting);
[[nodiscard]] std::int64_t count_waiting(db::Reader& reader, const Id<Survey>& survey);
[[nodiscard]] std::vector<Waiting> list_waiting(db::Reader& reader, const Id<Survey>& survey);

// The surveys that answers wait for.
[[nodiscard]] std::vector<Id<Survey>> list_awaited(db::Reader& reader);

[[nodiscard]] bool has_waiting(db::Reader& reader, std::string_view id);
[[nodiscard]] bool has_waiting_under(db::Reader& reader, std::string_view token);

// False when it is gone meanwhile.
[[nodiscard]] bool remove_waiting(db::Tx& tx, std::string_view id);
[[nodiscard]] bool remove_waiting_by_receipt(db::Tx& tx, std::string_view receipt_hash);

}  // namespace styk::survey
