// What the doors of surveys share.
#pragma once

#include <string_view>

#include "http/house.h"
#include "http/router.h"
#include "survey/survey.h"

namespace styk::survey {
struct Definition;
}

namespace styk::http {

// The survey in the path. Refusal 404.
[[nodiscard]] survey::Survey load_survey(House& house, const Call& call);

[[nodiscard]] json::Object survey_json(const survey::Survey& survey);
[[nodiscard]] Answer survey_answer(int status, const survey::Survey& survey);

// name, type, title, page, metric, touchpoint of each; titles in that language.
[[nodiscard]] json::Array questions_json(
    const survey::Definition& definition, std::string_view language
);

// Adds routes below /api/v1 that are given the house.
class HouseRoutes {
public:
    HouseRoutes(Router& router, House& house) : router_(router), house_(house) {}

    using Handler = Answer (*)(House&, const Call&);

    void add(
        net::Method method,
        std::string_view path,
        record::Roles who,
        Handler handler,
        const Doc& doc
    );

private:
    Router& router_;
    House& house_;
};

void add_definition_routes(HouseRoutes& routes);  // definition, versions, file
void add_publishing_routes(HouseRoutes& routes);  // check, dismissals, publish, states
void add_quota_routes(HouseRoutes& routes);
void add_prediction_routes(HouseRoutes& routes);
void add_response_file_routes(HouseRoutes& routes);  // responses/file, responses/columns

}  // namespace styk::http
