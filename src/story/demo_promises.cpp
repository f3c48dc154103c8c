#include "story/demo_promises.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "firm/holiday.h"
#include "json/json.h"
#include "people/department.h"
#include "people/user.h"
#include "promise/items.h"
#include "promise/promise_store.h"
#include "promise/vision_store.h"
#include "story/demo_setup.h"

namespace styk::story {

namespace {

using demo::Name;
using promise::Promise;

constexpr std::string_view cx_manager = "alicja.borowska@bursztyn.example";
constexpr std::string_view front_desk = "tomasz.rogala@bursztyn.example";

const Name check_in_text{
    "Checked in within five minutes", "Zameldowanie w pięć minut", "Заселение за пять минут"
};
const Name breakfast_text{
    "Breakfast is made to order", "Śniadanie robimy na zamówienie", "Завтрак готовят при вас"
};
const Name invoice_text{
    "An invoice that explains itself",
    "Faktura, którą da się zrozumieć",
    "Счёт, который понятен без вопросов"
};
const Name slogan_text{"Amber keeps the summer", "Bursztyn zatrzymuje lato", "Янтарь хранит лето"};
const Name silence_text{
    "Quiet after ten at night", "Cisza po dwudziestej drugiej", "Тишина после десяти вечера"
};

// Days before today: when invoices began to say in plain words what each line is.
std::string day_before(const demo::Year& year, Day days) {
    const TimeZone zone(year.firm.time_zone);
    return to_iso_day(zone.day_of(year.to) - days);
}

class Registers {
public:
    Registers(
        db::Tx& tx,
        const Intake& intake,
        const demo::Year& year,
        std::string_view language,
        const db::Change& by
    )
        : tx_(tx), intake_(intake), year_(year), language_(language), by_(by) {}

    void write() {
        promises();
        campaign();
        designs();
        standards();
        vision();
        moves();
        holidays();
    }

private:
    [[nodiscard]] std::string said(const char* en, const char* pl, const char* ru) const {
        return language_ == "pl" ? pl : language_ == "ru" ? ru : en;
    }

    template <class T>
    void add(T& record) {
        record.id.uuid = make_uuid_v7(intake_.clock, intake_.random);
        db::add(tx_, record, by_);
    }

    [[nodiscard]] std::string touchpoint(std::string_view key) const {
        return db::find_by<journey::Touchpoint>(tx_, "key", std::string(key)).value().id.text();
    }

    [[nodiscard]] Id<people::User> user(std::string_view email) const {
        return db::find_by<people::User>(tx_, "email", std::string(email)).value().id;
    }

    [[nodiscard]] std::string department(std::string_view key) const {
        return db::find_by<people::Department>(tx_, "key", std::string(key)).value().id.text();
    }

    Promise& promise(
        std::string_view key, const Name& text, promise::PromiseKind kind, Day days_ago
    ) {
        Promise& made = promises_.emplace_back();
        made.key = key;
        made.text = text.in(language_);
        made.texts.text =
            json::write(json::Object{{"en", text.en}, {"pl", text.pl}, {"ru", text.ru}});
        made.kind = kind;
        made.made_on = day_before(year_, days_ago);
        made.state = promise::PromiseState::live;
        made.position = static_cast<std::int64_t>(promises_.size());
        return made;
    }

    // The metrics of the items that surveys ask, made and bound.
    void bind_items(Promise& promise, std::initializer_list<std::string_view> roles) {
        const auto find = [this](const std::string& key) {
            return db::find_by<metric::Metric>(tx_, "key", key);
        };
        for (auto& item : promise::items_of(promise, "", language_, find)) {
            if (std::ranges::find(roles, item.role) == roles.end()) {
                continue;
            }
            if (item.is_new) {
                add(item.metric);
            }
            auto& own = item.role == "expected" ? promise.expectation_metric
                        : item.role == "lived"  ? promise.experience_metric
                        : item.role == "kept"   ? promise.kept_metric
                                                : promise.believed_metric;
            own = item.metric.key;
        }
    }

