#include "survey/place_words.h"

#include <array>

namespace styk::survey {

namespace {

struct Said {
    std::string_view en, pl, ru;
};

// In the order of PlaceWord.
constexpr std::array said{
    Said{
        "Interview: write down what you are told",
        "Wywiad: zapisz to, co słyszysz",
        "Интервью: запишите то, что вам говорят"
    },
    Said{"Next person", "Następna osoba", "Следующий собеседник"},
    Said{"Start again", "Od początku", "Начать сначала"},
    Said{
        "Are you still there? It starts over in {0} s.",
        "Czy ktoś tu jest? Za {0} s zaczniemy od początku.",
        "Вы ещё здесь? Через {0} с опрос начнётся сначала."
    },
    Said{"Go on", "Kontynuuj", "Продолжить"}
};
static_assert(said.size() == static_cast<std::size_t>(PlaceWord::go_on) + 1);

}  // namespace

std::string word(PlaceWord which, std::string_view language) {
    const Said& one = said.at(static_cast<std::size_t>(which));
    return std::string(language == "pl" ? one.pl : language == "ru" ? one.ru : one.en);
}

}  // namespace styk::survey
