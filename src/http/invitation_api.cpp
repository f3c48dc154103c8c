#include "http/invitation_api.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "customer/customer_store.h"
#include "http/address.h"
#include "http/customer_scope.h"
#include "http/figure_json.h"
#include "http/ndjson.h"
#include "http/page_query.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "record/convert.h"
#include "record/list_query.h"
#include "survey/survey_store.h"

namespace styk::http {

namespace {

using people::may::read_people;
using people::may::set_up;
using survey::Invitation;
using survey::InvitationState;
using survey::Survey;

// A draft of one line; pointers begin with the line when there are many.
class InvitationReader {
public:
    InvitationReader(
        House& house,
        const Survey& survey,
        const feedback::Directory& directory,
        Instant now,
        Problems& problems
    )
        : house_(house), survey_(survey), directory_(directory), now_(now), problems_(problems) {}

    Invitation read(const json::Value& value, const std::string& at) {
        at_ = at;
        Invitation out;
        out.id.uuid = make_uuid_v7(house_.clock, house_.random);
        out.survey_id = survey_.id;
        out.token = random_hex(house_.random, 16);
        out.created_at = now_;
        if (!value.is_object()) {
            say("", "must be an object");
            return out;
        }
        customer_.reset();
        for (const auto& [name, part] : value.get_object()) {
            field(out, name, part);
        }
        if (!customer_) {
            say("/customer", "is missing");
        }
        return out;
    }

    [[nodiscard]] const std::optional<std::string>& customer() const { return customer_; }

private:
    void say(std::string_view pointer, std::string message) {
        problems_.push_back({at_ + std::string(pointer), std::move(message)});
    }

    void field(Invitation& out, std::string_view name, const json::Value& part) {
        if (name == "hidden") {
            hidden(out, part);
            return;
        }
        if (part.is_null()) {
            return;
        }
        if (!part.is_string()) {
            return say("/" + json::escape_pointer(name), "must be a text");
        }
        const std::string text(part.get_string());
        if (name == "customer") {
            customer_ = text;
        } else if (name == "language") {
            out.language = offered(text);
        } else if (name == "channel") {
            out.channel = known("/channel", directory_.channels, text);
        } else if (name == "touchpoint") {
            out.touchpoint = known("/touchpoint", directory_.touchpoints, text);
        } else if (name == "location") {
            out.location = known("/location", directory_.locations, text);
        } else if (name == "occurred_at" || name == "expires_at") {
            auto& moment = name == "occurred_at" ? out.occurred_at : out.expires_at;
            moment = parse_rfc3339(text);
            if (!moment) {
                say("/" + std::string(name), "must be an instant such as 2026-11-21T18:30:00Z");
            }
        } else {
            say("/" + json::escape_pointer(name), "is not a field of an invitation");
        }
    }

    std::string offered(const std::string& language) {
        const auto& all = survey_.languages;
        if (std::find(all.begin(), all.end(), language) == all.end()) {
            say("/language", fmt::format("this survey does not speak {}", language));
        }
        return language;
    }

    template <class T>
    std::string known(
        const char* pointer, const feedback::Register<T>& all, const std::string& key
    ) {
        const T* found = all.find(key);
        if (found == nullptr) {
            say(pointer, fmt::format("there is no {} {}", pointer + 1, key));
        }
        return found == nullptr ? "" : found->key;
    }

    void hidden(Invitation& out, const json::Value& part) {
        if (!part.is_object() || json::write(part).size() > 8192) {
            return say("/hidden", "must be an object of at most 8192 bytes");
        }
        out.hidden = part.get_object().empty() ? "" : json::write(part);
    }

