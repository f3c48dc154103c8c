#include "text/judgements.h"

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
)";

constexpr std::string_view all_of(Language language) {
    constexpr std::string_view all[] = {of_polish, of_russian, of_english};
    return all[static_cast<std::size_t>(language)];
}

}  // namespace

Judgements::Judgements(Language language, const Stems& stems) {
    const auto tokens = tokens_of(all_of(language));
    for (const auto& token : tokens.items) {
        stems_.push_back(stems.of(tokens.letters(token)));
    }
    std::sort(stems_.begin(), stems_.end());
    stems_.erase(std::unique(stems_.begin(), stems_.end()), stems_.end());
}

bool Judgements::has(Letters stem) const {
    const auto found = std::lower_bound(stems_.begin(), stems_.end(), stem);
    return found != stems_.end() && *found == stem;
}

}  // namespace styk::text
