// The heads of a map's table, and the words in its cells that people read.
#pragma once

#include <array>
#include <string_view>

namespace styk::journey::table {

enum class Column {
    stage,
    phase,
    step,
    touchpoint,
    external,
    channels,
    departments,
    processes,
    action,
    expectation,
    designed,
    service,
    feeling,
    minutes,
    effort,
    emotion,
    emotions,
    questions,
    obstacles,
    evidence,
    ideas,
    marks,
    links
};

// [column][English, Polish, Russian]
inline constexpr std::array<std::array<std::string_view, 3>, 23> heads{{
    {"Stage", "Etap", "Этап"},
    {"Phase", "Faza", "Фаза"},
    {"Step", "Krok", "Шаг"},
    {"Touchpoint", "Punkt styku", "Точка контакта"},
    {"External", "Zewnętrzny", "Внешний"},
    {"Channels", "Kanały", "Каналы"},
    {"Departments", "Działy", "Отделы"},
    {"Processes", "Procesy", "Процессы"},
    {"Action", "Działanie", "Действие"},
    {"Expectation", "Oczekiwanie", "Ожидание"},
    {"Designed experience", "Zaprojektowane doświadczenie", "Спроектированный опыт"},
    {"How to serve", "Jak obsłużyć", "Как обслужить"},
    {"Feeling", "Odczucie", "Чувство"},
    {"Minutes", "Minuty", "Минуты"},
    {"Effort", "Wysiłek", "Усилие"},
    {"Emotion", "Emocja", "Эмоция"},
    {"Named emotions", "Nazwane emocje", "Названные эмоции"},
    {"Questions", "Pytania", "Вопросы"},
    {"Obstacles", "Przeszkody", "Препятствия"},
    {"Evidence", "Dowody", "Свидетельства"},
    {"Ideas", "Pomysły", "Идеи"},
    {"Marks", "Oznaczenia", "Отметки"},
    {"Ways on", "Przejścia", "Переходы"},
}};

// [journey/map.h Answered][language]
inline constexpr std::array<std::array<std::string_view, 3>, 3> answers{
    {{"yes", "tak", "да"}, {"partly", "częściowo", "частично"}, {"no", "nie", "нет"}}
};

}  // namespace styk::journey::table
