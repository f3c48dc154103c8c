#include "text/common_words.h"

#include <algorithm>

namespace styk::text {

namespace {

constexpr std::string_view of_polish = R"(
super świetny świetnie fajny fajnie dobry dobra dobrze lepszy lepiej najlepszy najlepiej zły zła źle
gorszy gorzej najgorszy okropny okropnie okropność straszny strasznie fatalny fatalnie tragiczny
tragicznie tragedia masakra koszmar koszmarny beznadziejny beznadziejnie słaby słabo słabiutko kiepski
kiepsko polecam polecamy polecić poleciłbym poleciłabym odradzam rewelacja rewelacyjny
rewelacyjnie idealny idealnie doskonały doskonale wspaniały wspaniale cudowny cudownie genialny
genialnie ładny ładnie piękny pięknie miły miło przyjemny przyjemnie przyjemność zadowolony zadowolona
zadowoleni niezadowolony niezadowolona rozczarowany rozczarowana rozczarowanie zawiedziony zawiedziona
zawiodłem zawiodłam zawód porażka żenada żenujące skandal wstyd dramat dno niestety dzięki
dziękuję dziękujemy podziękowania pozdrawiam brawo okej normalny normalnie zwykły przeciętny przeciętnie
średni średnio zarzutu zastrzeżeń naprawdę niezwykle całkiem trochę mega totalnie kompletnie zupełnie
wyjątkowo absolutnie generalnie ogólnie niesamowity niesamowicie perfekcyjny perfekcyjnie wzorowo
podoba podobało podobała lubię uwielbiam kocham nienawidzę problem problemy sprawa rzecz sposób
jeden jedna jedno jednego jednej jednym dwa dwie dwóch trzy trzech cztery czterech pięć pięciu sześć siedem
osiem dziewięć dziesięć dziesięciu sto pierwszy pierwsza drugi druga trzeci trzecia czwarty pół połowa raz
razy razu kilka kilku wiele więcej mniej mało dużo sporo zero parę minuta minut minutach kwadrans godzina
godzin sekunda dzień dni dniach tydzień tygodnie tygodni miesiąc miesiące miesięcy rok roku lat lata latach
chwila chwilę moment czas czasu rano ranek wieczór wieczorem południe poniedziałek wtorek środa czwartek
piątek sobota niedziela weekend wczoraj jutro pojutrze dawno ostatni ostatnio następny kolejny nowy stary
niczego nikt nikogo nikomu ktoś kogoś coś czegoś żaden żadnych innych mówić mówi mówią powiedział powiedziała
powiedzieli wiem wie wiedzieć zrobić zrobił zrobiła zrobili robić robi robią będzie będą przyszedł przyszła
przyszli poszedł pójdę wrócę wrócimy dać daje dał dostać dostałem dostałam człowiek ludzie osoba osób klient
klientka klientów firma firmy pewno pewnie bez nawet serio czyli wreszcie nareszcie zanim potem niech proszę
sprawdzić zobaczyć trwa trwało zostawić oprócz
wow wtf lol meh git luz lux top win syf zna znam zł złotych gr min godz tyg kg km cm ml gb mb szt ok
)";

constexpr std::string_view of_russian = R"(
хороший хорошая хорошо отличный отличная отлично супер прекрасный прекрасно замечательный замечательно
великолепный великолепно чудесный чудесно ужасный ужасно ужас плохой плохая плохо худший лучший лучшая
хуже кошмар кошмарный отвратительный отвратительно рекомендую советую спасибо благодарю благодарим
доволен довольна довольны недоволен недовольна разочарован разочарована разочарование приятный приятно
классный классно идеальный идеально крутой круто норм нормальный нормально нравится понравилось
понравился понравилась понравились сожалению жаль позор безобразие бардак молодцы молодец проблема
проблемы абсолютно полностью совершенно действительно реально супер потрясающе восхитительно средне
обычный обычно люблю ненавижу честно вообще случай дело способ
один одна одно одного два две двух три трех четыре пять шесть семь восемь девять десять сто первый первая
второй вторая третий половина раз раза разу несколько много больше меньше мало минута минут час часа часов
секунда день дня дней неделя недели недель месяц месяца год года лет время времени утро утром вечер вечером
понедельник вторник среда четверг пятница суббота воскресенье вчера завтра давно последний следующий новый
старый ничего никто никого никому кто-то каждый другой другие говорить говорит говорят сказать сказала знаю
знать сделать сделали сделал делать делают пришел пришла пришли вернусь дать дали дает получить получил взять
человек люди людей клиент клиента клиентов компания фирма точно наконец пожалуйста проверить посмотреть нет
без пока затем пусть
ура рад рада жду ждем иду шел шла мог могла даю дай дам дал ищу бог ок спс вау топ гуд ппц збс бро
жесть руб мин кг км см мл гб мб шт ч
)";

constexpr std::string_view of_english = R"(
good great best better bad worse worst excellent amazing awesome wonderful fantastic perfect perfectly
lovely nice nicely terrible terribly horrible horribly awful poor poorly disappointing disappointed
disappointment satisfied satisfying dissatisfied happy unhappy pleased love loved like liked hate hated
recommend recommended recommending highly thanks thank thankful unfortunately sadly sad ok okay fine
brilliant superb fabulous outstanding pretty absolutely completely totally definitely simply truly
honestly super incredible incredibly impressed impressive pleasant pleasure unpleasant rubbish useless
joke disgrace disgraceful shame average decent solid enjoy enjoyed enjoyable glad problem issue trouble
help need know think feel believe hope way sure actually
one two three four five six seven eight nine ten hundred first second third half time times few several many
minute minutes hour hours day days week weeks month months year years moment morning evening night monday
tuesday wednesday thursday friday saturday sunday weekend tomorrow ago last next new old none nobody anybody
somebody anyone everyone people person man guy lady customer customers company take took taken taking give
gave given say saying says ask asked asking come came coming use used using look looking looked see seen saw
find found try tried trying happen happened put keep kept start started long soon ever whole little bit
cant couldnt wont wouldnt didnt doesnt isnt wasnt dont arent werent havent hasnt shouldnt ive id im theyre
youre weve left tell tells without others half single word words
big fun fab far low due set sat sit run ran top win gem god mad wow thx ty hrs hr min mins yr yrs gb
mb kg km cm ml end ends add added big bigger
)";

constexpr std::string_view all_of(Language language) {
    constexpr std::string_view all[] = {of_polish, of_russian, of_english};
    return all[static_cast<std::size_t>(language)];
}

}  // namespace

CommonWords::CommonWords(Language language, const Stems& stems) {
    const auto tokens = tokens_of(all_of(language));
    for (const auto& token : tokens.items) {
        stems_.push_back(stems.of(tokens.letters(token)));
    }
    std::sort(stems_.begin(), stems_.end());
    stems_.erase(std::unique(stems_.begin(), stems_.end()), stems_.end());
}

bool CommonWords::has(Letters stem) const {
    const auto found = std::lower_bound(stems_.begin(), stems_.end(), stem);
    return found != stems_.end() && *found == stem;
}

}  // namespace styk::text
