#include "http/insight_schema.h"

#include "http/schema_words.h"
#include "json/json.h"

namespace styk::http {

namespace {

// Beside these members each row has one a grouping, named as it was asked for.
constexpr std::string_view figure = R"({
  "type": "object",
  "required": ["n", "value", "lo", "hi", "level", "method", "tier", "reason", "histogram"],
  "properties": {
    "metric": {"type": "string", "description": "only when more than one was asked for"},
    "n": {"type": ["integer", "null"], "description": "answers; null when hidden"},
    "value": {"type": ["number", "null"], "description": "share 0 to 1, net -1 to 1, means as rated, index 0 to 100"},
    "lo": {"type": ["number", "null"]},
    "hi": {"type": ["number", "null"]},
    "level": {"type": "number"},
    "method": {"enum": ["none", "score", "wilson", "t", "smoothed_t", "adjusted_wald"]},
    "tier": {"enum": ["none", "hidden", "raw", "fragile", "normal", "solid"]},
    "reason": {"type": ["string", "null"], "description": "why there is no value"},
    "mean": {"type": ["number", "null"]},
    "positive": {"type": ["number", "null"]},
    "neutral": {"type": ["number", "null"]},
    "negative": {"type": ["number", "null"]},
    "histogram": {"type": ["object", "null"], "properties": {
      "min": {"type": "integer", "description": "the rating that counts[0] stands for"},
      "counts": {"type": "array", "items": {"type": "integer"}},
      "missing": {"type": "integer"},
      "not_applicable": {"type": "integer"}}}
  },
  "additionalProperties": {"type": ["string", "null"], "description": "the key of a grouping"}
})";

constexpr std::string_view tally = R"({
  "type": "object",
  "required": ["metric", "by", "rows", "total", "position", "as_of"],
  "properties": {
    "metric": {"description": "one object, or an array when several were asked for"},
    "by": {"type": "array", "items": {"type": "string"}},
    "rows": {"type": "array", "items": {"$ref": "#/components/schemas/figure"}},
    "total": {"description": "one figure, or an array when several metrics were asked for"},
    "left_out": {"type": ["object", "null"], "description": "survey_kinds and n of answers that are never in one series with the rest"},
    "position": {"type": "integer", "description": "how far the log of facts is counted"},
    "as_of": {"type": "string", "format": "date-time"}
  },
  "additionalProperties": false
})";

constexpr std::string_view comparison = R"({
  "type": "object",
  "required": ["q", "stands", "certain", "of", "rows"],
  "properties": {
    "before": {"type": "object", "description": "of changes: from and to"},
    "after": {"type": "object", "description": "of changes: from and to"},
    "q": {"type": "number", "description": "share of false ones among those that stand, at most"},
    "stands": {"type": "integer"},
    "certain": {"type": "integer", "description": "of those that stand: what may be claimed"},
    "of": {"type": "integer", "description": "pairs that were tested"},
    "left_out": {"type": ["object", "null"]},
    "rows": {"type": "array", "items": {"type": "object", "properties": {
      "difference": {"type": ["number", "null"]},
      "p": {"type": ["number", "null"]},
      "p_adjusted": {"type": ["number", "null"], "description": "Benjamini-Hochberg over all rows"},
      "test": {"type": "string"},
      "stands": {"type": "boolean"},
      "certain": {"type": "boolean", "description": "Holm at 0.05, and the own interval leaves 0 out"},
      "reason": {"type": ["string", "null"]}}}}
  }
})";

constexpr std::string_view coverage = R"({
  "type": "object",
  "required": ["touchpoint", "feedback", "ratings", "comments"],
  "properties": {
    "touchpoint": {"type": "string"},
    "feedback": {"type": "integer"},
    "ratings": {"type": "integer"},
    "comments": {"type": "integer"}
  },
  "additionalProperties": false
})";

struct Told {
    std::string_view name, words;
};

