#include "story/demo_design.h"

#include <fmt/format.h>

#include "firm/holiday.h"
#include "json/json.h"
#include "metric/metric.h"
#include "promise/designed_experience.h"
#include "promise/market_move.h"
#include "promise/standard.h"
#include "promise/vision_store.h"
#include "story/demo_register.h"

namespace styk::story {

namespace {

class Design : public DemoRegister {
public:
    using DemoRegister::DemoRegister;

    void write() {
        designs();
        standards();
        vision();
        moves();
        holidays();
    }

private:
    void design(
        std::string_view place,
        const std::string& now,
        const std::string& wanted,
        const char* emotion,
        promise::Feasibility feasibility,
        const json::Array& evidence
    ) {
        promise::DesignedExperience made;
        made.touchpoint_id = Id<journey::Touchpoint>::parse(touchpoint(place)).value();
        made.now = now;
        made.wanted = wanted;
        made.emotion = emotion;
        made.level = feasibility == promise::Feasibility::feasible ? 3 : 4;
        made.feasibility = feasibility;
        made.evidence.text = json::write(evidence);
        made.owner_id = user(demo_cx_manager);
        add(made);
    }

    static json::Object piece(const char* kind, const std::string& text) {
        return {{"kind", kind}, {"text", text}};
    }

    void designs() {
        design_invoice();
        design_check_in();
        design_parking();
    }

    void design_invoice() {
        design(
            "invoice",
            said(
                "Doubt: what is this line for?",
                "Wątpliwość: za co jest ta pozycja?",
                "Сомнение: за что эта строка?"
            ),
            said(
                "Each line says in plain words what it is for, and whom to ask.",
                "Każda pozycja mówi prostymi słowami, za co jest i kogo zapytać.",
                "Каждая строка простыми словами говорит, за что она и кого спросить."
            ),
            "trust",
            promise::Feasibility::feasible,
            {piece(
                 "audit",
                 said(
                     "Of twenty invoices seven were asked about by telephone.",
                     "O siedem z dwudziestu faktur goście pytali telefonicznie.",
                     "О семи счетах из двадцати гости спрашивали по телефону."
                 )
             ),
             piece(
                 "idea",
                 said(
                     "Accounting: print the dates of each service beside its price.",
                     "Księgowość: daty każdej usługi obok ceny.",
                     "Бухгалтерия: даты каждой услуги рядом с ценой."
                 )
             )}
        );
    }

    void design_check_in() {
        design(
            "checks_in",
            said("A queue with luggage", "Kolejka z bagażami", "Очередь с чемоданами"),
            said(
                "Greeted by name, key in hand within five minutes.",
                "Powitanie po imieniu, klucz w ręku w pięć minut.",
                "Встречают по имени, ключ в руке за пять минут."
            ),
            "gratitude",
            promise::Feasibility::later,
            {piece(
                "feedback",
                said(
                    "Waiting is what guests write about most.",
                    "O czekaniu goście piszą najczęściej.",
                    "Об ожидании гости пишут чаще всего."
                )
            )}
        );
    }

    void design_parking() {
        design(
            "parking",
            said("Full after six", "Pełny po osiemnastej", "Полна после шести"),
            said(
                "A space for everybody who asked for one.",
                "Miejsce dla każdego, kto o nie prosił.",
                "Место для каждого, кто просил."
            ),
            "satisfaction",
            promise::Feasibility::not_feasible,
            {piece(
                "research",
                said(
                    "The city allows no more spaces.",
                    "Miasto nie zgadza się na więcej miejsc.",
                    "Город не разрешает больше мест."
                )
            )}
        );
    }

    void standards() {
        promise::Standard mail;
        mail.key = "mail_two_hours";
        mail.name = said(
            "Mail is answered within two hours",
            "Na maile odpowiadamy w dwie godziny",
            "На письма отвечаем за два часа"
        );
        mail.touchpoint_id = Id<journey::Touchpoint>::parse(touchpoint("books"));
        mail.event_from = "mail";
        mail.event_to = "mail_answered";
        mail.threshold = record::JsonObject{R"({"value":2,"unit":"hours"})"};
        mail.owner_id = user(demo_cx_manager);
        mail.position = 1;
        add(mail);
        promise::Standard desk;
        desk.key = "desk_five_minutes";
        desk.name = said(
            "The key is there within five minutes", "Klucz w pięć minut", "Ключ за пять минут"
        );
        desk.touchpoint_id = Id<journey::Touchpoint>::parse(touchpoint("checks_in"));
        desk.event_from = "arrival";
        desk.measure = promise::Measure::duration;
        desk.threshold = record::JsonObject{R"({"value":5,"unit":"minutes"})"};
        desk.calendar = promise::StandardCalendar::always;
        desk.target_share = 0.8;
        desk.owner_id = user(demo_front_desk);
        desk.metric_id = db::find_by<metric::Metric>(tx_, "key", std::string("lived")).value().id;
        desk.position = 2;
        add(desk);
        promise::Standard gift;
        gift.key = "cx_day";
        gift.name = said(
            "A small gift on CX Day", "Drobny upominek w Dniu CX", "Небольшой подарок в День CX"
        );
        gift.description = said(
            "Every guest in the house finds an amber bead and a card by the pillow.",
            "Każdy gość znajduje na poduszce bursztynowy koralik i kartkę.",
            "Каждый гость находит у подушки янтарную бусину и открытку."
        );
        gift.dated = record::JsonObject{R"({"month":10,"day":6})"};
        gift.owner_id = user(demo_cx_manager);
        gift.position = 3;
        add(gift);
    }

