#include "story/send_campaign.h"

#include <algorithm>
#include <fmt/format.h>

#include "courier/http_client.h"
#include "firm/mail_settings_store.h"
#include "story/choose_recipients.h"
#include "survey/gateway.h"
#include "survey/survey_store.h"

namespace styk::story {

namespace {

using survey::Campaign;
using survey::CampaignChannel;
using survey::InvitationState;
using survey::Person;
using survey::Recipient;
using survey::RecipientState;
using survey::Survey;
namespace reason = survey::reason;

constexpr int sent_at_once = 50;
constexpr std::chrono::hours given_up_after{24 * 5};  // as with any mail
constexpr std::chrono::seconds gateway_answers_within{15};
constexpr std::size_t longest_said = 300;

// What somebody said of one message.
struct Outcome {
    enum class Kind { taken, refused, later, nobody } kind = Kind::nobody;
    std::string said{};
};

Outcome outcome_of(const std::optional<courier::Delivery>& delivery) {
    using Delivered = courier::Delivery::Outcome;
    if (!delivery) {
        return {};
    }
    switch (delivery->outcome) {
        case Delivered::accepted:
            return {Outcome::Kind::taken, delivery->said};
        case Delivered::refused:
            return {Outcome::Kind::refused, delivery->said};
        case Delivered::later:
            return {Outcome::Kind::later, delivery->said};
        case Delivered::no_service:
            break;
    }
    return {Outcome::Kind::nobody, delivery->said};
}

std::map<std::string, std::int64_t> number_links(
    db::Database& database, const Campaign& campaign, const std::vector<survey::MessageText>& texts
) {
    std::map<std::string, std::int64_t> out;
    const auto addresses = addresses_in(texts);
    if (campaign.channel == CampaignChannel::email && !addresses.empty()) {
        database.write([&](db::Tx& tx) {
            out.clear();
            for (const std::string& address : addresses) {
                out[address] = survey::link_number(tx, campaign.id.text(), address);
            }
        });
    }
    return out;
}

class Round {
public:
    Round(
        const CampaignMeans& means,
        const Campaign& campaign,
        const Survey& survey,
        const std::function<bool()>& go_on
    )
        : means_(means),
          database_(means.intake.database),
          clock_(means.intake.clock),
          campaign_(campaign),
          survey_(survey),
          go_on_(go_on),
          directory_(means.intake.catalogue.directory()),
          definition_(means.intake.catalogue.definition(survey.id, survey.version)),
          quiet_(survey::quiet_of(campaign, directory_->firm.working_days)) {}

    [[nodiscard]] Sent send(Instant until) {
        if (!prepare()) {
            return Sent::stuck;
        }
        while (clock_.now() < until && go_on_()) {
            const auto may_go = read_allowance();
            const auto batch = read_batch(may_go);
            if (batch.empty()) {
                return is_quiet() ? Sent::quiet : may_go == 0 ? Sent::paced : Sent::all;
            }
            if (links_.empty()) {
                links_ = number_links(database_, campaign_, texts_);
            }
            for (const auto& [recipient, person] : batch) {
                if (clock_.now() >= until || is_quiet()) {
                    return is_quiet() ? Sent::quiet : Sent::some;
                }
                if (!one(recipient, person)) {
                    return Sent::stuck;
                }
            }
        }
        return Sent::some;
    }

private:
    [[nodiscard]] bool is_quiet() const {
        const Instant now = clock_.now();
        return survey::first_loud(quiet_, directory_->zone, now) > now;
    }

    // What every message needs. False when somebody must set something up first.
    bool prepare() {
        Problems ignored;
        texts_ = survey::read_texts(campaign_.texts.text, ignored);
        database_.read([&](db::Reader& reader) {
            address_ = address_for_links(reader);
            sender_ = name_of_sender(reader, directory_->firm.name);
            if (campaign_.gateway_id) {
                gateway_ = db::find(reader, *campaign_.gateway_id);
            }
        });
        const bool carried =
            campaign_.channel == CampaignChannel::email || (gateway_ && gateway_->active);
        return definition_ && !address_.empty() && carried;
    }

    struct Pair {
        Recipient recipient;
        Person person;
    };

    // How many may go out now. The hour's share is spread over its minutes, so that nobody gets a
    // burst and then nothing.
    [[nodiscard]] int read_allowance() {
        if (!campaign_.most_per_hour) {
            return sent_at_once;
        }
        const std::int64_t hour = *campaign_.most_per_hour, minute = (hour + 59) / 60;
        const Instant now = clock_.now();
        const std::string id = campaign_.id.text();
        const auto left = database_.read([&](db::Reader& reader) {
            const auto left_of = [&](std::int64_t most, std::chrono::minutes span) {
                return most - survey::count_sent_since(reader, id, now - span);
            };
            return std::min(
                left_of(hour, std::chrono::minutes(60)), left_of(minute, std::chrono::minutes(1))
            );
        });
        return static_cast<int>(std::clamp<std::int64_t>(left, 0, sent_at_once));
    }

