#include "story/remind_gestures.h"

#include <algorithm>
#include <fmt/format.h>

#include "firm/mail_settings_store.h"
#include "people/user.h"
#include "story/mail_page.h"
#include "story/post_mail.h"
#include "story/speaker.h"

namespace styk::story {

namespace {

using people::User;

bool sets_up(const User& user) {
    return user.role == people::Role::administrator || user.role == people::Role::cx_manager;
}

std::vector<User> recipients_of(const Gesture& gesture, const std::vector<User>& users) {
    std::vector<User> out;
    std::ranges::copy_if(users, std::back_inserter(out), [&](const User& user) {
        return user.active &&
               (gesture.owner_id.empty() ? sets_up(user) : user.id.text() == gesture.owner_id);
    });
    return out;
}

Mail mail_to(
    const User& user, const Speaker& speaker, const Gesture& gesture, const std::string& url
) {
    const PatternValues values{
        {"name", gesture.standard.name}, {"day", speaker.language().day(gesture.day)}
    };
    std::vector<std::string> paragraphs{speaker.text("gesture.due", values)};
    if (gesture.standard.description) {
        paragraphs.push_back(*gesture.standard.description);
    }
    const auto body = lay_out(
        {.language = speaker.language().code(),
         .title = speaker.text("gesture.subject", values),
         .paragraphs = std::move(paragraphs),
         .link_words = speaker.text("gesture.link"),
         .link = url.empty() ? "" : url + "/standards",
         .foot = speaker.text("gesture.foot", values)}
    );
    Mail mail;
    mail.to = user.email;
    mail.to_name = user.name;
    mail.subject = speaker.text("gesture.subject", values);
    mail.text = body.text;
    mail.html = body.html;
    return mail;
}

// False when it was told already, by another server too.
bool note_told(db::Tx& tx, const Gesture& gesture, Instant now) {
    return tx.run(
               "INSERT INTO standard_reminder (standard_id, day, sent_at) VALUES ($1, $2, $3) "
               "ON CONFLICT (standard_id, day) DO NOTHING",
               gesture.standard.id.text(),
               to_iso_day(gesture.day),
               now.us
           ) == 1;
}

std::string owner_of(const promise::Standard& standard, const feedback::Directory& directory) {
    if (standard.owner_id) {
        return standard.owner_id->text();
    }
    const auto* touchpoint = standard.touchpoint_id
                                 ? directory.touchpoints.find(standard.touchpoint_id->text())
                                 : nullptr;
    return touchpoint != nullptr && touchpoint->owner_id ? touchpoint->owner_id->text() : "";
}

// Of two servers that look at once, one tells.
void tell_once(db::Tx& tx, const Gesture& gesture, const std::vector<Mail>& mails, Instant now) {
    if (note_told(tx, gesture, now)) {
        for (const Mail& mail : mails) {
            post_mail(tx, mail, now);
        }
    }
}

}  // namespace

std::vector<Gesture> list_gestures(
    db::Reader& reader, const feedback::Directory& directory, Instant now
) {
    const Day today = directory.zone.day_of(now);
    std::vector<Gesture> out;
    for (auto& standard : db::list_all<promise::Standard>(reader)) {
        const auto day = promise::next_gesture(standard, today);
        if (!day) {
            continue;
        }
        Gesture one;
        one.day = *day;
        one.remind_from = *day - static_cast<Day>(standard.remind_days);
        one.owner_id = owner_of(standard, directory);
        one.owner_name =
            reader.find_text("SELECT name FROM person WHERE id = $1", one.owner_id).value_or("");
        one.told = reader
                       .find_integer(
                           "SELECT 1 FROM standard_reminder WHERE standard_id = $1 AND day = $2",
                           standard.id.text(),
                           to_iso_day(*day)
                       )
                       .has_value();
        one.standard = std::move(standard);
        out.push_back(std::move(one));
    }
    std::ranges::stable_sort(out, {}, &Gesture::day);
    return out;
}

void remind_gestures(const Intake& intake, Instant now) {
    const auto directory = intake.catalogue.directory();
    const Day today = directory->zone.day_of(now);
    std::vector<Gesture> gestures;
    std::vector<User> users;
    std::string url;
    intake.database.read([&](db::Reader& reader) {
        gestures = list_gestures(reader, *directory, now);
        users = db::list_all<User>(reader);
        url = firm::load_mail_settings(reader).console_url.value_or("");
    });
    while (url.ends_with('/')) {
        url.pop_back();
    }
    for (const Gesture& gesture : gestures) {
        if (gesture.told || gesture.remind_from > today) {
            continue;
        }
        std::vector<Mail> mails;
        for (const User& user : recipients_of(gesture, users)) {
            const Speaker speaker(
                user.language.value_or(directory->firm.language), directory->firm.words.text
            );
            mails.push_back(mail_to(user, speaker, gesture, url));
            mails.back().id = make_uuid_v7(intake.clock, intake.random);
        }
        intake.database.write([&](db::Tx& tx) { tell_once(tx, gesture, mails, now); });
    }
}

}  // namespace styk::story
