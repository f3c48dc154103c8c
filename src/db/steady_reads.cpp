#include "db/steady_reads.h"

#include <array>
#include <thread>
#include <utility>

#include "db/around_database.h"
#include "db/commits.h"

namespace styk::db {

namespace {

using std::chrono::milliseconds;

// Before the second try, the third … Longer than a PostgreSQL server takes that starts again, the
// client would not wait.
constexpr std::array<milliseconds, 5> waits{
    milliseconds(0), milliseconds(50), milliseconds(200), milliseconds(500), milliseconds(1000)
};

class SteadyReads final : public AroundDatabase {
public:
    using AroundDatabase::AroundDatabase;

    void read_with(const std::function<void(Reader&)>& work) override {
        for (const milliseconds wait : waits) {
            try {
                return inner().read_with(work);
            } catch (const Fault&) {
                if (!CommitScope::has_written()) {
                    throw;
                }
            }
            std::this_thread::sleep_for(wait);
        }
        inner().read_with(work);
    }
};

}  // namespace

std::unique_ptr<Database> with_steady_reads(std::unique_ptr<Database> database) {
    return std::make_unique<SteadyReads>(std::move(database));
}

}  // namespace styk::db
