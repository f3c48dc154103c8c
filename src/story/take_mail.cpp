#include "story/take_mail.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "casework/case_store.h"
#include "casework/message_store.h"
#include "casework/rulebook.h"
#include "courier/received.h"
#include "courier/report.h"
#include "customer/customer.h"
#include "firm/incoming_mail_store.h"
#include "firm/mail_settings_store.h"
#include "people/secret.h"
#include "story/campaign_echo.h"
#include "story/keep_case.h"
#include "story/known_customer.h"
#include "story/setup.h"
#include "story/tell_case.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::CaseMessage;
using casework::CaseState;
using courier::ReceivedMail;

constexpr int most_of_one_sender = 30;  // complaints within an hour: more is a machine
constexpr std::size_t longest_comment = 15'000;
constexpr std::chrono::days oldest_date{30};

// Who a case belongs to now: the one it was merged into.
Case follow_merges(db::Reader& reader, Case one) {
    for (int left = 10; left > 0 && one.merged_into; --left) {
        const auto next = casework::find_case(reader, *one.merged_into);
        if (!next) {
            break;
        }
        one = *next;
    }
    return one;
}

std::string cut(std::string text, std::size_t most) {
    if (text.size() > most) {
        while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80) {
            --most;
        }
        text.resize(most);
    }
    return text;
}

void log_incoming(db::Tx& tx, const IncomingMail& mail) {
    tx.run(
        "INSERT INTO incoming_mail (id, message_id, at, sender, subject, outcome, case_id) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        mail.id,
        mail.message_id,
        mail.at.us,
        mail.sender,
        mail.subject,
        mail.outcome,
        mail.case_id
    );
}

// Of a mail that did not arrive and never will, or not yet.
std::optional<courier::Report> report_in(std::string_view raw) {
    const auto report = courier::read_report(raw);
    const bool about = report && (report->kind == courier::Report::Kind::hard ||
                                  report->kind == courier::Report::Kind::soft ||
                                  report->kind == courier::Report::Kind::complaint);
    return about ? report : std::nullopt;
}

bool is_known(db::Reader& reader, const std::string& message_id) {
    return reader.find_integer("SELECT 1 FROM incoming_mail WHERE message_id = $1", message_id)
        .has_value();
}

// A closed case is open again: the answer did not do.
void reopen(Case& one, const casework::Rulebook& rulebook, Instant at) {
    const auto& targets = rulebook.targets();
    const auto& hours = rulebook.hours_of(one);
    const auto by = [&](const std::optional<std::int64_t>& amount) {
        return amount ? std::optional(hours.after(at, std::chrono::minutes(*amount)))
                      : std::nullopt;
    };
    one.state = CaseState::investigated;
    one.outcome.reset();
    one.closed_at.reset();
    one.answered_at.reset();
    one.answer_by = by(targets.answer_minutes);
    one.close_by = by(targets.close_minutes);
    ++one.reopened;
}

// What a reply changes, drawn before the transaction that may run twice.
class ReplyWork {
public:
    // `undelivered`: it says that a mail of ours did not arrive, which somebody must see.
    ReplyWork(const Intake& intake, CaseMessage message, Instant now, bool undelivered = false)
        : intake_(intake),
          directory_(intake.catalogue.directory()),
          rulebook_(setup_of(intake.catalogue)->rulebook),
          message_(std::move(message)),
          now_(now),
          undelivered_(undelivered) {
        const db::Change by{{"customer", "", message_.sender_name}, now};
        said_ = make_step(intake.random, intake.clock, message_.case_id, "message", by);
        said_.after = "in";
        said_.text = message_.subject;
        reopened_ = make_step(intake.random, intake.clock, message_.case_id, "state", by);
        reopened_.before = "closed";
        reopened_.after = "investigated";
        if (!message_.automatic || undelivered_) {
            const Case one = intake.database.read([&](db::Reader& reader) {
                return casework::load_case(reader, message_.case_id);
            });
            CaseTeller(intake, *directory_, *rulebook_, now).tell(news_, one, "case_reply");
        }
    }

    void write(db::Tx& tx) const {
        Case one = casework::load_case(tx, message_.case_id);
        std::vector<casework::Step> log{said_};
        if (!message_.automatic || undelivered_) {
            one.unread = true;
            if (!message_.automatic && !casework::is_open(one)) {
                reopen(one, *rulebook_, now_);
                rulebook_->set_clock(one);
                log.push_back(reopened_);
            }
        }
        put_changed(tx, one, log, news_, now_);
        casework::add_message(tx, message_);
    }

private:
    const Intake& intake_;
    std::shared_ptr<const feedback::Directory> directory_;
    std::shared_ptr<const casework::Rulebook> rulebook_;
    CaseMessage message_;
    Instant now_;
    bool undelivered_;
    casework::Step said_, reopened_;
    CaseNews news_;
};

