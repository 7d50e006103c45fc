#include "services/registry/mirror/mirror.h"

#include <cstdlib>
#include <optional>

#include "lib/base/status_macros.h"
#include "services/registry/mirror/rows.h"

namespace mingce::registry::mirror {

Mirror::Mirror(Options options)
    : options_(std::move(options)), now_(std::make_shared<const State>()) {}

absl::StatusOr<std::unique_ptr<Mirror>> Mirror::Open(const kv::Reader& reader, Options options,
                                                     absl::FunctionRef<void(const Fact&)> learn) {
  auto mirror = std::make_unique<Mirror>(std::move(options));
  const State nothing;
  StateDraft draft(nothing, mirror->options_.permissions_of);
  MINGCE_RETURN_IF_ERROR(
      VisitRows(reader, mirror->options_.table, [&](const feed::v1::Event& event) -> absl::Status {
        MINGCE_ASSIGN_OR_RETURN(const std::optional<Fact> fact, ReadEvent(event));
        if (fact.has_value() && draft.Put(*fact)) learn(*fact);
        return absl::OkStatus();
      }));
  auto state = std::make_shared<State>(draft.Take());
  if (!mirror->options_.cursor_key.empty()) {
    MINGCE_ASSIGN_OR_RETURN(type::Cursor cursor, ReadCursor(reader, mirror->options_.cursor_key));
    state->set_cursor(std::move(cursor));
  }
  MutexLock lock(&mirror->mu_);
  mirror->now_ = std::move(state);
  return mirror;
}

std::shared_ptr<const State> Mirror::Now() const {
  MutexLock lock(&mu_);
  return now_;
}

absl::StatusOr<Change> Mirror::Prepare(const feed::Portion& portion) const {
  Change change;
  change.before = Now();
  StateDraft draft(*change.before, options_.permissions_of);
  for (const feed::v1::Event* event : portion.events) {
    MINGCE_ASSIGN_OR_RETURN(std::optional<Fact> fact, ReadEvent(*event));
    if (!fact.has_value() || !draft.Put(*fact)) continue;
    change.rows.emplace_back(RowKey(options_.table, fact->place), RowValue(fact->place, *event));
    change.facts.push_back(*std::move(fact));
  }
  auto after = std::make_shared<State>(draft.Take());
  if (portion.cursor != nullptr) {
    after->set_cursor(*portion.cursor);
    if (!options_.cursor_key.empty()) {
      change.rows.emplace_back(options_.cursor_key, portion.cursor->SerializeAsString());
    }
  }
  change.after = std::move(after);
  return change;
}

void Mirror::Publish(Change change) {
  MutexLock lock(&mu_);
  if (now_ != change.before) std::abort();  // it would undo what was published meanwhile
  now_ = std::move(change.after);
}

}  // namespace mingce::registry::mirror
