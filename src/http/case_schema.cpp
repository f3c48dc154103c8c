// The shapes of what doors of cases take and give, for the OpenAPI document.
#include "http/case_api.h"
#include "http/schema_words.h"
#include "json/json.h"

namespace styk::http {

namespace {

constexpr std::string_view short_words =
    "id:string revision:integer number:string kind:string route:string state:string "
    "outcome:string? title:string feedback_id:string? comment:string? language:string? "
    "score:case_score? customer_id:string? customer:string? customer_name:string? value:number? "
    "touchpoint:string? location:string? segment:string? source:string? owner_id:string? "
    "deputy_id:string? department_id:string? severity:integer? complexity:integer? "
    "impact:integer? safety:boolean public_risk:case_risk? opened_at:string created_at:string "
    "updated_at:string acknowledged_at:string? answered_at:string? closed_at:string? "
    "reopened:integer unread:boolean cause_id:string? merged_into:string? due:case_due";

constexpr std::string_view more_words =
    " rule_id:string? why:string? remedy_sought:string? lesson:string? external_route:string? "
    "finding_id:string? status_url:string? ask_after_days:integer feedback:feedback? "
    "joined:[feedback] customer_email:string? customer_segment:string? steps:[case_step] "
    "messages:[case_message] journey:[case_moment] history:[case_rating] merged:[case_head] "
    "clock:case_clock? "
    "similar:case_similar suggested_template:string? check:case_check? recovery:case_recovery?";

struct Words {
    std::string_view name, words;
};

constexpr Words parts[] = {
    {"case_score", "metric:string value:integer"},
    {"case_risk", "score:number flagged:boolean because:[string]"},
    {"case_due",
     "acknowledge_at:string? answer_at:string? close_at:string? next:string? at:string? "
     "left_s:integer? overdue:boolean escalated:integer"},
    {"case_step_by", "id:string? name:string"},
    {"case_step",
     "id:string at:string by:case_step_by? by_kind:string kind:string from:string? to:string? "
     "text:string?"},
    {"case_moment",
     "at:string touchpoint:string? event:string? text:string? emotion:number? score:case_score? "
     "feedback_id:string?"},
    {"case_clock",
     "standard:string name:string promised_s:number lived_s:number kept:boolean running:boolean "
     "calendar:string at:string"},
    {"case_rating", "metric:string value:integer at:string feedback_id:string"},
    {"case_head", "id:string number:string title:string"},
    {"case_week", "key:string n:integer"},
    {"case_voice", "id:string comment:string occurred_at:string"},
    {"case_similar",
     "n:integer days:integer by_week:[case_week] sample:[case_voice] finding_id:string?"},
    {"case_check", "sent_at:string answered_at:string? rating:integer? answer:string?"},
    {"case_recovery", "metric:string before:integer? after:integer? stays:boolean?"},
    {"case_count_row", "key:string? count:integer"},
    {"case_counts_by",
     "state:[case_count_row] department:[case_count_row] touchpoint:[case_count_row] "
     "owner:[case_count_row] route:[case_count_row] kind:[case_count_row] "
     "severity:[case_count_row]"},
    {"case_counts",
     "mine:integer overdue:integer due_today:integer unassigned:integer unread:integer "
     "public_risk:integer open:integer by:case_counts_by"},
    {"new_case",
     "kind?:string text?:string? feedback_id?:string? customer?:string? customer_name?:string? "
     "customer_email?:string? touchpoint?:string? location?:string? channel?:string? "
     "route?:string? remedy_sought?:string? severity?:integer? occurred_at?:string?"},
    {"case_patch",
     "owner_id?:string? deputy_id?:string? department_id?:string? touchpoint?:string? "
     "title?:string kind?:string route?:string severity?:integer complexity?:integer "
     "impact?:integer safety?:boolean remedy_sought?:string"},
    {"case_assessment",
     "severity?:integer? complexity?:integer? impact?:integer? safety?:boolean? "
     "remedy_sought?:string?"},
    {"case_text", "text?:string?"},
    {"case_hand_over", "owner_id?:string? department_id?:string? text?:string?"},
    {"case_merge", "into:string"},
    {"case_closing",
     "cause_id:string lesson:string outcome?:string? external_route?:string? "
     "publish_lesson?:boolean?"},
    {"case_proposal", "text:string name?:string?"},
    {"reply_draft", "template:string language:string subject:string body:string blanks:[string]"},
    {"case_notification",
     "id:string at:string kind:string case_id:string? title:string text:string? seen_at:string?"},
    {"notifications", "items:[case_notification] next_cursor:string? unseen:integer"},
    {"notifications_seen", "ids?:[string]"},
    {"case_rule_draft",
     "filter:string actions:[object] from?:string? to?:string? severity?:integer? "
     "targets?:object route?:string"},
    {"case_would",
     "cases:integer notifications:integer tags:integer surveys:integer webhooks:integer"},
    {"case_by_owner", "user_id:string? n:integer"},
    {"case_rule_example", "feedback:feedback owner_id:string?"},
    {"case_rule_tried",
     "feedback:integer matched:integer per_week:number would:case_would by_owner:[case_by_owner] "
     "sample:[case_rule_example] from:string to:string"},
    {"case_lasting",
     "median_s:number? lo_s:number? hi_s:number? p90_s:number? n:integer open:integer tier:string "
     "method:string reason:string?"},
    {"case_recovered",
     "metric:string? n:integer left_out:integer before:number? after:number? change:number? "
     "lo:number? hi:number? p:number? tier:string method:string reason:string? stays:estimate"},
    {"case_figures_row",
     "key:string? n:integer open:integer overdue:integer first_answer:case_lasting "
     "close:case_lasting within_target:estimate reopened:estimate recovered:case_recovered "
     "first_contact:estimate"},
    {"case_figures",
     "by:string? rows:[case_figures_row] total:case_figures_row from:string? to:string? "
     "as_of:string reason:string?"},
    {"case_contact_mean",
     "n:integer contacts:integer per_case:number? lo:number? hi:number? tier:string method:string "
     "reason:string?"},
    {"case_contact_step",
     "key:string n:integer contacts:integer per_case:number? lo:number? hi:number? tier:string "
     "method:string reason:string?"},
    {"case_contact_difference",
     "value:number lo:number? hi:number? p:number? method:string stands:boolean"},
    {"case_contacts",
     "from:string to:string since:string? window_days:integer before:case_contact_mean "
     "after:case_contact_mean between:integer difference:case_contact_difference? "
     "period:string by_period:[case_contact_step] as_of:string reason:string?"},
    {"complaint_counts",
     "total:integer analysed:integer unanalysed:integer without_case:integer "
     "by_source:[case_count_row]"},
    {"pareto_row",
     "cause_id:string name:string n:integer share:number lo:number? hi:number? tier:string "
     "method:string reason:string? cumulative:number"},
    {"pareto", "total:integer rows:[pareto_row] unanalysed:integer as_of:string reason:string?"},
};

}  // namespace

void add_case_schemas(Router& router) {
    for (const Words& part : parts) {
        router.add_schema(part.name, schema_of_words(part.words));
    }
    router.add_schema("case_short", schema_of_words(short_words));
    router.add_schema("case", schema_of_words(std::string(short_words) + std::string(more_words)));
}

}  // namespace styk::http
