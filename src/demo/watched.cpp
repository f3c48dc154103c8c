#include "demo/watched.h"

namespace styk::demo {

namespace {

constexpr const char* manager = "alicja.borowska@bursztyn.example";
constexpr const char* reception = "tomasz.rogala@bursztyn.example";

}  // namespace

std::vector<Indicator> indicators() {
    return {
        {{"Would recommend us", "Poleciliby nas", "Порекомендовали бы нас"},
         "nps",
         "",
         "month",
         0.45},
        {{"Check-in in Gdańsk", "Zameldowanie w Gdańsku", "Заселение в Гданьске"},
         "csat",
         "touchpoint=checks_in&location=gdansk",
         "month",
         0.60},
        {{"Breakfast in Sopot", "Śniadanie w Sopocie", "Завтрак в Сопоте"},
         "csat",
         "touchpoint=breakfast&location=sopot",
         "month",
         0.85},
        {{"Easy to deal with us", "Łatwo z nami", "С нами легко"}, "ces", "", "month", 5.5},
        {{"Check-in everywhere", "Zameldowanie wszędzie", "Заселение везде"},
         "csat",
         "touchpoint=checks_in",
         "week",
         {},
         "nps"}
    };
}

std::vector<Alert> alerts() {
    return {
        {{"Check-in is slipping", "Zameldowanie słabnie", "Заселение ухудшается"},
         "csat",
         "touchpoint=checks_in",
         "location",
         "month",
         "change",
         "down",
         {},
         {manager, reception}},
        {{"Fewer recommend us", "Mniej nas poleca", "Нас реже рекомендуют"},
         "nps",
         "",
         "",
         "week",
         "limits",
         "down",
         {},
         {manager}}
    };
}

}  // namespace styk::demo
