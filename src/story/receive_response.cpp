#include "story/receive_response.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>

#include "base/text.h"
#include "casework/case_store.h"
#include "customer/customer_store.h"
#include "feedback/feedback_store.h"
#include "json/json.h"
#include "people/secret.h"
#include "story/case_reaction.h"
#include "story/feedback_news.h"
#include "story/keep_consents.h"
#include "story/response_feedback.h"
#include "story/settle_anonymous.h"
#include "survey/definition_json.h"
#include "survey/survey_store.h"
#include "survey/words.h"

namespace styk::story {

namespace {

using survey::Mode;
using survey::Response;
using survey::ResponseState;

// Crockford's base 32: no letter that could be read as another.
constexpr std::string_view receipt_letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t receipt_bytes = 10;  // 80 bits: sixteen letters

std::string make_receipt(Random& random) {
    std::array<std::uint8_t, receipt_bytes> bytes{};
    random.fill(bytes);
    std::string out;
    unsigned bits = 0, held = 0;
    for (const std::uint8_t byte : bytes) {
        held = (held << 8U) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out += (out.size() % 5 == 4) ? "-" : "";
            out += receipt_letters[(held >> bits) & 31U];
        }
    }
    return out;
}

// As it was typed: blanks and dashes do not matter, nor does the case; O is 0, I and L are 1.
std::string clean_receipt(std::string_view typed) {
    std::string out;
    for (char c : typed) {
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        if (receipt_letters.find(c) != std::string_view::npos) {
            out += c;
        }
    }
    return out;
}

std::string receipt_hash(std::string_view code) {
    return people::hash_secret("receipt " + clean_receipt(code));
}

std::string token_hash(std::string_view token) {
    return people::hash_secret(fmt::format("answer {}", token));
}

[[noreturn]] void refuse_used() {
    throw Refusal(Code::conflict, "This was answered already.");
}

// An anonymous answer knows its day and no more.
Instant moment_for(const Intake& intake, const Entry& entry, Instant now) {
    if (entry.survey.mode != Mode::anonymous) {
        return now;
    }
    const auto& zone = intake.catalogue.directory()->zone;
    return zone.start_of(zone.day_of(now));
}

Response response_of(
    const Intake& intake, const Entry& entry, const Progress& progress, Instant now
) {
    const bool anonymous = entry.survey.mode == Mode::anonymous;
    Response out;
    out.id.uuid =
        anonymous ? make_uuid_v4(intake.random) : make_uuid_v7(intake.clock, intake.random);
    out.survey_id = entry.survey.id;
    out.version = entry.version;
    out.token = progress.token.empty() ? "" : token_hash(progress.token);
    out.language = progress.language.empty() ? entry.language : progress.language;
    out.channel = entry.channel;
    out.touchpoint = entry.touchpoint.value_or("");
    out.location = entry.location.value_or("");
    out.brand = entry.brand.value_or("");
    out.hidden = entry.hidden;
    if (!entry.interviewer.empty()) {
        survey::put(out.hidden, survey::interviewer_field, entry.interviewer);
    }
    out.answers = progress.answers;
    out.seconds = progress.seconds;
    out.page = progress.page;
    out.question = progress.question;
    out.started_at = out.changed_at = moment_for(intake, entry, now);
    if (!anonymous) {
        out.occurred_at = entry.occurred_at;
        out.invitation_id = entry.invitation ? std::optional(entry.invitation->id) : std::nullopt;
        out.customer_id = entry.invitation ? entry.invitation->customer_id : std::nullopt;
    }
    out.link_id = entry.link ? std::optional(entry.link->id) : std::nullopt;
    return out;
}

// What is known of an answer from before is not lost when it is written again.
void carry_on(const Intake& intake, const Entry& entry, std::string_view token, Response& out) {
    if (const auto before = find_begun(intake, entry, token)) {
        out.id = before->id;
        out.token = before->token;
        out.started_at = before->started_at;
    }
}

void need_live(db::Reader& reader, const survey::Survey& survey) {
    if (survey::find_state(reader, survey.id) != survey::State::live) {
        throw Refusal(Code::conflict, "This survey is not open any more.");
    }
}

void check_answers(
    const Entry& entry,
    const survey::Route& route,
    const survey::Setting& setting,
    const Progress& progress
) {
    auto problems =
        problems_of(survey::check_route(*entry.definition, route, setting), progress.language);
    for (const std::string& name : survey::unknown_answers(*entry.definition, progress.answers)) {
        problems.push_back({"/answers/" + json::escape_pointer(name), "there is no such question"});
    }
    refuse_if(std::move(problems));
}

// The quotas that this response falls under.
std::vector<std::string> quotas_of(
    const Intake& intake,
    const Entry& entry,
    const survey::Route& route,
    const survey::Setting& setting
) {
    const auto all = intake.database.read([&](db::Reader& reader) {
        return survey::list_quotas(reader, entry.survey.id);
    });
    std::vector<std::string> keys;
    for (const survey::Quota& one : all) {
        const auto applies = survey::Expression::parse(one.applies);
        if (applies && applies->holds({&route.answers, &setting.hidden, setting.today})) {
            keys.push_back(one.key);
        }
    }
    return keys;
}

std::string thanks_of(const Entry& entry, ResponseState state, const std::string& language) {
    const auto& definition = *entry.definition;
    const bool own = language == definition.language;
    const std::string wanted = own ? "" : language;
    switch (state) {
        case ResponseState::screened_out:
            return definition.screened_out.empty() ? survey::word(survey::Word::screened, language)
                                                   : definition.screened_out.in(wanted);
        case ResponseState::over_quota:
            return survey::word(survey::Word::over_quota, language);
        default:
            return definition.thanks.empty() ? survey::word(survey::Word::thanks, language)
                                             : definition.thanks.in(wanted);
    }
}

// Everything about one response that was decided before the transaction begins.
class Arrival {
public:
    Arrival(const Intake& intake, const Entry& entry, const Progress& progress, Instant now)
        : intake_(intake), entry_(entry), now_(now), directory_(intake.catalogue.directory()) {
        const auto setting = setting_of(intake, entry, progress.token, now);
        const auto route = survey::route_of(*entry.definition, progress.answers, setting);
        check_answers(entry, route, setting, progress);
        response_ = response_of(intake, entry, progress, now);
        carry_on(intake, entry, progress.token, response_);
        response_.answers = route.answers;
        response_.changed_at = moment_for(intake, entry, now);
        response_.completed_at = response_.changed_at;
        response_.page.clear();
        response_.question.clear();
        state_ = route.screened_out ? ResponseState::screened_out : ResponseState::complete;
        response_.state = state_;
        quotas_ = route.screened_out ? std::vector<std::string>()
                                     : quotas_of(intake, entry, route, setting);
        const std::string code = make_receipt(intake.random);
        response_.receipt = receipt_hash(code);
        received_.receipt_code = code;
        received_.id = response_.id.text();
        if (state_ == ResponseState::complete && !anonymous()) {
            prepare(route);
        }
    }

