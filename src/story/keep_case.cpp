#include "story/keep_case.h"

#include "casework/case_store.h"
#include "firm/mail_settings_store.h"
#include "story/announce_case.h"
#include "story/tell_customer.h"

namespace styk::story {

casework::Step make_step(
    Random& random,
    const Clock& clock,
    const Id<casework::Case>& id,
    std::string kind,
    const db::Change& by
) {
    casework::Step step;
    step.id = make_uuid_v7(clock, random).text();
    step.case_id = id;
    step.at = by.at;
    step.by = {by.author.kind, by.author.id, by.author.name};
    step.kind = std::move(kind);
    return step;
}

void put_opened(
    db::Tx& tx, casework::Case& fresh, const std::vector<casework::Step>& log, const CaseNews& news
) {
    casework::add(tx, fresh);
    for (const casework::Step& step : log) {
        put_step(tx, step);
    }
    put_news(tx, news, fresh.created_at);
    announce_opened(tx, fresh);
    for (const casework::Step& step : log) {
        tell_customer(tx, fresh, step, fresh.created_at);
    }
}

void put_changed(
    db::Tx& tx,
    casework::Case& changed,
    const std::vector<casework::Step>& log,
    const CaseNews& news,
    Instant now
) {
    casework::change(tx, changed, now);
    for (const casework::Step& step : log) {
        put_step(tx, step);
    }
    put_news(tx, news, now);
    announce_changed(tx, changed, log);
    for (const casework::Step& step : log) {
        tell_customer(tx, changed, step, now);
    }
}

void put_step(db::Tx& tx, const casework::Step& step) {
    casework::append(tx, step);
}

void put_news(db::Tx& tx, const CaseNews& news, Instant now) {
    for (const auto& one : news.notifications) {
        casework::add_notification(tx, one);
    }
    if (!news.mails.empty() && firm::load_mail_settings(tx).host) {
        for (const Mail& mail : news.mails) {
            post_mail(tx, mail, now);
        }
    }
}

}  // namespace styk::story
