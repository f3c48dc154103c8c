// What was read in the comment of a feedback, as it is kept; and what people said of it instead.
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"

namespace styk::feedback {

struct Reading {
    std::string sentiment;          // of the whole comment; "": none
    std::vector<std::string> said;  // "topic.staff:negative", "intent.complaint", "emotion.anger"
    std::string findings;           // findings_text.h: as they were found, before corrections
    std::string by;                 // the version of what read it

    friend bool operator==(const Reading&, const Reading&) = default;
};

// A person's word over the model's. It holds through every new reading.
struct Correction {
    std::string kind;   // sentiment, topic, intent, emotion
    std::string key;    // "" of a sentiment
    std::string value;  // a sentiment; "true": it is so; "false": it is not
    std::string model;  // what had read the comment: Reading::by
    std::string user_id, user_name;
    Instant at;

    friend bool operator==(const Correction&, const Correction&) = default;
};

}  // namespace styk::feedback
