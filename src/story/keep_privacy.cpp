#include "story/keep_privacy.h"

#include <algorithm>

#include "feedback/anonymous_store.h"
#include "feedback/facts_store.h"
#include "feedback/feedback_store.h"
#include "privacy/consent_store.h"
#include "privacy/erasure_store.h"
#include "privacy/retention_store.h"
#include "queue/queue.h"
#include "story/erase_person.h"
#include "survey/response_privacy_store.h"
#include "survey/response_store.h"

namespace styk::story {

namespace {

using privacy::Settings;
using GoOn = std::function<bool()>;

constexpr int words_at_once = 200, people_at_once = 50;

Instant before(Instant now, std::int64_t days) {
    return now - std::chrono::days(days);
}

// One feedback without its words, and the response it has become from.
struct Wordless {
    feedback::Feedback before, after;
    std::string facts;
    std::optional<survey::Response> response;
};

std::vector<Wordless> prepare(const Intake& intake, Instant limit) {
    std::vector<Wordless> out;
    intake.database.read([&](db::Reader& reader) {
        out.clear();
        for (const auto seq : privacy::list_old_comments(reader, limit, words_at_once)) {
            auto found = feedback::list_after(reader, seq - 1, 1);
            if (found.empty() || found.front().seq != seq) {
                continue;
            }
            auto& one = out.emplace_back();
            one.before = std::move(found.front());
            one.after = feedback::made_wordless(one.before);
            one.response = survey::find_response_behind(reader, one.before.id);
        }
    });
    const auto directory = intake.catalogue.directory();
    for (Wordless& one : out) {
        if (one.response) {
            const auto definition =
                intake.catalogue.definition(one.response->survey_id, one.response->version);
            one.response->answers = survey::without_words(definition.get(), one.response->answers);
        }
        one.facts = feedback::pack_facts(intake.terms, *directory, one.after);
    }
    return out;
}

// False when somebody works on it just now.
bool write_wordless(db::Tx& tx, const Wordless& one) {
    const bool written = feedback::rewrite(tx, one.before, one.after, one.facts);
    privacy::drop_words_of_cases(tx, one.before.id.text());
    if (one.response) {
        survey::change_answers(tx, one.response->id, one.response->answers);
    }
    return written;
}

std::int64_t drop_words(const Intake& intake, Instant limit, const GoOn& go_on) {
    std::int64_t dropped = 0;
    for (auto some = prepare(intake, limit); !some.empty() && go_on();
         some = prepare(intake, limit)) {
        std::int64_t now = 0;
        intake.database.write([&](db::Tx& tx) {
            now = std::count_if(some.begin(), some.end(), [&](const Wordless& one) {
                return write_wordless(tx, one);
            });
        });
        dropped += now;
        if (now == 0) {
            break;  // somebody works on each of them: tomorrow
        }
    }
    return dropped;
}

std::int64_t forget_silent(const Intake& intake, Instant limit, Instant now, const GoOn& go_on) {
    const db::Change by{{"system", "", "Styk"}, now};
    std::int64_t forgotten = 0;
    while (go_on()) {
        const auto some = intake.database.read([&](db::Reader& reader) {
            return privacy::list_silent_customers(reader, limit, people_at_once);
        });
        for (const std::string& id : some) {
            erase_person(
                intake,
                {privacy::Subject::customer,
                 id,
                 privacy::Mode::keep_figures,
                 privacy::Reason::retention},
                by
            );
            ++forgotten;
        }
        if (some.empty()) {
            break;
        }
    }
    return forgotten;
}

}  // namespace

void ask_keep_privacy(db::Tx& tx, Instant now) {
    queue::put_one(tx, keep_privacy_work, now, now);
}

std::vector<Due> count_due(db::Database& database, const Settings& settings, Instant now) {
    return database.read([&](db::Reader& reader) {
        std::vector<Due> out;
        const auto add = [&](std::string_view rule, std::int64_t days, auto... counts) {
            Due& due = out.emplace_back(Due{rule, days, 0});
            if (days > 0) {
                due.records = (counts(reader, before(now, days)) + ...);
            }
        };
        add("comments",
            settings.comments_days,
            privacy::count_old_comments,
            privacy::count_old_partials);
        add("customers", settings.customers_days, privacy::count_silent_customers);
        add("invitations", settings.invitations_days, privacy::count_old_invitations);
        add("mails", settings.mails_days, privacy::count_old_mails);
        add("clicks", settings.clicks_days, privacy::count_old_clicks);
        add("audit", settings.audit_days, privacy::count_old_audit);
        return out;
    });
}

std::vector<Due> keep_privacy(const Intake& intake, Instant now, const GoOn& go_on) {
    const Settings settings = intake.database.read(privacy::load_settings);
    std::vector<Due> done;
    if (!settings.active) {
        return done;
    }
    const auto write = [&](auto work, Instant limit) {
        std::int64_t records = 0;
        intake.database.write([&](db::Tx& tx) { records = work(tx, limit); });
        return records;
    };
    const auto take = [&](std::string_view rule, std::int64_t days, const auto& work) {
        if (days > 0 && go_on()) {
            done.push_back({rule, days, work(before(now, days))});
        }
    };
    take("comments", settings.comments_days, [&](Instant limit) {
        return write(privacy::drop_old_partials, limit) + drop_words(intake, limit, go_on);
    });
    take("customers", settings.customers_days, [&](Instant limit) {
        return forget_silent(intake, limit, now, go_on);
    });
    take("invitations", settings.invitations_days, [&](Instant limit) {
        return write(privacy::forget_invited, limit);
    });
    take("mails", settings.mails_days, [&](Instant limit) {
        return write(privacy::forget_mails, limit);
    });
    take("clicks", settings.clicks_days, [&](Instant limit) {
        return write(privacy::forget_clicks, limit);
    });
    take("audit", settings.audit_days, [&](Instant limit) {
        return write(privacy::forget_audit, limit);
    });
    return done;
}

}  // namespace styk::story
