#include "story/run_campaigns.h"

#include <algorithm>

#include "db/growth.h"
#include "story/plan_campaign.h"
#include "story/send_campaign.h"
#include "story/watch_occasions.h"

namespace styk::story {

namespace {

using survey::Campaign;
using survey::CampaignState;
using survey::Survey;

constexpr std::chrono::seconds round_time{2};       // other work waits meanwhile
constexpr std::chrono::seconds look_for_events{2};  // how soon a trigger sees its event
constexpr std::chrono::seconds stuck_for{30}, next_share{5}, shortest_sleep{2}, longest_sleep{60};

std::vector<Campaign> list_sending(db::Reader& reader) {
    return db::list<Campaign>(
               reader,
               record::read_list_query(
                   record::shape_of<Campaign>(), {{"state", "sending"}, {"limit", "500"}}
               )
    )
        .items;
}

bool is_live(const Survey& survey, Instant now) {
    return survey.state == survey::State::live && (!survey.closes_at || now < *survey.closes_at) &&
           (!survey.opens_at || now >= *survey.opens_at);
}

class Run {
public:
    Run(const CampaignMeans& means, const std::function<bool()>& go_on)
        : means_(means),
          go_on_(go_on),
          now_(means.intake.clock.now()),
          next_(now_ + longest_sleep) {}

    // When the next run is due; nothing: no campaign is under way.
    [[nodiscard]] std::optional<Instant> run() {
        const auto campaigns = means_.intake.database.read(list_sending);
        if (campaigns.empty()) {
            return {};
        }
        watch(campaigns);
        for (const Campaign& one : campaigns) {
            campaign(one);
        }
        means_.postman.hang_up();
        return next_;
    }

private:
    void sooner(Instant at) { next_ = std::min(next_, std::max(at, now_)); }

    void watch(std::vector<Campaign> campaigns) {
        std::erase_if(campaigns, [](const Campaign& one) {
            return one.occasion != survey::Occasion::event;
        });
        if (!campaigns.empty()) {
            watch_occasions(means_.intake, campaigns, now_);
            sooner(now_ + look_for_events);
        }
    }

    void campaign(const Campaign& one) {
        const auto directory = means_.intake.catalogue.directory();
        const auto* found = directory->surveys.find(one.survey_id.text());
        if (found == nullptr || !is_live(*found, now_) || !go_on_()) {
            return;
        }
        const Survey survey = *found;
        const bool dated = one.occasion == survey::Occasion::date;
        if (dated && one.starts_at && now_ < *one.starts_at) {
            return sooner(*one.starts_at);
        }
        const bool all_queued = queue_all(one, survey, !dated);
        const auto sent =
            send_campaign(means_, one, survey, means_.intake.clock.now() + round_time, go_on_);
        if (!all_queued || sent == Sent::some) {
            return sooner(now_);
        }
        wait_for(one, sent, dated);
    }

    // False when there are more people than a round has time for.
    bool queue_all(const Campaign& one, const Survey& survey, bool planned) {
        const Instant until = means_.intake.clock.now() + round_time;
        bool queued = false;
        do {
            planned = planned || plan_campaign(means_.intake, one, survey, now_);
            queued = queue_campaign(means_.intake, one, survey, now_);
            db::note_growth(means_.intake.database, "campaign_recipient", "id");
            db::note_growth(means_.intake.database, "survey_invitation", "id");
        } while (!(planned && queued) && means_.intake.clock.now() < until && go_on_());
        return planned && queued;
    }

    void wait_for(const Campaign& one, Sent sent, bool may_end) {
        const auto due = means_.intake.database.read([&](db::Reader& reader) {
            return survey::next_due(reader, one.id.text());
        });
        const Instant now = means_.intake.clock.now();
        if (sent == Sent::stuck) {
            sooner(now + stuck_for);
        } else if (sent == Sent::paced) {
            sooner(now + next_share);
        } else if (due) {
            sooner(
                sent == Sent::quiet ? now + longest_sleep : std::max(*due, now + shortest_sleep)
            );
        } else if (may_end) {
            finish(one, now);
        }
    }

    // Everything has gone out and nobody is to be reminded any more.
    void finish(const Campaign& one, Instant now) {
        const db::Change by{{"system", "", "Styk"}, now};
        means_.intake.database.write([&](db::Tx& tx) {
            const auto before = db::load(tx, one.id);
            const auto waits = survey::next_due(tx, one.id.text());
            if (before.state == CampaignState::sending && !waits) {
                Campaign after = before;
                after.state = CampaignState::finished;
                after.finished_at = now;
                db::change(tx, before, after, by);
            }
        });
    }

    const CampaignMeans& means_;
    const std::function<bool()>& go_on_;
    Instant now_, next_;
};

}  // namespace

void ask_run_campaigns(db::Tx& tx, Instant due, Instant now) {
    queue::put_one(tx, run_campaigns_work, due, now);
}

void run_campaigns(
    const CampaignMeans& means, const queue::Work& work, const std::function<bool()>& go_on
) {
    (void)means.intake.catalogue.refresh();
    const auto next = Run(means, go_on).run();
    if (next) {
        const Instant now = means.intake.clock.now();
        means.intake.database.write([&](db::Tx& tx) {
            queue::put_one(tx, run_campaigns_work, *next, now, work.position);
        });
    }
}

}  // namespace styk::story
