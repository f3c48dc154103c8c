#include "story/show_case.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/language.h"
#include "base/text.h"
#include "casework/case_store.h"
#include "customer/customer_store.h"
#include "customer/event_store.h"
#include "feedback/feedback_store.h"
#include "firm/mail_settings_store.h"
#include "story/scope.h"
#include "text/near_duplicates.h"

namespace styk::story {

namespace {

using casework::Case;
using feedback::Criterion;
using feedback::Feedback;
using feedback::Filter;
using feedback::Rating;

constexpr int journey_length = 24, history_length = 30, sample_size = 5, sample_from = 60;
constexpr std::chrono::days journey_back{60};

std::vector<std::string> bad_topics(const Feedback& feedback) {
    constexpr std::string_view prefix = "topic.", end = ":negative";
    std::vector<std::string> out;
    if (feedback.reading) {
        for (const std::string& one : feedback.reading->said) {
            if (one.starts_with(prefix) && one.ends_with(end)) {
                out.push_back(one.substr(prefix.size()));
            }
        }
    }
    return out;
}

// -2 worst … 2 best on the scale of its metric.
std::optional<double> emotion_of(const feedback::Directory& directory, const Rating& rating) {
    const auto* metric = directory.metrics.find(rating.metric);
    if (metric == nullptr || rating.state != feedback::RatingState::given ||
        metric->max <= metric->min) {
        return {};
    }
    return 4.0 * static_cast<double>(rating.value - metric->min) /
               static_cast<double>(metric->max - metric->min) -
           2.0;
}

std::optional<double> emotion_of_words(const Feedback& feedback) {
    const std::string tone = feedback.reading ? feedback.reading->sentiment : "";
    return tone == "negative"   ? std::optional(-1.0)
           : tone == "positive" ? std::optional(1.0)
           : tone.empty()       ? std::nullopt
                                : std::optional(0.0);
}

void put_worst(const feedback::Directory& directory, const Feedback& feedback, Moment& moment) {
    for (const Rating& one : feedback.ratings) {
        const auto emotion = emotion_of(directory, one);
        if (emotion && (!moment.emotion || *emotion < *moment.emotion)) {
            moment.emotion = emotion;
            moment.metric = one.metric;
            moment.value = one.value;
        }
    }
    if (!moment.emotion) {
        moment.emotion = emotion_of_words(feedback);
    }
}

class View {
public:
    View(const CaseMeans& means, const Case& one) : means_(means), one_(one) {}

    CaseView make() {
        means_.database.read([&](db::Reader& reader) {
            read(reader);
            read_customer(reader);
        });
        if (out_.feedback) {
            similar();
        }
        return std::move(out_);
    }

private:
    void read(db::Reader& reader) {
        if (one_.feedback_id) {
            out_.feedback = feedback::find(reader, *one_.feedback_id);
        }
        out_.joined = feedback::load_many(reader, casework::list_joined(reader, one_.id));
        std::ranges::sort(out_.joined, {}, &Feedback::occurred_at);
        out_.steps = casework::list_steps(reader, one_.id);
        out_.merged = casework::list_merged(reader, one_.id);
        out_.check = casework::find_check(reader, one_);
        out_.recovery = casework::find_recovery(reader, one_, means_.now);
        const auto templates = db::list_all<casework::ReplyTemplate>(reader);
        const auto* found = casework::suggest(templates, reply_need(one_, out_.feedback));
        out_.suggested_template = found == nullptr ? "" : found->key;
    }

    void read_customer(db::Reader& reader) {
        if (!one_.customer_id) {
            return;
        }
        out_.customer = db::find(reader, *one_.customer_id);
        auto items = customer::timeline(reader, *one_.customer_id, journey_length);
        if (items.size() > journey_length) {
            items.pop_back();
        }
        std::vector<std::string> ids;
        for (const auto& item : items) {
            if (item.feedback_id) {
                ids.push_back(*item.feedback_id);
            }
        }
        const auto voices = feedback::load_many(reader, ids);
        for (auto item = items.rbegin(); item != items.rend(); ++item) {
            if (item->place.at >= one_.opened_at - journey_back) {
                add_moment(*item, voices);
            }
        }
        read_history(reader);
        out_.clock = find_clock(reader, means_.directory, one_, means_.now);
    }

    void add_moment(const customer::TimelineItem& item, const std::vector<Feedback>& voices) {
        Moment moment;
        moment.at = item.place.at;
        if (item.event) {
            moment.event = item.event->type;
            moment.touchpoint = item.event->touchpoint.value_or("");
        } else {
            const auto found = std::ranges::find_if(voices, [&](const Feedback& one) {
                return one.id.text() == *item.feedback_id;
            });
            if (found == voices.end()) {
                return;
            }
            moment.feedback_id = *item.feedback_id;
            moment.touchpoint = found->touchpoint;
            moment.text = casework::shortened(found->comment, 200);
            put_worst(means_.directory, *found, moment);
        }
        out_.journey.push_back(std::move(moment));
    }

    void read_history(db::Reader& reader) {
        if (one_.metric.empty()) {
            return;
        }
        Filter filter;
        filter.clauses.push_back({Criterion::customer, "", {one_.customer_id->text()}, false});
        filter.clauses.push_back({Criterion::metric, "", {one_.metric}, false});
        feedback::ListOrder order;
        order.limit = history_length;
        auto page = feedback::list(reader, filter, order);
        std::ranges::reverse(page.items);
        for (const Feedback& one : page.items) {
            for (const Rating& rating : one.ratings) {
                if (rating.metric == one_.metric && rating.state == feedback::RatingState::given) {
                    out_.history.push_back(
                        {rating.metric, one.id.text(), rating.value, one.occurred_at}
                    );
                    break;
                }
            }
        }
    }

