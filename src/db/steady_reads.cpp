#include "db/steady_reads.h"

#include <array>
#include <thread>
#include <utility>

#include "db/commits.h"

namespace styk::db {

namespace {

using std::chrono::milliseconds;

// Before the second try, the third … Longer than a PostgreSQL server takes that starts again, the
// client would not wait.
constexpr std::array<milliseconds, 5> waits{
    milliseconds(0), milliseconds(50), milliseconds(200), milliseconds(500), milliseconds(1000)
};

class SteadyReads final : public Database {
public:
    explicit SteadyReads(std::unique_ptr<Database> inner) : inner_(std::move(inner)) {}

    [[nodiscard]] Dialect dialect() const override { return inner_->dialect(); }

    void read_with(const std::function<void(Reader&)>& work) override {
        for (const milliseconds wait : waits) {
            try {
                return inner_->read_with(work);
            } catch (const Fault&) {
                if (!CommitScope::has_written()) {
                    throw;
                }
            }
            std::this_thread::sleep_for(wait);
        }
        inner_->read_with(work);
    }

    void write(const std::function<void(Tx&)>& work) override { inner_->write(work); }

    void on_commit(std::function<void()> wake) override { inner_->on_commit(std::move(wake)); }

    void stop_waking() override { inner_->stop_waking(); }

    [[nodiscard]] std::int64_t bytes() override { return inner_->bytes(); }

    void copy_to(const std::filesystem::path& file) override { inner_->copy_to(file); }

private:
    std::unique_ptr<Database> inner_;
};

}  // namespace

std::unique_ptr<Database> with_steady_reads(std::unique_ptr<Database> database) {
    return std::make_unique<SteadyReads>(std::move(database));
}

}  // namespace styk::db
