#include "http/survey_schema.h"

#include <array>

namespace styk::http {

namespace {

constexpr std::array<Schema, 18> of_surveys{
    {{"survey_new",
      R"({"type": "object", "description": "the fields of a survey, or a file of one",
         "properties": {"name": {"type": "string"}, "template": {"type": "string"}, "definition": {"type": "object"},
         "format": {"enum": ["styk.survey"]}}})"},
     {"survey_copy",
      R"({"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}})"},
     {"survey_definition_body",
      R"({"type": "object", "required": ["definition"], "properties": {"definition": {"type": "object",
         "description": "docs/surveys.md"}}})"},
     {"survey_definition",
      R"({"type": "object", "required": ["revision", "published_revision", "definition", "questions", "unknown"],
         "properties": {"revision": {"type": "integer"}, "published_revision": {"type": "integer"},
         "changed_at": {"type": "string"}, "changed_by": {"type": "string"}, "definition": {"type": "object"},
         "questions": {"type": "array", "items": {"type": "object", "required": ["name", "type", "title", "page"],
         "properties": {"name": {"type": "string"}, "type": {"type": "string"}, "title": {"type": "string"},
         "page": {"type": "string"}, "metric": {"type": ["string", "null"]},
         "touchpoint": {"type": ["string", "null"]}}}},
         "unknown": {"type": "array", "items": {"type": "object"}}}})"},
     {"survey_version",
      R"({"type": "object", "required": ["number", "published_at", "published_by", "questions"], "properties": {
         "number": {"type": "integer"}, "published_at": {"type": "string"}, "published_by": {"type": "string"},
         "questions": {"type": "integer"}, "responses": {"type": "integer"}, "definition": {"type": "object"}}})"
     },
     {"survey_file",
      R"({"type": "object", "required": ["format", "version", "survey", "definition"], "properties": {
         "format": {"enum": ["styk.survey"]}, "version": {"type": "integer"}, "survey": {"type": "object"},
         "definition": {"type": "object"}}})"},
     {"survey_check",
      R"({"type": "object", "required": ["may_publish", "minutes", "questions", "problems"], "properties": {
         "may_publish": {"type": "boolean"}, "minutes": {"type": "number"}, "questions": {"type": "integer"},
         "problems": {"type": "array", "items": {"type": "object", "required": ["key", "level", "pointer", "question",
         "language", "values", "message", "dismissable", "dismissed"], "properties": {"key": {"type": "string"},
         "level": {"enum": ["error", "warning", "hint"]}, "pointer": {"type": "string"},
         "question": {"type": ["string", "null"]}, "language": {"type": ["string", "null"]},
         "values": {"type": "object"}, "message": {"type": "string"}, "dismissable": {"type": "boolean"},
         "dismissed": {"type": ["object", "null"]}}}}}})"},
     {"survey_dismissal",
      R"({"type": "object", "required": ["key", "reason"], "properties": {"key": {"type": "string"},
         "question": {"type": ["string", "null"]}, "reason": {"type": "string"}}})"},
     {"survey_publish",
      R"({"type": "object", "properties": {"definition_revision": {"type": "integer"}}})"},
     {"survey_published",
      R"({"type": "object", "required": ["survey", "version", "link"], "properties": {
         "survey": {"$ref": "#/components/schemas/survey"}, "version": {"type": "integer"},
         "link": {"type": "object", "required": ["key", "path"]}}})"},
     {"survey_quota",
      R"({"type": "object", "required": ["key", "name", "when", "most", "counted"], "properties": {
         "key": {"type": "string"}, "name": {"type": "string"}, "when": {"type": "string"},
         "most": {"type": "integer"}, "counted": {"type": ["integer", "null"]}}})"},
     {"survey_quotas",
      R"({"type": "object", "required": ["items"], "properties": {"items": {"type": "array"}}})"},
     {"survey_prediction_body",
      R"({"type": "object", "required": ["question", "value"], "properties": {"question": {"type": "string"},
         "value": {"type": "number", "description": "in the unit of the metric's score"}}})"},
     {"survey_prediction",
      R"({"type": "object", "required": ["question", "n", "mean", "least", "most", "mine"], "properties": {
         "question": {"type": "string"}, "n": {"type": "integer"}, "mean": {"type": "number"},
         "least": {"type": "number"}, "most": {"type": "number"}, "mine": {"type": ["number", "null"]}}})"
     },
     {"survey_template",
      R"({"type": "object", "required": ["key", "name", "about", "kind", "mode", "questions", "minutes",
         "languages"], "properties": {"key": {"type": "string"}, "name": {"type": "object"},
         "about": {"type": "object"}, "kind": {"type": "string"}, "mode": {"type": "string"},
         "questions": {"type": "integer"}, "minutes": {"type": "number"}, "languages": {"type": "array"},
         "definition": {"type": "object"}}})"},
     {"survey_count",
      R"({"type": "object", "required": ["survey_id", "started", "complete", "partial", "screened_out",
         "over_quota", "waiting"], "properties": {"survey_id": {"type": "string"}, "started": {"type": "integer"},
         "complete": {"type": "integer"}, "partial": {"type": "integer"}, "screened_out": {"type": "integer"},
         "over_quota": {"type": "integer"}, "waiting": {"type": "integer"}}})"},
     {"survey_expression",
      R"({"type": "object", "required": ["expression"], "properties": {"expression": {"type": "string"}}})"
     },
     {"survey_expression_check",
      R"({"type": "object", "required": ["ok", "problems", "names"], "properties": {"ok": {"type": "boolean"},
         "problems": {"type": "array"}, "names": {"type": "array"}}})"}}
};

