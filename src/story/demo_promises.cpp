#include "story/demo_promises.h"

#include <algorithm>

#include "json/json.h"
#include "promise/items.h"
#include "promise/promise_store.h"
#include "story/demo_design.h"
#include "story/demo_register.h"

namespace styk::story {

namespace {

using demo::Name;
using promise::Promise;

constexpr Day turn_days = 56;  // since when invoices say in plain words what each line is

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

class Promises : public DemoRegister {
public:
    using DemoRegister::DemoRegister;

    void write() {
        promises();
        campaign();
    }

private:
    Promise& promise(
        std::string_view key, const Name& text, promise::PromiseKind kind, Day days_ago
    ) {
        Promise& made = promises_.emplace_back();
        made.key = key;
        made.text = text.in(language_);
        made.texts.text =
            json::write(json::Object{{"en", text.en}, {"pl", text.pl}, {"ru", text.ru}});
        made.kind = kind;
        made.made_on = day_before(days_ago);
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
        promise::put_reading(tx_, promises_.front(), user(demo_front_desk).text(), by_.at);
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
        made.starts_on = to_iso_day(parse_iso_day(day_before(0)).value() + 21);
        const auto change = [&](const char* id, const std::string& text, bool done) {
            return json::Object{
                {"id", id},
                {"text", text},
                {"owner_id", user(demo_front_desk).text()},
                {"due_on", to_iso_day(parse_iso_day(day_before(0)).value() + 14)},
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
    Promises(tx, intake, year, language, by).write();
    write_demo_design(tx, intake, year, language, by);
}

}  // namespace styk::story
