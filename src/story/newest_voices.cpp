#include "story/newest_voices.h"

#include <algorithm>

#include "feedback/feedback_store.h"
#include "feedback/findings_text.h"
#include "feedback/voice.h"
#include "story/show_quotes.h"

namespace styk::story {

namespace {

using feedback::Feedback;
using Voices = std::map<std::string, std::vector<Voice>>;

constexpr int looked_at_together = 120;

bool is_at(const Feedback& one, const std::string& touchpoint) {
    return one.touchpoint == touchpoint ||
           std::any_of(one.ratings.begin(), one.ratings.end(), [&](const auto& rating) {
               return rating.touchpoint == touchpoint;
           });
}

// Only what was read, so that what is personal in it is known.
void take(
    const std::vector<Feedback>& all,
    const std::string& touchpoint,
    std::vector<Voice>& into,
    std::size_t most
) {
    for (const Feedback& one : all) {
        const auto findings =
            one.reading ? feedback::read_findings(one.reading->findings) : std::nullopt;
        if (into.size() < most && findings && !feedback::is_voice(one) && is_at(one, touchpoint)) {
            into.push_back({one, quote_of(one.comment, *findings, {}).text});
        }
    }
}

}  // namespace

Voices newest_voices(
    db::Reader& reader,
    const feedback::Filter& filter,
    const std::vector<std::string>& touchpoints,
    std::size_t most
) {
    Voices out;
    auto asked = filter;
    asked.has_comment = true;
    feedback::ListOrder latest;
    latest.limit = looked_at_together;
    const auto page = feedback::list(reader, asked, latest);
    asked.clauses.push_back({feedback::Criterion::touchpoint, {}, {}});
    for (const std::string& touchpoint : touchpoints) {
        auto& voices = out[touchpoint];
        take(page.items, touchpoint, voices, most);
        if (voices.size() < most && page.next_cursor) {
            voices.clear();
            asked.clauses.back().values = {touchpoint};
            latest.limit = static_cast<int>(most) + 2;
            take(feedback::list(reader, asked, latest).items, touchpoint, voices, most);
        }
    }
    return out;
}

}  // namespace styk::story
