// How the firm's people drew the guest's way: what they believe of each touchpoint, what hurts, and
// how it is to be; and who they have in mind.
#pragma once

#include "demo/year.h"

namespace styk::demo {

struct Question {
    Name text;
    std::string answered;  // yes, partly, no
};

// A step at a touchpoint of the firm.
struct DrawnStep {
    std::string touchpoint;
    int drawn = 0, minutes = 0, effort = 1;  // feeling -2 to 2, effort 1 to 7
    Name action, expectation, service;
    std::vector<Question> questions{};
    std::vector<Name> obstacles{};
    std::string mark{};  // pain, success or moment_of_truth, as people say
    Name reason{};
    std::vector<Name> ideas{};
};

// What becomes of a step in the map that is to be.
struct Remedy {
    std::string touchpoint;
    Name name, action, designed, note;  // note: how it takes the pain away
    int drawn = 1, minutes = 0, effort = 1;
};

struct Persona {
    std::string key;
    Name name, age;
    std::vector<Name> habits, goals, quotes;
    std::string segment;  // filter
};

[[nodiscard]] Name stay_name();
[[nodiscard]] Name stay_description();
[[nodiscard]] std::vector<DrawnStep> stay_steps();
[[nodiscard]] std::vector<Remedy> stay_remedies();
[[nodiscard]] std::string left_out_of_the_stay();  // a touchpoint that the better way needs no more

// What people named a step by: keys of emotions that every firm has. `better`: in the map that is
// to be, where it differs.
[[nodiscard]] std::vector<std::string> feelings_at(std::string_view touchpoint, bool better);

// The law office that the firm's owner also has: only its invoice matters here.
[[nodiscard]] Name matter_name();
[[nodiscard]] Name matter_description();
[[nodiscard]] Name invoice_doubt();  // why it hurts
[[nodiscard]] Name invoice_now();    // what clients feel
[[nodiscard]] Remedy clear_invoice();

[[nodiscard]] std::vector<Persona> personas();

}  // namespace styk::demo
