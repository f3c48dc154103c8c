#include "feedback/voice.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <tuple>

#include "json/json.h"
#include "record/convert.h"

namespace styk::feedback {

namespace {

constexpr std::string_view any_channel = "other";

using Rated = std::pair<std::string, std::string>;  // metric, touchpoint

std::set<std::string> metrics_of(const Feedback& voice) {
    std::set<std::string> metrics;
    for (const Rating& rating : voice.ratings) {
        metrics.insert(rating.metric);
    }
    return metrics;
}

std::vector<std::string> touchpoints_of(const Feedback& voice) {
    std::vector<std::string> all{voice.touchpoint};
    for (const Rating& rating : voice.ratings) {
        all.push_back(rating.metric + "@" + rating.touchpoint);
    }
    std::sort(all.begin(), all.end());
    return all;
}

Day month_of(const Feedback& voice, const Directory& directory) {
    return first_day_of(Period::month, directory.zone.day_of(voice.occurred_at));
}

// The places above, from the place itself to the root.
std::vector<std::string> way_up(const Directory& directory, const std::string& place) {
    std::vector<std::string> way;
    for (const auto* at = directory.locations.find(place); at != nullptr && way.size() < 64;
         at = at->parent_id ? directory.locations.find(at->parent_id->text()) : nullptr) {
        way.push_back(at->key);
    }
    return way;
}

template <class Member, class Value>
void same_or(std::vector<Feedback>& lot, Member Feedback::* member, const Value& otherwise) {
    const Member first = lot.front().*member;
    const bool same = std::all_of(lot.begin(), lot.end(), [&](const Feedback& voice) {
        return voice.*member == first;
    });
    for (Feedback& voice : lot) {
        voice.*member = same ? first : Member(otherwise);
    }
}

json::Object attributes_of(const Feedback& voice) {
    const auto parsed = voice.attributes.empty() ? Result<json::Value>(json::Object())
                                                 : json::try_parse(voice.attributes);
    return parsed && parsed->is_object() ? parsed->get_object() : json::Object();
}

void keep_common_attributes(std::vector<Feedback>& lot) {
    json::Object common = attributes_of(lot.front());
    for (const Feedback& voice : lot) {
        const auto own = attributes_of(voice);
        json::Object both;
        for (const auto& [name, value] : common) {
            const auto* found = own.if_contains(name);
            if (found != nullptr && *found == value) {
                both[name] = value;
            }
        }
        common = std::move(both);
    }
    for (Feedback& voice : lot) {
        voice.attributes = common.empty() ? "" : json::write(common);
    }
}

// How many of the lot give this.
std::map<Rated, std::size_t> givers(const std::vector<Feedback>& lot) {
    std::map<Rated, std::size_t> out;
    for (const Feedback& voice : lot) {
        std::set<Rated> own;
        for (const Rating& rating : voice.ratings) {
            own.emplace(rating.metric, rating.touchpoint);
        }
        for (const Rated& one : own) {
            ++out[one];
        }
    }
    return out;
}

void keep_given(std::vector<Feedback>& lot) {
    for (Feedback& voice : lot) {
        std::erase_if(voice.ratings, [](const Rating& rating) {
            return rating.state != RatingState::given;
        });
    }
}

// Where one of a metric's touchpoints is rated by too few, none of them is kept.
void keep_frequent_ratings(std::vector<Feedback>& lot, std::size_t least) {
    std::set<std::string> mixed;
    for (const auto& [rated, n] : givers(lot)) {
        if (n < least) {
            mixed.insert(rated.first);
        }
    }
    for (Feedback& voice : lot) {
        for (Rating& rating : voice.ratings) {
            rating.touchpoint = mixed.contains(rating.metric) ? "" : rating.touchpoint;
        }
    }
    const auto left = givers(lot);
    for (Feedback& voice : lot) {
        std::erase_if(voice.ratings, [&](const Rating& rating) {
            return left.at({rating.metric, rating.touchpoint}) < least;
        });
        std::sort(voice.ratings.begin(), voice.ratings.end(), [](const auto& a, const auto& b) {
            return std::tie(a.metric, a.touchpoint, a.value) <
                   std::tie(b.metric, b.touchpoint, b.value);
        });
    }
}

void date_alike(std::vector<Feedback>& lot, const Directory& directory, Instant joined) {
    Day month = month_of(lot.front(), directory);
    for (const Feedback& voice : lot) {
        month = std::max(month, month_of(voice, directory));
    }
    for (Feedback& voice : lot) {
        voice.occurred_at = directory.zone.start_of(month);
        voice.received_at = directory.zone.start_of(directory.zone.day_of(joined));
        voice.handled_at.reset();
    }
}

}  // namespace

std::string place_of_all(const std::vector<std::string>& places, const Directory& directory) {
    auto common = places.empty() ? places : way_up(directory, places.front());
    for (const std::string& place : places) {
        const auto way = way_up(directory, place);
        std::erase_if(common, [&](const std::string& one) {
            return std::find(way.begin(), way.end(), one) == way.end();
        });
    }
    return common.empty() ? "" : common.front();
}

std::string likeness_name(const Feedback& voice, Likeness likeness) {
    std::string name = voice.import_id;
    if (likeness <= Likeness::ratings) {
        name += fmt::format("|{}", fmt::join(metrics_of(voice), ","));
    }
    if (likeness <= Likeness::place) {
        name += "|" + voice.location;
    }
    if (likeness == Likeness::place_and_touchpoint) {
        name += fmt::format("|{}", fmt::join(touchpoints_of(voice), ","));
    }
    return name;
}

std::vector<std::string> traits_of(const Feedback& voice, const Directory& directory) {
    return {
        fmt::format("{}", fmt::join(metrics_of(voice), ",")),
        voice.location,
        fmt::format("{}", fmt::join(touchpoints_of(voice), ",")),
        fmt::format("{}", std::max<Day>(0, month_of(voice, directory))),
        voice.channel,
        voice.language,
        voice.brand,
        std::string(record::name_of_choice(voice.source)),
        voice.attributes
    };
}

void make_alike(
    std::vector<Feedback>& lot, const Directory& directory, std::size_t least, Instant joined
) {
    if (lot.empty()) {
        return;
    }
    std::vector<std::string> places;
    places.reserve(lot.size());
    for (const Feedback& voice : lot) {
        places.push_back(voice.location);
    }
    const auto place = place_of_all(places, directory);
    keep_given(lot);
    keep_frequent_ratings(lot, least);
    same_or(lot, &Feedback::touchpoint, "");
    same_or(lot, &Feedback::brand, "");
    same_or(lot, &Feedback::language, "");
    same_or(lot, &Feedback::channel, any_channel);
    same_or(lot, &Feedback::source, Source::staff);
    same_or(lot, &Feedback::tags, std::vector<std::string>());
    same_or(lot, &Feedback::import_id, "");
    keep_common_attributes(lot);
    date_alike(lot, directory, joined);
    for (Feedback& voice : lot) {
        voice.location = place;
        voice.lifecycle.clear();
        voice.segment.clear();
        voice.customer_id.reset();
        voice.revision = 1;
    }
}

}  // namespace styk::feedback
