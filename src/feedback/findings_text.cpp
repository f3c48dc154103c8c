#include "feedback/findings_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "json/json.h"

namespace styk::feedback {

namespace {

using text::Span;

constexpr double steps_of_one = 1000;  // of a probability: whole numbers are shorter

std::int64_t steps_of(double value) {
    return std::llround(value * steps_of_one);
}

json::Array numbers_of(const std::vector<Span>& spans) {
    json::Array all;
    for (const Span& span : spans) {
        all.emplace_back(span.from);
        all.emplace_back(span.to);
    }
    return all;
}

json::Array sentiment_array(const text::Sentiment& one) {
    return {static_cast<int>(one.label), steps_of(one.score), one.ordinal};
}

json::Array labels_array(const std::vector<text::Label>& labels) {
    json::Array all;
    for (const auto& one : labels) {
        all.emplace_back(json::Array{one.key, steps_of(one.probability), numbers_of(one.because)});
    }
    return all;
}

void put_if_any(json::Object& into, std::string_view name, json::Array array) {
    if (!array.empty()) {
        into[name] = std::move(array);
    }
}

json::Array topics_array(const std::vector<text::Topic>& topics) {
    json::Array all;
    for (const auto& one : topics) {
        all.emplace_back(json::Array{
            one.key,
            steps_of(one.probability),
            numbers_of(one.because),
            sentiment_array(one.sentiment)
        });
    }
    return all;
}

json::Array clauses_array(const std::vector<text::Clause>& clauses) {
    json::Array all;
    for (const auto& one : clauses) {
        all.emplace_back(json::Array{
            one.span.from,
            one.span.to,
            sentiment_array(one.sentiment),
            json::Array(one.topics.begin(), one.topics.end())
        });
    }
    return all;
}

// Reads back; whatever does not fit makes json throw, which read_findings answers with nothing.
std::int64_t number(const json::Value& value) {
    return value.as_int64();
}

std::uint32_t place(const json::Value& value) {
    return static_cast<std::uint32_t>(number(value));
}

double share(const json::Value& value) {
    return static_cast<double>(number(value)) / steps_of_one;
}

std::string string_of(const json::Value& value) {
    return std::string(value.as_string());
}

std::vector<Span> spans_of(const json::Value& value) {
    const auto& all = value.as_array();
    std::vector<Span> spans;
    for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
        spans.push_back({place(all[i]), place(all[i + 1])});
    }
    return spans;
}

text::Sentiment sentiment_of(const json::Value& value) {
    const auto& all = value.as_array();
    return {
        static_cast<text::Tone>(std::clamp<std::int64_t>(number(all.at(0)), 0, 3)),
        share(all.at(1)),
        static_cast<int>(number(all.at(2)))
    };
}

template <class Read>
void each(const json::Object& object, std::string_view name, const Read& read) {
    if (const auto* found = object.if_contains(name)) {
        for (const auto& one : found->as_array()) {
            read(one.as_array());
        }
    }
}

std::vector<text::Label> labels_of(const json::Object& object, std::string_view name) {
    std::vector<text::Label> labels;
    each(object, name, [&](const json::Array& one) {
        labels.push_back({string_of(one.at(0)), share(one.at(1)), spans_of(one.at(2))});
    });
    return labels;
}

text::Findings findings_of(const json::Object& object) {
    text::Findings found;
    const auto text_of = [&](std::string_view name) {
        const auto* value = object.if_contains(name);
        return value == nullptr ? std::string() : string_of(*value);
    };
    found.language = text_of("l");
    found.model = text_of("m");
    if (const auto* value = object.if_contains("s")) {
        found.sentiment = sentiment_of(*value);
    }
    each(object, "w", [&](const json::Array& one) {
        found.because.push_back({{place(one.at(0)), place(one.at(1))}, share(one.at(2))});
    });
    each(object, "t", [&](const json::Array& one) {
        found.topics.push_back(
            {string_of(one.at(0)), share(one.at(1)), spans_of(one.at(2)), sentiment_of(one.at(3))}
        );
    });
    found.intents = labels_of(object, "i");
    found.emotions = labels_of(object, "e");
    each(object, "p", [&](const json::Array& one) {
        found.personal_data.push_back(
            {static_cast<text::PersonalKind>(number(one.at(0))),
             {place(one.at(1)), place(one.at(2))}}
        );
    });
    if (const auto* value = object.if_contains("x")) {
        found.profanity = spans_of(*value);
    }
    each(object, "c", [&](const json::Array& one) {
        auto& clause = found.clauses.emplace_back();
        clause.span = {place(one.at(0)), place(one.at(1))};
        clause.sentiment = sentiment_of(one.at(2));
        for (const auto& key : one.at(3).as_array()) {
            clause.topics.push_back(string_of(key));
        }
    });
    return found;
}

std::optional<text::Tone> tone_of(std::string_view name) {
    for (const auto tone :
         {text::Tone::negative, text::Tone::neutral, text::Tone::positive, text::Tone::mixed}) {
        if (text::name_of(tone) == name) {
            return tone;
        }
    }
    return {};
}

// What a person called it, as a sentiment in the middle of its steps.
text::Sentiment sentiment_said(text::Tone tone) {
    constexpr std::array<text::Sentiment, 4> all{{
        {text::Tone::negative, -1, 1},
        {text::Tone::neutral, 0, 3},
        {text::Tone::positive, 1, 5},
        {text::Tone::mixed, 0, 3},
    }};
    return all.at(static_cast<std::size_t>(tone));
}

template <class L>
L* find_label(std::vector<L>& labels, std::string_view key) {
    const auto found =
        std::find_if(labels.begin(), labels.end(), [&](const L& one) { return one.key == key; });
    return found == labels.end() ? nullptr : &*found;
}

template <class L>
void correct_label(std::vector<L>& labels, const Correction& one) {
    if (one.value == "false") {
        std::erase_if(labels, [&](const L& label) { return label.key == one.key; });
        return;
    }
    auto* label = find_label(labels, one.key);
    if (label == nullptr) {
        labels.insert(labels.begin(), L{.key = one.key});
        label = &labels.front();
    }
    label->probability = 1;
    label->because.clear();
}

void correct_topic(text::Findings& findings, const Correction& one) {
    const bool known = find_label(findings.topics, one.key) != nullptr;
    correct_label(findings.topics, one);
    auto* topic = find_label(findings.topics, one.key);
    if (topic == nullptr) {
        return;
    }
    if (const auto tone = tone_of(one.value)) {
        topic->sentiment = sentiment_said(*tone);
    } else if (!known) {
        topic->sentiment = findings.sentiment.value_or(text::Sentiment{});
    }
}

}  // namespace

