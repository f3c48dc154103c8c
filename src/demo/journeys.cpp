#include "demo/journeys.h"

#include <map>

namespace styk::demo {

namespace {

// Before the guest stands at the desk. NOLINTNEXTLINE(readability-function-size): a list
void add_way_there(std::vector<DrawnStep>& all) {
    all.push_back(
        {"hears_of_us",
         1,
         5,
         1,
         {"Sees a friend's photograph of amber light on the beach and asks where it is.",
          "Widzi zdjęcie bursztynowego światła na plaży i pyta, gdzie to jest.",
          "Видит фото янтарного света на пляже и спрашивает, где это."},
         {"A name that can be found in one search.",
          "Nazwy, którą da się znaleźć za pierwszym razem.",
          "Имя, которое находится с первого раза."},
         {}}
    );
    all.push_back(
        {"website",
         1,
         25,
         3,
         {"Compares our four hotels, looks for the whole price, reads what we promise.",
          "Porównuje cztery hotele, szuka pełnej ceny, czyta, co obiecujemy.",
          "Сравнивает четыре отеля, ищет полную цену, читает наши обещания."},
         {"Honest photographs and one price with breakfast and parking.",
          "Uczciwych zdjęć i jednej ceny ze śniadaniem i parkingiem.",
          "Честных фото и одной цены с завтраком и парковкой."},
         {"Never promise on the page what the desk cannot keep on a Friday.",
          "Nie obiecuj na stronie tego, czego recepcja nie dotrzyma w piątek.",
          "Не обещайте на сайте того, что стойка не выполнит в пятницу."},
         {{{"Is parking included?", "Czy parking jest w cenie?", "Входит ли парковка?"}, "no"},
          {{"Which hotel is best with children?",
            "Który hotel jest najlepszy z dziećmi?",
            "Какой отель лучше с детьми?"},
           "partly"}}}
    );
    all.push_back(
        {"books",
         1,
         10,
         2,
         {"Chooses a room and dates on the website, or calls on Monday morning and waits.",
          "Wybiera pokój i termin na stronie albo dzwoni w poniedziałek rano i czeka.",
          "Выбирает номер и даты на сайте или звонит утром в понедельник и ждёт."},
         {"A confirmation at once, and a way to change the dates.",
          "Potwierdzenia od razu i możliwości zmiany terminu.",
          "Подтверждения сразу и возможности перенести даты."},
         {},
         {{{"Until when can I cancel?", "Do kiedy mogę odwołać?", "До какого срока можно отменить?"
           },
           "yes"}}}
    );
    all.push_back(
        {"pre_arrival",
         1,
         4,
         1,
         {"Reads the message three days before: the way, the parking, the hour.",
          "Czyta wiadomość trzy dni przed: droga, parking, godzina.",
          "Читает письмо за три дня: дорога, парковка, время."},
         {"To know what to bring and when the room is ready.",
          "Wiedzieć, co zabrać i od kiedy pokój jest gotowy.",
          "Знать, что взять и когда готов номер."},
         {},
         {{{"May I come before three?",
            "Czy mogę przyjechać przed piętnastą?",
            "Можно ли приехать раньше трёх?"},
           "partly"}}}
    );
    all.push_back(
        {"travels",
         -1,
         180,
         4,
         {"Sits in the train or on the A1, answers the children how long it still is.",
          "Jedzie pociągiem albo A1, odpowiada dzieciom, jak długo jeszcze.",
          "Едет поездом или по трассе, отвечает детям, долго ли ещё."},
         {"That somebody tells about roadworks before they are met.",
          "Że ktoś powie o remoncie drogi, zanim na niego trafię.",
          "Чтобы о ремонте дороги сказали заранее."},
         {}}
    );
    all.push_back(
        {"parking",
         -1,
         12,
         4,
         {"Circles the block, carries the luggage the rest of the way.",
          "Krąży wokół kwartału, resztę drogi niesie bagaże.",
          "Кружит вокруг квартала, остаток пути несёт багаж."},
         {"A space, or somebody who takes the car.",
          "Miejsca albo kogoś, kto zabierze auto.",
          "Места или кого-то, кто отгонит машину."},
         {},
         {},
         {{"Nobody owns the car park.", "Parking nie ma opiekuna.", "За парковку никто не отвечает."
         }}}
    );
}

// In the house. NOLINTNEXTLINE(readability-function-size): a list
void add_stay(std::vector<DrawnStep>& all) {
    all.push_back(
        {"checks_in",
         1,
         12,
         4,
         {"Stands at the desk with luggage and tired children, waits for the program.",
          "Stoi przy recepcji z bagażem i zmęczonymi dziećmi, czeka na program.",
          "Стоит у стойки с багажом и усталыми детьми, ждёт программу."},
         {"Five minutes, as the website says, and to be greeted by name.",
          "Pięciu minut, jak mówi strona, i powitania po nazwisku.",
          "Пяти минут, как обещает сайт, и приветствия по имени."},
         {"Look up before you type. If it takes longer than five minutes, say so and offer a seat "
          "and a drink.",
          "Najpierw spójrz, potem pisz. Jeśli potrwa dłużej niż pięć minut, powiedz to, wskaż "
          "fotel i podaj napój.",
          "Сначала взгляд, потом клавиатура. Если дольше пяти минут, скажите об этом, предложите "
          "сесть и напиток."},
         {{{"Is the room ready?", "Czy pokój jest gotowy?", "Готов ли номер?"}, "partly"},
          {{"Why do you ask for everything again?",
            "Dlaczego pytacie o wszystko od nowa?",
            "Почему вы спрашиваете всё заново?"},
           "no"}},
         {{"The new program asks for what the guest wrote when booking.",
           "Nowy program pyta o to, co gość podał w rezerwacji.",
           "Новая программа спрашивает то, что гость указал при бронировании."}},
         "pain",
         {"Since the new program Gdańsk keeps guests waiting three times as long as promised.",
          "Od nowego programu Gdańsk każe czekać trzy razy dłużej, niż obiecujemy.",
          "С новой программой в Гданьске ждут втрое дольше обещанного."},
         {{"Send the key to the phone when the room is ready.",
           "Wysyłać klucz na telefon, gdy pokój jest gotowy.",
           "Присылать ключ на телефон, когда номер готов."},
          {"A bench and warm tea beside the desk.",
           "Ławka i ciepła herbata przy recepcji.",
           "Скамья и тёплый чай у стойки."}}}
    );
    all.push_back(
        {"room",
         2,
         480,
         1,
         {"Opens the window, tries the bed, sleeps.",
          "Otwiera okno, próbuje łóżka, śpi.",
          "Открывает окно, пробует кровать, спит."},
         {"Clean, warm, quiet, as in the photographs.",
          "Czysto, ciepło, cicho, jak na zdjęciach.",
          "Чисто, тепло, тихо, как на фотографиях."},
         {"Before handing the key over, stand in the room for a minute and listen.",
          "Zanim oddasz klucz, postój w pokoju minutę i posłuchaj.",
          "Прежде чем отдать ключ, постойте в номере минуту и послушайте."},
         {},
         {},
         "moment_of_truth",
         {"Guests forgive the queue when the room is right, never the other way round.",
          "Goście wybaczą kolejkę, gdy pokój jest dobry; odwrotnie nigdy.",
          "За хороший номер простят очередь, наоборот — никогда."}}
    );
    all.push_back(
        {"wifi",
         0,
         5,
         2,
         {"Looks for the password, tries in the corner by the window.",
          "Szuka hasła, próbuje w kącie przy oknie.",
          "Ищет пароль, пробует в углу у окна."},
         {"That it is there and nobody needs to think of it.",
          "Że jest i nie trzeba o nim myśleć.",
          "Чтобы он просто был и о нём не думали."},
         {}}
    );
    all.push_back(
        {"breakfast",
         1,
         40,
         1,
         {"Waits for eggs made to order, looks for a table by the window.",
          "Czeka na jajka na zamówienie, szuka stolika przy oknie.",
          "Ждёт яйца на заказ, ищет столик у окна."},
         {"Warm, fresh, unhurried.", "Ciepłe, świeże, bez pośpiechu.", "Тёплый, свежий, без спешки."
         },
         {},
         {},
         {},
         "success",
         {"Sopot's new cook: people take photographs of the plates.",
          "Nowy kucharz w Sopocie: ludzie fotografują talerze.",
          "Новый повар в Сопоте: гости фотографируют тарелки."}}
    );
    all.push_back(
        {"spa",
         1,
         90,
         2,
         {"Asks at the desk whether there is room in the sauna.",
          "Pyta w recepcji, czy jest miejsce w saunie.",
          "Спрашивает на стойке, есть ли место в сауне."},
         {"Quiet and a warm towel.", "Ciszy i ciepłego ręcznika.", "Тишины и тёплого полотенца."},
         {}}
    );
    all.push_back(
        {"bar",
         1,
         60,
         1,
         {"Comes down late, hopes the kitchen is still open.",
          "Schodzi późno, liczy, że kuchnia jeszcze działa.",
          "Спускается поздно, надеется, что кухня ещё открыта."},
         {"Something warm after ten.",
          "Czegoś ciepłego po dwudziestej drugiej.",
          "Чего-то тёплого после десяти."},
         {},
         {{{"Until when is the kitchen open?",
            "Do której działa kuchnia?",
            "До скольки работает кухня?"},
           "yes"}}}
    );
}

// NOLINTNEXTLINE(readability-function-size): a list
void add_way_home(std::vector<DrawnStep>& all) {
    all.push_back(
        {"checks_out",
         0,
         8,
         3,
         {"Reads the bill, pays, asks to leave the luggage.",
          "Czyta rachunek, płaci, prosi o przechowanie bagażu.",
          "Читает счёт, платит, просит оставить багаж."},
         {"No surprise on the bill.", "Rachunku bez niespodzianek.", "Счёта без неожиданностей."},
         {},
         {{{"What is this item?", "Co to za pozycja?", "Что это за строка?"}, "partly"}}}
    );
    all.push_back(
        {"invoice",
         -1,
         15,
         5,
         {"Opens the invoice at work; the accountant asks what it is for. Calls, and calls again.",
          "Otwiera fakturę w pracy; księgowa pyta, za co to. Dzwoni, i dzwoni znowu.",
          "Открывает счёт на работе; бухгалтер спрашивает, за что это. Звонит, и снова звонит."},
         {"To see by one glance what was paid for.",
          "Zobaczyć na pierwszy rzut oka, za co zapłacono.",
          "Увидеть с одного взгляда, за что уплачено."},
         {},
         {{{"What am I paying for?", "Za co płacę?", "За что я плачу?"}, "no"}},
         {{"“Hotel services” on one line.",
           "„Usługa hotelowa” w jednej linii.",
           "«Гостиничные услуги» одной строкой."}},
         "pain",
         {"Every third guest who calls about an invoice must call again.",
          "Co trzeci gość dzwoniący w sprawie faktury musi dzwonić drugi raz.",
          "Каждый третий, кто звонит о счёте, звонит ещё раз."},
         {{"A plain list of what was taken, day by day, in front of the invoice.",
           "Prosta lista, co wzięto, dzień po dniu, przed fakturą.",
           "Простой список по дням перед счётом."}}}
    );
    all.push_back(
        {"tells_others",
         1,
         10,
         2,
         {"Answers the question after the stay, shows photographs at work.",
          "Odpowiada na pytanie po pobycie, pokazuje zdjęcia w pracy.",
          "Отвечает на вопрос после поездки, показывает фото на работе."},
         {"That somebody reads the answer.",
          "Że ktoś przeczyta odpowiedź.",
          "Чтобы ответ кто-то прочитал."},
         {}}
    );
}

}  // namespace

Name stay_name() {
    return {"A stay with us", "Pobyt u nas", "Проживание у нас"};
}

Name stay_description() {
    return {
        "From the first picture to the story told at work, drawn by the team in a workshop.",
        "Od pierwszego zdjęcia do opowieści w pracy, narysowane przez zespół na warsztacie.",
        "От первой фотографии до рассказа на работе, нарисовано командой на семинаре."
    };
}

std::vector<DrawnStep> stay_steps() {
    std::vector<DrawnStep> all;
    add_way_there(all);
    add_stay(all);
    add_way_home(all);
    return all;
}

std::vector<Remedy> stay_remedies() {
    return {
        {"checks_in",
         {"The key is on the phone", "Klucz jest w telefonie", "Ключ в телефоне"},
         {"Gets a message that the room is ready, opens the door with the phone, is greeted in "
          "passing.",
          "Dostaje wiadomość, że pokój gotowy, otwiera drzwi telefonem, jest witany w przejściu.",
          "Получает сообщение, что номер готов, открывает дверь телефоном, его приветствуют на "
          "ходу."},
         {"Nobody stands in a queue: papers are done before arrival, the desk is there to greet.",
          "Nikt nie stoi w kolejce: formalności przed przyjazdem, recepcja jest od witania.",
          "Никто не стоит в очереди: бумаги до приезда, стойка, чтобы встречать."},
         {"Papers before arrival, the key by phone: nothing is asked at the desk.",
          "Formalności przed przyjazdem, klucz w telefonie: recepcja o nic nie pyta.",
          "Бумаги до приезда, ключ в телефоне: на стойке ничего не спрашивают."},
         2,
         3,
         1},
        {"invoice",
         {"An invoice that explains itself",
          "Faktura, która sama się tłumaczy",
          "Счёт, который понятен сам"},
         {"Opens a list of nights, breakfasts and extras, day by day, with the invoice behind it.",
          "Otwiera listę nocy, śniadań i dodatków, dzień po dniu, a za nią fakturę.",
          "Открывает список ночей, завтраков и услуг по дням, за ним счёт."},
         {"Certainty: each sum has a name that the guest remembers.",
          "Pewność: każda kwota ma nazwę, którą gość pamięta.",
          "Уверенность: у каждой суммы имя, которое гость помнит."},
         {"A clear description of every sum, sent together with the invoice.",
          "Jasny opis każdej kwoty, wysłany razem z fakturą.",
          "Понятное описание каждой суммы вместе со счётом."},
         1,
         3,
         1},
    };
}

std::string left_out_of_the_stay() {
    return "checks_out";
}

std::vector<std::string> feelings_at(std::string_view touchpoint, bool better) {
    if (better && (touchpoint == "checks_in" || touchpoint == "invoice")) {
        return touchpoint == "checks_in" ? std::vector<std::string>{"surprise", "trust"}
                                         : std::vector<std::string>{"trust"};
    }
    static const std::map<std::string_view, std::vector<std::string>> named{
        {"website", {"trust"}},
        {"books", {"satisfaction"}},
        {"pre_arrival", {"trust"}},
        {"travels", {"anxiety"}},
        {"parking", {"helplessness", "disappointment"}},
        {"checks_in", {"disappointment"}},
        {"room", {"satisfaction", "gratitude"}},
        {"wifi", {"disappointment"}},
        {"breakfast", {"delight"}},
        {"spa", {"satisfaction"}},
        {"bar", {"gratitude"}},
        {"invoice", {"anxiety", "resentment"}},
        {"tells_others", {"satisfaction"}},
    };
    const auto found = named.find(touchpoint);
    return found == named.end() ? std::vector<std::string>() : found->second;
}

Name matter_name() {
    return {
        "A matter at our law office (an example)",
        "Sprawa w naszej kancelarii (przykład)",
        "Дело в нашей юридической фирме (пример)"
    };
}

Name matter_description() {
    return {
        "The owner's second firm: how its clients live through a matter, and what their invoice "
        "does to trust.",
        "Druga firma właściciela: jak klienci przeżywają sprawę i co faktura robi z zaufaniem.",
        "Вторая фирма владельца: как клиенты проживают дело и что счёт делает с доверием."
    };
}

Name invoice_doubt() {
    return {
        "Clients doubt the hours; every second one calls about them.",
        "Klienci wątpią w godziny; co drugi dzwoni w ich sprawie.",
        "Клиенты сомневаются в часах; каждый второй звонит об этом."
    };
}

Name invoice_now() {
    return {
        "Doubt: was it really so much work?",
        "Wątpliwość: czy naprawdę było tyle pracy?",
        "Сомнение: правда ли было столько работы?"
    };
}

Remedy clear_invoice() {
    return {
        "invoice",
        {"Gets a clear account of the work",
         "Dostaje jasny opis pracy",
         "Получает ясный отчёт о работе"},
        {"Reads in plain words what was done, when and what for, and then the sum that was "
         "announced.",
         "Czyta prostymi słowami, co zrobiono, kiedy i po co, a potem zapowiedzianą kwotę.",
         "Читает простыми словами, что сделано, когда и зачем, а потом сумму, о которой "
         "предупредили."},
        {"A clear description of the work comes before the number.",
         "Jasny opis pracy przychodzi przed kwotą.",
         "Ясное описание работы приходит раньше суммы."},
        {"A plain description of the work with every invoice; sums announced beforehand.",
         "Prosty opis pracy przy każdej fakturze; kwoty zapowiadane wcześniej.",
         "Простое описание работы при каждом счёте; о суммах предупреждают."},
        1,
        5,
        2
    };
}

// NOLINTNEXTLINE(readability-function-size): a list
std::vector<Persona> personas() {
    return {
        {"zosia",
         {"Zosia with two children", "Zosia z dwójką dzieci", "Зося с двумя детьми"},
         {"36", "36", "36"},
         {{"Books half a year ahead", "Rezerwuje pół roku wcześniej", "Бронирует за полгода"},
          {"Asks the group of mothers first",
           "Najpierw pyta grupę mam",
           "Сначала спрашивает в чате мам"}},
         {{"Two hours a day without “mummy, I'm bored”",
           "Dwie godziny dziennie bez „mamo, nudzę się”",
           "Два часа в день без «мам, мне скучно»"}},
         {{"If the bed for the little one is made up, I forgive everything.",
           "Jak łóżeczko czeka posłane, wybaczę wszystko.",
           "Если кроватка застелена, я прощу всё."}},
         "segment=families"},
        {"robert",
         {"Robert on business", "Robert w delegacji", "Роберт в командировке"},
         {"about fifty", "około pięćdziesięciu", "около пятидесяти"},
         {{"Arrives after nine, leaves before seven",
           "Przyjeżdża po dwudziestej pierwszej, wyjeżdża przed siódmą",
           "Приезжает после девяти, уезжает до семи"},
          {"Reads contracts, not brochures",
           "Czyta umowy, nie foldery",
           "Читает договоры, а не буклеты"}},
         {{"To sleep, and an invoice that passes",
           "Wyspać się i mieć fakturę, która przejdzie",
           "Выспаться и получить счёт, который примут"}},
         {{"I don't need a smile, I need the key.",
           "Nie potrzebuję uśmiechu, potrzebuję klucza.",
           "Мне нужна не улыбка, а ключ."}},
         "segment=business"},
        {"ilze",
         {"Ilze and Māris for a weekend", "Ilze i Māris na weekend", "Илзе и Марис на выходные"},
         {"29 and 31", "29 i 31", "29 и 31"},
         {{"Decide on Thursday for Friday",
           "Decydują w czwartek na piątek",
           "Решают в четверг на пятницу"}},
         {{"A breakfast worth a photograph",
           "Śniadanie warte zdjęcia",
           "Завтрак, достойный фотографии"}},
         {{"We come back where somebody remembers us.",
           "Wracamy tam, gdzie ktoś nas pamięta.",
           "Мы возвращаемся туда, где нас помнят."}},
         "segment=couples"},
    };
}

}  // namespace styk::demo
