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
constexpr double goes_on = 0.4;              // cosine to the theme of the last run
constexpr std::size_t rounds = 2;            // of grouping what is left
constexpr std::size_t label_phrases = 4, shown_quotes = 3, centre_terms = 64;
constexpr std::size_t key_phrases = 12;
constexpr std::size_t least_of_group = 2;  // before all comments with its words are gathered

// What a further key phrase shares with those before: comments, of its own and of the group's.
constexpr std::size_t least_together = 2;
constexpr double share_of_words = 0.15, share_of_group = 0.06;

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
Grouping best_grouping(
    std::span<const Vector> vectors, std::size_t terms, std::size_t groups, std::uint64_t seed
) {
    auto all = groupings_of(vectors, terms, groups, seed);
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

bool has(const Corpus& corpus, std::size_t comment, TermId term) {
    const auto& vector = corpus.vectors()[comment];
    const auto found =
        std::lower_bound(vector.begin(), vector.end(), term, [](const Weight& one, TermId other) {
            return one.term < other;
        });
    return found != vector.end() && found->term == term;
}

bool has_any(const Corpus& corpus, std::size_t comment, std::span<const Phrase> phrases) {
    return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& one) {
        return has(corpus, comment, one.term);
    });
}

// What the group is called by: its most telling phrase, and others as far as the same comments have
// them too. Words that stand side by side by chance alone are left out.
std::vector<Phrase> keys_of(const Corpus& corpus, const Members& members) {
    std::vector<Phrase> keys;
    for (auto& phrase : telling_phrases(corpus, members, key_phrases)) {
        const auto together = static_cast<std::size_t>(std::count_if(
            members.begin(),
            members.end(),
            [&](std::size_t member) {
                return has(corpus, member, phrase.term) && has_any(corpus, member, keys);
            }
        ));
        const auto least = std::max(
            {static_cast<double>(least_together),
             share_of_words * static_cast<double>(phrase.inside),
             share_of_group * static_cast<double>(members.size())}
        );
        const bool tied = static_cast<double>(together) >= least;
        if (keys.empty() || tied) {
            keys.push_back(std::move(phrase));
        }
    }
    return keys;
}

// A group with what it is called by.
struct Named {
    Members members;
    std::vector<Phrase> keys;
    Vector centre;
    std::optional<std::size_t> known;
};

// What cannot be named differs in nothing from the rest.
std::optional<Named> named(
    const Corpus& corpus, Members members, std::optional<std::size_t> known = {}
) {
    auto keys = keys_of(corpus, members);
    if (keys.empty()) {
        return std::nullopt;
    }
    std::erase_if(members, [&](std::size_t one) { return !has_any(corpus, one, keys); });
    auto centre = centre_of(corpus, members);
    return Named{std::move(members), std::move(keys), std::move(centre), known};
}

bool is_same(const Named& a, const Named& b) {
    return a.keys.front().term == b.keys.front().term || cosine(a.centre, b.centre) >= same_theme;
}

// As a theme of its own, or into the one that speaks of the same.
void take_in(const Corpus& corpus, std::vector<Named>& themes, Named one) {
    const auto same = std::find_if(themes.begin(), themes.end(), [&](const Named& other) {
        return is_same(other, one);
    });
    if (same == themes.end()) {
        themes.push_back(std::move(one));
        return;
    }
    one.members.insert(one.members.end(), same->members.begin(), same->members.end());
    if (auto both = named(corpus, std::move(one.members), same->known)) {
        *same = *std::move(both);
    }
}

// Comments that are near to a theme of the last run, each to the nearest.
std::vector<Named> continued(
    const Corpus& corpus, std::span<const Centre> known, const ThemeRules& rules
) {
    std::vector<Members> groups(known.size());
    for (std::size_t i = 0; i < corpus.vectors().size(); ++i) {
        double best = rules.nearest;
        Members* group = nullptr;
        for (std::size_t k = 0; k < known.size(); ++k) {
            if (const double near = nearness(corpus, i, known[k]); near > best) {
                best = near;
                group = &groups[k];
            }
        }
        if (group != nullptr) {
            group->push_back(i);
        }
    }
    std::vector<Named> themes;
    for (std::size_t k = 0; k < known.size(); ++k) {
        if (auto one = named(corpus, std::move(groups[k]), k)) {
            take_in(corpus, themes, *std::move(one));
        }
    }
    return themes;
}