    House& house_;
    const Survey& survey_;
    const feedback::Directory& directory_;
    Instant now_;
    Problems& problems_;
    std::string at_;
    std::optional<std::string> customer_;
};

std::string state_name(const Invitation& one, Instant now) {
    const bool open =
        one.state == InvitationState::waiting || one.state == InvitationState::started;
    return open && one.expires_at && now >= *one.expires_at
               ? "expired"
               : std::string(record::name_of_choice(one.state));
}

json::Object invitation_json(const Invitation& one, const Call& call) {
    const auto instant = [](const std::optional<Instant>& at) {
        return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
    };
    return {
        {"id", one.id.text()},
        {"survey_id", one.survey_id.text()},
        {"customer", text_or_null(one.customer_key)},
        {"customer_name", text_or_null(one.customer_name)},
        {"language", text_or_null(one.language.value_or(""))},
        {"channel", one.channel},
        {"path", survey::path_of(one)},
        {"url", own_address(call) + survey::path_of(one)},
        {"state", state_name(one, call.at)},
        {"created_at", to_rfc3339(one.created_at)},
        {"expires_at", instant(one.expires_at)},
        {"answered_at", instant(one.answered_at)}
    };
}

// Every line of the body, or the one object that it is.
std::vector<std::pair<std::string, json::Value>> lines_of(const Call& call) {
    std::vector<std::pair<std::string, json::Value>> out;
    if (!is_ndjson(call.request.header("Content-Type"))) {
        out.emplace_back("", call.body());
        return out;
    }
    Problems problems;
    each_line(call.request.body, problems, [&](std::size_t line, const json::Value& value) {
        out.emplace_back(fmt::format("/{}", line), value);
    });
    refuse_if(std::move(problems));
    return out;
}

Answer invite(House& house, const Call& call) {
    const auto lines = lines_of(call);
    const Survey survey = house.database.read([&](db::Reader& reader) {
        return db::load(reader, call.id<Survey>());
    });
    const auto directory = house.catalogue.directory();
    Problems problems;
    InvitationReader reader_of_lines(house, survey, *directory, call.at, problems);
    std::vector<Invitation> invitations;
    std::vector<std::string> customers;
    for (const auto& [at, value] : lines) {
        invitations.push_back(reader_of_lines.read(value, at));
        customers.push_back(reader_of_lines.customer().value_or(""));
    }
    std::set<std::string> named(customers.begin(), customers.end());
    named.erase("");
    const std::vector<std::string> asked(named.begin(), named.end());
    const auto known = house.database.read([&](db::Reader& reader) {
        return customer::find_customers(reader, asked);
    });
    for (std::size_t i = 0; i < invitations.size(); ++i) {
        const auto found = known.find(customers[i]);
        if (found != known.end()) {
            invitations[i].customer_id = found->second.id;
            invitations[i].customer_key = found->second.key;
            invitations[i].customer_name = found->second.name;
            const auto& speaks = found->second.language;
            const auto& all = survey.languages;
            const bool offered = speaks && std::find(all.begin(), all.end(), *speaks) != all.end();
            if (!invitations[i].language && offered) {
                invitations[i].language = speaks;
            }
        } else if (!customers[i].empty()) {
            problems.push_back(
                {lines[i].first + "/customer", fmt::format("there is no customer {}", customers[i])}
            );
        }
    }
    refuse_if(std::move(problems));
    house.database.write([&](db::Tx& tx) {
        for (const Invitation& one : invitations) {
            survey::add_invitation(tx, one);
        }
    });
    const bool many = is_ndjson(call.request.header("Content-Type"));
    return many ? json_answer(200, json::Object{{"added", invitations.size()}})
                : json_answer(201, invitation_json(invitations.front(), call));
}

survey::InvitationQuery invitation_query(const Call& call) {
    survey::InvitationQuery query;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        if (name == "state") {
            query.state = record::choice_of<InvitationState>(text);
            if (!query.state) {
                problems.push_back({"state", "must be waiting, started, answered or withdrawn"});
            }
        } else if (name == "customer") {
            query.customer = text;
        } else {
            read_page_parameter(name, text, query.limit, query.after, problems);
        }
    }
    refuse_if(std::move(problems));
    return query;
}

Answer list_invitations(House& house, const Call& call) {
    auto query = invitation_query(call);
    query.places = places_in_scope(call.actor, *house.catalogue.directory());
    const auto all = house.database.read([&](db::Reader& reader) {
        return survey::list_invitations(reader, db::load(reader, call.id<Survey>()).id, query);
    });
    return list_answer(
        all,
        query.limit,
        [](const Invitation& one) { return one.id.text(); },
        [&](const Invitation& one) { return invitation_json(one, call); }
    );
}

Answer withdraw(House& house, const Call& call) {
    Invitation after;
    house.database.write([&](db::Tx& tx) {
        const auto found = survey::find_invitation(tx, call.id<Invitation>());
        if (!found) {
            throw Refusal(Code::not_found, "There is no such invitation.");
        }
        if (!survey::withdraw_invitation(tx, found->id)) {
            throw Refusal(Code::conflict, "This invitation was answered or withdrawn already.");
        }
        after = *found;
        after.state = InvitationState::withdrawn;
    });
    return json_answer(200, invitation_json(after, call));
}

}  // namespace

void add_invitation_routes(Router& router, House& house) {
    using net::Method;
    HouseRoutes routes(router, house);
    routes.add(
        Method::post,
        "/surveys/{id}/invitations",
        set_up,
        invite,
        {.summary = "Invite a customer, or many as NDJSON",
         .takes = "survey_invitation_draft",
         .gives = "survey_invitation",
         .status = 201,
         .lines = "survey_invitations_added"}
    );
    routes.add(
        Method::get,
        "/surveys/{id}/invitations",
        read_people,
        list_invitations,
        {.summary = "Who was asked",
         .gives = "survey_invitation",
         .page = true,
         .asks = "page state customer"}
    );
    routes.add(
        Method::post,
        "/survey_invitations/{id}/withdraw",
        set_up,
        withdraw,
        {.summary = "Withdraw an invitation", .gives = "survey_invitation"}
    );
}

}  // namespace styk::http
