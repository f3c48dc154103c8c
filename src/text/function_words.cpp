#include "text/function_words.h"

#include <algorithm>

namespace styk::text {

namespace {

constexpr std::string_view of_polish = R"(
a aby ale albo ani az bardziej bardzo bo by byc byl byla bylam bylem byli bylo byly bym byscie
cala cale caly chce chyba ci cie co cos czasem czego czemu czy czyli dac dla dlaczego do dobrze
dopiero dosc duzo dwa dwie dzis dzisiaj gdy gdyby gdyz gdzie go i ich ile im inne inny iz ja jak
jaka jakas jakby jaki jakies jakis jakie jako jakos je jeden jedna jednak jedno jego jej jemu jest
jestem jestesmy jesli jeszcze jezeli juz kazda kazdy kiedy kilka kims kto ktora ktore ktorego
ktorej ktory ktorych ktorym ktos ku la lecz lub ma maja mam mamy mi mial miala mialam mialem mialo
miec mimo mna mnie moga moge moim moj moja moje mozna moze mu musi musialam musialem my na nad
nadal nam nami nas nasz nasza nasze natomiast nawet nia nic nich niech niego niej nigdy nim nimi
niz o obok od odnosnie ok okolo on ona one oni ono oraz oto pan pani panstwa panstwo po pod
podczas pomimo ponad poniewaz poza prawie prosze przed przede przez przy raz razie razy rowniez sa
sam sama same sie skad soba sobie sporo swoj swoja swoje ta tak taka taki takich takie takze tam
te tego tej ten teraz tez to toba tobie totez trzeba tu tutaj twoj ty tych tylko tym tyle tymi u w
wasz wasza wasze wcale wczoraj we wiec wiele wlasnie wobec wszyscy wszystkie wszystkich wszystko
wszystkim wtedy wy wam was z za zaden zadna zadne zas zawsze ze zeby zostal zostala zostalo znow
znowu
nie no ni da ow coz czyz se ach ech eh ej hej oj och aha em hm oby ode ws np itd itp tzn tzw nr ul
dr ds pt ps tel mgr inz jw acz idz ide wez bz hmm
)";

constexpr std::string_view of_russian = R"(
а более больше будет будто будут бы был была были было быть в вам вами вас ваш ваша ваше ваши ведь
весь вместо во вообще вот все всегда всего всей всем всех всю вы где да даже два две для до другой
его ее ей ему если есть еще ею же за зачем здесь и из или им ими иногда их к каждый как какая
какие какой какую когда конечно которая которого которое которой которую которые который которых
кто куда ли либо лишь лучше между меня мне много мной могу может можно мой моего моей моем мои моя
моё мы на над надо наконец нам нами нас наш наша наше наши него нее ней нельзя нем нему несколько
нибудь никак никогда них ничего но ну о об один одна одни одно однако около он она они оно опять
от очень перед по под пока после потом потому почему почти при про просто раз разве с сам сама
сами само свой своего своей свои свою себе себя сегодня сейчас сказал сказали со совсем так также
такая такие такое такой там те тебе тебя тем теперь то тобой тогда того тоже той только том тот
три тут ты у уж уже хоть хотя чего чем через что чтоб чтобы чуть эта эти этим этих это этого этой
этом этому этот эту я вчера просим прошу
не ни мою моих моим ту та вся обе оба тех теми ним мол ах ох ой эх ай ой вай ага увы мда ммм хм фу
че чо хз щас ща чет др ул тд тп сих пор еле зря см гг оч типа ето
)";

constexpr std::string_view of_english = R"(
a about above after again against all almost also although always am an and another any anything
are as at away back be because been before being below between both but by can cannot could day
did do does doing done down during each either else even ever every everything few for from
further get gets getting go going got had has have having he her here hers him his how however i
if im in into is it its itself just ll lot made make many may me might more most much must my
myself neither never nor nothing now of off often on once one only or other our ours out over own
please quite rather re really s said same she should since so some someone something still such t
than that thats the their theirs them then there these they thing things this those though through
till to today together told too two under until up upon us ve very want wanted was we well went
were what when where whether which while who whom whose why will with within would yes yesterday
yet you your yours d don didn doesn isn wasn couldn wouldn won
no not ill youll theyll hes shes id let lets th st nd rd eg ie etc vs pm mr mrs ms dr hi
hey bye oh ah eh ha hm uh um ugh omg lol btw af ur bc tho thru cuz pls plz per via onto mid ps rt
)";

constexpr std::string_view all_of(Language language) {
    constexpr std::string_view all[] = {of_polish, of_russian, of_english};
    return all[static_cast<std::size_t>(language)];
}

}  // namespace

FunctionWords::FunctionWords(Language language) {
    const auto tokens = tokens_of(all_of(language));
    for (const auto& token : tokens.items) {
        words_.emplace_back(tokens.letters(token));
    }
    std::sort(words_.begin(), words_.end());
}

bool FunctionWords::has(Letters folded) const {
    const auto found = std::lower_bound(words_.begin(), words_.end(), folded);
    return found != words_.end() && *found == folded;
}

}  // namespace styk::text
