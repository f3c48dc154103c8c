#include "story/demo_case_setup.h"

#include <algorithm>

#include "casework/case_rule.h"
#include "casework/case_settings_store.h"
#include "casework/reply_template.h"
#include "json/json.h"
#include "people/user.h"
#include "record/convert.h"
#include "story/demo_case_words.h"

namespace styk::story {

namespace {

constexpr const char* languages[] = {"en", "pl", "ru"};

struct DemoRule {
    const char* key;
    DemoWords name;
    const char *filter, *actions, *targets;
    int severity;
    casework::CaseRoute route;
};

constexpr DemoRule demo_rules[] = {
    {"public_risk",
     {"Threatens to go public", "Grozi nagłośnieniem", "Грозит написать в сеть"},
     "intent=public_risk",
     R"([{"kind":"open_case","case_kind":"complaint"},{"kind":"tag","tag":"public_risk"},{"kind":"assign","to":"user","id":"CX_MANAGER"}])",
     R"({"acknowledge_minutes":60,"answer_minutes":240})",
     3,
     casework::CaseRoute::analysis},
    {"complaint",
     {"A complaint in writing", "Reklamacja na piśmie", "Письменная жалоба"},
     "kind=complaint",
     R"([{"kind":"open_case","case_kind":"complaint"}])",
     R"({"acknowledge_minutes":240,"answer_minutes":4500,"close_minutes":9000})",
     2,
     casework::CaseRoute::analysis},
    {"broken_now",
     {"Something is broken in the room", "Coś nie działa w pokoju", "В номере что-то сломано"},
     "touchpoint=room&score_max=2&metric=csat&has_comment=true&sentiment=!positive",
     R"([{"kind":"open_case"}])",
     R"({"acknowledge_minutes":30,"answer_minutes":120,"close_minutes":480})",
     2,
     casework::CaseRoute::fix_now},
    {"breakfast_now",
     {"Breakfast went wrong", "Śniadanie się nie udało", "Завтрак не удался"},
     "touchpoint=breakfast&score_max=2&metric=csat&has_comment=true&sentiment=!positive",
     R"([{"kind":"open_case"}])",
     R"({"acknowledge_minutes":30,"answer_minutes":120,"close_minutes":480})",
     2,
     casework::CaseRoute::fix_now},
    {"check_in_now",
     {"Checked in badly", "Złe zameldowanie", "Плохое заселение"},
     "touchpoint=checks_in&score_max=2&metric=csat&has_comment=true&sentiment=!positive",
     R"([{"kind":"open_case"}])",
     R"({"acknowledge_minutes":30,"answer_minutes":120,"close_minutes":480})",
     2,
     casework::CaseRoute::fix_now},
    {"business_guest",
     {"An unhappy business guest", "Niezadowolony gość biznesowy", "Недовольный деловой гость"},
     "segment=business&metric=nps&score_max=6&sentiment=!positive",
     R"([{"kind":"open_case"}])",
     R"({"answer_minutes":240,"close_minutes":2400})",
     2,
     casework::CaseRoute::analysis},
    {"detractor",
     {"Would not recommend us", "Nie poleciłby nas", "Не порекомендует нас"},
     "metric=nps&score_max=6&sentiment=!positive",
     R"([{"kind":"open_case"}])",
     "{}",
     2,
     casework::CaseRoute::analysis},
    {"unhappy",
     {"Unhappy with one thing", "Niezadowolony z jednej rzeczy", "Недоволен чем-то одним"},
     "metric=csat&score_max=2&has_comment=true&sentiment=!positive",
     R"([{"kind":"open_case"}])",
     "{}",
     1,
     casework::CaseRoute::analysis},
};

class CaseSetup {
public:
    CaseSetup(db::Tx& tx, const Intake& intake, std::string_view language, const db::Change& by)
        : tx_(tx), intake_(intake), language_(language), by_(by) {}

    DemoCauses write() {
        settings();
        causes();
        templates();
        rules();
        return std::move(causes_);
    }

private:
    template <class T>
    [[nodiscard]] Id<T> fresh() const {
        return {make_uuid_v7(intake_.clock, intake_.random)};
    }

    void settings() {
        const auto before = casework::load_case_settings_to_change(tx_);
        auto after = before;
        after.number_prefix = "SP";
        // Two days of the desk's hours for an answer; closed when the guest has had some more to
        // say that it did not do.
        after.targets.text =
            R"({"acknowledge_minutes":600,"answer_minutes":1800,"close_minutes":7200})";
        casework::change_case_settings(tx_, before, after, fresh<casework::CaseSettings>(), by_);
    }

    void causes() {
        std::int64_t position = 0;
        for (const DemoCause& one : demo_causes) {
            casework::Cause cause;
            cause.id = fresh<casework::Cause>();
            cause.key = one.key;
            cause.name = one.name.in(language_);
            cause.position = ++position;
            if (!one.below.empty()) {
                cause.parent_id = causes_.at(std::string(one.below));
            }
            db::add(tx_, cause, by_);
            causes_.emplace(one.key, cause.id);
        }
    }

    void templates() {
        std::int64_t position = 0;
        for (const DemoReply& one : demo_replies) {
            casework::ReplyTemplate reply;
            reply.id = fresh<casework::ReplyTemplate>();
            reply.key = one.key;
            reply.name = one.name.in(language_);
            reply.kind = record::choice_of<casework::TemplateKind>(one.kind).value();
            json::Object texts;
            for (const char* of : languages) {
                texts[of] =
                    json::Object{{"subject", one.subject.in(of)}, {"body", one.body.in(of)}};
            }
            reply.texts.text = json::write(texts);
            if (!one.segment.empty()) {
                reply.segment = one.segment;
            }
            reply.position = ++position;
            db::add(tx_, reply, by_);
        }
    }

    static std::string with_user(std::string actions, const std::string& id) {
        constexpr std::string_view mark = "CX_MANAGER";
        const auto at = actions.find(mark);
        return at == std::string::npos ? actions : actions.replace(at, mark.size(), id);
    }

    [[nodiscard]] std::string first_with(people::Role role) const {
        const auto users = db::list_all<people::User>(tx_);
        const auto found = std::ranges::find(users, role, &people::User::role);
        return found == users.end() ? "" : found->id.text();
    }

    void rules() {
        std::int64_t position = 0;
        for (const DemoRule& one : demo_rules) {
            casework::CaseRule rule;
            rule.id = fresh<casework::CaseRule>();
            rule.key = one.key;
            rule.name = one.name.in(language_);
            rule.filter = one.filter;
            rule.actions.text = with_user(one.actions, first_with(people::Role::cx_manager));
            rule.targets.text = one.targets;
            rule.severity = one.severity;
            rule.route = one.route;
            rule.position = ++position;
            db::add(tx_, rule, by_);
        }
    }

    db::Tx& tx_;
    const Intake& intake_;
    std::string_view language_;
    const db::Change& by_;
    DemoCauses causes_;
};

}  // namespace

DemoCauses write_demo_case_setup(
    db::Tx& tx, const Intake& intake, std::string_view language, const db::Change& by
) {
    return CaseSetup(tx, intake, language, by).write();
}

}  // namespace styk::story
