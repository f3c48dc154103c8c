#include "story/click_course.h"

#include <map>

#include "db/record_store.h"
#include "stats/share_estimate.h"
#include "survey/sent_click_store.h"

namespace styk::story {

namespace {

constexpr std::chrono::days usual_past{365};

struct Counts {
    stats::Share before, after;
    std::map<Day, stats::Share> weeks;
    std::int64_t waiting = 0;
};

void add(stats::Share& share, bool clicked) {
    ++share.n;
    share.k += clicked ? 1 : 0;
}

stats::Estimate rate_of(const stats::Share& share) {
    return stats::share_estimate(share.k, share.n, {});
}

Counts count(
    db::Reader& reader,
    const feedback::Directory& directory,
    const survey::SentQuery& query,
    const std::optional<Instant>& since,
    Instant now
) {
    Counts out;
    survey::each_sent(reader, query, [&](Instant sent, const std::optional<Instant>& clicked) {
        if (sent + click_window > now) {
            ++out.waiting;
            return;
        }
        const bool counts = clicked && *clicked < sent + click_window;
        add(since && sent >= *since ? out.after : out.before, counts);
        add(out.weeks[first_day_of(Period::week, directory.zone.day_of(sent))], counts);
    });
    return out;
}

std::string_view reason_of(const Counts& counts, bool has_change) {
    return counts.weeks.empty() ? "nothing_sent" : has_change ? "" : "no_change";
}

}  // namespace

ClickCourse show_click_course(
    db::Database& database,
    const feedback::Directory& directory,
    const ClickAsked& asked,
    Instant now
) {
    ClickCourse out;
    out.to = asked.to.value_or(now);
    out.from = asked.from.value_or(out.to - usual_past);
    Counts counts;
    bool anonymous = false;
    database.read([&](db::Reader& reader) {
        anonymous = db::load(reader, asked.survey).mode == survey::Mode::anonymous;
        if (!anonymous) {
            const survey::SentQuery query{asked.survey, asked.campaign, out.from, out.to};
            counts = count(reader, directory, query, asked.since, now);
        }
    });
    out.before = rate_of(counts.before);
    out.after = rate_of(counts.after);
    out.waiting = counts.waiting;
    if (counts.before.n > 0 && counts.after.n > 0) {
        out.difference = stats::share_difference(counts.after, counts.before);
    }
    for (const auto& [day, share] : counts.weeks) {
        out.weeks.push_back({period_key(Period::week, day), rate_of(share)});
    }
    out.reason = anonymous ? "anonymous" : reason_of(counts, asked.since.has_value());
    return out;
}

}  // namespace styk::story
