// How a survey is answered: how many began, where they stopped, what they said to each question.
// Counted from the responses themselves, each along the way it took.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "story/careless.h"
#include "story/receive_feedback.h"
#include "story/survey_counts.h"
#include "survey/definition.h"
#include "survey/response_store.h"
#include "survey/survey.h"
#include "survey/survey_store.h"

namespace styk::story {

struct ChoiceResult {
    std::string key;
    std::int64_t n = 0;
    Figure share;  // of those who answered the question (or the row)
};

struct RowResult {
    std::string key;
    std::int64_t answered = 0;
    std::vector<ChoiceResult> choices;
    // mean: of the columns' numbers, of the performance, of the places, or best less worst
    std::optional<Figure> mean, importance;
    stats::Histogram histogram;  // of that mean
};

struct QuestionResult {
    const survey::Question* question = nullptr;
    std::int64_t shown = 0, answered = 0, not_shown = 0, stopped_here = 0, texts = 0, other = 0;
    Figure left;  // the share of those who saw it and went no further

    std::optional<Figure> figure;  // of its metric
    std::optional<Figure> mean;    // of a scale without a metric, a number, a person's rows
    stats::Histogram histogram;    // of a scale
    std::vector<ChoiceResult> choices;
    std::vector<RowResult> rows;
};

struct PageResult {
    std::string page;
    std::int64_t seen = 0, left = 0;
    std::optional<double> seconds_median;
};

struct Seconds {
    double median = 0, p25 = 0, p75 = 0;
    std::int64_t n = 0;
};

struct SurveyResults {
    std::shared_ptr<const survey::Definition> definition;
    survey::ResponseCounts counts;
    survey::InvitationCounts invitations;
    Figure response_rate, completion;
    std::optional<Seconds> seconds;
    std::optional<Careless> careless;
    std::vector<PageResult> pages;
    std::vector<QuestionResult> questions;
    std::vector<survey::Quota> quotas;
};

// Nothing when the survey was never published.
[[nodiscard]] std::optional<SurveyResults> show_results(
    const Intake& intake, const survey::Survey& survey, const survey::ResponseFilter& filter
);

// Fewer answers than this are not shown.
[[nodiscard]] stats::TierLimits limits_of(
    const feedback::Directory& directory, const survey::Survey& survey
);

}  // namespace styk::story