std::string write_findings(const text::Findings& findings) {
    json::Object out;
    if (!findings.language.empty()) {
        out["l"] = findings.language;
    }
    if (!findings.model.empty()) {
        out["m"] = findings.model;
    }
    if (findings.sentiment) {
        out["s"] = sentiment_array(*findings.sentiment);
    }
    json::Array because, personal;
    for (const auto& one : findings.because) {
        because.emplace_back(json::Array{one.span.from, one.span.to, steps_of(one.weight)});
    }
    for (const auto& one : findings.personal_data) {
        personal.emplace_back(json::Array{static_cast<int>(one.kind), one.span.from, one.span.to});
    }
    put_if_any(out, "w", std::move(because));
    put_if_any(out, "t", topics_array(findings.topics));
    put_if_any(out, "i", labels_array(findings.intents));
    put_if_any(out, "e", labels_array(findings.emotions));
    put_if_any(out, "p", std::move(personal));
    put_if_any(out, "x", numbers_of(findings.profanity));
    put_if_any(out, "c", clauses_array(findings.clauses));
    return json::write(out);
}

std::optional<text::Findings> read_findings(std::string_view text) {
    const auto value = json::try_parse(text);
    if (!value || !value->is_object()) {
        return {};
    }
    try {
        return findings_of(value->get_object());
    } catch (const std::exception&) {
        return {};
    }
}

text::Findings corrected(text::Findings findings, const std::vector<Correction>& corrections) {
    for (const Correction& one : corrections) {
        if (one.kind == "sentiment") {
            if (const auto tone = tone_of(one.value)) {
                findings.sentiment = sentiment_said(*tone);
                findings.because.clear();
            }
        }
    }
    for (const Correction& one : corrections) {
        if (one.kind == "topic") {
            correct_topic(findings, one);
        } else if (one.kind == "intent") {
            correct_label(findings.intents, one);
        } else if (one.kind == "emotion") {
            correct_label(findings.emotions, one);
        }
    }
    return findings;
}

Reading reading_of(
    const text::Findings& findings, const std::vector<Correction>& corrections, std::string by
) {
    Reading out;
    out.findings = write_findings(findings);
    out.by = std::move(by);
    const auto labels = corrections.empty() ? findings : corrected(findings, corrections);
    out.sentiment = labels.sentiment ? text::name_of(labels.sentiment->label) : "";
    for (const auto& one : labels.topics) {
        out.said.push_back(
            "topic." + one.key + ":" + std::string(text::name_of(one.sentiment.label))
        );
    }
    for (const auto& one : labels.intents) {
        out.said.push_back("intent." + one.key);
    }
    for (const auto& one : labels.emotions) {
        out.said.push_back("emotion." + one.key);
    }
    return out;
}

}  // namespace styk::feedback
