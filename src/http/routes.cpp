#include "http/routes.h"

#include "http/alert_api.h"
#include "http/board_api.h"
#include "http/bounce_api.h"
#include "http/campaign_api.h"
#include "http/case_api.h"
#include "http/case_mail_api.h"
#include "http/case_pages.h"
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

void add_all_routes(
    Router& router,
    House& house,
    story::SignOn& sign_on,
    const std::function<net::Figures()>& figures
) {
    add_session_routes(router, house);           // /session /sessions /me /welcome
    add_second_step_routes(router, house);       // /me/second_step /session/code /session/set_up
    add_open_session_routes(router, house);      // /me/sessions /users/ID/log_in /break_glass
    add_sign_on_routes(router, house, sign_on);  // /log_in /log_in_settings /sign-on
    add_scim_routes(router, house);              // /scim/v2
    add_people_routes(router, house);            // /users /tokens /departments /audit
    add_firm_routes(router, house);      // /firm /locations /brands /channels /attributes /holidays
    add_metric_routes(router, house);    // /metrics /benchmarks
    add_journey_routes(router, house);   // /stages /touchpoints
    add_journeys_routes(router, house);  // /personas /journeys /journey_maps /files
    add_customer_routes(router, house);  // /customers
    add_event_routes(router, house);     // /events
    add_feedback_routes(router, house);  // /feedback
    add_case_routes(router, house);      // /cases
    add_case_work_routes(router, house);      // /cases/ID/acknowledge … close, reopen, merge
    add_case_register_routes(router, house);  // /case_rules /case_settings /causes /practices …
    add_case_figure_routes(router, house);    // /insights/cases /complaints
    add_notification_routes(router, house);   // /notifications
    add_import_routes(router, house);         // /imports
    add_saved_view_routes(router, house);     // /saved_views
    add_insight_routes(router, house);        // /insights/tally /changes /differences /coverage
    add_trend_routes(router, house);          // /marks /insights/trend
    add_driver_routes(router, house);         // /insights/drivers /insights/assumed
    add_effect_routes(router, house);         // /insights/effect /watch /plan
    add_scorecard_routes(router, house);      // /indicators /insights/scorecard
    add_alert_routes(router, house);          // /alerts
    add_mail_routes(router, house);           // /mail_settings /mails
    add_summary_routes(router, house);        // /insights/summary
    add_board_routes(router, house);          // /boards
    add_series_routes(router, house);         // /series /insights/series
    add_research_routes(router, house);       // /research_notes /needs /insights/needs /collected
    add_contact_routes(router, house);        // /contact_rules /insights/waiting /fcr
    add_path_routes(router, house);           // /paths
    add_journey_live_routes(router, house);   // /journey_maps/ID/live /paths /personas/ID/live
    add_survey_routes(router, house);         // /surveys /survey_templates
    add_reach_routes(router, house);          // /survey_links
    add_invitation_routes(router, house);     // /survey_invitations
    add_campaign_routes(router, house);       // /campaigns /campaign_texts /campaign_counts
    add_gateway_routes(router, house);        // /gateways
    add_bounce_routes(router, house);         // /bounces /suppressions /contact_frequency
    add_webhook_routes(router, house);        // /webhooks /chat_hooks
    add_case_mail_routes(router, house);      // /cases/ID/messages /incoming_mail_settings
    add_case_pages(router, house);            // /c /complain: pages, not the API
    add_hook_routes(router, house);           // /hooks_in /hook_recipes /hooks
    add_response_routes(router, house);       // /surveys/ID/responses /results /texts
    add_travel_routes(router, house);         // /surveys/import, files of responses
    add_respond_pages(router, house);         // /s /r /preview /receipt: pages, not the API
    add_leave_pages(router, house);           // /u /l: pages, not the API
    add_text_routes(router, house);           // /text/read
    add_label_routes(router, house);          // /feedback/ID/labels
    add_reading_routes(router, house);        // /topics /emotions /text/state /text/reread
    add_training_routes(router, house);       // /text/training
    add_theme_routes(router, house);          // /themes
    add_codebook_routes(router, house);       // /text/codebook
    add_topics_routes(router, house);         // /text/topics /text/mismatches /text/quotes
    add_promise_routes(router, house);        // /promises /promise_campaigns
    add_standard_routes(router, house);       // /standards
    add_design_routes(router, house);         // /designed_experiences /vision /market_moves
    add_privacy_routes(router, house);        // /erasures /consents /privacy_settings /privacy
    add_vitals_page(router, house);           // /vitals: from the firm's own sites
    add_demo_routes(router, house);           // /demo/end
    add_system_routes(
        router, house, figures
    );  // /healthz /metrics /api/v1/stream /api/v1/openapi.json
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
