#include "story/demo_findings.h"

#include <algorithm>
#include <set>

#include "db/record_store.h"
#include "json/json.h"
#include "people/user.h"
#include "story/demo_case_words.h"
#include "story/demo_register.h"
#include "story/keep_case.h"

namespace styk::story {

namespace {

using std::chrono::days;

constexpr days queue_found{24}, bills_found{9};
constexpr std::size_t most_cases = 6;

constexpr DemoWords queue{
    "Check-in in Gdańsk takes too long since the new program",
    "Meldunek w Gdańsku trwa za długo od wdrożenia programu",
    "Заселение в Гданьске слишком долгое с новой программой"
};
constexpr DemoWords queue_text{
    "Guests wait three times as long as the website promises, and are asked for what they wrote "
    "when booking. Papers before arrival and the key on the phone: nobody has to stand at the "
    "desk, the desk is there to greet.",
    "Goście czekają trzy razy dłużej, niż obiecuje strona, i są pytani o to, co podali w "
    "rezerwacji. Formalności przed przyjazdem i klucz w telefonie: nikt nie musi stać przy "
    "recepcji, recepcja jest od witania.",
    "Гости ждут втрое дольше, чем обещает сайт, и их спрашивают о том, что они указали при "
    "бронировании. Бумаги до приезда и ключ в телефоне: никому не нужно стоять у стойки, стойка "
    "нужна, чтобы встречать."
};
constexpr DemoWords queue_said{
    "Tomasz: one check-in takes 23 clicks, and a coach is forty check-ins. Halina: rooms are ready "
    "by two, but the desk hears of it at three. Alicja: the promise of five minutes stays on the "
    "website, so we change the way in, not the sentence. Agreed: two small things at once, the key "
    "on the phone after we have heard those who waited.",
    "Tomasz: jedno zameldowanie to 23 kliknięcia, a autokar to czterdzieści zameldowań. Halina: "
    "pokoje są gotowe o czternastej, recepcja wie o tym o piętnastej. Alicja: obietnica pięciu "
    "minut zostaje na stronie, więc zmieniamy drogę, a nie zdanie. Ustalenia: dwie drobne rzeczy "
    "od razu, klucz w telefonie po wysłuchaniu tych, którzy czekali.",
    "Томаш: одно заселение — это 23 щелчка, а автобус — сорок заселений. Халина: номера готовы к "
    "двум, а стойка узнаёт об этом в три. Алиция: обещание пяти минут остаётся на сайте, поэтому "
    "меняем путь, а не фразу. Решили: две небольшие вещи сразу, ключ в телефоне после того, как "
    "выслушаем тех, кто ждал."
};
constexpr DemoWords print_cards{
    "Print the registration cards the evening before",
    "Drukować karty meldunkowe poprzedniego wieczoru",
    "Печатать карточки накануне вечером"
};
constexpr DemoWords ready_rooms{
    "Housekeeping marks a room as ready in the program at once",
    "Służba pięter od razu zaznacza gotowy pokój w programie",
    "Горничные сразу отмечают готовый номер в программе"
};
constexpr DemoWords take_over_booking{
    "The program takes over what the guest wrote when booking",
    "Program przejmuje dane, które gość podał w rezerwacji",
    "Программа берёт данные, указанные при бронировании"
};
constexpr DemoWords try_phone_key{
    "Try the key on the phone on the second floor in Gdańsk",
    "Wypróbować klucz w telefonie na drugim piętrze w Gdańsku",
    "Попробовать ключ в телефоне на втором этаже в Гданьске"
};

constexpr DemoWords bills{
    "Bills name what guests never took",
    "Na rachunkach jest to, z czego goście nie korzystali",
    "В счетах то, чем гости не пользовались"
};
constexpr DemoWords bills_text{
    "A minibar that stayed shut, a night charged twice, a dog that was not there. Whoever settles "
    "the bill reads out what stands on it before the card is asked for.",
    "Minibar, którego nikt nie otworzył, noc policzona dwa razy, pies, którego nie było. Kto "
    "rozlicza pobyt, czyta pozycje na głos, zanim poprosi o kartę.",
    "Мини-бар, который не открывали, ночь, посчитанная дважды, собака, которой не было. Кто "
    "рассчитывает гостя, читает строки вслух, прежде чем попросить карту."
};
constexpr DemoWords bills_said{
    "Halina: the minibar is counted by the evening shift, the bill is closed by the night shift. "
    "Tomasz: in Riga nobody may take a line off without a call to Gdańsk. Agreed to try for four "
    "weeks: the desk may take off up to 200 zł by itself.",
    "Halina: minibar liczy zmiana wieczorna, a rachunek zamyka nocna. Tomasz: w Rydze nikt nie "
    "może wykreślić pozycji bez telefonu do Gdańska. Próba przez cztery tygodnie: recepcja sama "
    "wykreśla do 200 zł.",
    "Халина: мини-бар считает вечерняя смена, а счёт закрывает ночная. Томаш: в Риге никто не "
    "может убрать строку без звонка в Гданьск. Пробуем четыре недели: стойка сама снимает до 200 "
    "злотых."
};
constexpr DemoWords read_out{
    "The desk reads the bill out before payment",
    "Recepcja czyta rachunek na głos przed płatnością",
    "Стойка читает счёт вслух до оплаты"
};
constexpr DemoWords own_limit{
    "The desk in Riga may take off up to 200 zł by itself",
    "Recepcja w Rydze sama wykreśla do 200 zł",
    "Стойка в Риге сама снимает до 200 злотых"
};

constexpr std::string_view rooms = "halina.wrobel@bursztyn.example";

class Findings {
public:
    Findings(
        const Intake& intake, std::string_view language, Instant now, std::vector<DemoCase>& cases
    )
        : intake_(intake),
          language_(language),
          now_(now),
          cases_(cases),
          users_(intake.database.read([](db::Reader& reader) {
              return db::list_all<people::User>(reader);
          })) {}

