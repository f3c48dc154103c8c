#include "story/escalate_cases.h"

#include "casework/case_store.h"
#include "queue/queue.h"
#include "record/convert.h"
#include "story/setup.h"
#include "story/tell_case.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::Level;
using casework::LevelTo;
using people::User;

constexpr int at_once = 200;

class Round {
public:
    Round(const Intake& intake, Instant now)
        : intake_(intake),
          now_(now),
          directory_(intake.catalogue.directory()),
          rulebook_(setup_of(intake.catalogue)->rulebook),
          teller_(intake, *directory_, *rulebook_, now) {}

    int look() {
        int told = 0;
        for (;;) {
            const auto cases = intake_.database.read([&](db::Reader& reader) {
                return casework::list_to_escalate(reader, now_, at_once);
            });
            const int before = told;
            for (const Case& one : cases) {
                told += climb(one);
            }
            if (static_cast<int>(cases.size()) < at_once || told == before) {
                return told;
            }
        }
    }

private:
    [[nodiscard]] std::vector<const User*> people_of(const Level& level, const Case& one) const {
        std::vector<const User*> out;
        const auto add = [&](const std::optional<std::string>& id) {
            const auto* user = id ? rulebook_->find_user(*id) : nullptr;
            if (user != nullptr) {
                out.push_back(user);
            }
        };
        const Day today = directory_->zone.day_of(now_);
        if (level.to == LevelTo::user) {
            add(level.user_id);
        } else if (level.to == LevelTo::department_head && one.department_id) {
            add(rulebook_->head_of(one.department_id->text()));
        } else if (level.to == LevelTo::deputy) {
            out = teller_.people_of(one);
            const auto deputy = one.deputy_id  ? one.deputy_id
                                : one.owner_id ? rulebook_->deputy_of(*one.owner_id, today)
                                               : std::nullopt;
            add(deputy ? std::optional(deputy->text()) : std::nullopt);
        }
        if (out.empty()) {
            out = rulebook_->users_with(people::Role::cx_manager);
        }
        return out.empty() ? rulebook_->users_with(people::Role::administrator) : out;
    }

    // Everybody of the level that is due; the case then waits for the next one.
    casework::Step tell_level(Case& one, CaseNews& news) {
        const auto at = static_cast<std::size_t>(one.escalated);
        const Level& level = rulebook_->levels().at(at);
        auto step = make_step(
            intake_.random, intake_.clock, one.id, "escalate", {{"system", "", ""}, now_}
        );
        for (const User* user : people_of(level, one)) {
            teller_.tell_user(news, one, "case_overdue", *user);
            step.text += (step.text.empty() ? "" : ", ") + user->name;
        }
        step.after = std::to_string(at + 1);
        step.before = record::name_of_choice(level.to);
        ++one.escalated;
        rulebook_->set_clock(one);
        return step;
    }

    // Every level whose moment has passed, at once: after a night without a server nobody waits a
    // minute a level. Who stands on several of them is told once. How many levels; none when
    // somebody else worked on the case meanwhile: then it is looked at the next minute.
    int climb(const Case& seen) {
        Case after = seen;
        CaseNews news;
        std::vector<casework::Step> log;
        rulebook_->set_clock(after);  // the settings may have other levels by now
        while (after.escalate_at && *after.escalate_at <= now_) {
            log.push_back(tell_level(after, news));
        }
        try {
            intake_.database.write([&](db::Tx& tx) {
                Case one = after;
                put_changed(tx, one, log, news, now_);
            });
        } catch (const Refusal& refusal) {
            if (refusal.code() != Code::stale) {
                throw;
            }
            return 0;
        }
        return static_cast<int>(log.size());
    }

    const Intake& intake_;
    Instant now_;
    std::shared_ptr<const feedback::Directory> directory_;
    std::shared_ptr<const casework::Rulebook> rulebook_;
    CaseTeller teller_;
};

}  // namespace

void ask_escalate_cases(db::Tx& tx, Instant due, Instant now, std::int64_t mine) {
    queue::put_one(tx, escalate_work, due, now, mine);
}

int escalate_cases(const Intake& intake, Instant now) {
    return Round(intake, now).look();
}

}  // namespace styk::story
