// What people said over what was found: part of findings_text.h.
#include <algorithm>
#include <array>

#include "feedback/findings_text.h"

namespace styk::feedback {

namespace {

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
