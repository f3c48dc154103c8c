#include "text/themes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "text/grouping.h"
#include "text/quotes.h"

namespace styk::text {

namespace {

constexpr std::array tried = {0.6, 0.8, 1.0, 1.25, 1.5};  // times the root of half the comments
constexpr std::size_t beginnings = 3;        // groupings that are held against each other
constexpr std::size_t enough_to_try = 2000;  // comments by which the number of groups is chosen
constexpr double same_theme = 0.5;           // cosine of two middles
constexpr double goes_on = 0.4;              // cosine to a theme of the last run
constexpr std::size_t label_phrases = 4, shown_quotes = 3, centre_terms = 64;

using Groupings = std::array<Grouping, beginnings>;

Groupings groupings_of(
    std::span<const Vector> vectors, std::size_t terms, std::size_t groups, std::uint64_t seed
) {
    Groupings all;
    for (std::size_t i = 0; i < beginnings; ++i) {
        all[i] = group_vectors(vectors, terms, groups, seed + i);
    }
    return all;
}

double stability(const Groupings& all) {
    double sum = 0;
    for (std::size_t i = 0; i < beginnings; ++i) {
        sum += agreement(all[i].group, all[(i + 1) % beginnings].group);
    }
    return sum / beginnings;
}

std::size_t number_of_groups(const Corpus& corpus, const ThemeRules& rules) {
    const std::span<const Vector> all = corpus.vectors();
    const auto sample = all.first(std::min(all.size(), enough_to_try));
    const auto fit = std::clamp<std::size_t>(all.size() / rules.fewest, 1, rules.most);
    const double root = std::sqrt(static_cast<double>(all.size()) / 2);
    std::size_t chosen = 1;
    double best = -1;
    for (const double times : tried) {
        const auto groups = std::min(fit, static_cast<std::size_t>(std::ceil(times * root)));
        const auto found = groupings_of(sample, corpus.terms().size(), groups, rules.seed);
        if (const double stable = stability(found); groups > chosen && stable > best) {
            best = stable;
            chosen = groups;
        }
    }
    return chosen;
}

double nearness_of_all(const Grouping& grouping) {
    return std::accumulate(grouping.near.begin(), grouping.near.end(), 0.0);
}

// Of several beginnings the one that ends nearest to its middles.
Grouping best_grouping(const Corpus& corpus, std::size_t groups, std::uint64_t seed) {
    auto all = groupings_of(corpus.vectors(), corpus.terms().size(), groups, seed);
    return std::move(*std::max_element(
        all.begin(),
        all.end(),
        [](const Grouping& a, const Grouping& b) { return nearness_of_all(a) < nearness_of_all(b); }
    ));
}

using Members = std::vector<std::size_t>;

std::vector<Members> members_of(
    const Grouping& grouping, std::size_t groups, const ThemeRules& rules
) {
    std::vector<Members> members(groups);
    for (std::size_t i = 0; i < grouping.group.size(); ++i) {
        if (static_cast<double>(grouping.near[i]) >= rules.nearest) {
            members[grouping.group[i]].push_back(i);
        }
    }
    return members;
}

// Two groups that speak of the same become one; then small ones go.
std::vector<Members> joined(const Corpus& corpus, std::vector<Members> groups, std::size_t fewest) {
    std::vector<Members> kept;
    for (auto& group : groups) {
        const auto centre = centre_of(corpus, group);
        const auto same = std::find_if(kept.begin(), kept.end(), [&](const Members& other) {
            return cosine(centre, centre_of(corpus, other)) >= same_theme;
        });
        if (same == kept.end()) {
            kept.push_back(std::move(group));
        } else {
            same->insert(same->end(), group.begin(), group.end());
        }
    }
    std::erase_if(kept, [&](const Members& group) { return group.size() < fewest; });
    return kept;
}

Centre strongest(const Corpus& corpus, Vector centre) {
    const auto most = std::min(centre.size(), centre_terms);
    std::partial_sort(
        centre.begin(),
        centre.begin() + static_cast<std::ptrdiff_t>(most),
        centre.end(),
        [](const Weight& a, const Weight& b) { return a.value > b.value; }
    );
    centre.resize(most);
    Centre kept;
    for (const auto& weight : centre) {
        kept.push_back({corpus.terms()[weight.term].feature, weight.value});
    }
    std::sort(kept.begin(), kept.end(), [](const CentreWeight& a, const CentreWeight& b) {
        return a.feature < b.feature;
    });
    return kept;
}

Theme theme_of(const Corpus& corpus, const Members& members) {
    const auto centre = centre_of(corpus, members);
    std::vector<std::pair<double, std::size_t>> near;
    Theme theme;
    for (const auto member : members) {
        near.emplace_back(-cosine(corpus.vectors()[member], centre), member);
        theme.cohesion -= near.back().first / static_cast<double>(members.size());
    }
    std::sort(near.begin(), near.end());
    for (const auto& [apart, member] : near) {
        theme.members.push_back(member);
    }
    theme.label = telling_phrases(corpus, members, label_phrases);
    theme.quotes = quotes_of(corpus, members, shown_quotes);
    theme.centre = strongest(corpus, centre);
    return theme;
}

double cosine_of(const Centre& a, const Centre& b) {
    double sum = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i].feature == b[j].feature) {
            sum += static_cast<double>(a[i++].value) * static_cast<double>(b[j++].value);
        } else {
            (a[i].feature < b[j].feature ? i : j) += 1;
        }
    }
    return sum;
}

}  // namespace

std::vector<Theme> find_themes(const Corpus& corpus, const ThemeRules& rules) {
    const auto groups = rules.groups > 0 ? rules.groups : number_of_groups(corpus, rules);
    const auto grouping = best_grouping(corpus, groups, rules.seed);
    std::vector<Theme> themes;
    for (const auto& members : joined(corpus, members_of(grouping, groups, rules), rules.fewest)) {
        auto theme = theme_of(corpus, members);
        if (!theme.label.empty()) {  // what cannot be named differs in nothing from the rest
            themes.push_back(std::move(theme));
        }
    }
    std::stable_sort(themes.begin(), themes.end(), [](const Theme& a, const Theme& b) {
        return a.members.size() > b.members.size();
    });
    return themes;
}

std::vector<std::optional<std::size_t>> match_themes(
    std::span<const Centre> before, std::span<const Centre> now
) {
    struct Pair {
        double near;
        std::size_t before, now;
    };

    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < before.size(); ++i) {
        for (std::size_t j = 0; j < now.size(); ++j) {
            if (const double near = cosine_of(before[i], now[j]); near >= goes_on) {
                pairs.push_back({near, i, j});
            }
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        return a.near > b.near;
    });
    std::vector<bool> taken(before.size());
    std::vector<std::optional<std::size_t>> matched(now.size());
    for (const auto& pair : pairs) {
        if (!taken[pair.before] && !matched[pair.now]) {
            taken[pair.before] = true;
            matched[pair.now] = pair.before;
        }
    }
    return matched;
}

double nearness(const Corpus& corpus, std::size_t comment, const Centre& centre) {
    double sum = 0;
    for (const auto& weight : corpus.vectors()[comment]) {
        const auto feature = corpus.terms()[weight.term].feature;
        const auto found = std::lower_bound(
            centre.begin(),
            centre.end(),
            feature,
            [](const CentreWeight& one, Feature other) { return one.feature < other; }
        );
        if (found != centre.end() && found->feature == feature) {
            sum += static_cast<double>(found->value) * static_cast<double>(weight.value);
        }
    }
    return sum;
}

}  // namespace styk::text
