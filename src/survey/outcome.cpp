#include "survey/outcome.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace styk::survey {

namespace {

class Rater {
public:
    explicit Rater(const Route& route) : route_(route) {}

    void question(const Question& question) {
        const Value* answer = find(route_.answers, question.name);
        if (question.type == Type::rating) {
            add(question, question.metric, question.touchpoint, answer);
        } else if (question.type == Type::matrix) {
            for (const Choice& row : question.rows) {
                add(question, question.metric, place(question, row), cell(answer, row.key));
            }
        } else if (question.type == Type::importance) {
            for (const Choice& row : question.rows) {
                const Value* pair = cell(answer, row.key);
                add(question, question.metric, place(question, row), cell(pair, "performance"));
                add(question,
                    std::string(importance_metric),
                    place(question, row),
                    cell(pair, "importance"));
            }
        }
    }

    std::vector<Rated> ratings;

private:
    static std::string place(const Question& question, const Choice& row) {
        return row.touchpoint.empty() ? question.touchpoint : row.touchpoint;
    }

    static const Value* cell(const Value* value, std::string_view name) {
        const auto* map = value == nullptr ? nullptr : value->as<Map>();
        return map == nullptr ? nullptr : find(*map, name);
    }

    void add(
        const Question& question,
        const std::string& metric,
        const std::string& at,
        const Value* value
    ) {
        const bool twice = std::any_of(ratings.begin(), ratings.end(), [&](const Rated& one) {
            return one.metric == metric && one.touchpoint == at;
        });
        if (metric.empty() || twice) {
            return;
        }
        const auto* number = value == nullptr ? nullptr : value->as<double>();
        const auto* word = value == nullptr ? nullptr : value->as<std::string>();
        Rated rated{metric, at, RatedState::missing, 0, question.name};
        if (number != nullptr && std::floor(*number) == *number) {
            rated.state = RatedState::given;
            rated.value = static_cast<int>(*number);
        } else if (word != nullptr && *word == not_applicable_key) {
            rated.state = RatedState::not_applicable;
        }
        ratings.push_back(std::move(rated));
    }

    const Route& route_;
};

template <class Visit>
void each_shown(const Definition& definition, const Route& route, const Visit& visit) {
    for (std::size_t i = 0; i < definition.questions.size(); ++i) {
        if (route.shows(i)) {
            visit(definition.questions[i]);
        }
    }
}

}  // namespace

std::vector<Rated> ratings_of(const Definition& definition, const Route& route) {
    Rater rater(route);
    each_shown(definition, route, [&](const Question& one) {
        if (one.rates()) {
            rater.question(one);
        }
    });
    return std::move(rater.ratings);
}

std::string comment_of(const Definition& definition, const Route& route) {
    std::string out;
    const auto add = [&](const std::string& name) {
        const Value* value = find(route.answers, name);
        const auto* text = value == nullptr ? nullptr : value->as<std::string>();
        const auto words = text == nullptr ? std::string_view() : trim(*text);
        if (!words.empty()) {
            out += (out.empty() ? "" : "\n\n") + std::string(words);
        }
    };
    each_shown(definition, route, [&](const Question& one) {
        if (one.type == Type::long_text) {
            add(one.name);
        }
        if (one.other) {
            add(one.name + std::string(own_words_suffix));
        }
    });
    return out;
}

}  // namespace styk::survey
