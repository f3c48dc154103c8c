#include "story/keep_case.h"

#include "casework/case_store.h"
#include "casework/rulebook.h"
#include "firm/mail_settings_store.h"
#include "story/announce_case.h"
#include "story/tell_customer.h"

namespace styk::story {

namespace {

// The receipt itself tells the customer, so no status message follows.
void acknowledge(db::Tx& tx, casework::Case& fresh, const Receipt& receipt) {
    casework::advance(fresh, casework::CaseState::acknowledged, receipt.step.at);
    fresh.due_at = receipt.due_at;
    fresh.escalate_at = receipt.escalate_at;
    casework::change(tx, fresh, receipt.step.at);
    put_step(tx, receipt.step);
}

}  // namespace

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

std::optional<Receipt> receipt_of(
    const Intake& intake,
    const casework::Rulebook& rulebook,
    const casework::Case& fresh,
    Instant now
) {
    if (fresh.kind != casework::CaseKind::complaint) {
        return {};
    }
    casework::Case after = fresh;
    casework::advance(after, casework::CaseState::acknowledged, now);
    rulebook.set_clock(after);
    Receipt out{
        make_step(intake.random, intake.clock, fresh.id, "state", {{"system", "", ""}, now}),
        after.due_at,
        after.escalate_at
    };
    out.step.before = "received";
    out.step.after = "acknowledged";
    return out;
}

void put_opened(
    db::Tx& tx,
    casework::Case& fresh,
    const std::vector<casework::Step>& log,
    const CaseNews& news,
    const std::optional<Receipt>& receipt
) {
    casework::add(tx, fresh);
    bool told = false;
    for (const casework::Step& step : log) {
        put_step(tx, step);
        told = (news.tells_customer && tell_customer(tx, fresh, step, fresh.created_at)) || told;
    }
    if (told && receipt && fresh.state == casework::CaseState::received) {
        acknowledge(tx, fresh, *receipt);
    }
    put_news(tx, news, fresh.created_at);
    announce_opened(tx, fresh);
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
