// Open screens hear of cases that moved: whoever wrote them, this process or another. It follows
// the log of steps, which every change of a case is in.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "db/database.h"

namespace styk::story {

class CaseEcho {
public:
    // `tell` gets the id of a case.
    CaseEcho(db::Database& database, std::function<void(const std::string&)> tell);
    CaseEcho(const CaseEcho&) = delete;
    CaseEcho& operator=(const CaseEcho&) = delete;
    ~CaseEcho();

    void start();
    void wake();  // a commit happened

private:
    void loop(const std::stop_token& stop);
    void look();
    std::set<std::string> read_new();  // ids of cases with new steps

    db::Database& database_;
    std::function<void(const std::string&)> tell_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    bool pending_ = false;
    std::int64_t last_ = -1;       // position of the log
    std::set<std::int64_t> told_;  // of the last positions: PostgreSQL commits them out of order
    std::jthread thread_;
};

}  // namespace styk::story
