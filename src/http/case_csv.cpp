// The queue as a spreadsheet: everything that a row of it knows, page by page as the client reads.
#include <algorithm>
#include <fmt/format.h>

#include "casework/lesson.h"
#include "casework/rulebook.h"
#include "http/case_api.h"
#include "http/case_query.h"
#include "record/convert.h"
#include "record/wire.h"
#include "story/setup.h"

namespace styk::http {

namespace {

using casework::Case;

constexpr std::string_view head =
    "number,kind,route,state,outcome,title,comment,language,metric,score,touchpoint,location,"
    "segment,source,value,owner,department,severity,complexity,impact,safety,opened_at,"
    "acknowledged_at,answered_at,closed_at,acknowledge_by,answer_by,close_by,escalated,reopened,"
    "rule,remedy_sought,cause,lesson,external_route,merged_into\r\n";

std::string text_of(const std::optional<Instant>& at) {
    return at ? to_rfc3339(*at) : "";
}

std::string text_of(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : "";
}

class Rows {
public:
    Rows(const story::Setup& setup, const std::vector<casework::Cause>& causes)
        : setup_(setup), causes_(causes) {}

    std::string row(const Case& one) {
        row_.clear();
        what(one);
        who(one);
        when(one);
        learned(one);
        return row_ + "\r\n";
    }

private:
    void cell(std::string_view text) { row_ += (row_.empty() ? "" : ",") + record::csv_cell(text); }

    void what(const Case& one) {
        cell(casework::number_of(setup_.rulebook->settings().number_prefix, one));
        cell(record::name_of_choice(one.kind));
        cell(record::name_of_choice(one.route));
        cell(record::name_of_choice(one.state));
        cell(one.outcome ? record::name_of_choice(*one.outcome) : "");
        cell(one.title);
        cell(one.words);
        cell(one.language);
        cell(one.metric);
        cell(text_of(one.score));
        cell(one.touchpoint);
        cell(one.location);
        cell(one.segment);
        cell(one.source);
        cell(one.value ? fmt::format("{}", *one.value) : "");
    }

    void who(const Case& one) {
        const auto* owner =
            one.owner_id ? setup_.rulebook->find_user(one.owner_id->text()) : nullptr;
        const auto* department =
            one.department_id ? setup_.departments.find(one.department_id->text()) : nullptr;
        cell(owner == nullptr ? "" : owner->name);
        cell(department == nullptr ? "" : department->name);
        cell(text_of(one.severity));
        cell(text_of(one.complexity));
        cell(text_of(one.impact));
        cell(one.safety ? "true" : "false");
    }

    void when(const Case& one) {
        cell(to_rfc3339(one.opened_at));
        for (const auto* at :
             {&one.acknowledged_at,
              &one.answered_at,
              &one.closed_at,
              &one.acknowledge_by,
              &one.answer_by,
              &one.close_by}) {
            cell(text_of(*at));
        }
        cell(std::to_string(one.escalated));
        cell(std::to_string(one.reopened));
    }

    void learned(const Case& one) {
        const auto cause = std::ranges::find_if(causes_, [&](const casework::Cause& each) {
            return one.cause_id == each.id;
        });
        cell(one.why);
        cell(one.remedy_sought.value_or(""));
        cell(cause == causes_.end() ? "" : cause->name);
        cell(one.lesson.value_or(""));
        cell(one.external_route.value_or(""));
        cell(one.merged_into ? one.merged_into->text() : "");
    }

    const story::Setup& setup_;
    const std::vector<casework::Cause>& causes_;
    std::string row_;
};

}  // namespace

Answer cases_as_csv(House& house, casework::CaseQuery query) {
    Answer answer;
    answer.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"cases.csv\"");
    query.limit = record::max_limit;
    const auto causes = house.database.read([](db::Reader& reader) {
        return db::list_all<casework::Cause>(reader);
    });
    const auto setup = story::setup_of(house.catalogue);
    answer.chunks = [&house, setup, causes, query = std::move(query), first = true, over = false](
                    ) mutable -> std::optional<std::string> {
        if (over) {
            return {};
        }
        const auto page = house.database.read([&](db::Reader& reader) {
            return casework::list_cases(reader, query);
        });
        std::string text = first ? "\xEF\xBB\xBF" + std::string(head) : "";
        Rows writer(*setup, causes);
        for (const Case& one : page.items) {
            text += writer.row(one);
        }
        first = false;
        over = !page.next_cursor;
        query.after = over ? std::nullopt : record::read_cursor(*page.next_cursor);
        return text;
    };
    return answer;
}

}  // namespace styk::http
