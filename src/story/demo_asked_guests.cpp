#include "story/demo_asked_guests.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "casework/case_store.h"
#include "customer/event_store.h"
#include "feedback/facts_store.h"
#include "story/ask_customers.h"
#include "story/demo_case_words.h"
#include "story/demo_surveys.h"
#include "story/tell_customer.h"
#include "survey/campaign_store.h"
#include "survey/response_store.h"
#include "survey/survey_store.h"

namespace styk::story {

namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr days asked_ago{15};

// One after the other in each language; who comes after the last of them has not answered.
struct Opinion {
    std::string_view helps;  // yes, partly, no
    DemoWords said;
};

constexpr std::array opinions{
    Opinion{
        "yes",
        {"With two children at the desk I would have paid for that. But tell me on the way when "
         "the "
         "room is ready, not when I stand in the lobby.",
         "Z dwójką dzieci przy recepcji dałoby się za to zapłacić. Tylko proszę pisać w drodze, że "
         "pokój jest gotowy, a nie dopiero w holu.",
         "С двумя детьми у стойки за это не жалко доплатить. Только сообщите по дороге, что номер "
         "готов, а не когда мы уже в холле."}
    },
    Opinion{
        "partly",
        {"The papers beforehand, yes. The key I would rather have in my hand, my battery is always "
         "empty when I arrive.",
         "Formalności wcześniej: tak. Klucz wolę w ręku, po podróży telefon zwykle pada.",
         "Бумаги заранее — да. А ключ лучше в руки: после дороги телефон обычно разряжен."}
    },
    Opinion{
        "yes",
        {"Yes, as long as somebody still looks up and says good evening.",
         "Tak, byle ktoś jeszcze podniósł wzrok i powiedział dobry wieczór.",
         "Да, лишь бы кто-нибудь поднял глаза и сказал «добрый вечер»."}
    },
};

struct Asked {
    customer::Customer guest;
    customer::Event event;
    survey::Recipient recipient;
};

class AskedGuests {
public:
    AskedGuests(
        const Intake& intake,
        const Id<casework::Finding>& finding,
        std::string_view language,
        Instant now
    )
        : intake_(intake),
          finding_(finding),
          language_(language),
          at_(now - asked_ago),
          by_{{"system", "", "Styk"}, now - asked_ago},
          survey_(intake.database.read([](db::Reader& reader) {
              return db::find_by<survey::Survey>(reader, "key", std::string(planned_change_key))
                  .value();
          })) {}

    void ask() {
        add_campaign();
        (void)ask_customers(intake_, finding_, survey_.key, at_);
        find_asked();
        invite();
        std::map<std::string_view, std::size_t> answered;
        for (const Asked& one : asked_) {
            const auto language = language_of(one.guest);
            const auto nth = answered[language]++;
            if (nth < opinions.size()) {
                answer(one, opinions.at(nth), language);
            }
        }
    }

private:
    void add_campaign() {
        const DemoWords name{
            "Of planned changes", "O planowanych zmianach", "О планируемых изменениях"
        };
        campaign_.id.uuid = make_uuid_v7(intake_.clock, intake_.random);
        campaign_.survey_id = survey_.id;
        campaign_.name = name.in(language_);
        campaign_.occasion = survey::Occasion::event;
        campaign_.event_type = asked_about_finding;
        campaign_.state = survey::CampaignState::sending;
        campaign_.started_at = at_;
        intake_.database.write([&](db::Tx& tx) { db::add(tx, campaign_, by_); });
    }

    void find_asked() {
        intake_.database.read([&](db::Reader& reader) {
            std::set<std::string> seen;
            for (const auto& one : casework::list_of_finding(reader, finding_.text())) {
                if (!one.customer_id || !seen.insert(one.customer_id->text()).second) {
                    continue;
                }
                const auto key = key_of_asked(finding_, one.customer_id->text());
                asked_.push_back(
                    {db::load(reader, *one.customer_id),
                     customer::find_event(reader, key).value(),
                     {}}
                );
            }
        });
        for (Asked& one : asked_) {
            one.recipient = recipient_of(one);
        }
    }