constexpr std::array<Schema, 10> of_responses{
    {{"survey_invitation_draft",
      R"({"type": "object", "required": ["customer"], "additionalProperties": false, "properties": {
         "customer": {"type": "string"}, "language": {"type": ["string", "null"]},
         "channel": {"type": ["string", "null"]}, "touchpoint": {"type": ["string", "null"]},
         "location": {"type": ["string", "null"]}, "occurred_at": {"type": ["string", "null"]},
         "expires_at": {"type": ["string", "null"]}, "hidden": {"type": "object"}}})"},
     {"survey_invitation",
      R"({"type": "object", "required": ["id", "survey_id", "customer", "path", "url", "state", "created_at"],
         "properties": {"id": {"type": "string"}, "survey_id": {"type": "string"},
         "customer": {"type": ["string", "null"]}, "customer_name": {"type": ["string", "null"]},
         "language": {"type": ["string", "null"]}, "channel": {"type": "string"}, "path": {"type": "string"},
         "url": {"type": "string"}, "state": {"enum": ["waiting", "started", "answered", "withdrawn", "expired"]},
         "created_at": {"type": "string"}, "expires_at": {"type": ["string", "null"]},
         "answered_at": {"type": ["string", "null"]}}})"},
     {"survey_invitations_added",
      R"({"type": "object", "required": ["added"], "properties": {"added": {"type": "integer"}}})"},
     {"survey_response_draft",
      R"({"type": "object", "required": ["answers"], "additionalProperties": false, "properties": {
         "answers": {"type": "object"}, "language": {"type": ["string", "null"]},
         "channel": {"type": ["string", "null"]}, "customer": {"type": ["string", "null"]},
         "touchpoint": {"type": ["string", "null"]}, "location": {"type": ["string", "null"]},
         "brand": {"type": ["string", "null"]}, "occurred_at": {"type": ["string", "null"]},
         "hidden": {"type": "object"}, "version": {"type": ["integer", "null"]}}})"},
     {"survey_receipt",
      R"({"type": "object", "required": ["id", "feedback_id", "outcome", "quota", "receipt_code", "thanks"],
         "properties": {"id": {"type": "string"}, "feedback_id": {"type": ["string", "null"]},
         "outcome": {"enum": ["complete", "screened_out", "over_quota"]}, "quota": {"type": ["string", "null"]},
         "receipt_code": {"type": "string"}, "thanks": {"type": "string"}}})"},
     {"survey_response",
      R"({"type": "object", "required": ["id", "survey_id", "state", "version", "language", "channel", "started_at",
         "answers"], "properties": {"id": {"type": "string"}, "survey_id": {"type": "string"},
         "state": {"enum": ["partial", "complete", "screened_out", "over_quota"]}, "version": {"type": "integer"},
         "language": {"type": "string"}, "channel": {"type": "string"}, "touchpoint": {"type": ["string", "null"]},
         "location": {"type": ["string", "null"]}, "started_at": {"type": "string"},
         "completed_at": {"type": ["string", "null"]}, "page": {"type": ["string", "null"]},
         "last_question": {"type": ["string", "null"]}, "seconds": {"type": ["number", "null"]},
         "quota": {"type": ["string", "null"]}, "customer_id": {"type": ["string", "null"]},
         "feedback_id": {"type": ["string", "null"]}, "hidden": {"type": "object"}, "answers": {"type": "object"}}})"
     },
     {"survey_text",
      R"({"type": "object", "required": ["response_id", "at", "language", "text"], "properties": {
         "response_id": {"type": "string"}, "feedback_id": {"type": ["string", "null"]}, "at": {"type": "string"},
         "language": {"type": "string"}, "text": {"type": "string"}}})"},
     {"survey_texts",
      R"({"type": "object", "required": ["items", "next_cursor", "reason"], "additionalProperties": false,
         "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/survey_text"}},
         "next_cursor": {"type": ["string", "null"]}, "reason": {"type": ["string", "null"]}}})"},
     {"survey_link_counts",
      R"({"type": "object", "required": ["link_id", "path", "url", "started", "complete"], "properties": {
         "link_id": {"type": "string"}, "path": {"type": "string"}, "url": {"type": "string"},
         "started": {"type": "integer"}, "complete": {"type": "integer"}}})"},
     {"survey_results",
      R"({"type": "object", "required": ["survey", "version", "responses", "invitations", "completion", "seconds", "careless",
         "pages", "questions", "quotas", "reason", "as_of"], "properties": {"survey": {"type": "string"},
         "version": {"type": "integer"}, "responses": {"type": "object"}, "invitations": {"type": ["object", "null"]},
         "completion": {"type": ["object", "null"]}, "seconds": {"type": ["object", "null"]},
         "careless": {"type": ["object", "null"], "required": ["n", "quick", "same", "quick_seconds", "share"], "properties": {
         "n": {"type": "integer"}, "quick": {"type": "integer"}, "same": {"type": "integer"},
         "quick_seconds": {"type": ["number", "null"]}, "share": {"type": "object"}}},
         "pages": {"type": "array", "items": {"type": "object"}},
         "questions": {"type": "array", "items": {"type": "object", "required": ["name", "type", "title", "page",
         "shown", "answered", "skipped", "not_shown", "stopped_here", "left", "figure", "mean", "choices", "rows"]}},
         "quotas": {"type": "array", "items": {"$ref": "#/components/schemas/survey_quota"}},
         "reason": {"type": ["string", "null"]}, "as_of": {"type": "string"}}})"}}
};

}  // namespace

std::span<const Schema> survey_schemas() {
    return of_surveys;
}

std::span<const Schema> response_schemas() {
    return of_responses;
}

}  // namespace styk::http
