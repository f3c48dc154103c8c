#include "insight/series.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace insight {

namespace {

constexpr std::size_t most_recipients = 50, most_sites = 20;

}  // namespace

Problems check(const Series& series) {
    Problems problems;
    if ((series.vital == Vital::none) != series.sites.empty()) {
        problems.push_back(
            series.sites.empty()
                ? Problem{"/sites", "are missing: on whose pages it is measured"}
                : Problem{"/sites", "belong to a series that browsers send: say which vital"}
        );
    }
    if (series.sites.size() > most_sites) {
        problems.push_back({"/sites", "must be at most 20 sites"});
    }
    if (series.recipients.size() > most_recipients) {
        problems.push_back({"/recipients", "must be at most 50 people"});
    }
    if (series.threshold && series.direction == SeriesDirection::none) {
        problems.push_back({"/direction", "must be up or down: on which side of it is bad"});
    }
    return problems;
}

}  // namespace insight

template <>
const record::Shape& record::shape_of<insight::Series>() {
    using insight::Series;
    static const Shape shape =
        describe<Series>("series", "series")
            .field<&Series::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Series::name>(rule::length(1, 200), searchable | sortable)
            .field<&Series::unit>(rule::length(0, 20))
            .field<&Series::direction>({}, filterable)
            .field<&Series::vital>({}, filterable)
            .field<&Series::sites>()
            .field<&Series::threshold>()
            .field<&Series::period>()
            .field<&Series::recipients>()
            .sorted_by("name")
            .may(people::may::read_figures, people::may::read_people);
    return shape;
}

}  // namespace styk