    std::vector<DemoFinding> gather() { return {slow_desk(), wrong_bills()}; }

private:
    DemoFinding slow_desk() {
        auto out = found(queue, queue_text, "checks_in", queue_found);
        out.finding.route = casework::FindingRoute::strategic;
        out.finding.state = casework::FindingState::accepted;
        out.finding.owner_id = user(demo_cx_manager);
        out.finding.discussion = queue_said.in(language_);
        out.finding.actions.text = json::write(json::Array{
            deed(print_cards, demo_front_desk, -10, true),
            deed(ready_rooms, rooms, -3, true),
            deed(take_over_booking, demo_front_desk, 9, false),
            deed(try_phone_key, demo_cx_manager, 30, false)
        });
        attach(out, "gdansk");
        return out;
    }

    DemoFinding wrong_bills() {
        auto out = found(bills, bills_text, "checks_out", bills_found);
        out.finding.route = casework::FindingRoute::operational;
        out.finding.owner_id = user(demo_front_desk);
        out.finding.discussion = bills_said.in(language_);
        out.finding.actions.text = json::write(json::Array{
            deed(read_out, demo_front_desk, 4, false), deed(own_limit, demo_cx_manager, 11, false)
        });
        attach(out, "");
        return out;
    }

    [[nodiscard]] DemoFinding found(
        const DemoWords& name, const DemoWords& text, const char* touchpoint, days ago
    ) const {
        DemoFinding out{.finding = {}, .found_at = now_ - ago};
        out.finding.id = {make_uuid_v7(intake_.clock, intake_.random)};
        out.finding.name = name.in(language_);
        out.finding.text = text.in(language_);
        out.finding.touchpoint = touchpoint;
        return out;
    }

    [[nodiscard]] const people::User* find_user(std::string_view email) const {
        const auto at = std::ranges::find(users_, email, &people::User::email);
        return at == users_.end() ? nullptr : &*at;
    }

    [[nodiscard]] std::optional<Id<people::User>> user(std::string_view email) const {
        const auto* found = find_user(email);
        return found == nullptr ? std::nullopt : std::optional(found->id);
    }

    [[nodiscard]] json::Object deed(
        const DemoWords& words, std::string_view owner, int due_in, bool done
    ) const {
        const auto who = user(owner);
        const Day today = intake_.catalogue.directory()->zone.day_of(now_);
        return {
            {"text", std::string(words.in(language_))},
            {"owner_id", who ? json::Value(who->text()) : json::Value(nullptr)},
            {"due_on", to_iso_day(today + due_in)},
            {"done", done}
        };
    }

    // The newest cases that stood there when it was found; `location` "": of every place.
    void attach(DemoFinding& out, std::string_view location) {
        std::size_t cases = 0;
        std::set<std::string> customers;
        for (auto made = cases_.rbegin(); made != cases_.rend(); ++made) {
            const casework::Case& one = made->one;
            const bool fits = one.touchpoint == out.finding.touchpoint && one.customer_id &&
                              (location.empty() || one.location == location) &&
                              one.opened_at < out.found_at;
            if (fits) {
                customers.insert(one.customer_id->text());
            }
            if (fits && cases < most_cases) {
                ++cases;
                belong(*made, out);
            }
        }
        out.finding.similar_n = static_cast<std::int64_t>(customers.size());
    }

    // In the log where its time is.
    void belong(DemoCase& made, const DemoFinding& of) const {
        const auto* who = find_user(demo_cx_manager);
        const db::Author by = who == nullptr ? db::Author{"system", "", ""}
                                             : db::Author{"user", who->id.text(), who->name};
        auto step =
            make_step(intake_.random, intake_.clock, made.one.id, "finding", {by, of.found_at});
        step.after = of.finding.id.text();
        step.text = of.finding.name;
        made.one.finding_id = of.finding.id;
        made.one.updated_at = std::max(made.one.updated_at, of.found_at);
        const auto later = std::ranges::find_if(made.log, [&](const casework::Step& each) {
            return each.at > of.found_at;
        });
        made.log.insert(later, std::move(step));
    }

    const Intake& intake_;
    std::string_view language_;
    Instant now_;
    std::vector<DemoCase>& cases_;
    std::vector<people::User> users_;
};

}  // namespace

std::vector<DemoFinding> gather_demo_findings(
    const Intake& intake, std::string_view language, Instant now, std::vector<DemoCase>& cases
) {
    return Findings(intake, language, now, cases).gather();
}

void write_demo_findings(db::Tx& tx, const std::vector<DemoFinding>& findings) {
    for (DemoFinding one : findings) {
        db::add(tx, one.finding, {{"system", "", "Styk"}, one.found_at});
    }
}

}  // namespace styk::story
