// A survey as LimeSurvey keeps it, whichever of its files it came from.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "travel/bring.h"
#include "travel/sketch.h"

namespace styk::travel::limesurvey {

// A subquestion or an answer to choose. scale: 0, or 1 of the second scale.
struct Entry {
    std::string id, code;
    int scale = 0;
    Words text{};
    std::string relevance{};
};

// How LimeSurvey 1 wrote conditions: all of one scenario must hold, one of the scenarios is enough.
struct Condition {
    std::string question_id;  // of the one that is asked about
    std::string field;        // SIDXGIDXQID and the code of a subquestion
    std::string method, value;
    std::string scenario = "1";
};

struct Question {
    std::string id, code;
    char type = 'S';
    Words text{}, help{};
    bool required = false, other = false;
    std::string relevance{}, validation{}, preset{};
    std::vector<Entry> subquestions{}, answers{};
    std::map<std::string, std::string> attributes{};
    std::vector<Condition> conditions{};
};

struct Group {
    std::string id;
    Words name{}, description{};
    std::string relevance{};
    bool random = false;
    std::vector<Question> questions{};
};

struct Survey {
    std::string language = "en";
    std::vector<std::string> tags{};  // all languages as written, its own first
    Words title{}, description{}, welcome{}, end{};
    std::vector<Group> groups{};
    bool back = true;
    int quotas = 0;
};

[[nodiscard]] Result<Brought> sketch(const Survey& survey, Format format, const Asked& asked);

}  // namespace styk::travel::limesurvey
