// A database around another one: what is not overridden goes through as it is.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <utility>

#include "db/database.h"

namespace styk::db {

class AroundDatabase : public Database {
public:
    explicit AroundDatabase(std::unique_ptr<Database> inner) : inner_(std::move(inner)) {}

    [[nodiscard]] Dialect dialect() const override { return inner_->dialect(); }

    void read_with(const std::function<void(Reader&)>& work) override { inner_->read_with(work); }

    void write(const std::function<void(Tx&)>& work) override { inner_->write(work); }

    void on_commit(std::function<void()> wake) override { inner_->on_commit(std::move(wake)); }

    void stop_waking() override { inner_->stop_waking(); }

    [[nodiscard]] std::int64_t bytes() override { return inner_->bytes(); }

    void copy_to(const std::filesystem::path& file) override { inner_->copy_to(file); }

protected:
    [[nodiscard]] Database& inner() const { return *inner_; }

private:
    std::unique_ptr<Database> inner_;
};

}  // namespace styk::db
