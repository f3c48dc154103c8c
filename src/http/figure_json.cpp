#include "http/figure_json.h"

#include "json/json.h"

namespace styk::http {

namespace {

json::Object histogram_json(const stats::Histogram& histogram) {
    return {
        {"min", histogram.min},
        {"counts", json::Array(histogram.counts.begin(), histogram.counts.end())},
        {"missing", histogram.missing},
        {"not_applicable", histogram.not_applicable}
    };
}

json::Value share(std::uint64_t part, std::uint64_t all) {
    return all == 0 ? json::Value(nullptr)
                    : json::Value(static_cast<double>(part) / static_cast<double>(all));
}

}  // namespace

json::Value number_json(const std::optional<double>& value) {
    return value ? json::Value(*value) : json::Value(nullptr);
}

json::Value text_or_null(std::string_view text) {
    return text.empty() ? json::Value(nullptr) : json::Value(text);
}

json::Object metric_json(const metric::Metric& metric) {
    return {
        {"key", metric.key},
        {"name", metric.name},
        {"kind", record::name_of_choice(metric.kind)},
        {"min", metric.min},
        {"max", metric.max}
    };
}

json::Value left_out_json(const std::optional<story::LeftOut>& left_out) {
    if (!left_out) {
        return nullptr;
    }
    const auto& kinds = left_out->survey_kinds;
    return json::Object{
        {"survey_kinds", json::Array(kinds.begin(), kinds.end())}, {"n", left_out->n}
    };
}

void put_estimate(json::Object& out, const stats::Estimate& estimate) {
    const bool hidden = estimate.tier == stats::Tier::hidden;
    out["n"] = hidden ? json::Value(nullptr) : json::Value(estimate.n);
    out["value"] = number_json(estimate.value);
    out["lo"] = number_json(estimate.lo);
    out["hi"] = number_json(estimate.hi);
    out["level"] = estimate.level;
    out["method"] = stats::name(estimate.method);
    out["tier"] = stats::name(estimate.tier);
    out["reason"] = text_or_null(estimate.reason);
}

json::Object estimate_json(const stats::Estimate& estimate) {
    json::Object out;
    put_estimate(out, estimate);
    return out;
}

void put_figure(
    json::Object& out, const stats::Estimate& estimate, const stats::Histogram& histogram
) {
    put_estimate(out, estimate);
    out["mean"] = number_json(estimate.mean);
    const auto n = stats::shows_counts(estimate.tier) ? estimate.n : 0;
    out["positive"] = share(estimate.counts.positive, n);
    out["neutral"] = share(estimate.counts.neutral, n);
    out["negative"] = share(estimate.counts.negative, n);
    const bool hidden = estimate.tier == stats::Tier::hidden;
    out["histogram"] = hidden ? json::Value(nullptr) : json::Value(histogram_json(histogram));
}

}  // namespace styk::http
