#include "story/driver_outcome.h"

#include <algorithm>
#include <map>

namespace styk::story {

namespace {

using insight::Companion;
using insight::Rated;

constexpr double least_company = 0.4;  // of the feedback with the outcome that rate a driver too
constexpr std::size_t most_usual = 20;

feedback::Filter narrowed(
    feedback::Filter filter, const Trait& trait, std::vector<std::string> values, bool negated
) {
    filter.clauses.push_back(
        {.criterion = feedback::Criterion::attribute,
         .attribute = trait.attribute,
         .values = std::move(values),
         .negated = negated}
    );
    return filter;
}

feedback::Filter carrying(const Trait& trait, const feedback::Filter& filter) {
    return narrowed(filter, trait, {trait.value}, false);
}

// Another value of the same attribute; feedback without any says nothing.
feedback::Filter carrying_another(const Trait& trait, const feedback::Filter& filter) {
    return narrowed(filter, trait, {trait.value, ""}, true);
}

// A row of the drivers becomes one with the outcome before them: itself, its presence, its ends.
// All of them are the same in every feedback of the row.
class Widened {
public:
    Widened(std::size_t drivers, const RelationShape& shape) : drivers_(drivers), shape_(shape) {}

    [[nodiscard]] std::size_t columns() const { return of(drivers_ + 1); }

    [[nodiscard]] cube::CrossRow row(const cube::CrossRow& narrow, bool carries) const {
        cube::CrossRow out{
            .fold = narrow.fold, .pattern = narrow.pattern << 1U | 1U, .n = narrow.n
        };
        out.sum.assign(columns(), 0);
        out.cross.assign(columns() * columns(), 0);
        const auto constant = constants(carries);
        for (std::size_t a = 0; a < columns(); ++a) {
            out.sum[a] = sum(narrow, constant, a);
            for (std::size_t b = 0; b < columns(); ++b) {
                out.cross[a * columns() + b] = product(narrow, constant, a, b);
            }
        }
        return out;
    }

private:
    [[nodiscard]] std::size_t of(std::size_t items) const {
        return items * (1U + (shape_.with_presence ? 1U : 0U) + (shape_.with_ends ? 2U : 0U));
    }

    // [column] the outcome's value there, nothing in a column of a driver.
    [[nodiscard]] std::vector<std::optional<std::int64_t>> constants(bool carries) const {
        std::vector<std::optional<std::int64_t>> out(columns());
        out[0] = carries ? 1 : 0;
        std::size_t next = drivers_ + 1;
        if (shape_.with_presence) {
            out[next] = 1;
            next += drivers_ + 1;
        }
        if (shape_.with_ends) {
            out[next] = carries ? 0 : 1;
            out[next + 1] = carries ? 1 : 0;
        }
        return out;
    }

    // Which column of the narrow row a driver's column was.
    [[nodiscard]] std::size_t before(std::size_t column) const {
        const std::size_t items = drivers_ + 1;
        if (column < items) {
            return column - 1;
        }
        if (shape_.with_presence && column < 2 * items) {
            return column - 2;
        }
        return column - (shape_.with_presence ? 2 : 1) - 2;
    }

    using Constants = std::vector<std::optional<std::int64_t>>;

    [[nodiscard]] std::int64_t sum(
        const cube::CrossRow& narrow, const Constants& constant, std::size_t a
    ) const {
        return constant[a] ? *constant[a] * static_cast<std::int64_t>(narrow.n)
                           : narrow.sum[before(a)];
    }

    [[nodiscard]] std::int64_t product(
        const cube::CrossRow& narrow, const Constants& constant, std::size_t a, std::size_t b
    ) const {
        if (constant[a]) {
            return *constant[a] * sum(narrow, constant, b);
        }
        if (constant[b]) {
            return *constant[b] * sum(narrow, constant, a);
        }
        return narrow.cross[before(a) * of(drivers_) + before(b)];
    }

