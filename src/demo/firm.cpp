#include "demo/firm.h"

namespace styk::demo {

namespace {

Firm firm() {
    Firm firm;
    firm.name = {"Bursztyn Hotels (demo)", "Hotele Bursztyn (demo)", "Отели Bursztyn (демо)"};
    firm.time_zone = "Europe/Warsaw";
    firm.language = "pl";
    firm.languages = {"pl", "ru", "en"};
    firm.currency = "PLN";
    firm.working_days = {1, 2, 3, 4, 5, 6, 7};
    firm.working_from = "07:00";
    firm.working_to = "22:00";
    firm.customers_min = 5;
    firm.employees_min = 5;
    firm.words = {{"customer", {"guest", "gość", "гость"}}};
    return firm;
}

std::vector<Department> departments() {
    return {
        {"management", {"Management", "Zarząd", "Руководство"}},
        {"marketing", {"Marketing", "Marketing", "Маркетинг"}},
        {"reservations", {"Reservations", "Rezerwacje", "Бронирование"}},
        {"front_desk", {"Front desk", "Recepcja", "Ресепшен"}},
        {"housekeeping", {"Housekeeping", "Służba pięter", "Хозяйственная служба"}},
        {"kitchen", {"Kitchen and bar", "Kuchnia i bar", "Кухня и бар"}},
        {"spa", {"Spa", "Spa", "Спа"}},
        {"it", {"IT", "IT", "ИТ"}},
        {"accounting", {"Accounting", "Księgowość", "Бухгалтерия"}},
    };
}

std::vector<Location> locations() {
    return {
        {"poland", {"Poland", "Polska", "Польша"}, "", "region"},
        {"latvia", {"Latvia", "Łotwa", "Латвия"}, "", "region"},
        {"gdansk", {"Gdańsk", "Gdańsk", "Гданьск"}, "poland", "branch"},
        {"sopot", {"Sopot", "Sopot", "Сопот"}, "poland", "branch"},
        {"zakopane", {"Zakopane", "Zakopane", "Закопане"}, "poland", "branch"},
        {"riga", {"Riga", "Ryga", "Рига"}, "latvia", "branch"},
    };
}

std::vector<Channel> channels() {
    return {
        {"web", {"Website", "Strona www", "Сайт"}, 1},
        {"email", {"E-mail", "E-mail", "Электронная почта"}, 2},
        {"phone", {"Phone", "Telefon", "Телефон"}, 3},
        {"chat", {"Chat", "Czat", "Чат"}, 4},
        {"store", {"In the hotel", "W hotelu", "В отеле"}, 5},
        {"app", {"App", "Aplikacja", "Приложение"}, 6},
        {"sms", {"SMS", "SMS", "СМС"}, 7},
        {"social",
         {"Social media and reviews", "Media społecznościowe i recenzje", "Соцсети и отзывы"},
         8},
        {"interview", {"Interview", "Wywiad", "Интервью"}, 9},
        {"other", {"Other", "Inny", "Другое"}, 10},
    };
}

std::vector<Stage> stages() {
    return {
        {"dreams", {"Dreams", "Marzy", "Мечтает"}, 1},
        {"plans", {"Plans", "Planuje", "Планирует"}, 2},
        {"arrives", {"Arrives", "Przyjeżdża", "Приезжает"}, 3},
        {"stays", {"Stays", "Mieszka", "Живёт"}, 4},
        {"leaves", {"Leaves", "Wyjeżdża", "Уезжает"}, 5},
        {"remembers", {"Remembers", "Wspomina", "Вспоминает"}, 6},
    };
}

constexpr const char* cx_manager = "alicja.borowska@bursztyn.example";
constexpr const char* front = "tomasz.rogala@bursztyn.example";
constexpr const char* rooms = "halina.wrobel@bursztyn.example";
constexpr const char* food = "inga.kalnina@bursztyn.example";
constexpr const char* marketing = "marta.lewicka@bursztyn.example";

std::vector<User> users() {
    return {
        {"jan.bursztynowicz@bursztyn.example",
         "Jan Bursztynowicz",
         "administrator",
         "pl",
         "management",
         ""},
        {cx_manager, "Alicja Borowska", "cx_manager", "pl", "management", ""},
        {"oleg.sorokin@bursztyn.example", "Олег Сорокин", "analyst", "ru", "management", ""},
        {front, "Tomasz Rogala", "touchpoint_owner", "pl", "front_desk", ""},
        {rooms, "Halina Wróbel", "touchpoint_owner", "pl", "housekeeping", ""},
        {food, "Inga Kalniņa", "touchpoint_owner", "en", "kitchen", ""},
        {marketing, "Marta Lewicka", "touchpoint_owner", "pl", "marketing", ""},
        {"elzbieta.czajka@bursztyn.example", "Elżbieta Czajka", "employee", "pl", "kitchen", "sopot"
        },
        {"vera.gromova@bursztyn.example", "Вера Громова", "employee", "ru", "front_desk", "riga"},
    };
}

// Before and on the way. NOLINTNEXTLINE(readability-function-size): a list
void add_first_touchpoints(std::vector<Touchpoint>& all) {
    all.push_back(
        {"hears_of_us",
         {"Hears of us", "Słyszy o nas", "Узнаёт о нас"},
         {"A friend, an article, a picture: the first time somebody meets our name.",
          "Znajomi, artykuł, zdjęcie: pierwsze spotkanie z naszą nazwą.",
          "Знакомые, статья, фотография: первая встреча с нашим именем."},
         "dreams",
         {"social", "web"},
         marketing,
         false,
         {{"marketing", "responsible"}, {"management", "accountable"}},
         {"marketing"},
         1}
    );
    all.push_back(
        {"website",
         {"Website", "Strona internetowa", "Сайт"},
         {"Looks for dates, prices and pictures. Here we promise: checked in within 5 minutes, "
          "breakfast made to order.",
          "Szuka terminów, cen i zdjęć. Tu obiecujemy: zameldowanie w 5 minut, śniadanie na "
          "zamówienie.",
          "Ищет даты, цены и фотографии. Здесь мы обещаем: заселение за 5 минут, завтрак готовят "
          "при вас."},
         "plans",
         {"web"},
         marketing,
         false,
         {{"marketing", "responsible"},
          {"marketing", "accountable"},
          {"it", "consulted"},
          {"reservations", "informed"}},
         {"marketing", "sales"},
         2}
    );
    all.push_back(
        {"books",
         {"Books", "Rezerwuje", "Бронирует"},
         {"Books on the website, by phone or through a portal.",
          "Rezerwuje na stronie, przez telefon albo portal.",
          "Бронирует на сайте, по телефону или через портал."},
         "plans",
         {"web", "phone", "email", "chat"},
         cx_manager,
         false,
         {{"reservations", "responsible"}, {"reservations", "accountable"}, {"it", "consulted"}},
         {"sales"},
         3}
    );
    all.push_back(
        {"pre_arrival",
         {"Mail before arrival", "Mail przed przyjazdem", "Письмо перед приездом"},
         {"Three days before: how to get here, where to park, when we expect the guest.",
          "Trzy dni przed: jak dojechać, gdzie zaparkować, o której czekamy.",
          "За три дня: как добраться, где поставить машину, когда мы ждём гостя."},
         "plans",
         {"email"},
         marketing,
         false,
         {{"marketing", "responsible"}, {"reservations", "accountable"}, {"front_desk", "informed"}
         },
         {"marketing", "service"},
         4}
    );
    all.push_back(
        {"travels",
         {"Travels here", "Podróżuje do nas", "Едет к нам"},
         {"Trains, roads, taxis: not ours, but part of the journey.",
          "Pociągi, drogi, taksówki: nie nasze, a należą do podróży.",
          "Поезда, дороги, такси: не наши, но часть пути."},
         "arrives",
         {"other"},
         front,
         true,
         {{"front_desk", "informed"}},
         {"service"},
         5}
    );
    all.push_back(
        {"parking",
         {"Parking", "Parkuje", "Парковка"},
         {"Finds a space and brings the luggage in.",
          "Znajduje miejsce i wnosi bagaże.",
          "Находит место и заносит багаж."},
         "arrives",
         {"store"},
         "",
         false,
         {{"front_desk", "informed"}, {"management", "accountable"}},
         {"administration"},
         6}
    );
}

// In the house. NOLINTNEXTLINE(readability-function-size): a list
void add_stay_touchpoints(std::vector<Touchpoint>& all) {
    all.push_back(
        {"checks_in",
         {"Checks in", "Melduje się", "Заселяется"},
         {"From the door to the key. The website promises five minutes.",
          "Od drzwi do klucza. Strona obiecuje pięć minut.",
          "От двери до ключа. Сайт обещает пять минут."},
         "arrives",
         {"store", "app", "sms"},
         front,
         false,
         {{"front_desk", "responsible"},
          {"front_desk", "accountable"},
          {"it", "consulted"},
          {"housekeeping", "informed"}},
         {"service"},
         7}
    );
    all.push_back(
        {"room",
         {"Room", "Pokój", "Номер"},
         {"Bed, bath, warmth, quiet.",
          "Łóżko, łazienka, ciepło, cisza.",
          "Кровать, ванная, тепло, тишина."},
         "stays",
         {"store", "phone"},
         rooms,
         false,
         {{"housekeeping", "responsible"},
          {"housekeeping", "accountable"},
          {"front_desk", "informed"}},
         {"product"},
         8}
    );
    all.push_back(
        {"wifi",
         {"Wi-Fi", "Wi-Fi", "Вайфай"},
         {"Being online in the room, the lobby and the meeting rooms.",
          "Internet w pokoju, holu i salach.",
          "Интернет в номере, холле и залах."},
         "stays",
         {"store"},
         front,
         false,
         {{"it", "responsible"}, {"front_desk", "consulted"}},
         {"product"},
         9}
    );
    all.push_back(
        {"breakfast",
         {"Breakfast", "Śniadanie", "Завтрак"},
         {"Buffet and eggs made to order, 6:30 to 10:30.",
          "Bufet i jajka na zamówienie, 6:30–10:30.",
          "Шведский стол и яйца на заказ, 6:30–10:30."},
         "stays",
         {"store"},
         food,
         false,
         {{"kitchen", "responsible"}, {"kitchen", "accountable"}, {"housekeeping", "informed"}},
         {"product", "service"},
         10}
    );
    all.push_back(
        {"spa",
         {"Spa", "Spa", "Спа"},
         {"Pool, sauna, treatments.", "Basen, sauna, zabiegi.", "Бассейн, сауна, процедуры."},
         "stays",
         {"store", "phone"},
         food,
         false,
         {{"spa", "responsible"}, {"spa", "accountable"}, {"marketing", "informed"}},
         {"product"},
         11}
    );
    all.push_back(
        {"bar",
         {"Bar", "Bar", "Бар"},
         {"A drink or a late supper downstairs.",
          "Drink albo późna kolacja na dole.",
          "Коктейль или поздний ужин внизу."},
         "stays",
         {"store"},
         food,
         false,
         {{"kitchen", "responsible"}, {"kitchen", "accountable"}},
         {"product"},
         12}
    );
}

// On the way home and after.
void add_last_touchpoints(std::vector<Touchpoint>& all) {
    all.push_back(
        {"checks_out",
         {"Checks out", "Wymeldowuje się", "Выезжает"},
         {"The bill, the luggage, the goodbye.",
          "Rachunek, bagaże, pożegnanie.",
          "Счёт, багаж, прощание."},
         "leaves",
         {"store", "app"},
         front,
         false,
         {{"front_desk", "responsible"}, {"front_desk", "accountable"}, {"accounting", "consulted"}
         },
         {"service"},
         13}
    );
    all.push_back(
        {"invoice",
         {"Invoice", "Faktura", "Счёт-фактура"},
         {"Arrives by mail after the stay.",
          "Przychodzi mailem po pobycie.",
          "Приходит письмом после отъезда."},
         "leaves",
         {"email"},
         cx_manager,
         false,
         {{"accounting", "responsible"}, {"accounting", "accountable"}, {"front_desk", "informed"}},
         {"administration", "legal"},
         14}
    );
    all.push_back(
        {"tells_others",
         {"Tells others", "Opowiada innym", "Рассказывает другим"},
         {"Recommends us, or does not.", "Poleca nas albo nie.", "Советует нас или нет."},
         "remembers",
         {"social", "email"},
         marketing,
         false,
         {{"marketing", "responsible"}, {"management", "accountable"}, {"front_desk", "informed"}},
         {"marketing"},
         15}
    );
}

std::vector<Metric> metrics() {
    const auto mean = [](std::string key, Name name, Name question, double target) {
        return Metric{
            std::move(key),
            std::move(name),
            std::move(question),
            "mean",
            1,
            5,
            {4, 5},
            {1, 2},
            target
        };
    };
    return {
        mean(
            "expected",
            {"Expected", "Oczekiwane", "Ожидание"},
            {"Before you came: how well did you expect this to go?",
             "Przed przyjazdem: jak dobrze miało tu być?",
             "До приезда: насколько хорошо, по-вашему, это должно было пройти?"},
            4.5
        ),
        mean(
            "lived",
            {"Lived", "Przeżyte", "Прожитое"},
            {"And how well did it go?", "A jak dobrze było?", "А как прошло на самом деле?"},
            4.5
        ),
        {"work_here",
         {"Would recommend working here", "Poleci pracę u nas", "Посоветует работу у нас"},
         {"Would you recommend working here to a friend?",
          "Jak prawdopodobne jest polecenie pracy u nas komuś bliskiemu?",
          "Посоветуете ли вы работу у нас другу?"},
         "net",
         0,
         10,
         {9, 10},
         {0, 1, 2, 3, 4, 5, 6},
         0.2},
    };
}

std::vector<Attribute> attributes() {
    return {
        {"trip", {"Trip", "Rodzaj podróży", "Цель поездки"}, "feedback"},
        {"stay_nights", {"Nights", "Liczba nocy", "Ночей"}, "feedback"},
        {"room_type", {"Room type", "Rodzaj pokoju", "Тип номера"}, "feedback"},
        {"country", {"Country", "Kraj", "Страна"}, "customer"},
        {"wait_minutes", {"Wait, minutes", "Czekanie, minuty", "Ожидание, минут"}, "event"},
        {"topic", {"Topic", "Temat", "Тема"}, "event"},
    };
}

}  // namespace

const std::string& Name::in(std::string_view language) const {
    return language == "pl" ? pl : language == "ru" ? ru : en;
}

void set_up_firm(Year& year) {
    year.firm = firm();
    year.departments = departments();
    year.locations = locations();
    year.brands = {
        {"bursztyn", {"Bursztyn", "Bursztyn", "Bursztyn"}},
        {"bursztyn_spa", {"Bursztyn Spa", "Bursztyn Spa", "Bursztyn Spa"}}
    };
    year.channels = channels();
    year.stages = stages();
    add_first_touchpoints(year.touchpoints);
    add_stay_touchpoints(year.touchpoints);
    add_last_touchpoints(year.touchpoints);
    year.metrics = metrics();
    year.targets = {{"nps", 0.45}, {"csat", 0.80}, {"ces", 5.5}};
    year.attributes = attributes();
    year.users = users();
    year.queues = {.target_s = 20, .targets = {{"chat", 60}}};
}

}  // namespace styk::demo
