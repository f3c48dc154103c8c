#include "feedback/draft.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "record/convert.h"
#include "record/rules.h"

namespace styk::feedback {

namespace {

constexpr std::chrono::hours clocks_may_differ{24};
constexpr Instant earliest{-2'208'988'800'000'000};  // 1900-01-01

// Collects what is wrong while it reads the draft into the feedback.
class Checker {
public:
    Checker(const Directory& directory, const Draft& draft, Problems& problems)
        : directory_(directory), draft_(draft), problems_(problems) {}

    void origin(Feedback& out) {
        out.kind = choice<Kind>("/kind", draft_.kind);
        out.source = choice<Source>("/source", draft_.source);
        const auto* channel = directory_.channels.find(draft_.channel);
        if (channel == nullptr) {
            say("/channel",
                draft_.channel.empty() ? "is missing"
                                       : fmt::format("there is no channel {}", draft_.channel));
        } else {
            out.channel = channel->key;
        }
    }

    void places(Feedback& out) {
        out.touchpoint =
            key_of("/touchpoint", "touchpoint", directory_.touchpoints, draft_.touchpoint);
        out.location = key_of("/location", "location", directory_.locations, draft_.location);
        out.brand = key_of("/brand", "brand", directory_.brands, draft_.brand);
        if (draft_.customer) {
            static const auto rule = record::rule::length(1, 200);
            ask("/customer", rule, *draft_.customer);
            if (out.kind == Kind::employee_voice) {
                say("/customer", "an employee's voice names nobody");
            }
        }
    }

    void survey(Feedback& out) {
        const auto* found =
            draft_.survey.empty() ? nullptr : directory_.surveys.find(draft_.survey);
        if (found != nullptr) {
            out.survey = found->key;
            out.survey_kind = record::name_of_choice(found->kind);
        } else if (!draft_.survey.empty()) {
            say("/survey", fmt::format("there is no survey {}", draft_.survey));
        }
    }

    void time(Feedback& out, Instant now) {
        out.occurred_at = draft_.occurred_at.value_or(now);
        if (out.occurred_at > now + clocks_may_differ) {
            say("/occurred_at", "lies in the future");
        } else if (out.occurred_at < earliest) {
            say("/occurred_at", "lies before the year 1900");
        }
    }

    void words(Feedback& out) {
        out.comment = draft_.comment.value_or("");
        out.comment = trim(out.comment);
        static const auto of_comment = record::rule::prose(0, longest_comment);
        static const auto of_language = record::rule::language();
        ask("/comment", of_comment, out.comment);
        out.language = draft_.language.value_or("");
        if (!out.language.empty()) {
            ask("/language", of_language, out.language);
        }
        out.attributes = draft_.attributes == "{}" ? "" : draft_.attributes;
        if (!out.attributes.empty()) {
            ask("/attributes", record::rule::small_object(16'384), out.attributes);
        }
        tags(out);
    }

    void ratings(Feedback& out) {
        if (draft_.ratings.size() > most_ratings) {
            say("/ratings", fmt::format("must have at most {} items", most_ratings));
            return;
        }
        out.ratings.reserve(draft_.ratings.size());
        for (const DraftRating& one : draft_.ratings) {
            rating(out, one);
        }
    }

private:
    void say(std::string pointer, std::string message) {
        problems_.push_back({std::move(pointer), std::move(message)});
    }

    void ask(const std::string& pointer, const record::Rule& rule, const std::string& text) {
        if (auto wrong = rule(record::Value(text))) {
            say(pointer, *std::move(wrong));
        }
    }

    template <class E>
    E choice(const std::string& pointer, const std::string& text) {
        const auto found = record::choice_of<E>(text);
        if (!found) {
            say(pointer,
                text.empty()
                    ? "is missing"
                    : fmt::format("must be one of {}", fmt::join(record::choices_of<E>(), ", ")));
        }
        return found.value_or(E{});
    }

    template <class T>
    std::string key_of(
        const std::string& pointer,
        std::string_view what,
        const Register<T>& all,
        const std::optional<std::string>& named
    ) {
        if (!named) {
            return {};
        }
        const T* found = all.find(*named);
        if (found == nullptr) {
            say(pointer, fmt::format("there is no {} {}", what, *named));
            return {};
        }
        return found->key;
    }

    void tags(Feedback& out) {
        out.tags = draft_.tags;
        if (out.tags.size() > 50) {
            say("/tags", "must have at most 50 items");
        }
        for (std::size_t i = 0; i < out.tags.size() && i < 50; ++i) {
            ask(fmt::format("/tags/{}", i), record::rule::length(1, 60), out.tags[i]);
        }
    }

    void rating(Feedback& out, const DraftRating& one) {
        const auto* metric = directory_.metrics.find(one.metric);
        if (metric == nullptr) {
            say(one.pointer + "/metric", fmt::format("there is no metric {}", one.metric));
            return;
        }
        if (one.state == RatingState::given &&
            (one.value < metric->min || one.value > metric->max)) {
            say(one.pointer + "/value", off_scale(*metric, one.value));
            return;
        }
        const auto touchpoint = one.touchpoint ? key_of(
                                                     one.pointer + "/touchpoint",
                                                     "touchpoint",
                                                     directory_.touchpoints,
                                                     one.touchpoint
                                                 )
                                               : out.touchpoint;
        const int value = one.state == RatingState::given ? static_cast<int>(one.value) : 0;
        const bool twice =
            std::any_of(out.ratings.begin(), out.ratings.end(), [&](const Rating& r) {
                return r.metric == metric->key && r.touchpoint == touchpoint;
            });
        if (twice) {
            say(one.pointer, "rates the same metric at the same touchpoint twice");
            return;
        }
        out.ratings.push_back({metric->key, touchpoint, one.state, value});
    }

    static std::string off_scale(const metric::Metric& metric, std::int64_t value) {
        if (value > metric.max) {
            return fmt::format("the score {} is above {}", value, metric.max);
        }
        return fmt::format("the score {} is below {}", value, metric.min);
    }

    const Directory& directory_;
    const Draft& draft_;
    Problems& problems_;
};

// The sum of the items where all of them were rated at one touchpoint.
std::optional<Rating> index_rating(
    const metric::Metric& index, const std::vector<Rating>& ratings, const std::string& touchpoint
) {
    int sum = 0;
    for (const std::string& item : index.items) {
        const auto found = std::find_if(ratings.begin(), ratings.end(), [&](const Rating& one) {
            return one.metric == item && one.touchpoint == touchpoint &&
                   one.state == RatingState::given;
        });
        if (found == ratings.end()) {
            return {};
        }
        sum += found->value;
    }
    return Rating{index.key, touchpoint, RatingState::given, sum};
}

bool is_rated(const std::vector<Rating>& ratings, const Rating& wanted) {
    return std::any_of(ratings.begin(), ratings.end(), [&](const Rating& one) {
        return one.metric == wanted.metric && one.touchpoint == wanted.touchpoint;
    });
}

void add_indices(const Directory& directory, std::vector<Rating>& ratings) {
    std::vector<Rating> made;
    for (const auto& metric : directory.metrics.all()) {
        for (const Rating& one : ratings) {
            if (metric.items.empty() || one.metric != metric.items.front()) {
                continue;
            }
            auto index = index_rating(metric, ratings, one.touchpoint);
            if (index && !is_rated(ratings, *index)) {
                made.push_back(*std::move(index));
            }
        }
    }
    ratings.insert(ratings.end(), made.begin(), made.end());
}

}  // namespace

Feedback check(const Directory& directory, const Draft& draft, Instant now, Problems& problems) {
    Feedback feedback;
    Checker checker(directory, draft, problems);
    checker.origin(feedback);
    checker.places(feedback);
    checker.survey(feedback);
    checker.time(feedback, now);
    checker.words(feedback);
    checker.ratings(feedback);
    add_indices(directory, feedback.ratings);
    feedback.external_key = draft.external_key;
    feedback.import_id = draft.import_id;
    return feedback;
}

}  // namespace styk::feedback
