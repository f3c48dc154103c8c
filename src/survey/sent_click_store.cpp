#include "survey/sent_click_store.h"

namespace styk::survey {

namespace {

constexpr std::string_view select_sent =
    "SELECT r.sent_at, r.clicked_at FROM campaign_recipient r JOIN campaign c ON c.id = "
    "r.campaign_id WHERE c.survey_id = $1 AND ($2 = '' OR c.id = $2) AND r.sent_at >= $3 AND "
    "r.sent_at < $4 AND r.state <> 'bounced'";

}  // namespace

void each_sent(
    db::Reader& reader,
    const SentQuery& query,
    const std::function<void(Instant sent, std::optional<Instant> clicked)>& visit
) {
    const std::string survey = query.survey.text();
    const std::string campaign = query.campaign ? query.campaign->text() : "";
    const db::Param params[] = {
        db::to_param(survey),
        db::to_param(campaign),
        db::to_param(query.from.us),
        db::to_param(query.to.us)
    };
    reader.stream_params(select_sent, params, [&](const db::Row& row) {
        const auto clicked = row.maybe_integer(1);
        visit({row.integer(0)}, clicked ? std::optional(Instant{*clicked}) : std::nullopt);
    });
}

}  // namespace styk::survey
