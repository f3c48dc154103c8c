#include "feedback/findings_json.h"

#include <cmath>

#include "json/json.h"

namespace styk::feedback {

namespace {

using Storage = boost::json::storage_ptr;

constexpr double steps_of_one = 10000;  // digits beyond these say nothing

double rounded(double value) {
    const double found = std::round(value * steps_of_one) / steps_of_one;
    return found == 0 ? 0 : found;  // no "-0"
}

// Everything is made in the memory of the whole: what is put into it moves.
class Maker {
public:
    explicit Maker(Storage storage) : storage_(std::move(storage)) {}

    [[nodiscard]] json::Object findings(const text::Findings& findings) const {
        json::Object found(storage_);
        found["language"] = text_or_null(findings.language);
        add_sentiment(findings, found);
        found["topics"] = list(findings.topics);
        found["intents"] = list(findings.intents);
        found["emotions"] = list(findings.emotions);
        found["personal_data"] = list(findings.personal_data);
        found["profanity"] = list(findings.profanity);
        found["clauses"] = list(findings.clauses);
        found["model"] = text_or_null(findings.model);
        return found;
    }

private:
    [[nodiscard]] json::Value text_or_null(const std::string& text) const {
        return text.empty() ? json::Value(nullptr, storage_) : json::Value(text, storage_);
    }

    template <class All>
    [[nodiscard]] json::Array list(const All& all) const {
        json::Array found(storage_);
        found.reserve(all.size());
        for (const auto& one : all) {
            found.emplace_back(make(one));
        }
        return found;
    }

    [[nodiscard]] json::Object make(const text::Span& span) const {
        return {{{"from", span.from}, {"to", span.to}}, storage_};
    }

    [[nodiscard]] json::Object make(const text::Sentiment& sentiment) const {
        return {
            {{"label", text::name_of(sentiment.label)},
             {"score", rounded(sentiment.score)},
             {"ordinal", sentiment.ordinal}},
            storage_
        };
    }

    [[nodiscard]] json::Object make(const text::Weighed& one) const {
        return {
            {{"from", one.span.from}, {"to", one.span.to}, {"weight", rounded(one.weight)}},
            storage_
        };
    }

    [[nodiscard]] json::Object make(const text::Label& label) const {
        json::Object found(
            {{"key", label.key}, {"probability", rounded(label.probability)}}, storage_
        );
        found["because"] = list(label.because);
        return found;
    }

    [[nodiscard]] json::Object make(const text::Topic& topic) const {
        json::Object found(
            {{"key", topic.key}, {"probability", rounded(topic.probability)}}, storage_
        );
        found["sentiment"] = make(topic.sentiment);
        found["because"] = list(topic.because);
        return found;
    }

    [[nodiscard]] json::Object make(const text::Clause& clause) const {
        auto found = make(clause.span);
        found["sentiment"] = make(clause.sentiment);
        found["topics"] = json::Array(clause.topics.begin(), clause.topics.end(), storage_);
        return found;
    }

    [[nodiscard]] json::Object make(const text::PersonalData& one) const {
        return {
            {{"kind", text::name_of(one.kind)}, {"from", one.span.from}, {"to", one.span.to}},
            storage_
        };
    }

    void add_sentiment(const text::Findings& findings, json::Object& into) const {
        if (!findings.sentiment) {
            into["sentiment"] = nullptr;
            into["reason"] = findings.model.empty() ? "language_not_read" : "nothing_said";
            return;
        }
        auto sentiment = make(*findings.sentiment);
        sentiment["because"] = list(findings.because);
        into["sentiment"] = std::move(sentiment);
    }

    Storage storage_;
};

}  // namespace

json::Object findings_json(const text::Findings& findings) {
    return Maker({}).findings(findings);
}

json::Object findings_json(const text::Findings& findings, const Storage& storage) {
    return Maker(storage).findings(findings);
}

}  // namespace styk::feedback