    std::size_t drivers_;
    RelationShape shape_;
};

void add(cube::CrossRow& into, const cube::CrossRow& from) {
    into.n += from.n;
    std::transform(
        into.sum.begin(), into.sum.end(), from.sum.begin(), into.sum.begin(), std::plus<>()
    );
    std::transform(
        into.cross.begin(), into.cross.end(), from.cross.begin(), into.cross.begin(), std::plus<>()
    );
}

insight::RelationQuestion question_of(
    const feedback::Directory& directory, std::vector<Rated> items, const RelationShape& shape
) {
    insight::RelationQuestion question;
    question.by_pattern = shape.by_pattern;
    question.with_presence = shape.with_presence;
    question.folds = shape.folds;
    if (shape.with_ends) {
        question.ends = ends_of(directory, items);
    }
    question.items = std::move(items);
    return question;
}

cube::CrossAnswer relate_trait(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const Trait& trait,
    const std::vector<Rated>& drivers,
    const RelationShape& shape,
    const feedback::Filter& filter
) {
    const Widened widened(drivers.size(), shape);
    const auto question = question_of(directory, drivers, shape);
    std::map<std::pair<std::uint32_t, std::uint32_t>, cube::CrossRow> rows;
    cube::CrossAnswer out{.columns = widened.columns()};
    const auto take = [&](const feedback::Filter& which, bool carries) {
        const auto answer = engine.relate(directory, question, which);
        out.position = answer.position;
        for (const auto& narrow : answer.rows) {
            auto row = widened.row(narrow, carries);
            const auto [found, is_new] = rows.try_emplace({row.fold, row.pattern}, row);
            if (!is_new) {
                add(found->second, row);
            }
        }
    };
    take(carrying(trait, filter), true);
    take(carrying_another(trait, filter), false);
    for (auto& [place, row] : rows) {
        out.rows.push_back(std::move(row));
    }
    return out;
}

std::uint64_t count_records(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const feedback::Filter& filter
) {
    const auto all = engine.count_records(directory, "", filter);
    return all.empty() ? 0 : all.front().records;
}

std::uint64_t records_with(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const feedback::Filter& about
) {
    if (outcome.trait) {
        return count_records(engine, directory, about);
    }
    const auto alone = engine.relate(directory, {.items = {outcome.rated}}, about);
    return alone.rows.empty() ? 0 : alone.rows.front().n;
}

// Everything rated in feedback with the trait's attribute, most often first.
std::vector<Companion> companions_of_trait(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const feedback::Filter& filter
) {
    std::vector<Companion> all;
    for (const auto& metric : directory.metrics.all()) {
        for (const auto& row : engine.count(directory, metric.key, {"touchpoint"}, filter).rows) {
            all.push_back({{metric.key, row.keys.front()}, row.histogram.n()});
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return a.records > b.records;
    });
    return all;
}

}  // namespace

feedback::Filter with_outcome(const DriverOutcome& outcome, const feedback::Filter& filter) {
    return outcome.trait ? narrowed(filter, *outcome.trait, {""}, true) : filter;
}

cube::CrossAnswer relate_outcome(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const std::vector<Rated>& drivers,
    const RelationShape& shape,
    const feedback::Filter& filter
) {
    if (outcome.trait) {
        return relate_trait(engine, directory, *outcome.trait, drivers, shape, filter);
    }
    std::vector<Rated> items{outcome.rated};
    items.insert(items.end(), drivers.begin(), drivers.end());
    auto question = question_of(directory, std::move(items), shape);
    question.needed = 1;
    return engine.relate(directory, question, filter);
}

OutcomeRatings outcome_ratings(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const feedback::Filter& filter
) {
    if (!outcome.trait) {
        return {
            metric::rule_of(*directory.metrics.find(outcome.rated.metric)),
            ratings_of(engine, directory, outcome.rated, filter)
        };
    }
    auto ratings = stats::empty_histogram(0, 1);
    ratings.counts[1] = count_records(engine, directory, carrying(*outcome.trait, filter));
    ratings.counts[0] = count_records(engine, directory, carrying_another(*outcome.trait, filter));
    return {
        {.kind = stats::Kind::box, .min = 0, .max = 1, .positive = {1}, .negative = {0}},
        std::move(ratings)
    };
}

stats::Histogram ratings_of(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const Rated& rated,
    const feedback::Filter& filter
) {
    const auto rule = metric::rule_of(*directory.metrics.find(rated.metric));
    auto sum = stats::empty_histogram(rule.min, rule.max);
    for (const auto& row : engine.count(directory, rated.metric, {"touchpoint"}, filter).rows) {
        if (!rated.touchpoint || row.keys.front() == rated.touchpoint) {
            stats::merge(sum, row.histogram);
        }
    }
    return sum;
}

std::vector<cube::Ends> ends_of(
    const feedback::Directory& directory, const std::vector<Rated>& items
) {
    std::vector<cube::Ends> out;
    for (const Rated& item : items) {
        const auto rule = metric::rule_of(*directory.metrics.find(item.metric));
        const int width = rule.max - rule.min;
        const auto& bad = rule.negative;
        const auto& good = rule.positive;
        const int bad_to =
            bad.empty() ? rule.min + width / 4 : *std::max_element(bad.begin(), bad.end());
        const int good_from =
            good.empty() ? rule.max - width / 4 : *std::min_element(good.begin(), good.end());
        out.push_back({static_cast<std::uint8_t>(bad_to), static_cast<std::uint8_t>(good_from)});
    }
    return out;
}

std::vector<Rated> usual_drivers(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const feedback::Filter& filter
) {
    const auto about = with_outcome(outcome, filter);
    const auto n = records_with(engine, directory, outcome, about);
    std::vector<Rated> drivers;
    for (const auto& one : outcome.trait ? companions_of_trait(engine, directory, about)
                                         : engine.companions(directory, outcome.rated, filter)) {
        const bool known = directory.metrics.find(one.rated.metric) != nullptr;
        if (known && static_cast<double>(one.records) >= least_company * static_cast<double>(n) &&
            drivers.size() < most_usual) {
            drivers.push_back(one.rated);
        }
    }
    return drivers;
}

}  // namespace styk::story
