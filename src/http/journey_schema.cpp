#include "http/journey_schema.h"

#include "http/schema_words.h"
#include "json/json.h"

namespace styk::http {

namespace {

constexpr std::pair<std::string_view, std::string_view> choices[] = {
    {"journey_phase",
     R"(["awareness", "consideration", "purchase", "use", "service", "loyalty", "advocacy"])"},
    {"journey_map_kind", R"(["as_is", "to_be"])"},
    {"question_answered", R"(["yes", "partly", "no"])"},
    {"step_mark_kind", R"(["pain", "success", "moment_of_truth"])"},
    {"step_mark_state", R"(["on", "off"])"},
    {"map_link_kind", R"(["branch", "loop", "shortcut"])"},
    {"map_edit_op", R"(["set", "add", "remove", "move"])"},
    {"step_department_role", R"(["responsible", "accountable", "consulted", "informed"])"},
};

constexpr std::pair<std::string_view, std::string_view> of_documents[] = {
    {"map_stage", "id:string name:string phase:journey_phase touchpoint_stage_id:string?"},
    {"map_question", "id:string text:string answered:question_answered"},
    {"map_obstacle", "id:string text:string"},
    {"map_evidence", "id:string text:string link:string?"},
    {"map_idea", "id:string text:string author_id:string? at:string? votes:[string]"},
    {"map_step_mark",
     "id:string kind:step_mark_kind state:step_mark_state reason:string by:string? at:string?"},
    {"map_step_department", "department_id:string role:step_department_role process:string?"},
    {"map_removal", "pain:string note:string"},
    {"map_drawn", "value:integer?"},
    {"map_step",
     "id:string stage_id:string name:string touchpoint:string? external:boolean "
     "channels:[string] departments:[map_step_department] processes:[string] action:string "
     "expectation:string designed:string service:string feeling:string minutes:integer? "
     "effort:integer? drawn:map_drawn emotions:[string] questions:[map_question] "
     "obstacles:[map_obstacle] evidence:[map_evidence] ideas:[map_idea] marks:[map_step_mark] "
     "removes:[map_removal] was:[string] nested_journey_id:string? own:object"},
    {"map_link", "id:string from:string to:string kind:map_link_kind label:string?"},
    {"map_lane", "key:string name:string? hidden:boolean"},
    {"map_doc", "stages:[map_stage] steps:[map_step] links:[map_link] lanes:[map_lane]"},
};

constexpr std::pair<std::string_view, std::string_view> of_maps[] = {
    {"map_author", "id:string name:string"},
    {"map_presence_cell", "step_id:string lane?:string?"},
    {"map_presence", "user_id:string name:string cell:map_presence_cell? at:string"},
    {"map_people", "people:[map_presence]"},
    {"map_presence_note", "cell?:map_presence_cell? gone?:boolean"},
    {"journey_map_head",
     "id:string journey_id:string kind:journey_map_kind name:string steps:integer "
     "revision:integer created_at:string updated_at:string updated_by:string?"},
    {"journey_map",
     "id:string journey_id:string kind:journey_map_kind name:string steps:integer "
     "revision:integer created_at:string updated_at:string updated_by:string? doc:map_doc "
     "people:[map_presence] may_edit:boolean"},
    {"journey_map_change", "name:string"},
    {"map_edit",
     "op:map_edit_op path:[string] was?:any value?:any after?:string? stage_id?:string? "
     "was_after?:string? was_stage_id?:string?"},
    {"map_edits", "edits:[map_edit] note?:string? doc?:boolean"},
    {"map_edited", "revision:integer edit_id:string? edits:[map_edit] doc?:map_doc"},
    {"stored_map_edit",
     "id:string revision:integer at:string by:map_author note:string? edits:[map_edit] "
     "undone_by:string? undoes:string?"},
    {"map_version_new", "name:string note?:string?"},
    {"map_version",
     "id:string number:integer name:string note:string? revision:integer at:string by:map_author"},
    {"map_version_whole",
     "id:string number:integer name:string note:string? revision:integer at:string by:map_author "
     "doc:map_doc"},
    {"map_diff_part", "path:[string] value:any"},
    {"map_diff_change", "path:[string] from:any to:any"},
    {"map_diff",
     "from:integer to:integer added:[map_diff_part] removed:[map_diff_part] "
     "changed:[map_diff_change] moved:[map_diff_change]"},
    {"map_comment",
     "id:string map_id:string step_id:string lane:string? text:string by:map_author at:string "
     "changed_at:string? resolved_at:string? resolved_by:string?"},
    {"map_comment_new", "step_id:string lane?:string? text:string"},
    {"map_comment_change", "text?:string resolved?:boolean"},
    {"map_duty", "department_id:string role:step_department_role"},
    {"map_duties_row",
     "step_id:string step:string touchpoint:string? process:string? roles:[map_duty] "
     "accountable:boolean"},
    {"map_duties_department", "id:string name:string"},
    {"map_duties",
     "departments:[map_duties_department] rows:[map_duties_row] without_accountable:[string]"},
};

constexpr std::pair<std::string_view, std::string_view> of_journeys[] = {
    {"journey_template", "key:string name:string description:string steps:integer"},
    {"journey_reviewed", "reviewed_at:string reviewed_by:string?"},
    {"journey_to_be_new", "name?:string?"},
    {"way_length",
     "steps:integer minutes:integer? effort:integer? with_minutes:integer with_effort:integer"},
    {"way_saved", "steps:integer minutes:integer? effort:integer?"},
    {"pain_remedy", "step_id:string name:string note:string"},
    {"compared_pain", "step_id:string name:string source:string removed_by:[pain_remedy]"},
    {"replaced_steps", "as_is:[string] to_be:string"},
    {"journey_comparison",
     "as_is_map:string to_be_map:string as_is:way_length to_be:way_length saved:way_saved "
     "pains:[compared_pain] replaced:[replaced_steps] dropped:[string] added:[string]"},
    {"found_step",
     "journey_id:string journey:string map_id:string map:string kind:journey_map_kind "
     "step_id:string step:string touchpoint:string? snippet:string"},
    {"found_steps", "items:[found_step]"},
    {"journey_share",
     "id:string name:string created_at:string created_by:string? expires_at:string? "
     "last_used_at:string? url?:string path?:string"},
    {"journey_share_new", "name:string expires_at?:string?"},
    {"stored_file", "id:string type:string size:integer url:string"},
    {"journey_file_head", "name:string description:string?"},
    {"journey_file_map", "kind:journey_map_kind name:string revision:integer"},
    {"journey_file",
     "format:string version:integer journey:journey_file_head map:journey_file_map doc:map_doc"},
    {"shared_journey_head", "name:string description:string? firm:string language:string"},
    {"shared_map",
     "id:string kind:journey_map_kind name:string steps:integer updated_at:string doc:map_doc"},
    {"shared_names", "key:string name:string"},
    {"shared_journey",
     "journey:shared_journey_head maps:[shared_map] touchpoints:[shared_names] "
     "channels:[shared_names] departments:[shared_names] emotions:[shared_names] live:any"},
};

constexpr std::string_view new_journey =
    R"({"type": "object", "required": ["name"], "description": "the fields of a journey, and how its first map begins",
    "properties": {"name": {"type": "string"}, "key": {"type": "string"}, "description": {"type": ["string", "null"]},
    "template": {"type": "string"}, "language": {"enum": ["en", "pl", "ru"]}, "start": {"enum": ["touchpoints"]},
    "persona_ids": {"type": "array", "items": {"type": "string"}}, "owner_id": {"type": ["string", "null"]},
    "department_ids": {"type": "array", "items": {"type": "string"}},
    "review_every_days": {"type": "integer"}, "position": {"type": "integer"}}})";

void add_choices(Router& router) {
    for (const auto& [name, list] : choices) {
        router.add_schema(name, json::Object{{"enum", json::parse(list)}});
    }
}

template <class Table>
void add_words(Router& router, const Table& table) {
    for (const auto& [name, words] : table) {
        router.add_schema(name, schema_of_words(words));
    }
}

}  // namespace

void add_journey_schemas(Router& router) {
    add_choices(router);
    add_words(router, of_documents);
    add_words(router, of_maps);
    add_words(router, of_journeys);
    router.add_schema("journey_new", json::parse(new_journey).get_object());
}

}  // namespace styk::http
