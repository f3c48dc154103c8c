#include "story/campaign_echo.h"

#include <fmt/format.h>

#include "base/checksum.h"
#include "courier/report.h"
#include "story/choose_recipients.h"
#include "survey/survey_store.h"

namespace styk::story {

namespace {

using survey::Recipient;
using survey::Suppression;
using survey::SuppressionReason;

constexpr std::chrono::hours reports_come_within{24 * 30};
constexpr std::size_t longest_said = 500;

db::Change by_the_person(Instant now) {
    return {{"system", "", "unsubscribe"}, now};
}

// The mail that the click came out of.
std::optional<Instant> handed_over(const Recipient& one) {
    return one.reminded_at ? one.reminded_at : one.sent_at;
}

survey::Click read_click(
    db::Reader& reader,
    const ClickSeen& seen,
    const Recipient& recipient,
    bool anonymous,
    const TimeZone& zone
) {
    survey::ClickSigns signs;
    signs.head = seen.head;
    signs.user_agent = seen.user_agent;
    signs.handed_over = handed_over(recipient);
    signs.at = seen.at;
    signs.other_links_lately =
        anonymous ? 0
                  : survey::count_other_links(
                        reader, recipient.id, seen.target, seen.at - survey::links_window
                    );
    survey::Click click;
    click.campaign_id = recipient.campaign_id;
    click.link = seen.link;
    click.target = seen.target;
    click.machine = !survey::machine_sign(signs).empty();
    click.at = anonymous ? zone.start_of(zone.day_of(seen.at)) : seen.at;
    if (anonymous) {
        click.target.clear();  // a value that was clicked is half an answer
    } else {
        click.recipient_id = recipient.id;
    }
    return click;
}

// ---- bounces

// "bounces+ID@firm.example": the address that the mail said reports should go to.
std::optional<Recipient> recipient_by_tag(db::Reader& reader, const courier::Report& report) {
    for (const std::string& address : report.sent_to) {
        const auto at = address.find('@'), plus = address.rfind('+', at);
        if (at != std::string::npos && plus != std::string::npos) {
            if (auto found = survey::find_recipient(
                    reader, std::string_view(address).substr(plus + 1, at - plus - 1)
                )) {
                return found;
            }
        }
    }
    return {};
}

// Many servers quote nothing of the mail, so the address is looked at first.
std::optional<Recipient> recipient_of(
    db::Reader& reader, const courier::Report& report, Instant now
) {
    if (auto tagged = recipient_by_tag(reader, report)) {
        return tagged;
    }
    const auto local = report.reported_id.substr(0, report.reported_id.find('@'));
    auto found = survey::find_recipient(reader, local.substr(0, local.find('.')));
    if (!found && !report.address.empty()) {
        found = survey::find_sent_to(
            reader, survey::plain_address(report.address), now - reports_come_within
        );
    }
    return found;
}

bool is_to_be_suppressed(db::Reader& reader, const survey::Bounce& bounce) {
    if (bounce.kind == "complaint") {
        return true;
    }
    if (bounce.kind == "hard") {
        return survey::is_about_mailbox(bounce.status.value_or(""), bounce.said);
    }
    return bounce.kind == "soft" && bounce.address &&
           survey::count_soft_bounces(reader, *bounce.address, bounce.at - soft_bounces_count) +
                   1 >=
               soft_bounces_suppress;
}

survey::Bounce bounce_of(
    const courier::Report& report, const std::string& mail, const std::string& id, Instant now
) {
    survey::Bounce out;
    out.id = id;
    out.report = report.own_id.empty() ? fmt::format("{:016x}", checksum(mail)) : report.own_id;
    out.at = now;
    out.kind = courier::name_of(report.kind);
    out.said = report.said.substr(0, longest_said);
    if (!report.status.empty()) {
        out.status = report.status;
    }
    if (!report.address.empty()) {
        out.address = survey::plain_address(report.address);
    }
    return out;
}

void mark_recipient(db::Tx& tx, const Recipient& one, const survey::Bounce& bounce) {
    if (bounce.kind == "complaint") {
        survey::note_unsubscribed(tx, one.id, bounce.at);
    } else if (bounce.kind == "hard" || bounce.kind == "soft") {
        survey::note_bounce(
            tx, one.id, fmt::format("{} {}", bounce.status.value_or(""), bounce.said), bounce.at
        );
    }
}

void suppress_bounced(
    db::Tx& tx, const survey::Bounce& bounce, const Uuid& fresh, const db::Change& by
) {
    Suppression one;
    one.id.uuid = fresh;
    one.address = *bounce.address;
    one.reason =
        bounce.kind == "complaint" ? SuppressionReason::complained : SuppressionReason::bounced;
    if (!bounce.said.empty()) {
        one.note = bounce.said;
    }
    if (bounce.campaign_id) {
        one.campaign_id = Id<survey::Campaign>::parse(*bounce.campaign_id);
    }
    survey::suppress(tx, one, by);
}

LeaveScope scope_now(
    db::Reader& reader, const Catalogue& catalogue, const Recipient& one, const std::string& survey
) {
    if (!one.address) {
        return LeaveScope::none;
    }
    const auto mark = catalogue.mark_of(*one.address);
    if (survey::find_suppressed(reader, *one.address, mark, "")) {
        return LeaveScope::all;
    }
    return survey::find_suppressed(reader, *one.address, mark, survey) ? LeaveScope::survey
                                                                       : LeaveScope::none;
}

}  // namespace

std::optional<std::string> note_click(const Intake& intake, const ClickSeen& seen) {
    std::optional<std::string> url;
    std::optional<Recipient> recipient;
    survey::Click click;
    bool many = false;
    const auto directory = intake.catalogue.directory();
    intake.database.read([&](db::Reader& reader) {
        const auto invitation = survey::find_invitation(reader, seen.token);
        recipient =
            invitation ? survey::find_recipient(reader, invitation->id.text()) : std::nullopt;
        if (!recipient) {
            return;
        }
        url = survey::find_link_url(reader, recipient->campaign_id, seen.link);
        const auto* survey = directory->surveys.find(invitation->survey_id.text());
        const bool anonymous = survey == nullptr || survey->mode == survey::Mode::anonymous;
        click = read_click(reader, seen, *recipient, anonymous, directory->zone);
        many = click.recipient_id &&
               survey::count_other_links(
                   reader, recipient->id, seen.target, seen.at - survey::links_window
               ) >= 2;
    });
    if (!recipient || (seen.link > 0 && !url)) {
        return url;
    }
    intake.database.write([&](db::Tx& tx) {
        survey::add_click(tx, click);
        if (many) {  // then the first ones were no person's either
            survey::call_machine(tx, recipient->id, seen.at - survey::links_window);
        }
    });
    return url;
}

survey::Bounce take_bounce(const Intake& intake, const std::string& mail, const db::Change& by) {
    const auto report = courier::read_report(mail);
    if (!report) {
        throw Refusal(Code::invalid, "This is no mail.", {{"", "must be a mail as it came"}});
    }
    auto bounce = bounce_of(*report, mail, make_uuid_v7(intake.clock, intake.random).text(), by.at);
    const Uuid fresh = make_uuid_v7(intake.clock, intake.random);
    survey::Bounce out;
    intake.database.write([&](db::Tx& tx) {
        if (const auto known = survey::find_bounce(tx, bounce.report)) {
            out = *known;
            return;
        }
        out = bounce;
        if (const auto recipient = recipient_of(tx, *report, by.at)) {
            out.recipient_id = recipient->id;
            out.campaign_id = recipient->campaign_id;
            out.address = recipient->address ? recipient->address : out.address;
            mark_recipient(tx, *recipient, out);
        }
        out.suppressed = out.address && is_to_be_suppressed(tx, out);
        if (out.suppressed) {
            suppress_bounced(tx, out, fresh, by);
        }
        survey::add_bounce(tx, out);
    });
    return out;
}

std::optional<Leaving> find_leaving(const Intake& intake, const std::string& stop) {
    return intake.database.read([&](db::Reader& reader) -> std::optional<Leaving> {
        auto recipient = survey::find_recipient_by_stop(reader, stop);
        const auto campaign =
            recipient ? db::find_by<survey::Campaign>(reader, "id", recipient->campaign_id)
                      : std::nullopt;
        const auto survey = campaign ? db::find(reader, campaign->survey_id) : std::nullopt;
        if (!survey || !recipient->address) {
            return {};
        }
        const auto now = scope_now(reader, intake.catalogue, *recipient, survey->id.text());
        return Leaving{*std::move(recipient), *survey, now};
    });
}

bool leave(const Intake& intake, const std::string& stop, LeaveScope scope, Instant now) {
    const auto found = find_leaving(intake, stop);
    if (!found) {
        return false;
    }
    const auto by = by_the_person(now);
    const std::string& address = *found->recipient.address;
    Suppression one;
    one.id.uuid = make_uuid_v7(intake.clock, intake.random);
    one.address = address;
    one.reason = SuppressionReason::unsubscribed;
    one.campaign_id = Id<survey::Campaign>::parse(found->recipient.campaign_id);
    const std::string survey = found->survey.id.text();
    if (scope == LeaveScope::survey) {
        one.survey_id = found->survey.id;
    }
    intake.database.write([&](db::Tx& tx) {
        // What they wish now takes the place of what they wished before; what bounced stays.
        survey::release(tx, address, SuppressionReason::unsubscribed, {}, by);
        survey::release(tx, address, SuppressionReason::unsubscribed, survey, by);
        if (scope != LeaveScope::none) {
            survey::suppress(tx, one, by);
        }
        survey::note_unsubscribed(
            tx, found->recipient.id, scope == LeaveScope::none ? std::nullopt : std::optional(now)
        );
    });
    return true;
}

}  // namespace styk::story
