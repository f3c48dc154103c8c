#include "http/travel_schema.h"

namespace styk::http {

std::vector<std::pair<std::string_view, std::string_view>> travel_schemas() {
    return {
        {"survey_preview",
         R"({"type": "object", "required": ["format", "title", "language", "languages", "kind", "definition",
         "questions", "counts", "report"], "properties": {"format": {"enum": ["styk", "surveyjs", "lss",
         "limesurvey_tsv", "qsf", "typeform", "xlsform", "formbricks"]}, "title": {"type": "string"},
         "language": {"type": "string"}, "languages": {"type": "array", "items": {"type": "string"}},
         "kind": {"type": "string"}, "definition": {"type": "object"},
         "questions": {"type": "array", "items": {"type": "object"}},
         "counts": {"type": "object", "required": ["kept", "changed", "dropped"]},
         "report": {"type": "array", "items": {"type": "object", "required": ["outcome", "where", "title", "question",
         "reasons"], "properties": {"outcome": {"enum": ["kept", "changed", "dropped"]}, "where": {"type": "string"},
         "title": {"type": ["string", "null"]}, "question": {"type": ["string", "null"]},
         "reasons": {"type": "array", "items": {"type": "object", "required": ["key", "values", "message"]}}}}}}})"
        },
        {"survey_column",
         R"({"type": "object", "required": ["name", "title", "kind", "question", "row", "option", "choices"],
         "properties": {"name": {"type": "string"}, "title": {"type": "string"}, "kind": {"enum": ["text", "number",
         "day", "moment", "choice", "flag"]}, "question": {"type": ["string", "null"]},
         "row": {"type": ["string", "null"]}, "option": {"type": ["string", "null"]},
         "choices": {"type": "array", "items": {"type": "object"}}}})"},
        {"answer_place",
         R"({"type": "object", "required": ["name", "title", "kind", "question", "row", "option", "choices", "whole"],
         "properties": {"name": {"type": "string"}, "title": {"type": "string"}, "kind": {"enum": ["text", "number",
         "day", "choice", "flag"]}, "question": {"type": ["string", "null"]}, "row": {"type": ["string", "null"]},
         "option": {"type": ["string", "null"]}, "choices": {"type": "array", "items": {"type": "object"}},
         "whole": {"type": "boolean"}}})"}
    };
}

}  // namespace styk::http
