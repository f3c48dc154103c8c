// One feedback as it is sent to the API: it becomes one that keeps the rules, or every problem says
// where it is.
#include "feedback/draft.h"

#include <algorithm>

#include "base/text.h"
#include "feedback/feedback_json.h"
#include "fuzz.h"
#include "json/json.h"
#include "kit_firm.h"

namespace styk {

namespace {

void need_right(const feedback::Feedback& feedback) {
    const auto& firm = fuzz::firm();
    fuzz::need(firm.channels.find(feedback.channel) != nullptr, "a channel is one of the firm's");
    for (const auto& one : feedback.ratings) {
        const auto* metric = firm.metrics.find(one.metric);
        fuzz::need(metric != nullptr, "a rating is of a metric");
        fuzz::need(
            one.state != feedback::RatingState::given ||
                (one.value >= metric->min && one.value <= metric->max),
            "a score is on its scale"
        );
    }
    fuzz::need(is_utf8(feedback.comment), "a comment is text");
    fuzz::need(
        json::try_parse(json::write(feedback::to_json(feedback))).has_value(), "it can be shown"
    );
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto value = json::try_parse(fuzz::text_of(data, size));
    if (!value || !value->is_object()) {
        return 0;
    }
    Problems problems;
    const auto draft = feedback::read_draft(*value, problems);
    const auto feedback = feedback::check(fuzz::firm(), draft, fuzz::now, problems);
    if (problems.empty()) {
        need_right(feedback);
    }
    fuzz::need(
        std::all_of(
            problems.begin(),
            problems.end(),
            [](const Problem& one) { return one.pointer.starts_with('/') && !one.message.empty(); }
        ),
        "a problem says where it is"
    );
    return 0;
}

}  // namespace styk