// Of short comments those belong to a theme, and all those, that have one of the words it is called
// by: to the nearest, where several do.
void gather(const Corpus& corpus, std::vector<Named>& themes, double nearest) {
    for (auto& theme : themes) {
        theme.members.clear();
    }
    for (std::size_t i = 0; i < corpus.vectors().size(); ++i) {
        Named* best = nullptr;
        double near = nearest;
        for (auto& theme : themes) {
            if (!has_any(corpus, i, theme.keys)) {
                continue;
            }
            const double now = cosine(corpus.vectors()[i], theme.centre);
            if (now > near) {
                near = now;
                best = &theme;
            }
        }
        if (best != nullptr) {
            best->members.push_back(i);
        }
    }
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

Theme theme_of(const Corpus& corpus, Named of, std::span<const Centre> known) {
    const auto& members = of.members;
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
    of.keys.resize(std::min(of.keys.size(), label_phrases));
    theme.label = std::move(of.keys);
    theme.quotes = quotes_of(corpus, members, shown_quotes);
    theme.centre = strongest(corpus, centre);
    if (of.known && cosine_of(theme.centre, known[*of.known]) >= goes_on) {
        theme.known = of.known;
    }
    return theme;
}

// Groups that would be called the same are one.
std::vector<Members> by_name(const Corpus& corpus, std::vector<Members> groups) {
    std::map<TermId, std::size_t> places;
    std::vector<Members> kept;
    for (auto& group : groups) {
        const auto telling = telling_phrases(corpus, group, 1);
        if (telling.empty()) {
            continue;
        }
        const auto [at, is_new] = places.try_emplace(telling.front().term, kept.size());
        if (is_new) {
            kept.push_back(std::move(group));
        } else {
            auto& same = kept[at->second];
            same.insert(same.end(), group.begin(), group.end());
        }
    }
    return kept;
}

// What no theme took in may have subjects of its own; the largest first.
std::vector<Members> groups_of_rest(
    const Corpus& corpus,
    const std::vector<Named>& themes,
    std::size_t groups,
    const ThemeRules& rules
) {
    std::vector<bool> taken(corpus.vectors().size());
    for (const auto& theme : themes) {
        for (const auto member : theme.members) {
            taken[member] = true;
        }
    }
    Members rest;
    std::vector<Vector> vectors;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        if (!taken[i] && !corpus.vectors()[i].empty()) {
            rest.push_back(i);
            vectors.push_back(corpus.vectors()[i]);
        }
    }
    if (rest.size() < rules.fewest) {
        return {};
    }
    const auto number = std::clamp<std::size_t>(rest.size() / rules.fewest, 1, groups);
    const auto grouping = best_grouping(vectors, corpus.terms().size(), number, rules.seed);
    auto found = members_of(grouping, number, rules);
    for (auto& group : found) {
        for (auto& member : group) {
            member = rest[member];
        }
    }
    auto apart = by_name(corpus, joined(corpus, std::move(found), least_of_group));
    std::stable_sort(apart.begin(), apart.end(), [](const Members& a, const Members& b) {
        return a.size() > b.size();
    });
    return apart;
}

}  // namespace

std::vector<Theme> find_themes(
    const Corpus& corpus, std::span<const Centre> known, const ThemeRules& rules
) {
    auto all = continued(corpus, known, rules);
    gather(corpus, all, rules.nearest);
    const auto groups = rules.groups > 0 ? rules.groups : number_of_groups(corpus, rules);
    const auto room =
        rounds * groups;  // what is known takes of it, or each run would add some more
    for (std::size_t round = 0; round < rounds && all.size() < room; ++round) {
        for (auto& group : groups_of_rest(corpus, all, groups, rules)) {
            auto one = named(corpus, std::move(group));
            if (one && all.size() < room) {
                take_in(corpus, all, *std::move(one));
            }
        }
        gather(corpus, all, rules.nearest);
    }
    std::vector<Theme> themes;
    for (auto& one : all) {
        if (one.members.size() >= rules.fewest) {
            themes.push_back(theme_of(corpus, std::move(one), known));
        }
    }
    std::stable_sort(themes.begin(), themes.end(), [](const Theme& a, const Theme& b) {
        return a.members.size() > b.members.size();
    });
    return themes;
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
