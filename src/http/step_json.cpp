#include "http/step_json.h"

#include <algorithm>

#include "http/figure_json.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "story/step_marks.h"

namespace styk::http {

namespace {

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"step_emotion",
     "value:number? lo:number? hi:number? level:number n:integer? method:string tier:string "
     "reason:string? source:string?"},
    {"step_distribution", "negative:number neutral:number positive:number n:integer of:string"},
    {"step_comments",
     "n:integer? negative:integer? neutral:integer? positive:integer? mixed:integer?"},
    {"step_histogram", "min:integer counts:[integer] missing:integer not_applicable:integer"},
    {"step_channel", "channel:string? score:estimate emotion:step_emotion"},
    {"step_group", "key:string? score:estimate emotion:step_emotion"},
    {"step_gap",
     "from:string to:string difference:number? lo:number? hi:number? p:number? "
     "p_adjusted:number? stands:boolean"},
    {"step_against",
     "difference:number? lo:number? hi:number? p:number? p_adjusted:number? stands:boolean "
     "reason:string?"},
    {"step_driver",
     "share:number? share_lo:number? share_hi:number? impact:number? impact_lo:number? "
     "impact_hi:number? slope:number? slope_lo:number? slope_hi:number? reach:number? met:integer? "
     "mean:number? p_adjusted:number? of_truth:boolean reason:string?"},
    {"step_rule_mark", "kind:string because:string value:number? lo:number? hi:number?"},
    {"step_mark", "kind:string source:string because:string? reason:string? rule_agrees:boolean"},
    {"step_drawn_gap", "drawn:number value:number? difference:number?"},
    {"step_voice",
     "feedback_id:string quote:string language:string? metric:string? score:integer? "
     "occurred_at:string"},
    {"step_topic", "key:string name:string n:integer share:number"},
    {"live_step",
     "step_id:string touchpoint:string? external:boolean metric:string? n:integer? score:estimate "
     "emotion:step_emotion distribution:step_distribution? histogram:step_histogram? "
     "feedback:integer comments:step_comments channels:[step_channel] channel_gap:step_gap? "
     "groups:[step_group] against_others:step_against listened:boolean driver:step_driver "
     "rule_marks:[step_rule_mark] marks:[step_mark] drawn_gap:step_drawn_gap? newest:[step_voice] "
     "topics:[step_topic] promise:[step_promise] met:step_met?"},
    {"live_lift", "difference:number? lo:number? hi:number? p:number? reason:string?"},
    {"live_coverage", "listened:integer steps:integer"},
    {"live_moments", "n:integer? r2:number? median_impact:number? method:string reason:string?"},
    {"live_journey",
     "outcome:driver_outcome? score:estimate all_good:estimate one_bad:estimate "
     "several_bad:estimate lift:live_lift firm:estimate coverage:live_coverage "
     "moments:live_moments external_drivers:[string]"},
    {"live_map",
     "map_id:string metric:string? by:string? as_of:string steps:[live_step] "
     "journey:live_journey"},
};

bool is_hidden(stats::Tier tier) {
    return tier == stats::Tier::hidden;
}

json::Value text_value(const std::optional<std::string>& text) {
    return text ? json::Value(*text) : json::Value(nullptr);
}

json::Array parts_json(const std::vector<story::StepPart>& parts, std::string_view name) {
    json::Array out;
    for (const auto& part : parts) {
        out.push_back(json::Object{
            {name, text_value(part.key)},
            {"score", estimate_json(part.score)},
            {"emotion", emotion_json(part.emotion)}
        });
    }
    return out;
}

void put_difference(json::Object& out, const story::Compared& of) {
    out["difference"] = number_json(of.difference.value);
    out["lo"] = number_json(of.difference.lo);
    out["hi"] = number_json(of.difference.hi);
    out["p"] = number_json(of.difference.p);
    out["p_adjusted"] = number_json(of.p_adjusted);
    out["stands"] = of.stands;
}

json::Value gap_json(const std::optional<story::ChannelGap>& gap) {
    if (!gap) {
        return nullptr;
    }
    json::Object out{{"from", gap->from}, {"to", gap->to}};
    put_difference(out, *gap);
    return out;
}

json::Object against_json(const story::Compared& of) {
    json::Object out;
    put_difference(out, of);
    out["reason"] = text_or_null(of.reason);
    return out;
}

json::Object shares_json(
    std::uint64_t negative, std::uint64_t neutral, std::uint64_t positive, std::string_view of
) {
    const auto all = static_cast<double>(negative + neutral + positive);
    return {
        {"negative", static_cast<double>(negative) / all},
        {"neutral", static_cast<double>(neutral) / all},
        {"positive", static_cast<double>(positive) / all},
        {"n", negative + neutral + positive},
        {"of", of}
    };
}

