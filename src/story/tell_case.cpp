#include "story/tell_case.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/wall_time.h"
#include "firm/mail_settings_store.h"
#include "story/mail_page.h"
#include "story/speaker.h"

namespace styk::story {

namespace {

using casework::Case;
using people::User;

void add_once(std::vector<const User*>& all, const User* one) {
    if (one != nullptr && std::ranges::find(all, one) == all.end()) {
        all.push_back(one);
    }
}

// "21 November 2026, 14:30" by the firm's clock.
std::string moment_words(const Speaker& speaker, const feedback::Directory& directory, Instant at) {
    const Day day = directory.zone.day_of(at);
    const int minute = minute_of_day(directory.zone, at);
    return fmt::format("{}, {:02}:{:02}", speaker.language().day(day), minute / 60, minute % 60);
}

}  // namespace

std::vector<const User*> CaseTeller::people_of(const Case& one) const {
    std::vector<const User*> out;
    const Day today = directory_.zone.day_of(now_);
    if (one.owner_id) {
        add_once(out, rulebook_.find_user(one.owner_id->text()));
        const auto deputy = rulebook_.deputy_of(*one.owner_id, today);
        add_once(out, deputy ? rulebook_.find_user(deputy->text()) : nullptr);
    }
    if (out.empty() && one.department_id) {
        out = rulebook_.users_of_department(one.department_id->text());
    }
    if (out.empty()) {
        out = rulebook_.users_with(people::Role::cx_manager);
    }
    return out.empty() ? rulebook_.users_with(people::Role::administrator) : out;
}

void CaseTeller::tell(
    CaseNews& news, const Case& one, std::string_view kind, std::string_view but
) {
    for (const User* user : people_of(one)) {
        if (user->id.text() != but) {
            tell_user(news, one, kind, *user);
        }
    }
}

void CaseTeller::tell_user(
    CaseNews& news,
    const Case& one,
    std::string_view kind,
    const User& user,
    const std::string& text
) {
    const std::string id = user.id.text();
    if (std::ranges::find(news.notifications, id, &casework::Notification::user_id) !=
        news.notifications.end()) {
        return;
    }
    casework::Notification told;
    told.id = make_uuid_v7(intake_.clock, intake_.random).text();
    told.user_id = id;
    told.at = now_;
    told.kind = kind;
    told.case_id = one.id.text();
    told.title = one.title;
    told.text = text.empty() ? one.words : text;
    news.notifications.push_back(std::move(told));
    if (rulebook_.settings().mail_owners) {
        news.mails.push_back(mail_of(one, kind, user, text));
    }
}

Mail CaseTeller::mail_of(
    const Case& one, std::string_view kind, const User& user, const std::string& text
) {
    if (!console_url_) {
        console_url_ = intake_.database.read([](db::Reader& reader) {
            return firm::load_mail_settings(reader).console_url.value_or("");
        });
        while (console_url_->ends_with('/')) {
            console_url_->pop_back();
        }
    }
    const Speaker speaker(
        user.language.value_or(directory_.firm.language), directory_.firm.words.text
    );
    const auto subject = speaker.text(fmt::format("case.mail.{}", kind), {{"title", one.title}});
    std::vector<std::pair<std::string, std::string>> facts;
    const auto* touchpoint =
        one.touchpoint.empty() ? nullptr : directory_.touchpoints.find(one.touchpoint);
    if (touchpoint != nullptr) {
        facts.emplace_back(speaker.text("case.mail.touchpoint"), touchpoint->name);
    }
    if (one.due_at) {
        facts.emplace_back(
            speaker.text("case.mail.due"), moment_words(speaker, directory_, *one.due_at)
        );
    }
    const auto body = lay_out(
        {.language = speaker.language().code(),
         .title = subject,
         .paragraphs = {text.empty() ? one.words.empty() ? one.title : one.words : text},
         .facts = std::move(facts),
         .link_words = speaker.text("case.mail.link"),
         .link =
             console_url_->empty() ? "" : fmt::format("{}/cases/{}", *console_url_, one.id.text()),
         .foot = speaker.text("case.mail.foot")}
    );
    Mail mail;
    mail.to = user.email;
    mail.to_name = user.name;
    mail.subject = subject;
    mail.text = body.text;
    mail.html = body.html;
    mail.id = make_uuid_v7(intake_.clock, intake_.random);
    return mail;
}

}  // namespace styk::story
