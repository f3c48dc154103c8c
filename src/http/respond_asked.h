// A question as it stands on a page: what its parts ask of it while they are written.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/respond_question.h"
#include "survey/form.h"
#include "survey/words.h"

namespace styk::http {

class Asked {
public:
    explicit Asked(const QuestionView& asked_view);

    const QuestionView& view;
    const survey::Question& question;
    const std::string id;
    const survey::Scope scope;

    // ---- words, escaped but for text()

    [[nodiscard]] std::string text(const survey::Text& of) const;
    [[nodiscard]] std::string say(survey::Word which) const;
    [[nodiscard]] std::string title_of(const survey::Choice& choice) const;
    // What a screen reader says along with the field.
    [[nodiscard]] std::string described(std::string_view also = {}) const;
    // A field's title is its label, inside the heading: the other way round is no HTML.
    [[nodiscard]] std::string title(bool label = false) const;
    [[nodiscard]] std::string about() const;
    // By what the script finds it; and whether it waits for an answer.
    [[nodiscard]] std::string foretold() const;

    // ---- what was answered, and what may be

    [[nodiscard]] const survey::Value* answer() const;
    [[nodiscard]] const survey::Value* cell(std::string_view name) const;
    [[nodiscard]] static std::string shown(const survey::Value* value);
    [[nodiscard]] bool is_chosen(std::string_view key) const;
    [[nodiscard]] std::vector<const survey::Choice*> offered() const;
    // With those that an answer of this page may bring, at their place; true: not offered now.
    [[nodiscard]] std::vector<std::pair<const survey::Choice*, bool>> placed() const;
    [[nodiscard]] std::vector<const survey::Choice*> rows() const;

    // ---- what is wrong with it, as HTML

    [[nodiscard]] std::string wrong_of(std::string_view part) const;
    [[nodiscard]] std::string wrong() const;

private:
    std::string whole_;  // what is wrong with the whole
    std::vector<std::pair<std::string, std::string>> parts_;
};

// The inside of a question, by its type.
[[nodiscard]] std::string rating_field(const Asked& asked);
[[nodiscard]] std::string importance_fields(const Asked& asked);
[[nodiscard]] std::string matrix_fields(const Asked& asked);
[[nodiscard]] std::string choice_fields(const Asked& asked, std::string_view type);
[[nodiscard]] std::string yes_no_fields(const Asked& asked);
[[nodiscard]] std::string consent_question(const Asked& asked);
[[nodiscard]] std::string dropdown_field(const Asked& asked);
[[nodiscard]] std::string ranking_fields(const Asked& asked);
[[nodiscard]] std::string best_worst_fields(const Asked& asked);
[[nodiscard]] std::string text_field(const Asked& asked);
[[nodiscard]] std::string contact_fields(const Asked& asked);

}  // namespace styk::http