    void vision() {
        promise::Vision made;
        made.positioning = said(
            "Houses by the sea and in the hills where somebody knows you.",
            "Domy nad morzem i w górach, w których ktoś nas zna.",
            "Дома у моря и в горах, где тебя знают."
        );
        made.advantage = said(
            "Small enough to remember the guest, four houses to choose from.",
            "Na tyle mali, by pamiętać gościa, a domy są cztery.",
            "Достаточно малы, чтобы помнить гостя, и домов четыре."
        );
        made.emotions = {
            {"trust",
             {touchpoint("invoice"), touchpoint("books")},
             said(
                 "What is written is what happens.",
                 "Jest tak, jak napisano.",
                 "Всё так, как написано."
             )},
            {"delight",
             {touchpoint("breakfast"), touchpoint("spa")},
             said(
                 "One thing a day that nobody expected.",
                 "Raz dziennie coś, czego nikt się nie spodziewał.",
                 "Раз в день что-то, чего никто не ждал."
             )},
            {"gratitude",
             {touchpoint("room"), touchpoint("checks_in")},
             said(
                 "Somebody remembered the small thing they had asked for.",
                 "Ktoś zapamiętał drobiazg, o który gość prosił.",
                 "Кто-то запомнил мелочь, о которой просил гость."
             )}
        };
        (void)promise::add_vision(tx_, 0, made, by_);
    }

    void move(
        Day days_ago,
        promise::Mover who,
        const std::string& name,
        const std::string& text,
        std::vector<std::string> places,
        const std::string& source
    ) {
        promise::MarketMove made;
        made.at = day_before(days_ago);
        made.who = who;
        made.name = name;
        made.text = text;
        made.touchpoint_ids = std::move(places);
        made.source = source;
        add(made);
    }

    void moves() {
        using promise::Mover;
        move(
            210,
            Mover::competitor,
            said(
                "Hotel Latarnia: key in the app",
                "Hotel Latarnia: klucz w aplikacji",
                "Отель «Латарня»: ключ в приложении"
            ),
            said(
                "No desk any more for those who want none.",
                "Bez recepcji dla tych, którzy jej nie chcą.",
                "Без стойки для тех, кому она не нужна."
            ),
            {touchpoint("books")},
            said("Press", "Prasa", "Пресса")
        );
        move(
            120,
            Mover::environment,
            said(
                "Portals show the waiting time",
                "Portale pokazują czas czekania",
                "Порталы показывают время ожидания"
            ),
            said(
                "Guests compare it before they book.",
                "Goście porównują go przed rezerwacją.",
                "Гости сравнивают его до бронирования."
            ),
            {touchpoint("website"), touchpoint("books")},
            said("Our own look", "Własny przegląd", "Собственный обзор")
        );
        move(
            45,
            Mover::competitor,
            said(
                "Hotel Klif: breakfast until noon",
                "Hotel Klif: śniadanie do południa",
                "Отель «Клиф»: завтрак до полудня"
            ),
            said("Families ask us about it.", "Rodziny o to pytają.", "Семьи спрашивают об этом."),
            {touchpoint("breakfast")},
            said("Reviews", "Recenzje", "Отзывы")
        );
    }

    void holidays() {
        const std::int64_t year = std::stoll(day_before(0).substr(0, 4));
        for (const std::int64_t one : {year - 1, year}) {
            firm::Holiday first, second;
            first.date = fmt::format("{}-12-25", one);
            first.name = said("Christmas Day", "Boże Narodzenie", "Рождество");
            add(first);
            second.date = fmt::format("{}-01-01", one + 1);
            second.name = said("New Year", "Nowy Rok", "Новый год");
            add(second);
        }
    }
};

}  // namespace

void write_demo_design(
    db::Tx& tx,
    const Intake& intake,
    const demo::Year& year,
    std::string_view language,
    const db::Change& by
) {
    Design(tx, intake, year, language, by).write();
}

}  // namespace styk::story
