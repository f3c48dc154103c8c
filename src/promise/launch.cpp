#include "promise/launch.h"

#include <algorithm>
#include <fmt/format.h>

#include "people/roles.h"
#include "promise/parts.h"
#include "record/rules.h"

namespace styk {

namespace promise {

namespace {

constexpr std::size_t most_changes = 100;
constexpr std::size_t most_promises = 50;

Change read_change(const json::Value& value, const std::string& pointer, Problems& problems) {
    Members members(value, pointer, problems);
    Change change;
    change.id = members.need_text("id", 64);
    change.text = members.need_text("text", 1000);
    change.owner_id = members.id("owner_id");
    change.due_on = members.day("due_on");
    change.done = members.choice("state", {"open", "done"}) == "done";
    change.done_at = members.instant("done_at");
    change.initiative_id = members.id("initiative_id");
    members.done();
    if (change.done_at && !change.done) {
        problems.push_back({pointer + "/done_at", "must be empty while the change is open"});
    }
    return change;
}

std::vector<Change> read_changes(const std::string& list, Problems& problems) {
    std::vector<Change> changes;
    each_part(list, "/changes", [&](const json::Value& one, const std::string& pointer) {
        Change change = read_change(one, pointer, problems);
        const bool named = !change.id.empty();
        if (named && std::ranges::find(changes, change.id, &Change::id) != changes.end()) {
            problems.push_back({pointer + "/id", "stands there twice"});
        }
        changes.push_back(std::move(change));
    });
    return changes;
}

}  // namespace

std::vector<Change> changes_of(const PromiseCampaign& campaign) {
    Problems none;
    return read_changes(campaign.changes.text, none);
}

Problems open_changes(const PromiseCampaign& campaign) {
    Problems problems;
    const auto changes = changes_of(campaign);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (!changes[i].done) {
            problems.push_back(
                {fmt::format("/changes/{}", i), fmt::format("is not done: {}", changes[i].text)}
            );
        }
    }
    return problems;
}

Problems check(const PromiseCampaign& campaign) {
    Problems problems;
    if (campaign.ends_on && *campaign.ends_on < campaign.starts_on) {
        problems.push_back({"/ends_on", "must not be before starts_on"});
    }
    if (campaign.promise_ids.empty() || campaign.promise_ids.size() > most_promises) {
        problems.push_back({"/promise_ids", fmt::format("must name 1 to {}", most_promises)});
    }
    if (read_changes(campaign.changes.text, problems).size() > most_changes) {
        problems.push_back({"/changes", fmt::format("must have at most {}", most_changes)});
    }
    return problems;
}

}  // namespace promise

template <>
const record::Shape& record::shape_of<promise::PromiseCampaign>() {
    using promise::PromiseCampaign;
    static const Shape shape =
        describe<PromiseCampaign>("promise_campaign", "promise_campaigns")
            .field<&PromiseCampaign::key>(rule::key(), searchable | sortable | unique | fixed)
            .field<&PromiseCampaign::name>(rule::length(1, 200), searchable | sortable)
            .field<&PromiseCampaign::promise_ids>()
            .field<&PromiseCampaign::starts_on>(rule::day(), sortable)
            .field<&PromiseCampaign::ends_on>(rule::day(), sortable)
            .field<&PromiseCampaign::changes>()
            .field<&PromiseCampaign::state>({}, filterable | sortable | read_only)
            .field<&PromiseCampaign::live_at>({}, sortable | read_only)
            .field<&PromiseCampaign::override_reason>({}, read_only)
            .field<&PromiseCampaign::overridden_by>({}, read_only)
            .sorted_by("-starts_on")
            .may(people::may::read_figures, people::may::read_people);
    return shape;
}

}  // namespace styk
