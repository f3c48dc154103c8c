#include "feedback/findings_json.h"

#include <cmath>

#include "json/json.h"

namespace styk::feedback {

namespace {

constexpr double steps_of_one = 10000;  // digits beyond these say nothing

double rounded(double value) {
    const double found = std::round(value * steps_of_one) / steps_of_one;
    return found == 0 ? 0 : found;  // no "-0"
}

json::Object span_json(const text::Span& span) {
    return {{"from", span.from}, {"to", span.to}};
}

json::Array spans_json(const std::vector<text::Span>& spans) {
    json::Array all;
    for (const auto& span : spans) {
        all.emplace_back(span_json(span));
    }
    return all;
}

json::Object sentiment_json(const text::Sentiment& sentiment) {
    return {
        {"label", text::name_of(sentiment.label)},
        {"score", rounded(sentiment.score)},
        {"ordinal", sentiment.ordinal}
    };
}

json::Object label_json(const text::Label& label) {
    return {
        {"key", label.key},
        {"probability", rounded(label.probability)},
        {"because", spans_json(label.because)}
    };
}

json::Object topic_json(const text::Topic& topic) {
    return {
        {"key", topic.key},
        {"probability", rounded(topic.probability)},
        {"sentiment", sentiment_json(topic.sentiment)},
        {"because", spans_json(topic.because)}
    };
}

json::Object clause_json(const text::Clause& clause) {
    auto found = span_json(clause.span);
    found["sentiment"] = sentiment_json(clause.sentiment);
    found["topics"] = json::Array(clause.topics.begin(), clause.topics.end());
    return found;
}

json::Object personal_json(const text::PersonalData& one) {
    json::Object found{{"kind", text::name_of(one.kind)}};
    found["from"] = one.span.from;
    found["to"] = one.span.to;
    return found;
}

template <class All, class Make>
json::Array array_of(const All& all, Make make) {
    json::Array found;
    for (const auto& one : all) {
        found.emplace_back(make(one));
    }
    return found;
}

json::Value text_or_null(const std::string& text) {
    return text.empty() ? json::Value(nullptr) : json::Value(text);
}

void add_sentiment(const text::Findings& findings, json::Object& into) {
    if (!findings.sentiment) {
        into["sentiment"] = nullptr;
        into["reason"] = findings.model.empty() ? "language_not_read" : "nothing_said";
        return;
    }
    auto sentiment = sentiment_json(*findings.sentiment);
    sentiment["because"] = array_of(findings.because, [](const text::Weighed& one) {
        auto found = span_json(one.span);
        found["weight"] = rounded(one.weight);
        return found;
    });
    into["sentiment"] = std::move(sentiment);
}

}  // namespace

json::Object findings_json(const text::Findings& findings) {
    json::Object found;
    found["language"] = text_or_null(findings.language);
    add_sentiment(findings, found);
    found["topics"] = array_of(findings.topics, topic_json);
    found["intents"] = array_of(findings.intents, label_json);
    found["emotions"] = array_of(findings.emotions, label_json);
    found["personal_data"] = array_of(findings.personal_data, personal_json);
    found["profanity"] = spans_json(findings.profanity);
    found["clauses"] = array_of(findings.clauses, clause_json);
    found["model"] = text_or_null(findings.model);
    return found;
}

}  // namespace styk::feedback
