#include "story/beside_answers.h"

#include <algorithm>

#include "feedback/feedback_json.h"
#include "json/json.h"

namespace styk::story {

namespace {

using feedback::Draft;
using feedback::DraftRating;
using feedback::RatingState;

std::string joined_attributes(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) {
        return a + b;
    }
    json::Value all = json::parse(a);
    const json::Value more = json::parse(b);
    for (const auto& [name, value] : more.get_object()) {
        all.get_object()[name] = value;
    }
    return json::write(all);
}

bool is_rated(const Draft& draft, const DraftRating& one) {
    return std::any_of(draft.ratings.begin(), draft.ratings.end(), [&](const auto& known) {
        return known.metric == one.metric && known.touchpoint == one.touchpoint;
    });
}

json::Value value_of(const DraftRating& one) {
    return one.state == RatingState::given            ? json::Value(one.value)
           : one.state == RatingState::not_applicable ? json::Value("not_applicable")
                                                      : json::Value(nullptr);
}

json::Object write_rating(const DraftRating& one) {
    json::Object out{{"metric", one.metric}, {"touchpoint", nullptr}, {"value", value_of(one)}};
    if (one.touchpoint) {
        out["touchpoint"] = *one.touchpoint;
    }
    return out;
}

}  // namespace

void add_beside(Draft& draft, const Draft& beside) {
    draft.source = beside.source;
    draft.comment = beside.comment && !beside.comment->empty() ? beside.comment : draft.comment;
    draft.attributes = joined_attributes(draft.attributes, beside.attributes);
    for (const DraftRating& one : beside.ratings) {
        if (!is_rated(draft, one)) {
            draft.ratings.push_back(one);
        }
    }
}

json::Object write_beside(const Draft& beside) {
    json::Object out{{"source", beside.source}};
    if (beside.comment) {
        out["comment"] = *beside.comment;
    }
    if (!beside.attributes.empty()) {
        out["attributes"] = json::parse(beside.attributes);
    }
    json::Array ratings;
    for (const DraftRating& one : beside.ratings) {
        ratings.push_back(write_rating(one));
    }
    out["ratings"] = std::move(ratings);
    return out;
}

Draft read_beside(const json::Value& value) {
    Problems none;
    return feedback::read_draft(value, none);
}

}  // namespace styk::story
