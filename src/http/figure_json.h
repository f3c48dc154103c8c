// Figures on the wire: every one with its n, interval, tier and, where there is none, the reason.
#pragma once

#include <optional>
#include <string_view>

#include "json/fwd.h"
#include "metric/metric.h"
#include "stats/score.h"
#include "story/one_kind.h"

namespace styk::http {

[[nodiscard]] json::Value number_json(const std::optional<double>& value);
[[nodiscard]] json::Value text_or_null(std::string_view text);
[[nodiscard]] json::Object metric_json(const metric::Metric& metric);

// {survey_kinds, n} of what a figure leaves out, so that it speaks of one thing; null when nothing
// is.
[[nodiscard]] json::Value left_out_json(const std::optional<story::LeftOut>& left_out);

// {n, value, lo, hi, level, method, tier, reason}. Hidden: no n either, nothing that could be
// counted back.
void put_estimate(json::Object& out, const stats::Estimate& estimate);
[[nodiscard]] json::Object estimate_json(const stats::Estimate& estimate);

// The same with mean, shares of the three classes and histogram.
void put_figure(
    json::Object& out, const stats::Estimate& estimate, const stats::Histogram& histogram
);

}  // namespace styk::http
