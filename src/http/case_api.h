// Cases: the queue, one case on one screen, and what people do with it.
#pragma once

#include "http/house.h"

namespace styk::http {

void add_case_routes(Router& router, House& house);
void add_department_head_routes(Router& router, House& house);
void add_case_rule_routes(Router& router, House& house);  // proposed ones
void add_case_work_routes(Router& router, House& house);  // the verbs
void add_case_register_routes(
    Router& router, House& house
);                                                           // rules, settings, templates, causes …
void add_finding_routes(Router& router, House& house);       // and the list for a review
void add_case_figure_routes(Router& router, House& house);   // figures, complaints, Pareto
void add_notification_routes(Router& router, House& house);  // the bell
void add_case_schemas(Router& router);

}  // namespace styk::http
