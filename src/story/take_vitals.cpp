#include "story/take_vitals.h"

#include <algorithm>

#include "base/id.h"
#include "insight/series_store.h"

namespace styk::story {

namespace {

using insight::Series;
using insight::Vital;

bool is_plausible(Vital vital, double value) {
    switch (vital) {
        case Vital::lcp:
        case Vital::ttfb:
            return value >= 0 && value <= 120;  // seconds
        case Vital::inp:
            return value >= 0 && value <= 120'000;  // milliseconds
        case Vital::cls:
            return value >= 0 && value <= 100;
        case Vital::none:
            break;
    }
    return false;
}

std::vector<Series> find_takers(
    db::Reader& reader, const std::string& origin, const std::map<Vital, double>& values
) {
    auto all = db::list_all<Series>(reader);
    std::erase_if(all, [&](const Series& one) {
        const bool from_there = std::ranges::any_of(one.sites, [&](const std::string& site) {
            return is_of_site(origin, site);
        });
        return one.vital == Vital::none || !from_there || !values.contains(one.vital);
    });
    return all;
}

}  // namespace

bool is_of_site(std::string_view origin, std::string_view site) {
    const auto star = site.find("*.");
    if (star == std::string_view::npos) {
        return origin == site;
    }
    const auto scheme = site.substr(0, star), below = site.substr(star + 1);  // ".shop.example"
    return origin.size() > scheme.size() + below.size() && origin.starts_with(scheme) &&
           origin.ends_with(below);
}

bool take_vitals(
    const Intake& intake,
    const std::string& origin,
    const std::map<Vital, double>& values,
    Instant now
) {
    const auto takers = intake.database.read([&](db::Reader& reader) {
        return find_takers(reader, origin, values);
    });
    for (const Series& one : takers) {
        const double value = values.at(one.vital);
        if (!is_plausible(one.vital, value)) {
            continue;
        }
        const insight::SeriesPoint point{
            make_uuid_v7(intake.clock, intake.random).text(), now, value
        };
        intake.database.write([&](db::Tx& tx) {
            const auto lately =
                insight::count_points_since(tx, one.id, now - std::chrono::hours(1));
            if (lately < most_vitals_an_hour) {
                (void)insight::put_points(tx, one.id, {point});
            }
        });
    }
    return !takers.empty();
}

}  // namespace styk::story
