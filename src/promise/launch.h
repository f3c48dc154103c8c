// Promises told loudly: a campaign goes live only when what it needs in the firm is done.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::promise {

BOOST_DEFINE_ENUM_CLASS(CampaignState, draft, live, over)

struct PromiseCampaign {
    Id<PromiseCampaign> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key, name;
    std::vector<std::string> promise_ids{};
    std::string starts_on;                 // the firm's day
    std::optional<std::string> ends_on{};  // the last day
    record::JsonList changes{};            // changes_of() reads it
    CampaignState state = CampaignState::draft;
    std::optional<Instant> live_at{};
    // Why it went live although changes were open, and who said so.
    std::optional<std::string> override_reason{}, overridden_by{};

    friend bool operator==(const PromiseCampaign&, const PromiseCampaign&) = default;
};
BOOST_DESCRIBE_STRUCT(
    PromiseCampaign,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     promise_ids,
     starts_on,
     ends_on,
     changes,
     state,
     live_at,
     override_reason,
     overridden_by)
)

// What must be done in the firm before the promise is told.
struct Change {
    std::string id, text;
    std::optional<std::string> owner_id{}, due_on{}, done_at{}, initiative_id{};
    bool done = false;
};

[[nodiscard]] std::vector<Change> changes_of(const PromiseCampaign& campaign);

// The launch gate: one problem a change that is open, at its "/changes/N"; none: it may go live.
[[nodiscard]] Problems open_changes(const PromiseCampaign& campaign);

[[nodiscard]] Problems check(const PromiseCampaign& campaign);

}  // namespace styk::promise

namespace styk::record {
template <>
const Shape& shape_of<promise::PromiseCampaign>();
}  // namespace styk::record
