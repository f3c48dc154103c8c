// The live figures of steps on the wire.
#pragma once

#include "http/router.h"
#include "json/fwd.h"
#include "story/newest_voices.h"
#include "story/show_lift.h"
#include "story/step_figures.h"

namespace styk::http {

void add_step_schemas(Router& router);

[[nodiscard]] json::Object emotion_json(const story::Emotion& emotion);

// Without newest, topics, promise and met, which the caller puts.
[[nodiscard]] json::Object step_json(const story::StepFigures& step, const std::string& by);

[[nodiscard]] json::Array voices_json(
    const std::vector<story::Voice>& voices,
    const metric::Metric* metric,
    const std::string& touchpoint
);

// {metric, touchpoint, attribute, value}, or null
[[nodiscard]] json::Value outcome_json(const std::optional<insight::DriverOutcome>& outcome);

// {outcome, score, all_good, one_bad, several_bad, lift, firm, coverage, moments, external_drivers}
[[nodiscard]] json::Object journey_figures_json(
    const story::JourneyFigures& journey, const std::optional<story::Lift>& lift
);

}  // namespace styk::http