// Positive, neutral and negative apart: of ratings by the metric's own sets, else of comments.
json::Value distribution_json(const story::StepFigures& step) {
    if (is_hidden(step.score.tier) || is_hidden(step.emotion.tier)) {
        return nullptr;
    }
    if (step.metric != nullptr && step.score.n > 0) {
        const auto counts = stats::net_counts(metric::rule_of(*step.metric), step.histogram);
        return shares_json(counts.negative, counts.neutral, counts.positive, "ratings");
    }
    const auto& words = step.comments;
    return words.n() == 0
               ? json::Value(nullptr)
               : json::Value(shares_json(
                     words.negative, words.neutral + words.mixed, words.positive, "comments"
                 ));
}

json::Value histogram_json(const stats::Histogram& of) {
    if (of.counts.empty()) {
        return nullptr;
    }
    return json::Object{
        {"min", of.min},
        {"counts", json::Array(of.counts.begin(), of.counts.end())},
        {"missing", of.missing},
        {"not_applicable", of.not_applicable}
    };
}

json::Object comments_json(const story::StepFigures& step) {
    const auto& of = step.comments;
    const bool hidden = is_hidden(step.emotion.tier);
    const auto n = [hidden](std::uint64_t count) {
        return hidden ? json::Value(nullptr) : json::Value(count);
    };
    return {
        {"n", n(of.n())},
        {"negative", n(of.negative)},
        {"neutral", n(of.neutral)},
        {"positive", n(of.positive)},
        {"mixed", n(of.mixed)}
    };
}

json::Object driver_json(const story::StepFigures& step) {
    const story::StepMoment none;
    const bool known = step.moment.has_value();
    const auto& of = known ? *step.moment : none;
    const auto real = [known](double value) {
        return known ? json::Value(value) : json::Value(nullptr);
    };
    return {
        {"share", number_json(of.share)},
        {"share_lo", number_json(of.share_lo)},
        {"share_hi", number_json(of.share_hi)},
        {"impact", number_json(of.impact)},
        {"impact_lo", number_json(of.impact_lo)},
        {"impact_hi", number_json(of.impact_hi)},
        {"slope", number_json(of.slope)},
        {"slope_lo", number_json(of.slope_lo)},
        {"slope_hi", number_json(of.slope_hi)},
        {"reach", real(of.reach)},
        {"met", known ? json::Value(of.met) : json::Value(nullptr)},
        {"mean", real(of.mean)},
        {"p_adjusted", number_json(of.p_adjusted)},
        {"of_truth", of.of_truth},
        {"reason", text_or_null(known ? std::string_view() : step.no_moment)}
    };
}

void put_marks(json::Object& out, const story::StepFigures& step) {
    json::Array by_rule, in_the_end;
    for (const auto& mark : step.marks) {
        by_rule.push_back(json::Object{
            {"kind", story::mark_names[static_cast<std::size_t>(mark.kind)]},
            {"because", mark.because},
            {"value", number_json(mark.value)},
            {"lo", number_json(mark.lo)},
            {"hi", number_json(mark.hi)}
        });
    }
    for (const auto& mark : story::final_marks(step)) {
        in_the_end.push_back(json::Object{
            {"kind", story::mark_names[static_cast<std::size_t>(mark.kind)]},
            {"source", mark.source},
            {"because", text_or_null(mark.because)},
            {"reason", text_or_null(mark.reason)},
            {"rule_agrees", mark.rule_agrees}
        });
    }
    out["rule_marks"] = std::move(by_rule);
    out["marks"] = std::move(in_the_end);
}

json::Value drawn_json(const story::StepFigures& step) {
    const auto& drawn = step.subject.drawn;
    if (!drawn) {
        return nullptr;
    }
    const auto& value = step.emotion.value;
    return json::Object{
        {"drawn", *drawn},
        {"value", number_json(value)},
        {"difference", value ? json::Value(*value - *drawn) : json::Value(nullptr)}
    };
}

}  // namespace

void add_step_schemas(Router& router) {
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
}

json::Object emotion_json(const story::Emotion& emotion) {
    return {
        {"value", number_json(emotion.value)},
        {"lo", number_json(emotion.lo)},
        {"hi", number_json(emotion.hi)},
        {"level", emotion.level},
        {"n", is_hidden(emotion.tier) ? json::Value(nullptr) : json::Value(emotion.n)},
        {"method", stats::name(emotion.method)},
        {"tier", stats::name(emotion.tier)},
        {"reason", text_or_null(emotion.reason)},
        {"source", text_or_null(emotion.source)}
    };
}

