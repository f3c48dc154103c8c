#include "story/answer_lots.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "feedback/voice.h"
#include "record/convert.h"
#include "stats/lots.h"
#include "survey/definition_json.h"

namespace styk::story {

namespace {

using feedback::Directory;
using survey::Response;
using Places = std::vector<std::size_t>;
using Attributes = std::span<const std::string>;

constexpr std::string_view any_channel = "other";

struct Step {
    bool same_touchpoint, same_place;
    int days;  // the eldest has waited so long
};

constexpr Step steps[] = {{true, true, 0}, {false, true, 14}, {false, false, 42}};

// Those with the same name may go together.
std::string likeness(const Response& one, const Step& step) {
    return fmt::format(
        "{}|{}|{}|{}|{}|{}",
        one.version,
        record::name_of_choice(one.state),
        one.import_id,
        one.feedback_id.has_value(),  // then none is made of it
        step.same_place ? one.location : "",
        step.same_touchpoint ? one.touchpoint : ""
    );
}

bool is_due(std::span<const Response> all, const Places& group, const Step& step, Instant now) {
    return std::any_of(group.begin(), group.end(), [&](std::size_t i) {
        return !all[i].import_id.empty() ||
               all[i].changed_at + std::chrono::hours(24 * step.days) <= now;
    });
}

Day month_of(const Response& one, const Directory& directory) {
    return first_day_of(Period::month, directory.zone.day_of(one.changed_at));
}

constexpr std::size_t month_trait = 2;

std::vector<std::string> traits_of(
    const Response& one, const std::string& attributes, const Directory& directory
) {
    return {
        one.location,
        one.touchpoint,
        fmt::format("{}", std::max<Day>(0, month_of(one, directory))),
        one.channel,
        one.language,
        one.brand,
        survey::write_map(one.hidden),
        one.quota,
        attributes
    };
}

// Numbers of what may be seen of each, for dividing.
std::vector<stats::Traits> numbered(
    std::span<const Response> all,
    Attributes attributes,
    const Places& group,
    const Directory& directory
) {
    std::map<std::string, std::uint32_t> codes;
    std::vector<stats::Traits> out;
    for (const std::size_t i : group) {
        auto& own = out.emplace_back();
        const auto traits =
            traits_of(all[i], attributes.empty() ? std::string() : attributes[i], directory);
        for (std::size_t t = 0; t < traits.size(); ++t) {
            const auto next = static_cast<std::uint32_t>(codes.size());
            own.push_back(
                t == month_trait ? static_cast<std::uint32_t>(std::stoul(traits[t]))
                                 : codes.emplace(traits[t], next).first->second
            );
        }
    }
    return out;
}

std::vector<Places> divided(
    std::span<const Response> all,
    Attributes attributes,
    const Places& group,
    const Directory& directory,
    std::size_t least
) {
    const auto traits = numbered(all, attributes, group, directory);
    std::vector<stats::TraitKind> kinds(traits.front().size(), stats::TraitKind::word);
    kinds.at(month_trait) = stats::TraitKind::ordered;
    auto lots = stats::lots_of(traits, kinds, least);
    for (Places& lot : lots) {
        std::transform(lot.begin(), lot.end(), lot.begin(), [&](std::size_t i) {
            return group[i];
        });
    }
    return lots;
}

template <class Member>
void same_or(std::vector<Response>& all, Member Response::* member, const Member& otherwise) {
    const Member first = all.front().*member;
    const bool same = std::all_of(all.begin(), all.end(), [&](const Response& one) {
        return one.*member == first;
    });
    for (Response& one : all) {
        one.*member = same ? first : otherwise;
    }
}

}  // namespace

std::vector<Places> answer_lots(
    std::span<const Response> waiting,
    const Directory& directory,
    std::size_t least,
    Instant now,
    Attributes attributes
) {
    std::vector<Places> lots;
    std::vector<bool> taken(waiting.size(), false);
    for (const Step& step : steps) {
        std::map<std::string, Places> groups;
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            if (!taken[i]) {
                groups[likeness(waiting[i], step)].push_back(i);
            }
        }
        for (const auto& [name, group] : groups) {
            if (group.size() < least || !is_due(waiting, group, step, now)) {
                continue;
            }
            for (Places& lot : divided(waiting, attributes, group, directory, least)) {
                lots.push_back(std::move(lot));
            }
            std::for_each(group.begin(), group.end(), [&](std::size_t i) { taken[i] = true; });
        }
    }
    return lots;
}

void make_alike(std::vector<Response>& all, const Directory& directory, const std::string& lot) {
    std::vector<std::string> places;
    Day month = month_of(all.front(), directory);
    for (const Response& one : all) {
        places.push_back(one.location);
        month = std::max(month, month_of(one, directory));
    }
    const std::string place = feedback::place_of_all(places, directory);
    same_or(all, &Response::touchpoint, {});
    same_or(all, &Response::brand, {});
    same_or(all, &Response::language, {});
    same_or(all, &Response::channel, std::string(any_channel));
    same_or(all, &Response::hidden, {});
    same_or(all, &Response::quota, {});
    const Instant day = directory.zone.start_of(month);
    for (Response& one : all) {
        one.lot = lot;
        one.location = place;
        one.started_at = one.changed_at = day;
        one.occurred_at = one.completed_at = day;
    }
}

}  // namespace styk::story
