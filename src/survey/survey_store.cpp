#include "survey/survey_store.h"

#include <algorithm>

namespace styk::survey {

namespace {

constexpr std::string_view select_version =
    "SELECT number, definition, language, questions, published_at, published_by FROM "
    "survey_version "
    "WHERE survey_id = $1 AND number = $2";
constexpr std::string_view select_versions =
    "SELECT v.number, v.language, v.questions, v.published_at, v.published_by, "
    "(SELECT COUNT(*) FROM response r WHERE r.survey_id = v.survey_id AND r.state = 'complete' "
    "AND r.version = v.number) FROM survey_version v WHERE v.survey_id = $1 ORDER BY v.number "
    "DESC";
constexpr std::string_view insert_version =
    "INSERT INTO survey_version (survey_id, number, definition, language, questions, "
    "published_at, published_by) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr std::string_view upsert_dismissal =
    "INSERT INTO survey_dismissal (survey_id, problem, question, reason, author, at) VALUES ($1, "
    "$2, $3, $4, $5, $6) "
    "ON CONFLICT (survey_id, problem, question) DO UPDATE SET reason = excluded.reason, author = "
    "excluded.author, at = excluded.at";
constexpr std::string_view upsert_prediction =
    "INSERT INTO survey_prediction (survey_id, user_id, question, value, at) VALUES ($1, $2, $3, "
    "$4, $5) ON CONFLICT (survey_id, question, user_id) DO UPDATE SET value = excluded.value, at "
    "= excluded.at";
constexpr std::string_view any_response =
    "SELECT 1 FROM response WHERE survey_id = $1 UNION ALL SELECT 1 FROM response_waiting WHERE "
    "survey_id = $1 LIMIT 1";
constexpr std::string_view upsert_quota =
    "INSERT INTO survey_quota (survey_id, key, position, name, applies, most, counted) VALUES "
    "($1, $2, $3, $4, $5, $6, 0) "
    "ON CONFLICT (survey_id, key) DO UPDATE SET position = excluded.position, name = "
    "excluded.name, applies = excluded.applies, most = excluded.most";
constexpr std::string_view take_one =
    "UPDATE survey_quota SET counted = counted + 1 WHERE survey_id = $1 AND key = $2 AND counted "
    "< most";
constexpr std::string_view release_one =
    "UPDATE survey_quota SET counted = counted - 1 WHERE survey_id = $1 AND key = $2 AND counted "
    "> 0";

void read_rest(const db::Row& row, int from, Version& out) {
    out.language = row.string(from);
    out.questions = row.integer(from + 1);
    out.published_at = {row.integer(from + 2)};
    out.published_by = row.string(from + 3);
}

}  // namespace

void add_draft(
    db::Tx& tx, const Id<Survey>& survey, const std::string& definition, const db::Change& by
) {
    tx.run(
        "INSERT INTO survey_draft (survey_id, revision, published, definition, changed_at, "
        "changed_by) VALUES ($1, 1, 0, $2, $3, $4)",
        survey.text(),
        definition,
        by.at.us,
        by.author.name
    );
}

Draft load_draft(db::Reader& reader, const Id<Survey>& survey) {
    std::optional<Draft> found;
    reader.query(
        "SELECT revision, published, definition, changed_at, changed_by FROM survey_draft WHERE "
        "survey_id = $1",
        [&](const db::Row& row) {
            found = Draft{
                row.integer(0), row.integer(1), row.string(2), {row.integer(3)}, row.string(4)
            };
        },
        survey.text()
    );
    if (!found) {
        throw Refusal(Code::not_found, "There is no such survey.");
    }
    return *std::move(found);
}

void change_draft(
    db::Tx& tx,
    const Id<Survey>& survey,
    std::int64_t revision,
    const std::string& definition,
    const db::Change& by
) {
    const auto changed = tx.run(
        "UPDATE survey_draft SET revision = revision + 1, definition = $1, changed_at = $2, "
        "changed_by = $3 WHERE survey_id = $4 AND revision = $5",
        definition,
        by.at.us,
        by.author.name,
        survey.text(),
        revision
    );
    if (changed != 1) {
        throw Refusal(Code::stale, "Someone else changed this in the meantime. Read it again.");
    }
}

std::int64_t add_version(
    db::Tx& tx,
    const Survey& survey,
    const Draft& draft,
    std::int64_t questions,
    const db::Change& by
) {
    const std::int64_t number =
        tx.find_integer(
              "SELECT MAX(number) FROM survey_version WHERE survey_id = $1", survey.id.text()
        )
            .value_or(0) +
        1;
    tx.run(
        insert_version,
        survey.id.text(),
        number,
        draft.definition,
        survey.language,
        questions,
        by.at.us,
        by.author.name
    );
    tx.run(
        "UPDATE survey_draft SET published = $1 WHERE survey_id = $2",
        draft.revision,
        survey.id.text()
    );
    return number;
}

std::optional<Version> find_version(
    db::Reader& reader, const Id<Survey>& survey, std::int64_t number
) {
    std::optional<Version> found;
    reader.query(
        select_version,
        [&](const db::Row& row) {
            found.emplace();
            found->number = row.integer(0);
            found->definition = row.string(1);
            read_rest(row, 2, *found);
        },
        survey.text(),
        number
    );
    return found;
}

std::vector<Version> list_versions(db::Reader& reader, const Id<Survey>& survey) {
    std::vector<Version> all;
    reader.query(
        select_versions,
        [&](const db::Row& row) {
            Version& one = all.emplace_back();
            one.number = row.integer(0);
            read_rest(row, 1, one);
            one.responses = row.integer(5);
        },
        survey.text()
    );
    return all;
}

std::vector<Dismissal> list_dismissals(db::Reader& reader, const Id<Survey>& survey) {
    std::vector<Dismissal> all;
    reader.query(
        "SELECT problem, question, reason, author, at FROM survey_dismissal WHERE survey_id = $1 "
        "ORDER BY problem, question",
        [&](const db::Row& row) {
            all.push_back(
                {row.string(0), row.string(1), row.string(2), row.string(3), {row.integer(4)}}
            );
        },
        survey.text()
    );
    return all;
}

void put_dismissal(db::Tx& tx, const Id<Survey>& survey, const Dismissal& dismissal) {
    tx.run(
        upsert_dismissal,
        survey.text(),
        dismissal.problem,
        dismissal.question,
        dismissal.reason,
        dismissal.author,
        dismissal.at.us
    );
}

void remove_dismissal(
    db::Tx& tx, const Id<Survey>& survey, std::string_view problem, std::string_view question
) {
    tx.run(
        "DELETE FROM survey_dismissal WHERE survey_id = $1 AND problem = $2 AND question = $3",
        survey.text(),
        problem,
        question
    );
}

std::vector<Prediction> list_predictions(db::Reader& reader, const Id<Survey>& survey) {
    std::vector<Prediction> all;
    reader.query(
        "SELECT question, user_id, value FROM survey_prediction WHERE survey_id = $1 ORDER BY "
        "question, user_id",
        [&](const db::Row& row) { all.push_back({row.string(0), row.string(1), row.real(2)}); },
        survey.text()
    );
    return all;
}

void put_prediction(
    db::Tx& tx, const Id<Survey>& survey, const Prediction& prediction, Instant at
) {
    if (has_responses(tx, survey)) {
        throw Refusal(
            Code::conflict, "There are answers already: a guess is made before the first of them."
        );
    }
    tx.run(
        upsert_prediction,
        survey.text(),
        prediction.user_id,
        prediction.question,
        prediction.value,
        at.us
    );
}

bool has_responses(db::Reader& reader, const Id<Survey>& survey) {
    return reader.find_integer(any_response, survey.text()).has_value();
}

std::vector<Quota> list_quotas(db::Reader& reader, const Id<Survey>& survey) {
    std::vector<Quota> all;
    reader.query(
        "SELECT key, name, applies, most, counted FROM survey_quota WHERE survey_id = $1 ORDER BY "
        "position, key",
        [&](const db::Row& row) {
            all.push_back(
                {row.string(0), row.string(1), row.string(2), row.integer(3), row.integer(4)}
            );
        },
        survey.text()
    );
    return all;
}

void put_quotas(db::Tx& tx, const Id<Survey>& survey, const std::vector<Quota>& quotas) {
    for (const Quota& known : list_quotas(tx, survey)) {
        const bool stays = std::any_of(quotas.begin(), quotas.end(), [&](const Quota& one) {
            return one.key == known.key;
        });
        if (!stays) {
            tx.run(
                "DELETE FROM survey_quota WHERE survey_id = $1 AND key = $2",
                survey.text(),
                known.key
            );
        }
    }
    std::int64_t position = 0;
    for (const Quota& one : quotas) {
        tx.run(upsert_quota, survey.text(), one.key, position++, one.name, one.applies, one.most);
    }
}

std::optional<std::string> take_quotas(
    db::Tx& tx, const Id<Survey>& survey, const std::vector<std::string>& keys
) {
    std::vector<std::string> taken;
    for (const std::string& key : keys) {
        if (tx.run(take_one, survey.text(), key) != 1) {
            release_quotas(tx, survey, taken);
            return key;
        }
        taken.push_back(key);
    }
    return {};
}

void release_quotas(db::Tx& tx, const Id<Survey>& survey, const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
        tx.run(release_one, survey.text(), key);
    }
}

std::optional<State> find_state(db::Reader& reader, const Id<Survey>& survey) {
    const auto text = reader.find_text("SELECT state FROM survey WHERE id = $1", survey.text());
    return text ? record::choice_of<State>(*text) : std::nullopt;
}

std::optional<Link> find_link(db::Reader& reader, std::string_view key) {
    return db::find_by<Link>(reader, "key", std::string(key));
}

std::optional<Link> first_link(db::Reader& reader, const Id<Survey>& survey) {
    const auto id = reader.find_text(
        "SELECT id FROM survey_link WHERE survey_id = $1 ORDER BY created_at, id LIMIT 1",
        survey.text()
    );
    return id ? db::find<Link>(reader, Id<Link>::parse(*id).value()) : std::nullopt;
}

}  // namespace styk::survey
