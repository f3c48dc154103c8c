#include "demo/names.h"

#include <vector>

#include "base/text.h"

namespace styk::demo {

namespace {

using Names = std::string_view;  // separated by one space

constexpr Names pl_he =
    "Adam Adrian Andrzej Bartosz Bogdan Cezary Dariusz Dawid Dominik Filip Grzegorz Hubert Igor "
    "Jacek Jakub "
    "Janusz Jerzy Kacper Kamil Karol Konrad Krzysztof Leszek Łukasz Maciej Marcin Marek Mariusz "
    "Mateusz Michał "
    "Mikołaj Mirosław Oskar Patryk Paweł Piotr Przemysław Radosław Rafał Robert Ryszard Sebastian "
    "Sławomir "
    "Stanisław Szymon Tadeusz Tomasz Wiktor Witold Wojciech Zbigniew";
constexpr Names pl_she =
    "Agata Agnieszka Aleksandra Alicja Aneta Anna Barbara Beata Bożena Celina Danuta Dominika "
    "Dorota Edyta "
    "Elżbieta Emilia Ewa Gabriela Grażyna Halina Hanna Iga Ilona Irena Iwona Izabela Jadwiga "
    "Joanna Julia "
    "Justyna Karolina Katarzyna Kinga Klaudia Lena Lidia Magdalena Małgorzata Maria Marta Marzena "
    "Milena Monika "
    "Natalia Olga Patrycja Paulina Renata Sylwia Teresa Urszula Wanda Weronika Zofia";

// Surnames that do not change, then those in -ski, -cki, -dzki, whose feminine ends in -a.
constexpr Names pl_family =
    "Adamczyk Banaś Baran Bednarz Bielak Borowik Cichoń Czajka Czarnota Dudek Dziedzic Fijałek "
    "Gajda "
    "Gołąb Grabarz Gwóźdź Jaworek Kaczmarek Kania Karaś Kępa Kłos Kmiecik Kosiba Kowal Król Kruk "
    "Kubiak Kurek "
    "Lis Madej Majcher Marciniak Mazur Mikoś Misiak Nawrot Nowak Olejnik Osiak Pająk Pawlik Piątek "
    "Pietrzak "
    "Rogala Ryś Sikora Skiba Socha Sroka Szczepaniak Szulc Ślusarz Tokarz Urban Walczak Wawrzyniak "
    "Wieczorek Wilk Wnuk Woźniak Wrona Zając Zięba Żak Żurek";
constexpr Names pl_family_ski =
    "Bagiński Bielecki Borkowski Brzozowski Chojnacki Cieślewski Czerwiński Dąbrowski Domański "
    "Falkowski "
    "Gajewski Głowacki Górski Grabowski Jabłoński Jankowski Jasiński Kalinowski Kamiński Karpiński "
    "Kossakowski "
    "Kozłowski Krajewski Kwiatkowski Laskowski Lewicki Lipiński Majewski Makowski Malinowski "
    "Michalski "
    "Morawski Nowicki Olszewski Orłowski Pawłowski Piotrowski Radzki Rutkowski Sadowski Sawicki "
    "Sokołowski Sosnowski Tarnowski Witkowski Zakrzewski Zawadzki Zieliński";

constexpr Names ru_he =
    "Александр Алексей Анатолий Андрей Антон Аркадий Артём Борис Вадим Валентин Валерий Василий "
    "Виктор Виталий "
    "Владимир Владислав Геннадий Георгий Григорий Даниил Денис Дмитрий Евгений Егор Иван Игорь "
    "Илья Кирилл "
    "Константин Леонид Максим Михаил Никита Николай Олег Павел Пётр Роман Руслан Сергей Станислав "
    "Степан Тимур "
    "Фёдор Эдуард Юрий Ярослав";
constexpr Names ru_she =
    "Алевтина Александра Алина Алла Анастасия Анна Валентина Валерия Вера Вероника Виктория Галина "
    "Дарья Диана "
    "Евгения Екатерина Елена Елизавета Жанна Зинаида Инна Ирина Карина Кира Кристина Ксения Лариса "
    "Лидия Любовь "
    "Людмила Маргарита Марина Мария Надежда Наталья Нина Оксана Ольга Полина Раиса Светлана "
    "Снежана София Тамара "
    "Татьяна Ульяна Юлия Яна";
constexpr Names ru_family =  // the feminine adds -а
    "Абрамов Агапов Алексеев Архипов Астахов Баранов Белов Беляев Богданов Власов Волков Воробьёв "
    "Гаврилов "
    "Голубев Громов Гусев Давыдов Данилов Демидов Ершов Ефимов Жуков Зайцев Захаров Зуев Исаев "
    "Калинин Карпов "
    "Киселёв Ковалёв Козлов Комаров Крылов Кудрявцев Лебедев Логинов Макаров Мельников Миронов "
    "Морозов "
    "Никитин Новиков Осипов Панов Поляков Потапов Родионов Рябов Самойлов Селезнёв Семёнов "
    "Сидоров Степанов Сухов Тарасов Титов Трофимов Уваров Фадеев Филатов Фомин Хохлов Цветков "
    "Чернов Шаров "
    "Широков Щукин Юдин Яковлев";
constexpr Names ru_family_still =
    "Бондаренко Гончаренко Коваленко Кравчук Левченко Лысенко Мороз Остапчук Павленко Романюк "
    "Савчук "
    "Ткаченко Черных";

constexpr Names lv_he =
    "Aleksandrs Aleksejs Andrejs Antons Artjoms Boriss Deniss Dmitrijs Eduards Genādijs Igors Iļja "
    "Ivans "
    "Jevgeņijs Jurijs Konstantīns Leonīds Maksims Mihails Nikita Nikolajs Oļegs Pāvels Romāns "
    "Sergejs Staņislavs "
    "Valērijs Vadims Viktors Vitālijs Vladimirs";
constexpr Names lv_she =
    "Aleksandra Alīna Alla Anastasija Anna Diāna Gaļina Inna Irina Jekaterina Jeļena Jūlija Karīna "
    "Kristīne "
    "Ksenija Larisa Ludmila Marina Marija Nadežda Natālija Ņina Oksana Olga Poļina Svetlana Tamāra "
    "Tatjana "
    "Valentīna Vera Viktorija Žanna";
constexpr Names lv_family =  // without the ending: -s for him, -a for her
    "Baranov Beļajev Bogdanov Volkov Vorobjov Gavrilov Golubev Gromov Gusev Žukov Zaicev Zaharov "
    "Ivanov Kiseļov "
    "Kozlov Kuzņecov Lebedev Makarov Mironov Morozov Ņikitin Novikov Orlov Pavlov Petrov Poļakov "
    "Popov Romanov "
    "Semjonov Sidorov Smirnov Sokolov Solovjov Stepanov Tarasov Timofejev Fjodorov Fomin Jakovļev";

constexpr Names en_he =
    "Aaron Adam Alan Andrew Ben Callum Charles Christopher Colin Craig Daniel David Declan Edward "
    "Ethan Fergus "
    "Gareth George Graham Harry Henry Iain Jack James Jonathan Joseph Keith Kevin Lewis Luke "
    "Malcolm Mark "
    "Matthew Nathan Neil Nicholas Oliver Oscar Patrick Paul Peter Philip Richard Robert Ryan "
    "Samuel Simon "
    "Stephen Stuart Thomas Timothy William";
constexpr Names en_she =
    "Abigail Alice Amelia Amy Angela Beth Caroline Catherine Charlotte Chloe Claire Deborah "
    "Eleanor Ellen Emily "
    "Emma Fiona Frances Georgia Grace Hannah Harriet Heather Helen Holly Imogen Isobel Jane "
    "Jessica Joanna "
    "Judith Karen Kate Laura Lily Louise Lucy Margaret Megan Molly Naomi Natalie Nicola Olivia "
    "Philippa Rachel "
    "Rebecca Rosie Ruth Sarah Sophie Susan Tessa Victoria Zoe";
constexpr Names en_family =
    "Abbott Adeyemi Ainsworth Allen Barker Bell Bennett Blackwood Bradley Brooks Burton Carter "
    "Chapman "
    "Clarke Collins Cooper Crawford Dawson Doyle Edwards Ellis Farrell Fletcher Foster Fraser "
    "Gallagher Gibson "
    "Graham Grant Griffiths Hall Harper Hayes Henderson Hughes Jennings Kapoor Kelly Kerr Lambert "
    "Lawson Lloyd "
    "MacLeod Marsh Mason Mensah Murray Nash Norris O'Brien O'Neill Okafor Osborne Owen Palmer "
    "Parker "
    "Patel Pearce Perry Price Quinn Rahman Reid Richards Robertson Rowe Shaw Simmons Sinclair "
    "Sutton "
    "Tanner Thornton Turner Wallace Walsh Warner Webb Whitaker Wilkinson Wright";

std::string one_of(Chance& chance, Names names) {
    const auto all = split(names, ' ');
    return std::string(all[chance.index(all.size())]);
}

std::string polish_family(Chance& chance, bool she) {
    if (chance.happens(0.55)) {
        return one_of(chance, pl_family);
    }
    auto family = one_of(chance, pl_family_ski);
    if (she) {
        family.back() = 'a';
    }
    return family;
}

std::string russian_family(Chance& chance, bool she) {
    if (chance.happens(0.12)) {
        return one_of(chance, ru_family_still);
    }
    return one_of(chance, ru_family) + (she ? "а" : "");
}

}  // namespace

GuestName make_name(Chance& chance, std::string_view people) {
    const bool she = chance.happens(0.54);
    if (people == "pl") {
        return {one_of(chance, she ? pl_she : pl_he) + " " + polish_family(chance, she), she};
    }
    if (people == "ru") {
        return {one_of(chance, she ? ru_she : ru_he) + " " + russian_family(chance, she), she};
    }
    if (people == "lv") {
        const std::string given = one_of(chance, she ? lv_she : lv_he);
        return {given + " " + one_of(chance, lv_family) + (she ? "a" : "s"), she};
    }
    return {one_of(chance, she ? en_she : en_he) + " " + one_of(chance, en_family), she};
}

}  // namespace styk::demo
