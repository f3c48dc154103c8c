#include "feedback/filter.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "base/query_string.h"
#include "feedback/feedback.h"
#include "feedback/filter_words.h"
#include "record/convert.h"

namespace styk::feedback {

namespace {

using Values = std::vector<std::string>;

struct Named {
    std::string name;
    Values is, is_not;
};

std::vector<Named> gather(const record::Parameters& parameters) {
    std::vector<Named> all;
    for (const auto& [name, value] : parameters) {
        auto same = std::find_if(all.begin(), all.end(), [&, n = name](const Named& one) {
            return one.name == n;
        });
        if (same == all.end()) {
            same = all.insert(all.end(), {name, {}, {}});
        }
        value.starts_with('!') ? same->is_not.push_back(value.substr(1))
                               : same->is.push_back(value);
    }
    return all;
}

class FilterReader {
public:
    FilterReader(const Directory& directory, Problems& problems)
        : directory_(directory), problems_(problems) {}

    // False when the name is not of the vocabulary.
    bool read(const Named& one) {
        return simple(one) || by_record(one) || by_choice(one) || by_attribute(one) || by_word(one);
    }

    Filter filter;

private:
    void say(const std::string& name, std::string message) {
        problems_.push_back({name, std::move(message)});
    }

    bool simple(const Named& one) {
        if (one.name == "from" || one.name == "to") {
            moment(one, one.name == "from" ? filter.from : filter.to);
        } else if (one.name == "score_min" || one.name == "score_max") {
            score(one, one.name == "score_min" ? filter.score_min : filter.score_max);
        } else if (one.name == "has_comment" || one.name == "handled") {
            flag(one, one.name == "handled" ? filter.handled : filter.has_comment);
        } else if (one.name == "q") {
            filter.q = one.is.empty() ? "" : one.is.back();
        } else {
            return false;
        }
        return true;
    }

    void moment(const Named& one, std::optional<Instant>& out) {
        out = one.is.size() == 1 ? read_moment(directory_, one.is[0]) : std::nullopt;
        if (!out || !one.is_not.empty()) {
            say(one.name, "must be one date such as 2026-11-21 or an instant");
        }
    }

    void score(const Named& one, std::optional<int>& out) {
        int number = 0;
        const std::string text = one.is.size() == 1 ? one.is[0] : "";
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) {
            return say(one.name, "must be one whole number");
        }
        out = number;
    }

    void flag(const Named& one, std::optional<bool>& out) {
        const bool right = one.is.size() == 1 && (one.is[0] == "true" || one.is[0] == "false");
        if (!right) {
            return say(one.name, "must be true or false");
        }
        out = one.is[0] == "true";
    }

    void add(Criterion criterion, Values values, bool negated, std::string attribute = {}) {
        filter.clauses.push_back({criterion, std::move(attribute), std::move(values), negated});
    }

    template <class Expand>
    void expand(const Named& one, Criterion criterion, const Expand& values_of) {
        for (const auto* side : {&one.is, &one.is_not}) {
            if (side->empty()) {
                continue;
            }
            Values values;
            for (const std::string& text : *side) {
                const auto found = values_of(text);
                values.insert(values.end(), found.begin(), found.end());
            }
            add(criterion, std::move(values), side == &one.is_not);
        }
    }

    template <class T>
    void keys(const Named& one, Criterion criterion, const Register<T>& all) {
        expand(one, criterion, [&](const std::string& text) {
            return Values{key_in(one, all, text)};
        });
    }

    template <class T>
    std::string key_in(const Named& one, const Register<T>& all, const std::string& text) {
        const T* found = text.empty() ? nullptr : all.find(text);
        if (found == nullptr && !text.empty()) {
            say(one.name, fmt::format("there is no {} {}", one.name, text));
        }
        return found == nullptr ? "" : found->key;
    }

    bool by_record(const Named& one) {
        if (one.name == "touchpoint") {
            keys(one, Criterion::touchpoint, directory_.touchpoints);
        } else if (one.name == "channel") {
            keys(one, Criterion::channel, directory_.channels);
        } else if (one.name == "brand") {
            keys(one, Criterion::brand, directory_.brands);
        } else if (one.name == "metric") {
            keys(one, Criterion::metric, directory_.metrics);
        } else if (one.name == "survey") {
            keys(one, Criterion::survey, directory_.surveys);
        } else if (one.name == "emotion") {
            keys(one, Criterion::emotion, directory_.emotions);
        } else if (one.name == "topic") {
            expand(one, Criterion::topic, [&](const std::string& text) {
                return Values{topic(one, text)};
            });
        } else if (one.name == "location") {
            expand(one, Criterion::location, [&](const std::string& text) {
                return text.empty() ? Values{""} : places(one, text);
            });
        } else {
            return by_touchpoints_of(one);
        }
        return true;
    }

    // "delivery" or "delivery:negative"
    std::string topic(const Named& one, const std::string& text) {
        const auto colon = text.find(':');
        std::string key = key_in(one, directory_.topics, text.substr(0, colon));
        if (colon == std::string::npos) {
            return key;
        }
        const auto& all = sentiments();
        const std::string sentiment = text.substr(colon + 1);
        if (key.empty() || std::find(all.begin(), all.end(), sentiment) == all.end()) {
            say(one.name,
                fmt::format("behind the topic must stand one of {}", fmt::join(all, ", ")));
        }
        return key + ":" + sentiment;
    }

    // One of a few words, or "" for none.
    void named(const Named& one, Criterion criterion, const Values& all) {
        expand(one, criterion, [&](const std::string& text) {
            if (!text.empty() && std::find(all.begin(), all.end(), text) == all.end()) {
                say(one.name, fmt::format("must be one of {}", fmt::join(all, ", ")));
            }
            return Values{text};
        });
    }

