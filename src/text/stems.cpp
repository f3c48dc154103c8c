#include "text/stems.h"

#include <algorithm>
#include <array>

namespace styk::text {

namespace {

constexpr std::size_t most_letters = 6, least_letters = 3;

// Of nouns, adjectives and the usual forms of verbs.
constexpr std::string_view of_polish = R"(
a e i o u y ie ia iu ii ej ym im om em am ow iej imi ich ego emu ymi ych ami ach owi owie iem iego
iemu iach iami ac ec ic yc al ala alo ali aly alem alam alismy alysmy il ila ilo ili ily ilem ilam
ilismy ilysmy yl yla ylo yli yly ylem ylam lem lam amy imy emy cie aja uja uje ujemy ujac owac
owal owala owali owano anie ania aniu aniem enie enia eniu eniem ani ana ane any eni ona one ony
)";

constexpr std::string_view of_russian = R"(
а е и о у ы э ю я ь й ой ей ий ый ая яя ое ее ые ие ую юю ом ем ам ям ах ях ов ев ых их ым им ого его
ому ему ыми ими ами ями ью ия ию ии иям иях иями ть ти ла ло ли л ал ала али ало ил ила или ило ел
ела ели ело ет ут ют ит ат ят ем им ете ите аем ают ает аете аешь яем яют яет ать ять еть ить ался алась ались ился
илась ились ться тся ешь ишь ание ания анию анием ение ения ению ением
)";

constexpr std::string_view of_english = R"(
s es ies ed ied ing ings ly e y
)";

constexpr std::string_view endings_of(Language language) {
    constexpr std::string_view all[] = {of_polish, of_russian, of_english};
    return all[static_cast<std::size_t>(language)];
}

// Sounds that change before an ending: obsłudze, kolejce are of obsługa, kolejka.
void soften(std::basic_string<Letter>& stem) {
    const auto size = stem.size();
    if (size >= 2 && stem[size - 2] == 'd' && stem[size - 1] == 'z') {
        stem.resize(size - 1);
        stem.back() = 'g';
    } else if (stem.back() == 'c') {
        stem.back() = 'k';
    }
}

// stopped, stopping: stop
void undouble(std::basic_string<Letter>& stem) {
    const auto size = stem.size();
    const bool twice = size > least_letters && stem[size - 1] == stem[size - 2];
    if (twice && stem.back() != 's' && stem.back() != 'l' && stem.back() != 'f') {
        stem.pop_back();
    }
}

}  // namespace

Stems::Stems(Language language) : language_(language) {
    const auto tokens = tokens_of(endings_of(language));
    for (const auto& token : tokens.items) {
        endings_.emplace_back(tokens.letters(token));
    }
    std::stable_sort(endings_.begin(), endings_.end(), [](const auto& a, const auto& b) {
        return a.size() > b.size();
    });
}

std::basic_string<Letter> Stems::without_ending(Letters word) const {
    for (const auto& ending : endings_) {
        if (word.size() >= ending.size() + least_letters && word.ends_with(ending)) {
            return std::basic_string<Letter>(word.substr(0, word.size() - ending.size()));
        }
    }
    return std::basic_string<Letter>(word);
}

std::basic_string<Letter> Stems::of(Letters folded) const {
    if (language_ == Language::en &&
        folded.ends_with(Letters(reinterpret_cast<const Letter*>("ss"), 2))) {
        return std::basic_string<Letter>(folded.substr(0, most_letters));
    }
    auto stem = without_ending(folded);
    if (language_ == Language::pl && stem.size() >= least_letters) {
        soften(stem);
    }
    if (language_ == Language::en) {
        undouble(stem);
    }
    stem.resize(std::min(stem.size(), most_letters));
    return stem;
}

}  // namespace styk::text
