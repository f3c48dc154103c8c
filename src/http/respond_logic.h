// What of a page the respondent's script may foretell: questions and choices that hang on answers
// of the same page. They stand in the page, hidden, with what decides about them as data; so they
// appear without asking the server, whose word counts all the same (web/respond).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "json/fwd.h"
#include "survey/route.h"

namespace styk::http {

class PageLogic {
public:
    // How far the script foretells. `survey`: it has every page and asks the server for none, so an
    // answer of any page may decide (respond_whole.h).
    enum class Reach { page, survey };

    PageLogic(
        const survey::Definition& definition,
        const survey::Route& route,
        const survey::Stop& stop,
        const survey::Setting& setting,
        Reach reach = Reach::page
    );

    // Whether anything here hangs on an answer of the page. Nothing does on a page whose questions
    // stand in an order of chance: there the script asks the server.
    [[nodiscard]] bool decides() const { return decides_; }

    // The questions to write, in their order; true: not asked now.
    [[nodiscard]] std::vector<std::pair<std::size_t, bool>> questions() const;

    // Whether an answer of this page (or of any, by its reach) decides about it.
    [[nodiscard]] bool depends(const survey::Expression& expression) const;

    // A choice that is not offered now, but that an answer of this page may bring.
    [[nodiscard]] bool may_offer(const survey::Choice& choice) const;

    // The conditions, and of earlier answers and hidden fields only what they name, as JSON that
    // may stand in a page. Shape: Logic in web/respond/answers.ts.
    [[nodiscard]] std::string data() const;

    // What data() says of the questions alone, and the conditions that they hang on.
    [[nodiscard]] json::Array questions_data() const;
    [[nodiscard]] std::vector<const survey::Expression*> deciding() const;

    // Its answer is needed, whatever else is answered on this page.
    [[nodiscard]] bool is_needed(const survey::Question& question) const;

private:
    [[nodiscard]] bool is_shown(std::size_t question) const;
    [[nodiscard]] bool may_come(const survey::Question& question) const;
    [[nodiscard]] bool speaks_of_page(const survey::Question& question) const;
    [[nodiscard]] bool holds(const survey::Expression& expression) const;
    [[nodiscard]] std::vector<const survey::Expression*> conditions() const;

    const survey::Definition& definition_;
    const survey::Stop& stop_;
    const survey::Setting& setting_;
    Reach reach_;
    survey::Map before_;  // answers of earlier pages
    bool decides_ = false;
};

// Of these values what the conditions name, as a JSON object.
[[nodiscard]] json::Object named_data(
    const survey::Map& values, const std::vector<const survey::Expression*>& conditions
);

// JSON as it may stand in a page's script element.
[[nodiscard]] std::string script_text(std::string_view json);

}  // namespace styk::http