    Values places(const Named& one, const std::string& text) {
        auto found = directory_.places_below(text);
        if (found.empty()) {
            say(one.name, fmt::format("there is no location {}", text));
        }
        return found;
    }

    bool by_touchpoints_of(const Named& one) {
        if (one.name == "stage") {
            expand(one, Criterion::touchpoint, [&](const std::string& text) {
                key_in(one, directory_.stages, text);
                return directory_.touchpoints_of_stage(text);
            });
        } else if (one.name == "owner") {
            expand(one, Criterion::touchpoint, [&](const std::string& text) {
                return directory_.touchpoints_of_owner(text);
            });
        } else if (one.name == "department") {
            expand(one, Criterion::touchpoint, [&](const std::string& text) {
                key_in(one, directory_.departments, text);
                return directory_.touchpoints_of_department(text);
            });
        } else {
            return false;
        }
        return true;
    }

    template <class E>
    void choices(const Named& one, Criterion criterion) {
        expand(one, criterion, [&](const std::string& text) {
            if (!record::choice_of<E>(text)) {
                say(one.name,
                    fmt::format("must be one of {}", fmt::join(record::choices_of<E>(), ", ")));
            }
            return Values{text};
        });
    }

    bool by_choice(const Named& one) {
        const auto free = [](const std::string& text) { return Values{text}; };
        if (one.name == "kind") {
            choices<Kind>(one, Criterion::kind);
        } else if (one.name == "source") {
            choices<Source>(one, Criterion::source);
        } else if (one.name == "survey_kind") {
            choices<survey::Kind>(one, Criterion::survey_kind);
        } else if (one.name == "sentiment" || one.name == "intent") {
            const bool whole = one.name == "sentiment";
            named(
                one,
                whole ? Criterion::sentiment : Criterion::intent,
                whole ? sentiments() : intents()
            );
        } else if (one.name == "language") {
            expand(one, Criterion::language, free);
        } else if (one.name == "lifecycle") {
            expand(one, Criterion::lifecycle, free);
        } else if (one.name == "segment") {
            expand(one, Criterion::segment, free);
        } else if (one.name == "customer") {
            expand(one, Criterion::customer, free);
        } else if (one.name == "tag") {
            expand(one, Criterion::tag, free);
        } else {
            return false;
        }
        return true;
    }

    bool by_attribute(const Named& one) {
        constexpr std::string_view prefix = "attribute.";
        if (!one.name.starts_with(prefix)) {
            return false;
        }
        const std::string key = one.name.substr(prefix.size());
        if (directory_.attributes.find(key) == nullptr) {
            say(one.name, fmt::format("{} is not a declared attribute", key));
            return true;
        }
        for (const auto* side : {&one.is, &one.is_not}) {
            if (!side->empty()) {
                add(Criterion::attribute, *side, side == &one.is_not, key);
            }
        }
        return true;
    }

    // Names that stand for others.
    bool by_word(const Named& one) {
        if (one.name == "journey") {
            expand(one, Criterion::touchpoint, [&](const std::string& text) {
                return touchpoints_of_journey(text);
            });
        } else if (one.name == "persona") {
            persona(one);
        } else {
            return false;
        }
        return true;
    }

    Values touchpoints_of_journey(const std::string& text) {
        const auto* found = directory_.words ? directory_.words->journey(text) : nullptr;
        if (found == nullptr) {
            say("journey", fmt::format("there is no journey {}", text));
            return {};
        }
        return found->touchpoints;
    }

    // What the persona's segment says holds too; its dates, words and scores are no part of who
    // they are.
    void persona(const Named& one) {
        if (one.is.size() != 1 || !one.is_not.empty()) {
            return say(one.name, "must be one persona");
        }
        const auto* found = directory_.words ? directory_.words->persona(one.is[0]) : nullptr;
        if (found == nullptr) {
            return say(one.name, fmt::format("there is no persona {}", one.is[0]));
        }
        const auto pairs = read_query_string(found->segment);
        Problems wrong;
        FilterReader segment(directory_, wrong);
        for (const Named& part : gather(pairs ? *pairs : QueryPairs())) {
            if (part.name == "persona" || !segment.read(part)) {
                wrong.push_back({part.name, "is not a filter"});
            }
        }
        if (!pairs || !wrong.empty()) {
            return say(
                one.name, fmt::format("the segment of {} cannot be read any more", found->key)
            );
        }
        auto& clauses = segment.filter.clauses;
        filter.clauses.insert(filter.clauses.end(), clauses.begin(), clauses.end());
    }

    const Directory& directory_;
    Problems& problems_;
};

}  // namespace

bool Filter::names(Criterion criterion) const {
    return std::any_of(clauses.begin(), clauses.end(), [&](const Clause& one) {
        return one.criterion == criterion;
    });
}

std::optional<Instant> read_moment(const Directory& directory, std::string_view text) {
    if (const auto day = parse_iso_day(text)) {
        return directory.zone.start_of(*day);
    }
    return parse_rfc3339(text);
}

Filter read_filter(
    const Directory& directory,
    const record::Parameters& parameters,
    Problems& problems,
    std::vector<std::string>* unknown
) {
    FilterReader reader(directory, problems);
    for (const Named& one : gather(parameters)) {
        if (reader.read(one)) {
            continue;
        }
        if (unknown != nullptr) {
            unknown->push_back(one.name);
        } else {
            problems.push_back({one.name, "is not a filter"});
        }
    }
    return std::move(reader.filter);
}

}  // namespace styk::feedback