    [[nodiscard]] survey::Recipient recipient_of(const Asked& one) const {
        survey::Recipient out;
        out.id = make_uuid_v7(intake_.clock, intake_.random).text();
        out.campaign_id = campaign_.id.text();
        out.customer_id = one.guest.id.text();
        out.occasion = one.event.id.text();
        out.event_key = one.event.key;
        out.address = one.guest.email;
        out.language = language_of(one.guest);
        out.stop = random_hex(intake_.random, 16);
        out.created_at = at_;
        return out;
    }

    void invite() {
        std::vector<survey::Recipient> recipients;
        std::vector<survey::Invitation> invitations;
        std::vector<std::string> tokens;
        for (const Asked& one : asked_) {
            recipients.push_back(one.recipient);
            survey::Invitation invitation;
            invitation.survey_id = survey_.id;
            invitations.push_back(std::move(invitation));
            tokens.push_back(random_hex(intake_.random, 16));
        }
        intake_.database.write([&](db::Tx& tx) {
            survey::add_recipients(tx, recipients);
            survey::invite_recipients(tx, recipients, tokens, invitations, campaign_.channel, at_);
            survey::queue_recipients(tx, recipients, at_);
            for (survey::Recipient one : recipients) {
                one.state = survey::RecipientState::queued;
                (void)survey::note_sent(tx, one, at_, std::nullopt);
            }
        });
    }

    [[nodiscard]] std::string_view language_of(const customer::Customer& guest) const {
        return spoken(guest.language.value_or(""), language_);
    }

    void answer(const Asked& one, const Opinion& opinion, std::string_view language) {
        const Instant at = at_ + hours(5 + 13 * answers_++);
        auto prepared = feedback_of(one, opinion, language, at);
        auto response = response_of(one, opinion, language, at);
        const auto directory = intake_.catalogue.directory();
        intake_.database.write([&](db::Tx& tx) {
            auto again = prepared;
            write(tx, intake_, *directory, again, {{"system", "", ""}, at});
            response.feedback_id = again[0].feedback.id;
            if (!survey::put_response(tx, response) ||
                !survey::use_invitation(tx, *response.invitation_id, at)) {
                throw Fault("an answer of the demo met itself");
            }
        });
    }

    [[nodiscard]] std::vector<Prepared> feedback_of(
        const Asked& one, const Opinion& opinion, std::string_view language, Instant at
    ) const {
        feedback::Draft draft;
        draft.source = "survey";
        draft.survey = survey_.key;
        draft.channel = "email";
        draft.touchpoint = "checks_in";
        draft.customer = one.guest.key;
        draft.occurred_at = at;
        draft.comment = std::string(opinion.said.in(language));
        draft.language = std::string(language);
        const auto directory = intake_.catalogue.directory();
        Problems problems;
        auto checked = feedback::check(*directory, draft, at, problems);
        refuse_if(std::move(problems));
        auto prepared = prepare(intake_, {std::move(checked)}, {draft});
        prepared[0].feedback.received_at = at;
        (void)feedback::pack_facts(intake_.terms, *directory, prepared[0].feedback);
        return prepared;
    }

    [[nodiscard]] survey::Response response_of(
        const Asked& one, const Opinion& opinion, std::string_view language, Instant at
    ) const {
        survey::Response out;
        out.id.uuid = make_uuid_v7(intake_.clock, intake_.random);
        out.survey_id = survey_.id;
        out.version = survey_.version;
        out.state = survey::ResponseState::complete;
        out.invitation_id = Id<survey::Invitation>::parse(one.recipient.id);
        out.customer_id = one.guest.id;
        out.language = language;
        out.channel = "email";
        survey::put(out.answers, "helps", std::string(opinion.helps));
        survey::put(out.answers, "words", std::string(opinion.said.in(language)));
        out.started_at = at - std::chrono::minutes(3);
        out.changed_at = at;
        out.completed_at = at;
        return out;
    }

    const Intake& intake_;
    Id<casework::Finding> finding_;
    std::string_view language_;
    Instant at_;
    db::Change by_;
    survey::Survey survey_;
    survey::Campaign campaign_;
    std::vector<Asked> asked_;
    int answers_ = 0;
};

}  // namespace

void ask_demo_guests(
    const Intake& intake,
    const Id<casework::Finding>& finding,
    std::string_view language,
    Instant now
) {
    AskedGuests(intake, finding, language, now).ask();
}

}  // namespace styk::story
