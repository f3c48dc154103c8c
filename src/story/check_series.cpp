#include "story/check_series.h"

#include <algorithm>
#include <fmt/format.h>

#include "firm/mail_settings_store.h"
#include "insight/period.h"
#include "people/user.h"
#include "story/mail_page.h"
#include "story/post_mail.h"
#include "story/speaker.h"
#include "story/whole_periods.h"

namespace styk::story {

namespace {

using insight::Series;
using insight::SeriesDirection;
using people::User;

Day last_period_of(const Series& series, const TimeZone& zone, Instant now) {
    return last_whole_period(insight::period_of(series.period), zone.day_of(now));
}

struct News {
    const Series& series;
    const SeriesStep& step;
    std::string console_url;  // empty: no link
};

Mail mail_to(const User& user, const Speaker& speaker, const News& news) {
    const auto number = [&](double value) {
        const auto text = speaker.language().number(value, 2);
        return news.series.unit.empty() ? text : fmt::format("{} {}", text, news.series.unit);
    };
    const Period period = insight::period_of(news.series.period);
    const PatternValues values{
        {"name", news.series.name},
        {"value", number(news.step.mean.value())},
        {"limit", number(news.series.threshold.value())},
        {"period",
         speaker.text(
             fmt::format("alert.period.{}", insight::name_of(period)),
             {{"day", speaker.language().day(news.step.first_day)},
              {"month", speaker.language().month(news.step.first_day)}}
         )}
    };
    const bool up = news.series.direction == SeriesDirection::up;
    const auto body = lay_out(
        {.language = speaker.language().code(),
         .title = speaker.text("series.subject", values),
         .paragraphs = {speaker.text(up ? "series.below" : "series.above", values)},
         .facts =
             {{speaker.text("alert.value"),
               fmt::format(
                   "{} ({}–{})",
                   number(news.step.mean.value()),
                   speaker.language().number(news.step.lo.value(), 2),
                   speaker.language().number(news.step.hi.value(), 2)
               )},
              {speaker.text("series.values"),
               speaker.language().number(static_cast<double>(news.step.n))},
              {speaker.text("alert.limit.below_target"), number(news.series.threshold.value())}},
         .link_words = speaker.text("alert.link"),
         .link = news.console_url.empty() ? ""
                                          : fmt::format(
                                                "{}/insights/trend?series={}&step={}",
                                                news.console_url,
                                                news.series.key,
                                                insight::name_of(period)
                                            ),
         .foot = speaker.text("series.foot", values)}
    );
    Mail mail;
    mail.to = user.email;
    mail.to_name = user.name;
    mail.subject = speaker.text("series.subject", values);
    mail.text = body.text;
    mail.html = body.html;
    return mail;
}

struct Watched {
    Series series;
    SeriesStep step;
};

std::vector<Watched> find_crossed(db::Reader& reader, const TimeZone& zone, Instant now) {
    std::vector<Watched> out;
    for (const Series& series : db::list_all<Series>(reader)) {
        if (!series.threshold || series.recipients.empty()) {
            continue;
        }
        const Day first = last_period_of(series, zone, now);
        const Day after = next_after(insight::period_of(series.period), first);
        std::vector<insight::SeriesPoint> points;
        insight::each_point(
            reader,
            series.id,
            zone.start_of(first),
            zone.start_of(after),
            [&](const insight::SeriesPoint& point) { points.push_back(point); }
        );
        if (const auto step = crossed(series, points, zone, now)) {
            out.push_back({series, *step});
        }
    }
    return out;
}

std::vector<Mail> mails_of(
    const Intake& intake,
    const Watched& found,
    const std::vector<User>& users,
    const std::string& console_url
) {
    const auto directory = intake.catalogue.directory();
    std::vector<Mail> mails;
    for (const User& user : users) {
        const auto& named = found.series.recipients;
        if (user.active && std::ranges::find(named, user.id.text()) != named.end()) {
            const auto language = user.language.value_or(directory->firm.language);
            const Speaker speaker(language, directory->firm.words.text);
            mails.push_back(mail_to(user, speaker, {found.series, found.step, console_url}));
            mails.back().id = make_uuid_v7(intake.clock, intake.random);
        }
    }
    return mails;
}

}  // namespace

std::optional<SeriesStep> crossed(
    const insight::Series& series,
    const std::vector<insight::SeriesPoint>& points,
    const TimeZone& zone,
    Instant now
) {
    const Period period = insight::period_of(series.period);
    const Day wanted = last_period_of(series, zone, now);
    for (const SeriesStep& step : show_series(points, period, zone, now).steps) {
        if (step.first_day != wanted || !step.lo || !step.hi || !series.threshold) {
            continue;
        }
        const bool bad = series.direction == SeriesDirection::up     ? *step.hi < *series.threshold
                         : series.direction == SeriesDirection::down ? *step.lo > *series.threshold
                                                                     : false;
        return bad ? std::optional(step) : std::nullopt;
    }
    return {};
}

namespace {

// All mails of it, and that it was told, or neither.
void tell(
    const Intake& intake,
    const Watched& one,
    const std::vector<User>& users,
    const std::string& console_url,
    Instant now
) {
    const auto mails = mails_of(intake, one, users, console_url);
    const auto period = period_key(insight::period_of(one.series.period), one.step.first_day);
    intake.database.write([&](db::Tx& tx) {
        if (insight::note_alarm(tx, one.series.id, period, now)) {
            for (const Mail& mail : mails) {
                post_mail(tx, mail, now);
            }
        }
    });
}

}  // namespace

void check_series(const Intake& intake, Instant now) {
    const auto directory = intake.catalogue.directory();
    std::vector<Watched> found;
    std::vector<User> users;
    std::string console_url;
    intake.database.read([&](db::Reader& reader) {
        found = find_crossed(reader, directory->zone, now);
        if (!found.empty()) {
            users = db::list_all<User>(reader);
            console_url = firm::load_mail_settings(reader).console_url.value_or("");
        }
    });
    while (console_url.ends_with('/')) {
        console_url.pop_back();
    }
    for (const Watched& one : found) {
        tell(intake, one, users, console_url, now);
    }
}

}  // namespace styk::story
