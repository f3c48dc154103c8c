#include "story/demo_campaign.h"

#include "base/text.h"
#include "db/record_store.h"
#include "story/demo_case_words.h"
#include "survey/campaign_store.h"

namespace styk::story {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int weeks = 26, weeks_since_change = 9, mails_a_week = 60;
// Of a hundred who got the mail: those who clicked in it, and mails that a scanner opened first.
constexpr int clicked_before = 21, clicked_since = 33, scanned = 6;

survey::Campaign finished_campaign(
    const Intake& intake,
    const Id<survey::Survey>& survey,
    std::string_view language,
    const db::Change& by
) {
    const DemoWords name{"By mail after the stay", "Mailem po pobycie", "Письмом после проживания"};
    survey::Campaign out;
    out.id.uuid = make_uuid_v7(intake.clock, intake.random);
    out.survey_id = survey;
    out.name = name.in(language);
    out.state = survey::CampaignState::finished;
    out.started_at = by.at - days(7 * weeks);
    out.finished_at = by.at - days(1);
    return out;
}

class DemoCampaign {
public:
    DemoCampaign(const Intake& intake, db::Tx& tx, std::string campaign, Instant now)
        : intake_(intake), tx_(tx), campaign_(std::move(campaign)), now_(now) {}

    // `number`: of the mails, from the oldest on.
    void send(const survey::Person& person, int number) {
        survey::Recipient one;
        one.id = make_uuid_v7(intake_.clock, intake_.random).text();
        one.campaign_id = campaign_;
        one.customer_id = person.id;
        one.address = person.email;
        one.language = person.language.value_or("en");
        one.state = survey::RecipientState::queued;
        one.stop = random_hex(intake_.random, 16);
        const int week = number / mails_a_week;
        const Instant sent = now_ - days(7 * (weeks - week)) + days(number % 5) + hours(9) +
                             minutes(7 * (number % 50));
        one.created_at = sent;
        survey::add_recipients(tx_, {one});
        (void)survey::note_sent(tx_, one, sent, std::nullopt);
        click(one, sent, week, number);
    }

private:
    // Spread evenly, by a step that has no factor in common with a hundred.
    void click(const survey::Recipient& one, Instant sent, int week, int number) {
        const int lot = number * 37 % 100;
        if (lot >= 100 - scanned) {
            survey::add_click(
                tx_, {campaign_, one.id, 0, "", sent + std::chrono::seconds(2), true}
            );
        }
        if (lot < (week < weeks - weeks_since_change ? clicked_before : clicked_since)) {
            const Instant at = sent + hours(1 + lot % 40);
            survey::add_click(tx_, {campaign_, one.id, 0, "", at, false});
        }
    }

    const Intake& intake_;
    db::Tx& tx_;
    std::string campaign_;
    Instant now_;
};

std::vector<survey::Person> people_with_mail(db::Reader& reader) {
    auto people = survey::list_people(reader, "", 2 * weeks * mails_a_week);
    std::erase_if(people, [](const survey::Person& one) { return !one.email; });
    if (people.size() > std::size_t{weeks} * mails_a_week) {
        people.resize(std::size_t{weeks} * mails_a_week);
    }
    return people;
}

}  // namespace

void write_demo_campaign(
    const Intake& intake,
    std::string_view survey_key,
    std::string_view language,
    const db::Change& by
) {
    intake.database.write([&](db::Tx& tx) {
        const auto survey = db::find_by<survey::Survey>(tx, "key", std::string(survey_key)).value();
        auto campaign = finished_campaign(intake, survey.id, language, by);
        db::add(tx, campaign, by);
        DemoCampaign mails(intake, tx, campaign.id.text(), by.at);
        int number = 0;
        for (const auto& person : people_with_mail(tx)) {
            mails.send(person, number++);
        }
    });
}

}  // namespace styk::story
