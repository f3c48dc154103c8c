// One request of a respondent on its way through a survey: what was asked, what was filled in,
// where to go next. Shared by the open link, the personal link, the interview and the preview.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/respond_html.h"
#include "http/respond_page.h"
#include "story/receive_response.h"

namespace styk::http {

class Visit {
public:
    // `path` is where the survey's form goes.
    Visit(House& house, const Call& call, story::Entry entry, std::string path);

    [[nodiscard]] Answer show();              // GET
    [[nodiscard]] Answer go();                // POST: keeps, checks, goes on
    [[nodiscard]] Answer preview(bool post);  // the same, storing nothing

private:
    [[nodiscard]] bool take_up();
    void read_hidden();
    void read_answers(const net::Query& form);
    void choose_language(const std::optional<std::string_view>& wished);
    void walk();
    void choose_place();
    [[nodiscard]] Frame frame() const;
    [[nodiscard]] Answer shown(int status, std::string html) const;
    [[nodiscard]] std::string note() const;
    [[nodiscard]] bool is_interview() const;
    [[nodiscard]] std::string next_person() const;
    [[nodiscard]] std::string thanks() const;
    [[nodiscard]] Answer question_page(
        const survey::Stop& stop, survey::AnswerProblems problems, int status, bool appeared
    );
    [[nodiscard]] Answer whole_survey();
    [[nodiscard]] std::string address(std::string_view page, bool appeared) const;
    [[nodiscard]] const survey::Stop* stop_named(std::string_view page) const;
    [[nodiscard]] bool gone_questions(const survey::Stop& stop) const;
    [[nodiscard]] Answer save(const std::string& page);
    [[nodiscard]] std::optional<Answer> earlier_problem();
    [[nodiscard]] Answer finish();
    [[nodiscard]] Answer done(const story::Received& received) const;
    [[nodiscard]] bool new_questions(const survey::Stop& stop) const;
    void keep(std::string_view page);
    void note_time(const net::Query& form, std::string_view page);
    [[nodiscard]] Answer go_on(const survey::Stop& here, std::string_view where);
    [[nodiscard]] Answer turn(const survey::Stop& to, bool appeared);

    House& house_;
    const Call& call_;
    story::Entry entry_;
    std::string path_, token_, language_;
    survey::Map answers_, seconds_;
    survey::AnswerProblems form_problems_;
    std::vector<std::string> shown_;  // names of the questions that stood on the page sent
    std::string last_question_;
    survey::Setting setting_;
    survey::Route route_;
    std::string page_;  // asked for by name
    Frame::Place place_ = Frame::Place::page;
    std::string kept_;       // parameters that go along from page to page: "&kiosk=1"
    std::string framed_by_;  // CSP's frame-ancestors
    bool preview_ = false;
};

}  // namespace styk::http
