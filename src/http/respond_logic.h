// What of a page the respondent's script may foretell: questions and choices that hang on answers
// of the same page. They stand in the page, hidden, with what decides about them as data; so they
// appear without asking the server, whose word counts all the same (web/respond).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "survey/route.h"

namespace styk::http {

class PageLogic {
public:
    PageLogic(
        const survey::Definition& definition,
        const survey::Route& route,
        const survey::Stop& stop,
        const survey::Setting& setting
    );

    // Whether anything here hangs on an answer of the page. Nothing does on a page whose questions
    // stand in an order of chance: there the script asks the server.
    [[nodiscard]] bool decides() const { return decides_; }

    // The questions to write, in their order; true: not asked now.
    [[nodiscard]] std::vector<std::pair<std::size_t, bool>> questions() const;

    // Whether an answer of this page decides about it.
    [[nodiscard]] bool depends(const survey::Expression& expression) const;

    // A choice that is not offered now, but that an answer of this page may bring.
    [[nodiscard]] bool may_offer(const survey::Choice& choice) const;

    // The conditions, and of earlier answers and hidden fields only what they name, as JSON that
    // may stand in a page. Shape: Logic in web/respond/answers.ts.
    [[nodiscard]] std::string data() const;

private:
    [[nodiscard]] bool is_shown(std::size_t question) const;
    [[nodiscard]] bool may_come(const survey::Question& question) const;
    [[nodiscard]] bool speaks_of_page(const survey::Question& question) const;
    [[nodiscard]] std::vector<const survey::Expression*> conditions() const;

    const survey::Definition& definition_;
    const survey::Stop& stop_;
    const survey::Setting& setting_;
    survey::Map before_;  // answers of earlier pages
    bool decides_ = false;
};

}  // namespace styk::http