class Taking {
public:
    Taking(
        const Intake& intake,
        ReceivedMail mail,
        std::string_view raw,
        Instant now,
        const std::function<void(db::Tx&)>& also
    )
        : intake_(intake), mail_(std::move(mail)), raw_(raw), now_(now), also_(also) {
        if (mail_.message_id.empty()) {
            mail_.message_id = people::hash_secret(raw) + "@without-id.invalid";
        }
        log_.id = make_uuid_v7(intake.clock, intake.random).text();
        log_.message_id = mail_.message_id;
        log_.at = now;
        log_.sender = mail_.from.address;
        log_.subject = cut(mail_.subject, casework::longest_subject);
        report_ = report_in(raw);
    }

    TakenMail take() {
        bool known = false, own = false;
        std::optional<Case> found;
        std::int64_t lately = 0;
        intake_.database.read([&](db::Reader& reader) {
            known = is_known(reader, mail_.message_id);
            own = is_own(reader);
            found = find_case(reader);
            lately = count_lately(reader);
        });
        if (known) {
            return only_also("repeated");
        }
        if (own) {
            return keep("own", {});
        }
        if (found) {
            return into_case(*found);
        }
        if (mail_.automatic) {
            if (report_) {
                (void)take_bounce(intake_, std::string(raw_), {{"system", "", "Styk"}, now_});
            }
            return keep("automatic", {});
        }
        return lately >= most_of_one_sender ? keep("flood", {}) : complain();
    }

private:
    [[nodiscard]] bool is_own(db::Reader& reader) const {
        const auto from = firm::load_mail_settings(reader).from_address;
        const auto incoming = firm::load_incoming_mail(reader).address;
        const auto same = [&](const std::optional<std::string>& one) {
            return one && to_lower_ascii(*one) == mail_.from.address;
        };
        return same(from) || same(incoming);
    }

    [[nodiscard]] std::int64_t count_lately(db::Reader& reader) const {
        return reader
            .find_integer(
                "SELECT COUNT(*) FROM incoming_mail WHERE sender = $1 AND at > $2 AND outcome = "
                "'complaint'",
                mail_.from.address,
                (now_ - std::chrono::hours(1)).us
            )
            .value_or(0);
    }

    // By the mail it answers, else by the address it was written to.
    [[nodiscard]] std::optional<Case> find_case(db::Reader& reader) const {
        auto answers = mail_.answers;
        if (report_) {
            answers.push_back(report_->reported_id);
        }
        auto id = casework::find_case_of_mails(reader, answers);
        auto one = id ? casework::find_case(reader, *id) : std::nullopt;
        const auto address = firm::load_incoming_mail(reader).address;
        for (const std::string& written : mail_.sent_to) {
            const auto tag = address && !one ? firm::tag_in(written, *address) : "";
            if (tag.starts_with("c.")) {
                one = casework::find_case_by_token(reader, tag.substr(2));
            }
        }
        return one ? std::optional(follow_merges(reader, *one)) : std::nullopt;
    }

    [[nodiscard]] CaseMessage message_for(const Id<Case>& id) const {
        CaseMessage out;
        out.id = log_.id;
        out.case_id = id;
        out.at = now_;
        out.incoming = true;
        out.message_id = mail_.message_id;
        out.sender = mail_.from.address;
        out.sender_name = cut(mail_.from.name, 200);
        out.recipient = mail_.sent_to.empty() ? "" : mail_.sent_to.front();
        out.subject = log_.subject;
        out.body = mail_.text;
        out.quoted = mail_.quoted;
        out.automatic = mail_.automatic;
        out.left_out = static_cast<std::int64_t>(mail_.left_out);
        for (const auto& one : mail_.attachments) {
            const bool kept = !one.bytes.empty();
            out.attachments.push_back(
                {make_uuid_v7(intake_.clock, intake_.random).text(),
                 one.name,
                 one.type,
                 static_cast<std::int64_t>(one.bytes.size()),
                 kept ? std::optional(one.bytes) : std::nullopt}
            );
        }
        return out;
    }

    TakenMail only_also(const char* outcome) {
        if (also_) {
            intake_.database.write(also_);
        }
        return {outcome};
    }

    void put_log(db::Tx& tx, const char* outcome, const std::optional<Id<Case>>& id) const {
        IncomingMail log = log_;
        log.outcome = outcome;
        log.case_id = id ? std::optional(id->text()) : std::nullopt;
        log_incoming(tx, log);
        if (also_) {
            also_(tx);
        }
    }