    [[nodiscard]] std::vector<Pair> read_batch(int limit) {
        std::vector<Pair> out;
        if (is_quiet() || limit == 0) {
            return out;
        }
        database_.read([&](db::Reader& reader) {
            if (db::load(reader, campaign_.id).state != survey::CampaignState::sending) {
                return;
            }
            auto due = survey::list_to_send(reader, campaign_.id.text(), clock_.now(), limit);
            std::vector<std::string> ids;
            ids.reserve(due.size());
            for (const Recipient& recipient : due) {
                ids.push_back(recipient.customer_id);
            }
            std::map<std::string, Person> people;
            for (Person& person : survey::find_people(reader, ids)) {
                auto id = person.id;
                people.emplace(std::move(id), std::move(person));
            }
            for (Recipient& recipient : due) {
                const auto found = people.find(recipient.customer_id);
                out.push_back(
                    {std::move(recipient), found == people.end() ? Person{} : found->second}
                );
            }
        });
        return out;
    }

    // What speaks against it now, although it was queued once. Empty: nothing.
    [[nodiscard]] std::string_view obstacle(
        const Recipient& recipient,
        const Person& person,
        const std::optional<survey::Invitation>& invitation
    ) {
        if (person.id.empty() || !invitation || !recipient.address) {
            return reason::gone;
        }
        const bool over = invitation->state == InvitationState::answered ||
                          invitation->state == InvitationState::withdrawn;
        const Instant now = clock_.now();
        if (over || (invitation->expires_at && now >= *invitation->expires_at)) {
            return reason::expired;
        }
        const auto mark = means_.intake.catalogue.mark_of(*recipient.address);
        const auto suppressed = database_.read([&](db::Reader& reader) {
            return survey::find_suppressed(reader, *recipient.address, mark, survey_.id.text());
        });
        return suppressed ? reason_of(*suppressed) : std::string_view();
    }

    [[nodiscard]] std::optional<survey::Invitation> invitation_of(const Recipient& recipient) {
        const auto id = Id<survey::Invitation>::parse(recipient.id);
        return database_.read([&](db::Reader& reader) {
            return survey::find_invitation(reader, id.value());
        });
    }

    // False when nobody takes messages now.
    bool one(const Recipient& recipient, const Person& person) {
        const auto invitation = invitation_of(recipient);
        const auto why = obstacle(recipient, person, invitation);
        if (!why.empty()) {
            leave_out(recipient, why);
            return true;
        }
        Addressee to;
        to.person = person;
        to.language = recipient.language;
        to.purpose = recipient.state == RecipientState::sent ? survey::Purpose::reminder
                                                             : survey::Purpose::invitation;
        to.token = invitation->token;
        to.stop = recipient.stop;
        to.expires_at = invitation->expires_at;
        const Letterhead head{
            campaign_,
            survey_,
            *definition_,
            texts_,
            sender_,
            address_,
            directory_->zone,
            links_,
            directory_->firm.words.text
        };
        const auto message = write_message(head, to);
        const auto outcome = campaign_.channel == CampaignChannel::email
                                 ? post(recipient, person, message)
                                 : text(recipient, person, message);
        return settle(recipient, outcome);
    }

    void leave_out(const Recipient& recipient, std::string_view why) {
        database_.write([&](db::Tx& tx) {
            recipient.state == RecipientState::sent
                ? survey::note_no_reminder(tx, recipient.id)
                : survey::drop_recipients(tx, {recipient.id}, why);
        });
    }

    // "ID" for the invitation, "ID.1" for its first reminder.
    [[nodiscard]] static std::string message_id(const Recipient& recipient) {
        return recipient.state == RecipientState::sent
                   ? fmt::format("{}.{}", recipient.id, recipient.reminders + 1)
                   : recipient.id;
    }

    [[nodiscard]] Outcome post(
        const Recipient& recipient, const Person& person, const CampaignMessage& message
    ) {
        PersonalMail mail;
        mail.id = message_id(recipient);
        mail.to = *recipient.address;
        mail.to_name = person.name;
        mail.subject = message.subject;
        mail.text = message.text;
        mail.html = message.html;
        mail.unsubscribe = message.unsubscribe;
        mail.date = recipient.due_at.value_or(clock_.now());
        mail.from_name = campaign_.from_name;
        mail.reply_to = campaign_.reply_to;
        mail.return_tag = recipient.id;
        return outcome_of(means_.postman.deliver(mail, go_on_));
    }

    [[nodiscard]] Outcome text(
        const Recipient& recipient, const Person& person, const CampaignMessage& message
    ) const {
        const auto answer = ask_gateway(
            means_.safe,
            *gateway_,
            *recipient.address,
            message.text,
            message_id(recipient),
            person.name
        );
        return {
            answer.outcome == "accepted"  ? Outcome::Kind::taken
            : answer.outcome == "refused" ? Outcome::Kind::refused
                                          : Outcome::Kind::later,
            answer.said
        };
    }