    void write(db::Tx& tx, const AlsoReceive& also) {
        Response response = response_;  // the work may run twice
        need_live(tx, entry_.survey);
        consume_invitation(tx);
        const auto full = survey::take_quotas(tx, entry_.survey.id, quotas_);
        response.quota = full.value_or("");
        response.state = full ? ResponseState::over_quota : state_;
        anonymous() ? put_anonymous(tx, response) : put_named(tx, response);
        received_.state = response.state;
        received_.quota = response.quota;
        received_.feedback_id =
            response.feedback_id ? std::optional(response.feedback_id->text()) : std::nullopt;
        received_.thanks = thanks_of(entry_, response.state, response.language);
        if (also) {
            also(tx, received_);
        }
    }

    [[nodiscard]] const Received& received() const { return received_; }

private:
    [[nodiscard]] bool anonymous() const { return entry_.survey.mode == Mode::anonymous; }

    void prepare(const survey::Route& route) {
        auto draft = draft_of(*directory_, entry_.survey, *entry_.definition, route, response_);
        if (entry_.survey.mode == Mode::identified) {
            draft.customer = entry_.customer;
        } else if (entry_.customer) {
            confide();
        }
        prepared_.push_back(prepare_response(intake_, *directory_, std::move(draft), now_));
        consents_ = consents_of(intake_, entry_.survey, *entry_.definition, route, response_, now_);
        reactions_ = react_to(intake_, *directory_, prepared_, now_);
        response_.customer_id = entry_.survey.mode == Mode::identified
                                    ? prepared_.front().feedback.customer_id
                                    : response_.customer_id;
    }

    // Who it was stays with the response, where only erasure and contact rules look.
    void confide() {
        const auto known = intake_.database.read([&](db::Reader& reader) {
            return customer::find_customer(reader, *entry_.customer);
        });
        if (!known) {
            throw Refusal(
                Code::invalid,
                "There is no such customer.",
                {{"/customer", "there is no such customer"}}
            );
        }
        response_.customer_id = known->id;
    }

    void consume_invitation(db::Tx& tx) {
        if (!entry_.invitation) {
            return;
        }
        const auto at = anonymous() ? std::nullopt : std::optional(now_);
        if (!survey::use_invitation(tx, entry_.invitation->id, at)) {
            refuse_used();
        }
    }

    void put_named(db::Tx& tx, Response& response) {
        if (response.state == ResponseState::complete) {
            auto prepared = prepared_;
            const db::Change by{{"system", "", "Styk"}, now_};
            story::write(tx, intake_, *directory_, prepared, by);
            write_reactions(tx, reactions_, prepared);
            response.feedback_id = prepared.front().feedback.id;
            if (const auto& customer = prepared.front().feedback.customer_id) {
                keep_consents(tx, consents_, *customer, response.id, by);
            }
        }
        if (!survey::put_response(tx, response)) {
            refuse_used();
        }
        if (response.state == ResponseState::complete) {
            announce_response(tx, response, now_);
        }
    }

