#include "story/check_alerts.h"

#include <algorithm>

#include "db/record_store.h"
#include "firm/mail_settings_store.h"
#include "insight/alert_store.h"
#include "people/user.h"
#include "queue/queue.h"
#include "story/alert_mail.h"
#include "story/feedback_news.h"
#include "story/may_see.h"
#include "story/post_mail.h"
#include "story/watch_alert.h"
#include "story/whole_periods.h"

namespace styk::story {

namespace {

using insight::Alert;
using insight::Firing;
using people::User;

constexpr std::chrono::minutes look_again{10};  // late answers may still make a period speak

// What one round knows before it looks.
struct Round {
    std::shared_ptr<const feedback::Directory> directory;
    std::vector<Alert> alerts;
    std::vector<User> users;
    std::string console_url;
};

class Rounds {
public:
    Rounds(const Intake& intake, const insight::Engine& engine, Instant now)
        : intake_(intake), engine_(engine), now_(now) {}

    void look_at_all() {
        Round round;
        round.directory = intake_.catalogue.directory();
        intake_.database.read([&](db::Reader& reader) {
            round.alerts = db::list_all<Alert>(reader);
            round.users = db::list_all<User>(reader);
            round.console_url = firm::load_mail_settings(reader).console_url.value_or("");
        });
        std::string trouble;
        for (const Alert& alert : round.alerts) {
            try {
                if (alert.active && is_due(*round.directory, alert)) {
                    look_at(round, alert);
                }
            } catch (const std::exception& error) {
                trouble = error.what();
            }
        }
        if (!trouble.empty()) {
            throw Fault("an alert could not be looked at: " + trouble);
        }
    }

private:
    [[nodiscard]] std::string period_of(const feedback::Directory& directory, const Alert& alert)
        const {
        const Period period = insight::period_of(alert.period);
        return period_key(period, last_whole_period(period, directory.zone.day_of(now_)));
    }

    bool is_due(const feedback::Directory& directory, const Alert& alert) {
        const auto last = intake_.database.read([&](db::Reader& reader) {
            return insight::find_check(reader, alert.id);
        });
        return !last || last->revision != alert.revision ||
               last->period != period_of(directory, alert) || now_ - last->checked_at >= look_again;
    }

    void look_at(const Round& round, const Alert& alert) {
        const auto& directory = *round.directory;
        const auto eyes =
            intake_.database.read([&](db::Reader& reader) { return eyes_of(reader, alert); });
        const auto watched = watch_alert(engine_, directory, eyes, alert, now_);
        const auto firings = fresh_firings(alert, watched, period_of(directory, alert));
        const auto mails = mails_of(round, alert, watched, firings);
        intake_.database.write([&](db::Tx& tx) {
            const Listeners listeners(tx);
            for (const Firing& firing : firings) {
                if (!insight::add_firing(tx, firing)) {
                    throw Fault("an alert was told by somebody else meanwhile");
                }
                announce_firing(tx, listeners, alert, firing);
            }
            for (const Mail& mail : mails) {
                post_mail(tx, mail, now_);
            }
            insight::put_check(
                tx, alert.id, {alert.revision, period_of(directory, alert), watched.position, now_}
            );
        });
    }

    std::vector<Firing> fresh_firings(
        const Alert& alert, const Watched& watched, const std::string& period
    ) {
        std::vector<Firing> out;
        intake_.database.read([&](db::Reader& reader) {
            for (const auto& [group, alarm] : watched.alarms) {
                if (!insight::has_fired(reader, alert.id, group, period)) {
                    out.push_back(firing_of(alert, group, alarm, period));
                }
            }
        });
        return out;
    }

    Firing firing_of(
        const Alert& alert,
        const std::string& group,
        const insight::Alarm& alarm,
        const std::string& period
    ) {
        Firing firing;
        firing.id = make_uuid_v7(intake_.clock, intake_.random).text();
        firing.alert_id = alert.id;
        firing.group_key = group;
        firing.period = period;
        firing.fired_at = now_;
        firing.n = static_cast<std::int64_t>(alarm.estimate.n);
        firing.value = alarm.estimate.value.value();
        firing.lo = alarm.estimate.lo;
        firing.hi = alarm.estimate.hi;
        firing.limit = alarm.limit;
        firing.said = alarm.said;
        return firing;
    }

    std::vector<Mail> mails_of(
        const Round& round,
        const Alert& alert,
        const Watched& watched,
        const std::vector<Firing>& firings
    ) {
        std::vector<Mail> mails;
        for (const std::string& id : alert.recipients) {
            const auto user =
                std::find_if(round.users.begin(), round.users.end(), [&](const User& one) {
                    return one.id.text() == id && one.active;
                });
            if (user == round.users.end()) {
                continue;
            }
            const auto theirs = visible_to(*user, *round.directory, alert, watched, firings);
            if (!theirs.empty()) {
                mails.push_back(mail_to(*user, round, alert, watched, theirs));
            }
        }
        return mails;
    }

    static std::vector<Firing> visible_to(
        const User& user,
        const feedback::Directory& directory,
        const Alert& alert,
        const Watched& watched,
        const std::vector<Firing>& firings
    ) {
        std::vector<Firing> out;
        for (const Firing& firing : firings) {
            const auto filter =
                filter_of_group(watched.filter, alert.by.value_or(""), firing.group_key, directory);
            if (may_see(people::actor_of(user), filter, directory)) {
                out.push_back(firing);
            }
        }
        return out;
    }

    Mail mail_to(
        const User& user,
        const Round& round,
        const Alert& alert,
        const Watched& watched,
        const std::vector<Firing>& firings
    ) {
        const auto& directory = *round.directory;
        const auto words = alert_mail(
            {.language = user.language.value_or(directory.firm.language),
             .directory = directory,
             .alert = alert,
             .firings = firings,
             .period_from = watched.period_from,
             .false_alarms_a_year = watched.false_alarms_a_year,
             .console_url = round.console_url}
        );
        Mail mail;
        mail.to = user.email;
        mail.to_name = user.name;
        mail.subject = words.subject;
        mail.text = words.text;
        mail.html = words.html;
        mail.id = make_uuid_v7(intake_.clock, intake_.random);
        return mail;
    }

    const Intake& intake_;
    const insight::Engine& engine_;
    Instant now_;
};

}  // namespace

void ask_check_alerts(db::Tx& tx, Instant due, Instant now, std::int64_t mine) {
    queue::put_one(tx, check_alerts_work, due, now, mine);
}

void check_alerts(const Intake& intake, const insight::Engine& engine, Instant now) {
    Rounds(intake, engine, now).look_at_all();
}

}  // namespace styk::story