    // When the next reminder is due, if there is one.
    [[nodiscard]] std::optional<Instant> next_reminder(const Recipient& recipient, Instant now)
        const {
        const auto sent = recipient.state == RecipientState::sent ? recipient.reminders + 1 : 0;
        if (sent >= campaign_.reminders) {
            return {};
        }
        return survey::first_loud(
            quiet_, directory_->zone, now + std::chrono::days(campaign_.remind_after_days)
        );
    }

    bool settle(const Recipient& recipient, const Outcome& outcome) {
        const Instant now = clock_.now();
        switch (outcome.kind) {
            case Outcome::Kind::nobody:
                return false;
            case Outcome::Kind::taken:
                database_.write([&](db::Tx& tx) {
                    (void)survey::note_sent(tx, recipient, now, next_reminder(recipient, now));
                });
                return true;
            case Outcome::Kind::refused:
                refuse(recipient, outcome.said.substr(0, longest_said), now);
                return true;
            case Outcome::Kind::later:
                try_later(recipient, outcome.said.substr(0, longest_said), now);
                return true;
        }
        return true;
    }

    // For good. A mail server that knows no such mailbox has bounced it before it went out.
    void refuse(const Recipient& recipient, const std::string& said, Instant now) {
        const auto status = survey::status_in(said);
        const bool mail = campaign_.channel == CampaignChannel::email;
        const bool no_mailbox = mail && survey::is_about_mailbox(status, said);
        survey::Suppression suppression;
        suppression.id.uuid = make_uuid_v7(clock_, means_.intake.random);
        suppression.address = *recipient.address;
        suppression.reason = survey::SuppressionReason::bounced;
        suppression.note = said;
        suppression.campaign_id = campaign_.id;
        const db::Change by{{"system", "", "Styk"}, now};
        database_.write([&](db::Tx& tx) {
            if (mail) {
                survey::note_bounce(tx, recipient.id, said, now);
            } else {
                survey::note_try(tx, recipient, said, now, now);
                survey::drop_recipients(tx, {recipient.id}, reason::refused);
            }
            if (no_mailbox) {
                survey::suppress(tx, suppression, by);
            }
        });
    }

    void try_later(const Recipient& recipient, const std::string& said, Instant now) {
        const bool over = recipient.first_try_at && now - *recipient.first_try_at > given_up_after;
        database_.write([&](db::Tx& tx) {
            survey::note_try(
                tx, recipient, said, now, now + queue::back_off(recipient.attempts + 1)
            );
        });
        if (over) {
            leave_out(recipient, reason::given_up);
        }
    }

    const CampaignMeans& means_;
    db::Database& database_;
    const Clock& clock_;
    const Campaign& campaign_;
    const Survey& survey_;
    const std::function<bool()>& go_on_;
    std::shared_ptr<const feedback::Directory> directory_;
    std::shared_ptr<const survey::Definition> definition_;
    survey::Quiet quiet_;
    std::vector<survey::MessageText> texts_;
    std::map<std::string, std::int64_t> links_;
    std::string address_, sender_;
    std::optional<survey::Gateway> gateway_;
};

}  // namespace

Sent send_campaign(
    const CampaignMeans& means,
    const Campaign& campaign,
    const Survey& survey,
    Instant until,
    const std::function<bool()>& go_on
) {
    return Round(means, campaign, survey, go_on).send(until);
}

std::string address_for_links(db::Reader& reader) {
    auto address = firm::load_mail_settings(reader).console_url.value_or("");
    while (address.ends_with('/')) {
        address.pop_back();
    }
    return address;
}

std::string name_of_sender(db::Reader& reader, const std::string& firm) {
    if (!firm.empty()) {
        return firm;
    }
    const auto settings = firm::load_mail_settings(reader);
    const auto& address = settings.from_address.value_or("");
    return settings.from_name.value_or(address.substr(address.find('@') + 1));
}

GatewayTrial ask_gateway(
    const people::Safe& safe,
    const survey::Gateway& gateway,
    const std::string& to,
    const std::string& text,
    const std::string& id,
    const std::string& name
) {
    survey::GatewayValues values{to, text, id, "", name};
    if (gateway.secret_sealed) {
        const auto secret = safe.open(*gateway.secret_sealed);
        if (!secret) {
            return {"later", 0, "The secret is sealed with another key. Enter it again."};
        }
        values.secret = *secret;
    }
    const auto request = survey::fill(gateway, values);
    courier::Letter letter;
    letter.method = request.method;
    letter.url = request.url;
    letter.content_type = request.content_type;
    letter.headers = request.headers;
    letter.body = request.body;
    letter.within = gateway_answers_within;
    try {
        const auto reply = courier::send(letter);
        const bool taken = survey::was_taken(gateway, reply.status, reply.body);
        const bool busy = reply.status == 429 || reply.status >= 500;
        return {
            taken  ? "accepted"
            : busy ? "later"
                   : "refused",
            reply.status,
            fmt::format("{} {}", reply.status, reply.body.substr(0, longest_said))
        };
    } catch (const Fault&) {  // its words hold the address, which may hold the secret
        return {"later", 0, "The gateway did not answer."};
    }
}

}  // namespace styk::story