json::Object step_json(const story::StepFigures& step, const std::string& by) {
    const auto& subject = step.subject;
    json::Object out{
        {"step_id", subject.id},
        {"touchpoint", text_value(subject.touchpoint)},
        {"external", subject.external},
        {"metric", step.metric == nullptr ? json::Value(nullptr) : json::Value(step.metric->key)},
        {"n", is_hidden(step.score.tier) ? json::Value(nullptr) : json::Value(step.score.n)},
        {"score", estimate_json(step.score)},
        {"emotion", emotion_json(step.emotion)},
        {"distribution", distribution_json(step)},
        {"histogram", histogram_json(step.histogram)},
        {"feedback", step.feedback},
        {"comments", comments_json(step)},
        {"channels", parts_json(step.channels, "channel")},
        {"channel_gap", gap_json(step.gap)},
        {"groups", by.empty() ? json::Array() : parts_json(step.groups, "key")},
        {"against_others", against_json(step.against_others)},
        {"listened", step.is_listened()},
        {"driver", driver_json(step)},
        {"drawn_gap", drawn_json(step)},
        {"newest", json::Array()},
        {"topics", json::Array()},
        {"promise", json::Array()},
        {"met", nullptr}
    };
    put_marks(out, step);
    return out;
}

json::Array voices_json(
    const std::vector<story::Voice>& voices,
    const metric::Metric* metric,
    const std::string& touchpoint
) {
    json::Array out;
    for (const auto& voice : voices) {
        const auto& ratings = voice.feedback.ratings;
        const auto rated = std::find_if(ratings.begin(), ratings.end(), [&](const auto& one) {
            return metric != nullptr && one.metric == metric->key && one.touchpoint == touchpoint &&
                   one.state == feedback::RatingState::given;
        });
        const bool has = rated != ratings.end();
        out.push_back(json::Object{
            {"feedback_id", voice.feedback.id.text()},
            {"quote", voice.quote},
            {"language", text_or_null(voice.feedback.language)},
            {"metric", has ? json::Value(rated->metric) : json::Value(nullptr)},
            {"score", has ? json::Value(rated->value) : json::Value(nullptr)},
            {"occurred_at", to_rfc3339(voice.feedback.occurred_at)}
        });
    }
    return out;
}

json::Value outcome_json(const std::optional<insight::DriverOutcome>& outcome) {
    if (!outcome) {
        return nullptr;
    }
    const auto& trait = outcome->trait;
    return json::Object{
        {"metric", trait ? json::Value(nullptr) : json::Value(outcome->rated.metric)},
        {"touchpoint", text_value(outcome->rated.touchpoint)},
        {"attribute", trait ? json::Value(trait->attribute) : json::Value(nullptr)},
        {"value", trait ? json::Value(trait->value) : json::Value(nullptr)}
    };
}

json::Object journey_figures_json(
    const story::JourneyFigures& journey, const std::optional<story::Lift>& lift
) {
    story::Lift none;
    none.reason = !journey.outcome         ? "no_outcome"
                  : journey.outcome->trait ? "outcome_is_attribute"
                                           : "no_drivers";
    const auto& of = lift ? *lift : none;
    stats::Estimate empty;
    empty.reason = of.reason;
    const auto part = [&](const stats::Estimate& estimate) {
        return estimate_json(of.reason.empty() ? estimate : empty);
    };
    const auto& moments = journey.moments;
    json::Array external(journey.external_drivers.begin(), journey.external_drivers.end());
    return {
        {"outcome", outcome_json(journey.outcome)},
        {"score", estimate_json(journey.score)},
        {"all_good", part(of.all_good)},
        {"one_bad", part(of.one_bad)},
        {"several_bad", part(of.several_bad)},
        {"lift",
         json::Object{
             {"difference", number_json(of.difference.value)},
             {"lo", number_json(of.difference.lo)},
             {"hi", number_json(of.difference.hi)},
             {"p", number_json(of.difference.p)},
             {"reason", text_or_null(of.reason.empty() ? of.difference.reason : of.reason)}
         }},
        {"firm", estimate_json(journey.firm)},
        {"coverage", json::Object{{"listened", journey.listened}, {"steps", journey.steps.size()}}},
        {"moments",
         json::Object{
             {"n",
              moments.reason == stats::reason::hidden ? json::Value(nullptr)
                                                      : json::Value(moments.n)},
             {"r2", number_json(moments.r2)},
             {"median_impact", number_json(moments.median_impact)},
             {"method", moments.method},
             {"reason", text_or_null(moments.reason)}
         }},
        {"external_drivers", std::move(external)}
    };
}

}  // namespace styk::http