constexpr Told told[] = {
    {"estimate",
     "n:integer? value:number? lo:number? hi:number? level:number method:string tier:string "
     "reason:string?"},
    {"metric_head", "key:string name:string kind:string min:integer max:integer"},
    {"interval", "value:number? lo:number? hi:number?"},
    // trend
    {"trend_point",
     "key:string from:string complete:boolean n:integer? value:number? lo:number? hi:number? "
     "level:number method:string tier:string reason:string? lcl:number? ucl:number? "
     "signals:[string]"},
    {"trend_chart",
     "kind:string center:number? baseline_points:integer sigma_z:number? overdispersed:boolean "
     "provisional:boolean expected_false_alarms_per_year:number reason:string?"},
    {"trend_level",
     "from:string to:string n:integer? value:number? lo:number? hi:number? level:number "
     "method:string tier:string reason:string?"},
    {"nearest_mark", "id:string name:string at:string"},
    {"trend_change",
     "at:string from:string before:number? after:number? difference:number? lo:number? hi:number? "
     "p:number? p_adjusted:number? certain:boolean nearest_mark:nearest_mark?"},
    {"steady_trend",
     "p:number? slope_per_period:number? lo:number? hi:number? stands:boolean "
     "certain:boolean autocorrelation:number? reason:string?"},
    {"backtest",
     "origins:integer smape:number? mase:number? coverage:number? against_naive:number? "
     "beaten_naive:boolean"},
    {"forecast_point", "key:string from:string value:number lo:number hi:number"},
    {"forecast",
     "model:string replaced:string points:[forecast_point] backtest:backtest? reason:string?"},
    {"trend",
     "metric:metric_head period:string points:[trend_point] chart:trend_chart levels:[trend_level] "
     "changes:[trend_change] trend:steady_trend seasonal:boolean forecast:forecast marks:[mark] "
     "left_out:left_out? position:integer reason:string?"},
    {"left_out", "survey_kinds:[string] n:integer"},
    {"lag_at", "lag:integer r:number"},
    {"lag_best", "lag:integer r:number stands:boolean"},
    {"granger", "f:number p:number lags:integer"},
    {"lag",
     "periods:integer bound:number lags:[lag_at] best:lag_best? granger:granger? reads:string "
     "reason:string?"},
    // summary
    {"summary_period", "words:string from:string? until:string?"},
    {"summary_part", "text:string strong:boolean"},
    {"summary_figure",
     "what:string name:string? n?:integer? value:number? lo:number? hi:number? level:number "
     "method:string tier?:string reason:string? p?:number? p_adjusted?:number?"},
    {"summary_sentence",
     "section:string key:string text:string parts:[summary_part] figures:[summary_figure] "
     "certain:boolean?"},
    {"summary",
     "metric:string title:string period:summary_period scope:[string] now:estimate sections:object "
     "sentences:[summary_sentence] language:string made:string how:string made_at:string"},
    // drivers
    {"driver_outcome", "metric:string? touchpoint:string? attribute:string? value:string?"},
    {"performance",
     "n:integer? mean:number? lo:number? hi:number? level:number positive:number? tier:string "
     "reason:string? min:integer max:integer"},
    {"driver",
     "metric:string touchpoint:string? name:string share:number lo:number? hi:number? "
     "weight:number rank:integer rank_group:integer probability_first:number? johnson:number "
     "beta:number? beta_lo:number? beta_hi:number? beta_standard:number? r:number vif:number? "
     "suppressed:boolean n:integer missing_share:number performance:performance quadrant:string? "
     "penalty:number? penalty_p:number? reward:number? reward_p:number? kano:string? "
     "assumed:integer?"},
    {"driver_warning", "key:string drivers:[string] value:number?"},
    {"driver_cuts", "importance:number? performance:number?"},
    {"driver_base", "mean:number? score:estimate"},
    {"driver_agreement", "spearman_assumed:number?"},
    {"driver_bootstrap", "replicates:integer"},
    {"drivers",
     "outcome:driver_outcome n:integer n_complete:integer tier:string method:string r2:number? "
     "r2_adjusted:number? missing:string bootstrap:driver_bootstrap drivers:[driver] "
     "cuts:driver_cuts base:driver_base agreement:driver_agreement warnings:[driver_warning] "
     "reason:string?"},
    {"assumption", "metric:string touchpoint:string? importance:integer"},
    {"assumptions", "items:[assumption]"},
    {"lift_touchpoint",
     "metric:string touchpoint:string? when_bad:estimate when_not:estimate difference:number? "
     "lo:number? hi:number? p:number? p_adjusted:number? stands:boolean frequency:number"},
    {"lift",
     "all_good:estimate one_bad:estimate several_bad:estimate difference:number? lo:number? "
     "hi:number? p:number? n_journeys:integer touchpoints:[lift_touchpoint] reason:string?"},
    // effect of a change
    {"effect_difference", "value:number? lo:number? hi:number? p:number? test:string"},
    {"effect_series",
     "method:string period:string step:number? lo:number? hi:number? p:number? "
     "slope_before:number? slope_change:number? effect_now:effect_now points_before:integer "
     "points_after:integer reason:string?"},
    {"effect_now", "value:number? lo:number? hi:number? p:number? method:string"},
    {"effect_parallel", "p:number? ok:boolean?"},
    {"effect_comparison",
     "method:string effect:number? lo:number? hi:number? p:number? clusters:integer "
     "bootstrap:boolean parallel:effect_parallel group_before:estimate group_after:estimate "
     "versus_before:estimate versus_after:estimate reason:string?"},
    {"effect_same_customers",
     "method:string n_group:integer? n_versus:integer? effect:number? lo:number? hi:number? "
     "p:number? variance_ratio:number? reason:string?"},
    {"effect_guard", "regression_to_mean:number? reason:string?"},
    {"effect",
     "before:estimate after:estimate difference:effect_difference series:effect_series "
     "comparison:effect_comparison? same_customers:effect_same_customers guard:effect_guard "
     "verdict:string could_hide_up_to:number? "
     "certainty:string reason:string?"},
    {"watch_look",
     "day:string n_group:integer n_versus:integer difference:number? lo:number? hi:number? "
     "enough:boolean p_always_valid:number"},
    {"watch", "looks:[watch_look] stands:boolean since:string? reason:string?"},
    {"plan",
     "baseline:estimate per_group:integer? both_groups:integer? invitations:integer? weeks:number? "
     "per_week:number method:string reason:string?"},
};

}  // namespace

void add_insight_schemas(Router& router) {
    router.add_schema("figure", json::parse(figure).get_object());
    router.add_schema("tally", json::parse(tally).get_object());
    router.add_schema("comparison", json::parse(comparison).get_object());
    router.add_schema("coverage", json::parse(coverage).get_object());
    for (const auto& [name, words] : told) {
        router.add_schema(name, schema_of_words(words));
    }
}

}  // namespace styk::http
