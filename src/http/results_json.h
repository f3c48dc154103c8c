// The results of a survey on the wire.
#pragma once

#include "json/fwd.h"
#include "story/show_results.h"

namespace styk::http {

[[nodiscard]] json::Object counts_json(const survey::ResponseCounts& counts);

// Of employees' anonymous answers a quota does not say how many it counted.
[[nodiscard]] json::Array quotas_json(
    const survey::Survey& survey, const std::vector<survey::Quota>& quotas
);

// `language`: of titles.
[[nodiscard]] json::Object results_json(
    const survey::Survey& survey,
    std::int64_t version,
    const story::SurveyResults& results,
    const stats::TierLimits& limits,
    std::string_view language
);

}  // namespace styk::http