    TakenMail keep(const char* outcome, const std::optional<Id<Case>>& id) {
        intake_.database.write([&](db::Tx& tx) { put_log(tx, outcome, id); });
        return {outcome, id};
    }

    TakenMail into_case(const Case& one) {
        const ReplyWork work(intake_, message_for(one.id), now_, report_.has_value());
        const char* outcome = mail_.automatic ? "automatic" : "reply";
        intake_.database.write([&](db::Tx& tx) {
            put_log(tx, outcome, one.id);
            work.write(tx);
        });
        return {outcome, one.id};
    }

    [[nodiscard]] feedback::Draft draft_of(const std::string& customer) const {
        feedback::Draft out;
        out.kind = "complaint";
        out.source = "mail";
        out.channel = "email";
        out.customer = customer;
        const std::string words =
            mail_.subject.empty() ? mail_.text : mail_.subject + "\n\n" + mail_.text;
        out.comment = cut(std::string(trim(words)), longest_comment);
        const bool sane = mail_.date && *mail_.date <= now_ && *mail_.date > now_ - oldest_date;
        out.occurred_at = sane ? mail_.date : std::nullopt;
        return out;
    }

    TakenMail complain() {
        std::optional<Id<Case>> id;
        const db::Change by{{"system", "", "Styk"}, now_};
        const CaseMessage first = message_for({});
        const auto known =
            customer_of_address(intake_, mail_.from.address, cut(mail_.from.name, 200));
        (void)receive_feedback(
            intake_,
            draft_of(known.key),
            by,
            [&](db::Tx& tx, const feedback::Feedback& feedback) {
                id = casework::find_case_of(tx, feedback.id.text());
                put_log(tx, "complaint", id);
                if (id) {
                    CaseMessage message = first;
                    message.case_id = *id;
                    casework::add_message(tx, message);
                    if (message.message_id.find(' ') == std::string::npos) {
                        casework::thread_receipts(tx, *id, message.message_id);
                    }
                }
            },
            known.told
        );
        return {"complaint", id};
    }

    const Intake& intake_;
    ReceivedMail mail_;
    std::string_view raw_;
    Instant now_;
    const std::function<void(db::Tx&)>& also_;
    std::optional<courier::Report> report_;  // of a mail that did not arrive
    IncomingMail log_;
};

}  // namespace

TakenMail take_mail(
    const Intake& intake,
    std::string_view raw,
    Instant now,
    const std::function<void(db::Tx&)>& also
) {
    auto mail = courier::read_mail(raw);
    if (!mail) {
        throw Refusal(Code::invalid, "This is no mail.", {{"", "is no mail that somebody sent"}});
    }
    try {
        return Taking(intake, *std::move(mail), raw, now, also).take();
    } catch (const db::Conflict&) {  // the same mail came twice at once
        if (also) {
            intake.database.write(also);
        }
        return {"repeated"};
    }
}

void take_reply(const Intake& intake, const Id<Case>& id, const std::string& text, Instant now) {
    CaseMessage message;
    message.id = make_uuid_v7(intake.clock, intake.random).text();
    message.case_id = id;
    message.at = now;
    message.incoming = true;
    message.message_id = message.id + "@status-page.invalid";
    message.body = text;
    const auto customer = intake.database.read([&](db::Reader& reader) {
        const auto one = casework::load_case(reader, id);
        return one.customer_id ? db::find(reader, *one.customer_id) : std::nullopt;
    });
    message.sender = customer ? customer->email.value_or("") : "";
    message.sender_name = customer ? customer->name : "";
    const ReplyWork work(intake, message, now);
    intake.database.write([&](db::Tx& tx) { work.write(tx); });
}

std::vector<IncomingMail> list_incoming(
    db::Reader& reader, std::optional<std::int64_t> before, int limit
) {
    std::vector<IncomingMail> out;
    reader.query(
        "SELECT position, id, message_id, sender, subject, outcome, at, case_id FROM incoming_mail "
        "WHERE position < $1 ORDER BY position DESC LIMIT $2",
        [&](const db::Row& row) {
            IncomingMail& one = out.emplace_back();
            one.position = row.integer(0);
            one.id = row.string(1);
            one.message_id = row.string(2);
            one.sender = row.string(3);
            one.subject = row.string(4);
            one.outcome = row.string(5);
            one.at = {row.integer(6)};
            one.case_id = row.maybe_string(7);
        },
        before.value_or(std::int64_t{1} << 62U),
        limit
    );
    return out;
}

void forget_incoming(db::Tx& tx, Instant before) {
    tx.run("DELETE FROM incoming_mail WHERE at < $1", before.us);
}

}  // namespace styk::story
