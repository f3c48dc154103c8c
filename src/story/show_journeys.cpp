#include "story/show_journeys.h"

namespace styk::story {

namespace {

void count(const journey::Step& step, JourneyRow& row) {
    ++row.steps;
    CurvePoint point{step.id, step.touchpoint, step.drawn.value, step.name};
    for (const auto& mark : step.marks) {
        if (mark.kind == journey::StepMarkKind::pain) {
            point.pain = mark.state;
            point.pain_reason = mark.reason;
        }
    }
    row.pains += point.pain == journey::StepMarkState::on ? 1 : 0;
    row.curve.push_back(std::move(point));
    for (const auto& question : step.questions) {
        row.unanswered_questions += question.answered == journey::Answered::no ? 1 : 0;
        row.partly_answered_questions += question.answered == journey::Answered::partly ? 1 : 0;
    }
}

}  // namespace

std::vector<JourneyRow> show_journeys(db::Reader& reader, Instant now) {
    std::vector<JourneyRow> rows;
    for (auto& one : db::list_all<journey::Journey>(reader)) {
        if (one.archived) {
            continue;
        }
        JourneyRow row;
        row.overdue_review = journey::is_review_overdue(one, now);
        const auto maps = journey::load_maps(reader, one.id);
        if (!maps.empty()) {
            row.map_id = maps.front().head.id;
            for (const auto& step : maps.front().doc.steps) {
                count(step, row);
            }
        }
        row.journey = std::move(one);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace styk::story
