#include "demo/page.h"

namespace styk::demo {

Page monday_page() {
    Page page;
    page.name = {"Monday round", "Poniedziałkowa odprawa", "Планёрка в понедельник"};
    page.note = {
        "What we look at together before the week begins.",
        "Na co patrzymy wspólnie, zanim zacznie się tydzień.",
        "На что мы вместе смотрим перед началом недели."
    };
    page.owner = "cx_manager";
    page.roles = {"administrator", "analyst", "touchpoint_owner"};
    page.panels = {
        {"figure", {}, "metric=nps&period=90d", {}},
        {"figure", {}, "metric=csat&period=90d", {}},
        {"text",
         {"How to read this", "Jak to czytać", "Как это читать"},
         "",
         {"Colour means that chance does not explain it. Grey is the normal state: nothing to do.",
          "Kolor znaczy, że przypadek tego nie tłumaczy. Szarość to stan zwykły: nic do zrobienia.",
          "Цвет значит, что случайностью это не объяснить. Серое — обычное состояние: делать "
          "ничего не нужно."},
         true},
        {"trend",
         {"Check-in, Gdańsk", "Zameldowanie, Gdańsk", "Регистрация, Гданьск"},
         "metric=csat&step=week&period=365d&touchpoint=checks_in&location=gdansk",
         {},
         true},
        {"compare", {}, "metric=csat&rows=touchpoint&cols=location&period=90d", {}, true},
        {"drivers", {}, "outcome=nps&period=365d", {}, true},
    };
    return page;
}

}  // namespace styk::demo
