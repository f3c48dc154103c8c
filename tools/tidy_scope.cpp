// A plug-in of clang-tidy: its checks walk over what we wrote, not over what it includes. A file of
// twenty kilobytes brings twenty megabytes of Boost and standard library, and until release 21
// clang-tidy walks all of it, once for each family of checks, to throw away what it finds there.
// Declarations whose text stands in a system header are left out of the walk; they are parsed as
// before, so a call into one is known for what it is.
#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendPluginRegistry.h>
#include <memory>
#include <string>
#include <vector>

namespace {

class Scope : public clang::ASTConsumer {
    void HandleTranslationUnit(clang::ASTContext& context) override {
        const auto& sources = context.getSourceManager();
        std::vector<clang::Decl*> ours;
        for (auto* one : context.getTranslationUnitDecl()->decls()) {
            // A macro of Boost that we use is ours: what counts is where it is expanded.
            const auto place = sources.getExpansionLoc(one->getLocation());
            if (place.isValid() && !sources.isInSystemHeader(place)) {
                ours.push_back(one);
            }
        }
        context.setTraversalScope(ours);
    }
};

class BeforeTheChecks : public clang::PluginASTAction {
    using Consumer = std::unique_ptr<clang::ASTConsumer>;

    Consumer CreateASTConsumer(clang::CompilerInstance&, llvm::StringRef) override {
        return std::make_unique<Scope>();
    }

    bool ParseArgs(const clang::CompilerInstance&, const std::vector<std::string>&) override {
        return true;
    }

    ActionType getActionType() override { return AddBeforeMainAction; }
};

const clang::FrontendPluginRegistry::Add<BeforeTheChecks> added("scope", "only what we wrote");

}  // namespace
