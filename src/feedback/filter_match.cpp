#include "feedback/filter_match.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "feedback/criterion.h"
#include "json/json.h"
#include "record/convert.h"

namespace styk::feedback {

namespace {

using Values = std::vector<std::string>;

// "" among the values stands for none; an empty value is none.
bool is_in(const Values& values, std::string_view value) {
    return std::ranges::find(values, value) != values.end();
}

// As facts_store and the SQL write it: a text without its quotes, a fraction in its shortest form.
std::string attribute_text(const json::Value& value) {
    return value.is_string()   ? std::string(value.get_string())
           : value.is_double() ? fmt::format("{}", value.get_double())
           : value.is_null()   ? ""
                               : json::write(value);
}

std::string attribute_of(const Feedback& feedback, const std::string& key) {
    if (feedback.attributes.empty()) {
        return {};
    }
    const auto object = json::try_parse(feedback.attributes);
    const auto* value =
        object && object->is_object() ? object->get_object().if_contains(key) : nullptr;
    return value == nullptr ? "" : attribute_text(*value);
}

// Reading::said holds "topic.staff:negative", "emotion.anger", "intent.complaint".
bool has_said(const Feedback& feedback, std::string_view what, const Values& values) {
    static const Values nothing;
    const Values& said = feedback.reading ? feedback.reading->said : nothing;
    const auto any = [&](const std::string& part, bool whole) {
        return std::ranges::any_of(said, [&](const std::string& one) {
            return whole ? one == part : one.starts_with(part);
        });
    };
    return std::ranges::any_of(values, [&](const std::string& value) {
        if (value.empty()) {
            return !any(fmt::format("{}.", what), false);
        }
        const bool whole = what != "topic" || value.find(':') != std::string::npos;
        return any(fmt::format("{}.{}{}", what, value, whole ? "" : ":"), whole);
    });
}

bool at_touchpoint(const Feedback& feedback, const Values& values) {
    return is_in(values, feedback.touchpoint) ||
           std::ranges::any_of(feedback.ratings, [&](const Rating& one) {
               return is_in(values, one.touchpoint);
           });
}

bool has_tag(const Feedback& feedback, const Values& values) {
    return std::ranges::any_of(values, [&](const std::string& value) {
        return value.empty() ? feedback.tags.empty() : is_in(feedback.tags, value);
    });
}

bool of_customer(const Feedback& feedback, const Values& values) {
    return feedback.customer_id
               ? is_in(values, feedback.customer_key) || is_in(values, feedback.customer_id->text())
               : is_in(values, "");
}

std::string_view column_of(Criterion criterion, const Feedback& feedback) {
    switch (criterion) {
        case Criterion::channel:
            return feedback.channel;
        case Criterion::source:
            return record::name_of_choice(feedback.source);
        case Criterion::kind:
            return record::name_of_choice(feedback.kind);
        case Criterion::language:
            return feedback.language;
        case Criterion::lifecycle:
            return feedback.lifecycle;
        case Criterion::segment:
            return feedback.segment;
        case Criterion::brand:
            return feedback.brand;
        case Criterion::location:
            return feedback.location;
        case Criterion::survey:
            return feedback.survey;
        case Criterion::survey_kind:
            return feedback.survey_kind;
        case Criterion::sentiment:
            return feedback.reading ? std::string_view(feedback.reading->sentiment) : "";
        default:
            return {};
    }
}

bool holds(const Clause& clause, const Feedback& feedback) {
    switch (clause.criterion) {
        case Criterion::touchpoint:
            return at_touchpoint(feedback, clause.values);
        case Criterion::customer:
            return of_customer(feedback, clause.values);
        case Criterion::tag:
            return has_tag(feedback, clause.values);
        case Criterion::topic:
        case Criterion::emotion:
        case Criterion::intent:
            return has_said(feedback, name_of(clause.criterion), clause.values);
        case Criterion::attribute:
            return is_in(clause.values, attribute_of(feedback, clause.attribute));
        default:
            return is_in(clause.values, column_of(clause.criterion, feedback));
    }
}

bool fits(const Rating& rating, const Filter& filter) {
    for (const Clause& clause : filter.clauses) {
        if (clause.criterion == Criterion::metric &&
            is_in(clause.values, rating.metric) == clause.negated) {
            return false;
        }
        if (clause.criterion == Criterion::touchpoint && !clause.negated &&
            !is_in(clause.values, rating.touchpoint)) {
            return false;
        }
    }
    const bool scored = filter.score_min || filter.score_max;
    return !scored || (rating.state == RatingState::given &&
                       (!filter.score_min || rating.value >= *filter.score_min) &&
                       (!filter.score_max || rating.value <= *filter.score_max));
}

bool has_rating(const Filter& filter, const Feedback& feedback) {
    if (!filter.names(Criterion::metric) && !filter.score_min && !filter.score_max) {
        return true;
    }
    return std::ranges::any_of(feedback.ratings, [&](const Rating& one) {
        return fits(one, filter);
    });
}

}  // namespace

bool holds_words(std::string_view text, std::string_view typed) {
    const std::string wanted = fold_for_search(typed), folded = fold_for_search(text);
    if (wanted.empty()) {
        return false;
    }
    const auto words = split(folded, ' '), asked = split(wanted, ' ');
    return std::ranges::all_of(asked, [&](const std::string_view& one) {
        const bool last = &one == &asked.back();
        return std::ranges::any_of(words, [&](std::string_view word) {
            return last ? word.starts_with(one) : word == one;
        });
    });
}

bool matches(const Filter& filter, const Feedback& feedback) {
    const auto clause_holds = [&](const Clause& clause) {
        return clause.criterion == Criterion::metric || holds(clause, feedback) != clause.negated;
    };
    return (!filter.from || feedback.occurred_at >= *filter.from) &&
           (!filter.to || feedback.occurred_at < *filter.to) &&
           std::ranges::all_of(filter.clauses, clause_holds) && has_rating(filter, feedback) &&
           (!filter.has_comment || *filter.has_comment == !feedback.comment.empty()) &&
           (!filter.handled || *filter.handled == feedback.handled_at.has_value()) &&
           (filter.q.empty() || holds_words(feedback.comment, filter.q));
}

}  // namespace styk::feedback
