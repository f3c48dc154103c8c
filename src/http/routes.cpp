#include "http/routes.h"

#include "http/alert_api.h"
#include "http/board_api.h"
#include "http/bounce_api.h"
#include "http/campaign_api.h"
#include "http/case_api.h"
#include "http/case_mail_api.h"
#include "http/case_pages.h"
#include "http/click_api.h"
#include "http/codebook_api.h"
#include "http/contact_api.h"
#include "http/customer_api.h"
#include "http/demo_api.h"
#include "http/design_api.h"
#include "http/driver_api.h"
#include "http/effect_api.h"
#include "http/event_api.h"
#include "http/feedback_api.h"
#include "http/firm_api.h"
#include "http/gateway_api.h"
#include "http/hook_api.h"
#include "http/import_api.h"
#include "http/initiative_api.h"
#include "http/insight_api.h"
#include "http/invitation_api.h"
#include "http/journey_api.h"
#include "http/journey_live_api.h"
#include "http/journeys_api.h"
#include "http/label_api.h"
#include "http/leave_pages.h"
#include "http/mail_api.h"
#include "http/metric_api.h"
#include "http/ndjson.h"
#include "http/open_sessions_api.h"
#include "http/path_api.h"
#include "http/people_api.h"
#include "http/privacy_api.h"
#include "http/promise_api.h"
#include "http/reach_api.h"
#include "http/reading_api.h"
#include "http/research_api.h"
#include "http/respond_pages.h"
#include "http/response_api.h"
#include "http/saved_view_api.h"
#include "http/scim_api.h"
#include "http/scorecard_api.h"
#include "http/second_step_api.h"
#include "http/series_api.h"
#include "http/session_api.h"
#include "http/sign_on_api.h"
#include "http/standard_api.h"
#include "http/summary_api.h"
#include "http/survey_api.h"
#include "http/system_api.h"
#include "http/text_api.h"
#include "http/theme_api.h"
#include "http/topics_api.h"
#include "http/training_api.h"
#include "http/travel_api.h"
#include "http/trend_api.h"
#include "http/vitals_page.h"
#include "http/webhook_api.h"
#include "net/server.h"
#include "travel/bring.h"

namespace styk::http {

namespace {

using AddRoutes = void (*)(Router&, House&);

constexpr AddRoutes doors[] = {
    add_session_routes,        // /session /sessions /me /welcome
    add_second_step_routes,    // /me/second_step /session/code /session/set_up
    add_open_session_routes,   // /me/sessions /users/ID/log_in /break_glass
    add_scim_routes,           // /scim/v2
    add_people_routes,         // /users /tokens /departments /audit
    add_firm_routes,           // /firm /locations /brands /channels /attributes /holidays
    add_metric_routes,         // /metrics /benchmarks
    add_journey_routes,        // /stages /touchpoints
    add_journeys_routes,       // /personas /journeys /journey_maps /files
    add_customer_routes,       // /customers
    add_event_routes,          // /events
    add_feedback_routes,       // /feedback
    add_case_routes,           // /cases
    add_case_work_routes,      // /cases/ID/acknowledge … close, reopen, merge
    add_case_register_routes,  // /case_rules /case_settings /causes /practices …
    add_case_figure_routes,    // /insights/cases /complaints
    add_notification_routes,   // /notifications
    add_import_routes,         // /imports
    add_saved_view_routes,     // /saved_views
    add_insight_routes,        // /insights/tally /changes /differences /coverage
    add_trend_routes,          // /marks /insights/trend
    add_driver_routes,         // /insights/drivers /insights/assumed
    add_effect_routes,         // /insights/effect /watch /plan
    add_scorecard_routes,      // /indicators /insights/scorecard
    add_alert_routes,          // /alerts
    add_mail_routes,           // /mail_settings /mails
    add_summary_routes,        // /insights/summary
    add_board_routes,          // /boards
    add_series_routes,         // /series /insights/series
    add_research_routes,       // /research_notes /needs /insights/needs /collected
    add_contact_routes,        // /contact_rules /insights/waiting /fcr
    add_path_routes,           // /paths
    add_journey_live_routes,   // /journey_maps/ID/live /paths /personas/ID/live
    add_survey_routes,         // /surveys /survey_templates
    add_reach_routes,          // /survey_links
    add_invitation_routes,     // /survey_invitations
    add_campaign_routes,       // /campaigns /campaign_texts /campaign_counts
    add_click_routes,          // /surveys/ID/click_course
    add_gateway_routes,        // /gateways
    add_bounce_routes,         // /bounces /suppressions /contact_frequency
    add_webhook_routes,        // /webhooks /chat_hooks
    add_case_mail_routes,      // /cases/ID/messages /incoming_mail_settings
    add_case_pages,            // /c /complain: pages, not the API
    add_hook_routes,           // /hooks_in /hook_recipes /hooks
    add_response_routes,       // /surveys/ID/responses /results /texts
    add_travel_routes,         // /surveys/import, files of responses
    add_respond_pages,         // /s /r /preview /receipt: pages, not the API
    add_leave_pages,           // /u /l: pages, not the API
    add_text_routes,           // /text/read
    add_label_routes,          // /feedback/ID/labels
    add_reading_routes,        // /topics /emotions /text/state /text/reread
    add_training_routes,       // /text/training
    add_theme_routes,          // /themes
    add_codebook_routes,       // /text/codebook
    add_topics_routes,         // /text/topics /text/mismatches /text/quotes
    add_initiative_routes,     // /initiatives
    add_promise_routes,        // /promises /promise_campaigns
    add_standard_routes,       // /standards
    add_design_routes,         // /designed_experiences /vision /market_moves
    add_privacy_routes,        // /erasures /consents /privacy_settings /privacy
    add_vitals_page,           // /vitals: from the firm's own sites
    add_demo_routes,           // /demo/end
};

}  // namespace

void add_all_routes(
    Router& router,
    House& house,
    story::SignOn& sign_on,
    const std::function<net::Figures()>& figures
) {
    for (const AddRoutes add : doors) {
        add(router, house);
    }
    add_sign_on_routes(router, house, sign_on);  // /log_in /log_in_settings /sign-on
    add_system_routes(router, house, figures);   // /healthz /metrics /stream /openapi.json
}

net::BodyRule body_rule(const net::Request& head) {
    constexpr std::uint64_t mega = 1U << 20U;
    if (head.path == "/api/v1/imports") {
        return {.max_bytes = 1024 * mega, .spool = true};
    }
    if (head.path == "/mail/incoming") {
        return {.max_bytes = 30 * mega, .spool = false};
    }
    if (head.path == "/api/v1/surveys/import") {
        return {.max_bytes = travel::longest_survey_file, .spool = false};
    }
    if (head.path == "/api/v1/journeys/import") {
        return {.max_bytes = 8 * mega, .spool = false};
    }
    if (is_ndjson(head.header("Content-Type"))) {
        return {.max_bytes = 64 * mega, .spool = false};
    }
    return {.max_bytes = mega, .spool = false};
}

}  // namespace styk::http
