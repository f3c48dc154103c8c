#include "story/demo_initiatives.h"

#include <algorithm>

#include "casework/lesson.h"
#include "journey/map_store.h"
#include "programme/initiative_store.h"
#include "programme/origin.h"
#include "story/demo_register.h"

namespace styk::story {

namespace {

using programme::Initiative;
using programme::InitiativeState;

constexpr std::string_view housekeeping = "halina.wrobel@bursztyn.example";

class Initiatives : public DemoRegister {
public:
    using DemoRegister::DemoRegister;

    void write() {
        const auto stay = db::find_by<journey::Journey>(tx_, "key", std::string("stay")).value();
        const auto map = journey::load_maps(tx_, stay.id).front();
        key_on_the_phone(map);
        clear_invoice(map);
        minibar();
    }

private:
    static const journey::Step& step_at(const journey::JourneyMap& map, std::string_view place) {
        const auto found = std::ranges::find_if(map.doc.steps, [&](const journey::Step& one) {
            return one.touchpoint == place;
        });
        if (found == map.doc.steps.end()) {
            throw Fault("the demo's map has no step at " + std::string(place));
        }
        return *found;
    }

    // Decided so many days ago.
    void decide(Initiative one, int days_ago) {
        one.id.uuid = make_uuid_v7(intake_.clock, intake_.random);
        programme::take_origin(tx_, one);
        db::add(tx_, one, {by_.author, by_.at - std::chrono::days(days_ago)});
    }

    void key_on_the_phone(const journey::JourneyMap& map) {
        const auto& step = step_at(map, "checks_in");
        Initiative one;
        one.map_id = map.head.id;
        one.step_id = step.id;
        one.idea_id = step.ideas.at(0).id;
        one.name = said("The key on the phone", "Klucz w telefonie", "Ключ в телефоне");
        one.description = said(
            "Papers before arrival, the key sent when the room is ready. Gdańsk first: there the "
            "new program keeps guests waiting.",
            "Formalności przed przyjazdem, klucz wysyłany, gdy pokój jest gotowy. Najpierw Gdańsk: "
            "tam przez nowy program goście czekają.",
            "Бумаги до приезда, ключ приходит, когда номер готов. Сначала Гданьск: там из-за новой "
            "программы гости ждут."
        );
        one.expected_effect = said(
            "Guests in Gdańsk are checked in within five minutes again; satisfaction there is back "
            "where it was before the new program.",
            "Goście w Gdańsku znów meldują się w pięć minut; zadowolenie wraca tam, gdzie było "
            "przed nowym programem.",
            "Гости в Гданьске снова заселяются за пять минут; довольство возвращается к тому, что "
            "было до новой программы."
        );
        one.owner_id = user(demo_front_desk);
        one.department_ids = {department("front_desk"), department("it")};
        one.state = InitiativeState::running;
        one.started_on = day_before(20);
        one.due_on = day_before(-45);
        decide(one, 26);
    }

    // What customers say of the invoice before and after it stands among the promises.
    void clear_invoice(const journey::JourneyMap& map) {
        Initiative one;
        one.map_id = map.head.id;
        one.step_id = step_at(map, "invoice").id;
        one.lane = std::string(programme::pain_lane);
        one.name = said(
            "An invoice that explains itself",
            "Faktura, która sama się tłumaczy",
            "Счёт, который понятен сам"
        );
        one.description = said(
            "Every sum gets a name that the guest remembers, day by day, in front of the invoice.",
            "Każda kwota dostaje nazwę, którą gość pamięta, dzień po dniu, przed fakturą.",
            "У каждой суммы появляется имя, которое гость помнит, по дням, перед счётом."
        );
        one.expected_effect = said(
            "Nobody calls twice about an invoice; it is as clear as we promise.",
            "Nikt nie dzwoni dwa razy w sprawie faktury; jest tak jasna, jak obiecujemy.",
            "Никто не звонит о счёте дважды; он так же понятен, как мы обещаем."
        );
        one.owner_id = user(demo_cx_manager);
        one.department_ids = {department("accounting")};
        one.state = InitiativeState::done;
        one.started_on = day_before(112);
        one.due_on = day_before(60);
        one.ended_on = day_before(56);
        decide(one, 120);
    }

    void minibar() {
        const auto findings = db::list_all<casework::Finding>(tx_);
        const auto found = std::ranges::find_if(findings, [](const casework::Finding& one) {
            return one.touchpoint == "checks_out";
        });
        if (found == findings.end()) {
            throw Fault("the demo has no finding at checks_out");
        }
        Initiative one;
        one.finding_id = found->id;
        one.name = said(
            "Count the minibar with the guest",
            "Minibar liczony razem z gościem",
            "Мини-бар считают вместе с гостем"
        );
        one.expected_effect = said(
            "No bill names what nobody drank.",
            "Żaden rachunek nie wymienia tego, czego nikt nie wypił.",
            "Ни в одном счёте нет того, чего никто не пил."
        );
        one.owner_id = user(housekeeping);
        one.department_ids = {department("housekeeping")};
        one.due_on = day_before(-30);
        decide(one, 9);
    }
};

}  // namespace

void write_demo_initiatives(
    const Intake& intake, const demo::Year& year, std::string_view language, const db::Change& by
) {
    intake.database.write([&](db::Tx& tx) { Initiatives(tx, intake, year, language, by).write(); });
}

}  // namespace styk::story