    void promises() {
        using promise::PromiseKind;
        promises_.reserve(8);
        Promise& quick = promise("five_minutes", check_in_text, PromiseKind::verbal, 420);
        quick.source = said("Website, front page", "Strona główna", "Главная страница сайта");
        quick.touchpoint_ids = {touchpoint("checks_in")};
        quick.expectation_metric = "expected";
        quick.experience_metric = "lived";
        quick.roles.text = json::write(json::Array{
            json::Object{
                {"department_id", department("front_desk")},
                {"text",
                 said(
                     "Keys and the form are ready before the guest is at the desk. After four "
                     "minutes call a second pair of hands.",
                     "Klucz i karta czekają, zanim gość podejdzie do recepcji. Po czterech "
                     "minutach "
                     "przychodzi druga osoba.",
                     "Ключ и анкета готовы до того, как гость подошёл к стойке. Через четыре "
                     "минуты "
                     "зовём второго."
                 )}
            },
            json::Object{
                {"role", "touchpoint_owner"},
                {"text",
                 said(
                     "Look at the queue at three in the afternoon, every day.",
                     "Codziennie o piętnastej sprawdzamy kolejkę.",
                     "Каждый день в три часа смотрим на очередь."
                 )}
            }
        });
        Promise& breakfast = promise("made_to_order", breakfast_text, PromiseKind::verbal, 400);
        breakfast.source = said("Website", "Strona internetowa", "Сайт");
        breakfast.touchpoint_ids = {touchpoint("breakfast")};
        breakfast.expectation_metric = "expected";
        breakfast.experience_metric = "lived";
        Promise& invoice = promise("clear_invoice", invoice_text, PromiseKind::verbal, turn_days);
        invoice.source = said("Mail after the stay", "Mail po pobycie", "Письмо после отъезда");
        invoice.audience = said("Business travellers", "Goście służbowi", "Деловые гости");
        invoice.touchpoint_ids = {touchpoint("invoice")};
        bind_items(invoice, {"expected", "lived", "kept"});
        Promise& slogan = promise("amber_summer", slogan_text, PromiseKind::slogan, 380);
        slogan.source = said("Posters and films", "Plakaty i filmy", "Плакаты и ролики");
        bind_items(slogan, {"believed"});
        Promise& silence = promise("quiet_nights", silence_text, PromiseKind::non_verbal, 200);
        silence.source =
            said("Carpets, thick doors", "Dywany, grube drzwi", "Ковры, толстые двери");
        silence.touchpoint_ids = {touchpoint("room")};
        silence.state = promise::PromiseState::draft;
        for (Promise& one : promises_) {
            add(one);
        }
        promise::put_reading(tx_, promises_.front(), user(front_desk).text(), by_.at);
    }

    void campaign() {
        promise::PromiseCampaign made;
        made.key = "five_minutes_everywhere";
        made.name = said(
            "Five minutes, in all our houses",
            "Pięć minut w każdym hotelu",
            "Пять минут в каждом отеле"
        );
        made.promise_ids = {promises_.front().id.text()};
        made.starts_on = to_iso_day(parse_iso_day(day_before(year_, 0)).value() + 21);
        const auto change = [&](const char* id, const std::string& text, bool done) {
            return json::Object{
                {"id", id},
                {"text", text},
                {"owner_id", user(front_desk).text()},
                {"due_on", to_iso_day(parse_iso_day(day_before(year_, 0)).value() + 14)},
                {"state", done ? "done" : "open"}
            };
        };
        made.changes.text = json::write(json::Array{
            change(
                "desk",
                said(
                    "A second desk in Gdańsk from three to six",
                    "Drugie stanowisko w Gdańsku od 15 do 18",
                    "Вторая стойка в Гданьске с 15 до 18"
                ),
                false
            ),
            change(
                "key",
                said(
                    "Key in the app in Riga",
                    "Klucz w aplikacji w Rydze",
                    "Ключ в приложении в Риге"
                ),
                true
            )
        });
        add(made);
    }

    void design(
        std::string_view place,
        const std::string& now,
        const std::string& wanted,
        const char* emotion,
        promise::Feasibility feasibility,
        json::Array evidence
    ) {
        promise::DesignedExperience made;
        made.touchpoint_id = Id<journey::Touchpoint>::parse(touchpoint(place)).value();
        made.now = now;
        made.wanted = wanted;
        made.emotion = emotion;
        made.level = feasibility == promise::Feasibility::feasible ? 3 : 4;
        made.feasibility = feasibility;
        made.evidence.text = json::write(evidence);
        made.owner_id = user(cx_manager);
        add(made);
    }

    void designs() {
        using promise::Feasibility;
        const auto piece = [](const char* kind, const std::string& text) {
            return json::Object{{"kind", kind}, {"text", text}};
        };
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
            Feasibility::feasible,
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
        design(
            "checks_in",
            said("A queue with luggage", "Kolejka z bagażami", "Очередь с чемоданами"),
            said(
                "Greeted by name, key in hand within five minutes.",
                "Powitanie po imieniu, klucz w ręku w pięć minut.",
                "Встречают по имени, ключ в руке за пять минут."
            ),
            "gratitude",
            Feasibility::later,
            {piece(
                "feedback",
                said(
                    "Waiting is what guests write about most.",
                    "O czekaniu goście piszą najczęściej.",
                    "Об ожидании гости пишут чаще всего."
                )
            )}
        );
        design(
            "parking",
            said("Full after six", "Pełny po osiemnastej", "Полна после шести"),
            said(
                "A space for everybody who asked for one.",
                "Miejsce dla każdego, kto o nie prosił.",
                "Место для каждого, кто просил."
            ),
            "satisfaction",
            Feasibility::not_feasible,
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
        mail.owner_id = user(cx_manager);
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
        desk.owner_id = user(front_desk);
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
        gift.owner_id = user(cx_manager);
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
            {"gratitude", {}, ""}
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
        made.at = day_before(year_, days_ago);
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
        const std::int64_t year = std::stoll(day_before(year_, 0).substr(0, 4));
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

    static constexpr Day turn_days = 56;

    db::Tx& tx_;
    const Intake& intake_;
    const demo::Year& year_;
    std::string language_;
    const db::Change& by_;
    std::vector<Promise> promises_;
};

}  // namespace

void write_demo_promises(
    db::Tx& tx,
    const Intake& intake,
    const demo::Year& year,
    std::string_view language,
    const db::Change& by
) {
    Registers(tx, intake, year, language, by).write();
}

}  // namespace styk::story
