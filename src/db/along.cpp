#include "db/along.h"

#include <utility>

#include "db/commits.h"

namespace styk::db {

namespace {

// Belongs to the work of one thread, as what it commits does (CommitScope).
thread_local AlongScope* current = nullptr;

class WithAlong final : public Database {
public:
    explicit WithAlong(std::unique_ptr<Database> inner) : inner_(std::move(inner)) {}

    [[nodiscard]] Dialect dialect() const override { return inner_->dialect(); }

    void read_with(const std::function<void(Reader&)>& work) override { inner_->read_with(work); }

    void write(const std::function<void(Tx&)>& work) override {
        if (auto* along = AlongScope::waiting()) {
            along->write(*inner_, work);
        } else {
            inner_->write(work);
        }
    }

    void on_commit(std::function<void()> wake) override { inner_->on_commit(std::move(wake)); }

    void stop_waking() override { inner_->stop_waking(); }

    [[nodiscard]] std::int64_t bytes() override { return inner_->bytes(); }

    void copy_to(const std::filesystem::path& file) override { inner_->copy_to(file); }

private:
    std::unique_ptr<Database> inner_;
};

}  // namespace

AlongScope::AlongScope(std::function<void(Tx&)> work) : work_(std::move(work)), outer_(current) {
    current = this;
}

AlongScope::~AlongScope() {
    current = outer_;
}

AlongScope* AlongScope::waiting() {
    return current == nullptr || current->written_ || AsideScope::lasts() ? nullptr : current;
}

void AlongScope::write(Database& database, const std::function<void(Tx&)>& with) {
    database.write([&](Tx& tx) {
        with(tx);
        work_(tx);
    });
    written_ = true;
}

std::unique_ptr<Database> with_along(std::unique_ptr<Database> database) {
    return std::make_unique<WithAlong>(std::move(database));
}

}  // namespace styk::db