    void similar() {
        const auto filter = similar_filter(means_, one_, *out_.feedback);
        if (!filter) {
            return;
        }
        count_weeks(*filter);
        if (!means_.actor.has(people::may::read_feedback)) {
            return;  // how many, but not what others said
        }
        feedback::ListOrder order;
        order.limit = sample_from;
        auto page = means_.database.read([&](db::Reader& reader) {
            return feedback::list(reader, *filter, order);
        });
        std::erase_if(page.items, [&](const Feedback& one) {
            return one.id == out_.feedback->id || one.comment.empty();
        });
        std::ranges::stable_sort(page.items, std::ranges::greater(), [&](const Feedback& one) {
            return text::resemblance(out_.feedback->comment, one.comment);
        });
        page.items.resize(std::min<std::size_t>(page.items.size(), sample_size));
        out_.similar.sample = std::move(page.items);
    }

    // Week by week, so that nobody but the engine counts; this feedback itself is left out.
    void count_weeks(const Filter& filter) {
        const auto& zone = means_.directory.zone;
        const Day last = first_day_of(Period::week, zone.day_of(means_.now));
        const Day own = first_day_of(Period::week, zone.day_of(out_.feedback->occurred_at));
        for (Day week = first_day_of(Period::week, zone.day_of(*filter.from)); week <= last;
             week = next_after(Period::week, week)) {
            Filter of_week = filter;
            of_week.from = std::max(*filter.from, zone.start_of(week));
            of_week.to = zone.start_of(next_after(Period::week, week));
            const auto counted = means_.engine.count_records(means_.directory, {}, of_week);
            auto n = counted.empty() ? 0 : static_cast<std::int64_t>(counted.front().records);
            n -= week == own && n > 0 ? 1 : 0;
            out_.similar.n += n;
            out_.similar.by_week.emplace_back(period_key(Period::week, week), n);
        }
    }

    const CaseMeans& means_;
    const Case& one_;
    CaseView out_;
};

std::string first_name(const std::string& name) {
    return name.substr(0, name.find(' '));
}

}  // namespace

casework::ReplyNeed reply_need(const Case& one, const std::optional<Feedback>& feedback) {
    casework::ReplyNeed need{
        .segment = one.segment,
        .touchpoint = one.touchpoint,
        .language = one.language,
        .topics = {},
        .is_complaint = one.kind == casework::CaseKind::complaint
    };
    for (const std::string& topic : feedback ? bad_topics(*feedback) : std::vector<std::string>()) {
        need.topics.push_back(topic.substr(0, topic.find(':')));
    }
    return need;
}

std::optional<Filter> similar_filter(
    const CaseMeans& means, const Case& one, const Feedback& feedback
) {
    Filter filter;
    filter.from = means.now - std::chrono::days(similar_days);
    if (!one.touchpoint.empty()) {
        filter.clauses.push_back({Criterion::touchpoint, "", {one.touchpoint}, false});
    }
    auto topics = bad_topics(feedback);
    const auto* metric = one.metric.empty() ? nullptr : means.directory.metrics.find(one.metric);
    if (!topics.empty()) {
        filter.clauses.push_back({Criterion::topic, "", std::move(topics), false});
    } else if (metric != nullptr && !metric->negative.empty() && !one.touchpoint.empty()) {
        filter.clauses.push_back({Criterion::metric, "", {metric->key}, false});
        const auto [low, high] = std::ranges::minmax(metric->negative);
        filter.score_min = static_cast<int>(low);
        filter.score_max = static_cast<int>(high);
    } else {
        return {};
    }
    narrow_to_scope(filter, means.actor, means.directory);
    return filter;
}

std::map<std::string, std::string> reply_values(
    const CaseMeans& means, const Case& one, const CaseView& view, const std::string& language
) {
    const Language words(language);
    const auto day = [&](const std::optional<Instant>& at) {
        return at ? words.day(means.directory.zone.day_of(*at)) : "";
    };
    const auto* owner = one.owner_id ? means.rulebook.find_user(one.owner_id->text()) : nullptr;
    const auto* touchpoint =
        one.touchpoint.empty() ? nullptr : means.directory.touchpoints.find(one.touchpoint);
    std::map<std::string, std::string> out{
        {"firm", means.directory.firm.name},
        {"case_number", casework::number_of(means.rulebook.settings().number_prefix, one)},
        {"opened_on", day(one.opened_at)},
        {"answer_by", day(one.answer_by)},
        {"owner_name", owner == nullptr ? "" : owner->name},
        {"touchpoint", touchpoint == nullptr ? "" : touchpoint->name},
        {"remedy", one.remedy_sought.value_or("")}
    };
    if (view.customer) {
        out["customer_name"] = view.customer->name;
        out["first_name"] = first_name(view.customer->name);
    }
    const auto base = means.database.read([](db::Reader& reader) {
        return firm::load_mail_settings(reader).console_url.value_or("");
    });
    if (!base.empty()) {
        out["status_link"] =
            fmt::format("{}{}c/{}", base, base.ends_with('/') ? "" : "/", one.token);
    }
    return out;
}

CaseView show_case(const CaseMeans& means, const Case& one) {
    return View(means, one).make();
}

}  // namespace styk::story
