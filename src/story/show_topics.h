// What people write about: how often, how it sounds, what goes together with the score, what is
// spoken of more than before.
#pragma once

#include "story/compare.h"
#include "story/two_periods.h"

namespace styk::story {

struct ToneCounts {
    std::uint64_t negative = 0, neutral = 0, positive = 0, mixed = 0;

    void add(std::string_view sentiment, std::uint64_t n);

    [[nodiscard]] std::uint64_t n() const { return negative + neutral + positive + mixed; }
};

struct TopicRow {
    std::string topic;
    std::uint64_t n = 0, before_n = 0;
    stats::Estimate share;   // of the comments read
    ToneCounts sentiments;   // with which the topic is spoken of
    Comparison impact;       // the metric where it is spoken of, and where not
    stats::Difference rise;  // of the share, against the period before
    std::optional<double> rise_p_adjusted;
    bool rises = false;  // or falls: the change stands
    std::string_view rise_reason;
};

struct Topics {
    std::string metric;
    TwoPeriods period;
    std::uint64_t n = 0, before_n = 0;  // comments read
    ToneCounts sentiments;              // of whole comments
    std::vector<TopicRow> rows;         // most spoken of first
    std::optional<LeftOut> left_out{};
};

// `question` names one metric and no grouping.
[[nodiscard]] Topics show_topics(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question question,
    Instant now
);

}  // namespace styk::story
