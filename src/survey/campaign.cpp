#include "survey/campaign.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "people/roles.h"
#include "record/rules.h"
#include "survey/send_moment.h"

namespace styk {

namespace survey {

namespace {

constexpr std::array<std::string_view, 7> plain_names{
    "name", "first_name", "firm", "survey", "minutes", "expires", "link"
};
constexpr std::string_view of_customer = "customer.";

void need_time(Problems& problems, const char* pointer, const std::optional<std::string>& text) {
    if (text && !minute_of_clock(*text)) {
        problems.push_back({pointer, "must be a time such as 21:00"});
    }
}

void check_quiet(const Campaign& one, Problems& problems) {
    need_time(problems, "/quiet_from", one.quiet_from);
    need_time(problems, "/quiet_to", one.quiet_to);
    if (one.quiet_from.has_value() != one.quiet_to.has_value()) {
        problems.push_back(
            {one.quiet_from ? "/quiet_to" : "/quiet_from", "is missing: give both or none"}
        );
    } else if (one.quiet_from && one.quiet_from == one.quiet_to) {
        problems.push_back({"/quiet_to", "must differ from quiet_from"});
    }
}

void check_occasion(const Campaign& one, Problems& problems) {
    const bool event = one.occasion == Occasion::event;
    if (event && !one.event_type) {
        problems.push_back({"/event_type", "is missing: which event asks for the survey"});
    }
    if (!event && one.event_type) {
        problems.push_back({"/event_type", "belongs to a campaign whose occasion is an event"});
    }
    Problems ignored;
    if (event && !read_waves(one.waves.text, ignored).empty()) {
        problems.push_back({"/waves", "belong to a campaign with a date"});
    }
    if ((one.channel == CampaignChannel::email) == one.gateway_id.has_value()) {
        problems.push_back(
            {"/gateway_id",
             one.gateway_id ? "is not needed for mail" : "is missing: what carries the messages"}
        );
    }
}

}  // namespace

Problems check(const Campaign& campaign) {
    Problems problems;
    (void)read_audience(campaign.audience.text, problems);
    (void)read_event_when(campaign.event_when.text, problems);
    (void)read_texts(campaign.texts.text, problems);
    (void)read_waves(campaign.waves.text, problems);
    check_quiet(campaign, problems);
    check_occasion(campaign, problems);
    return problems;
}

Problems check_change(const Campaign& before, const Campaign& after) {
    Problems problems;
    if (before.state == CampaignState::draft) {
        return problems;
    }
    const auto stays = [&](const char* pointer, bool same) {
        if (!same) {
            problems.push_back({pointer, "cannot change any more: the campaign has started"});
        }
    };
    stays("/occasion", before.occasion == after.occasion);
    stays("/channel", before.channel == after.channel);
    stays("/audience", before.audience == after.audience);
    stays("/share", before.share == after.share);
    stays("/event_type", before.event_type == after.event_type);
    stays("/waves", before.waves == after.waves);
    stays("/starts_at", before.starts_at == after.starts_at);
    return problems;
}

bool may_become(CampaignState from, CampaignState to) {
    using S = CampaignState;
    switch (to) {
        case S::draft:
            return false;
        case S::sending:
            return from == S::draft || from == S::paused;
        case S::paused:
            return from == S::sending;
        case S::finished:
        case S::cancelled:
            return from == S::sending || from == S::paused;
    }
    return false;
}

MessageText choose_text(
    const std::vector<MessageText>& texts,
    std::string_view language,
    std::string_view segment,
    Purpose purpose
) {
    const MessageText* found = nullptr;
    for (const MessageText& one : texts) {
        const bool fits = one.language == language && one.purpose == purpose &&
                          (one.segment.empty() || one.segment == segment);
        if (fits && (found == nullptr || found->segment.empty())) {
            found = &one;
        }
    }
    if (found != nullptr) {
        return *found;
    }
    MessageText none;
    none.language = language;
    none.purpose = purpose;
    return none;
}

bool is_placeholder(std::string_view name) {
    const bool plain = std::find(plain_names.begin(), plain_names.end(), name) != plain_names.end();
    return plain || (name.starts_with(of_customer) && name.size() > of_customer.size());
}

std::string fill_in(const std::string& text, const Placeholders& values) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto open = text.find('{', at);
        const auto close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) {
            break;
        }
        const auto name = std::string_view(text).substr(open + 1, close - open - 1);
        out += text.substr(at, open - at);
        const auto found = values.find(name);
        if (found != values.end()) {
            out += found->second;
        } else if (!is_placeholder(name)) {
            out += text.substr(open, close - open + 1);
        }
        at = close + 1;
    }
    return at < text.size() ? out + text.substr(at) : out;
}

}  // namespace survey

template <>
const record::Shape& record::shape_of<survey::Campaign>() {
    using survey::Campaign;
    static const Shape shape =
        describe<Campaign>("campaign", "campaigns")
            .field<&Campaign::survey_id>({}, filterable | fixed)
            .field<&Campaign::name>(rule::length(1, 200), searchable | sortable)
            .field<&Campaign::occasion>({}, filterable)
            .field<&Campaign::channel>({}, filterable)
            .field<&Campaign::gateway_id>({}, filterable)
            .field<&Campaign::state>({}, filterable | sortable | read_only)
            .field<&Campaign::audience>()
            .field<&Campaign::share>(rule::between(1, 100))
            .field<&Campaign::event_type>(rule::key(), filterable)
            .field<&Campaign::event_when>()
            .field<&Campaign::delay_minutes>(rule::between(0, 525'600))
            .field<&Campaign::texts>()
            .field<&Campaign::rating_in_mail>()
            .field<&Campaign::from_name>(rule::length(1, 100))
            .field<&Campaign::reply_to>(rule::email())
            .field<&Campaign::starts_at>({}, sortable)
            .field<&Campaign::waves>()
            .field<&Campaign::quiet_from>(rule::length(5, 5))
            .field<&Campaign::quiet_to>(rule::length(5, 5))
            .field<&Campaign::working_days_only>()
            .field<&Campaign::reminders>(rule::between(0, 3))
            .field<&Campaign::remind_after_days>(rule::between(1, 60))
            .field<&Campaign::expires_after_days>(rule::between(1, 365))
            .field<&Campaign::hold_days>(rule::between(0, 60))
            .field<&Campaign::most_per_hour>(rule::between(1, 1'000'000))
            .field<&Campaign::started_at>({}, read_only | sortable)
            .field<&Campaign::finished_at>({}, read_only)
            .sorted_by("-created_at")
            .may(people::may::read_feedback, people::may::set_up);
    return shape;
}

}  // namespace styk