    // What was begun goes, and the whole waits where no order shows who came when.
    void put_anonymous(db::Tx& tx, Response& response) {
        if (!response.token.empty()) {
            survey::remove_partial(tx, response.token);
        }
        const survey::Waiting waiting{
            response.id.text(),
            response.survey_id,
            response.token.empty() ? response.receipt : response.token,
            response.receipt,
            write_waiting(response)
        };
        if (!survey::add_waiting(tx, waiting)) {
            refuse_used();
        }
        ask_settle(tx, response.survey_id, now_);
    }

    const Intake& intake_;
    const Entry& entry_;
    Instant now_;
    std::shared_ptr<const feedback::Directory> directory_;
    Response response_;
    ResponseState state_ = ResponseState::complete;
    std::vector<std::string> quotas_;
    std::vector<Prepared> prepared_;
    Reactions reactions_;
    std::vector<privacy::Consent> consents_;
    Received received_;
};

}  // namespace

bool is_resume_token(std::string_view token) {
    return token.size() == 32 && std::all_of(token.begin(), token.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::optional<Response> find_begun(
    const Intake& intake, const Entry& entry, std::string_view token
) {
    return intake.database.read([&](db::Reader& reader) -> std::optional<Response> {
        auto found = token.empty() ? std::nullopt
                                   : survey::find_response_by_token(reader, token_hash(token));
        const bool personal = entry.invitation && entry.survey.mode != Mode::anonymous;
        if (!found && personal) {
            found = survey::find_response_of(reader, entry.invitation->id);
        }
        const bool of_here = found && found->survey_id == entry.survey.id;
        return of_here ? found : std::nullopt;
    });
}

survey::Setting setting_of(
    const Intake& intake, const Entry& entry, std::string_view token, Instant now
) {
    survey::Setting setting;
    setting.hidden = entry.hidden;
    setting.today = intake.catalogue.directory()->zone.day_of(now);
    // A personal link shows the same order on every device.
    const bool personal = entry.invitation && entry.survey.mode != Mode::anonymous;
    setting.seed = survey::seed_of(personal ? entry.invitation->id.text() : std::string(token));
    return setting;
}

bool resume(const Intake& intake, Entry& entry, const Response& begun) {
    if (begun.version != entry.version) {
        entry.definition = intake.catalogue.definition(entry.survey.id, begun.version);
        entry.version = begun.version;
    }
    return entry.definition != nullptr;
}

namespace {

void keep_once(const Intake& intake, const Entry& entry, const Progress& progress, Instant now) {
    Response response = response_of(intake, entry, progress, now);
    carry_on(intake, entry, progress.token, response);
    response.state = ResponseState::partial;
    intake.database.write([&](db::Tx& tx) {
        need_live(tx, entry.survey);
        if (entry.invitation && entry.survey.mode != Mode::anonymous) {
            survey::note_started(tx, entry.invitation->id);
        }
        if (!survey::put_response(tx, response)) {
            refuse_used();
        }
    });
}

// Two browsers may begin the same personal link at one moment: who comes second finds the other's
// beginning and goes on from it.
template <class Work>
void twice_at_most(const Work& work) {
    try {
        work();
    } catch (const db::Conflict&) {
        work();
    }
}

}  // namespace

void keep_progress(
    const Intake& intake, const Entry& entry, const Progress& progress, Instant now
) {
    twice_at_most([&] { keep_once(intake, entry, progress, now); });
}

Received receive_response(
    const Intake& intake,
    const Entry& entry,
    const Progress& progress,
    Instant now,
    const AlsoReceive& also
) {
    Received received;
    twice_at_most([&] {
        Arrival arrival(intake, entry, progress, now);
        intake.database.write([&](db::Tx& tx) { arrival.write(tx, also); });
        received = arrival.received();
    });
    return received;
}

bool forget_response(const Intake& intake, std::string_view receipt_code) {
    if (clean_receipt(receipt_code).size() != receipt_bytes * 8 / 5) {
        return false;
    }
    const std::string hash = receipt_hash(receipt_code);
    bool found = false;
    intake.database.write([&](db::Tx& tx) {
        const auto response = survey::find_response_by_receipt(tx, hash);
        const auto feedback = response && response->feedback_id
                                  ? feedback::find(tx, *response->feedback_id)
                                  : std::nullopt;
        if (feedback) {
            casework::forget_feedback(tx, feedback->id.text());
            feedback::remove(tx, *feedback);
        }
        if (response) {
            survey::remove_response(tx, response->id);
        }
        found = response || survey::remove_waiting_by_receipt(tx, hash);
    });
    return found;
}

Problems problems_of(const survey::AnswerProblems& problems, std::string_view language) {
    Problems out;
    for (const survey::AnswerProblem& one : problems) {
        std::string pointer = "/answers/" + json::escape_pointer(one.question);
        pointer += one.part.empty() ? "" : "/" + json::escape_pointer(one.part);
        out.push_back({std::move(pointer), survey::say(one, language)});
    }
    return out;
}

}  // namespace styk::story
