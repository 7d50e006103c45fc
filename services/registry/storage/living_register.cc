#include "services/registry/storage/living_register.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>
#include <variant>

#include "lib/base/status_macros.h"
#include "lib/ledger/envelope.h"
#include "lib/policy/roles.h"
#include "services/registry/mirror/state_draft.h"
#include "services/registry/storage/published.h"

namespace mingce::registry {

absl::StatusOr<std::unique_ptr<LivingRegister>> LivingRegister::Load(const kv::Reader& rows) {
  auto living = std::make_unique<LivingRegister>();
  absl::Status bad;
  MINGCE_RETURN_IF_ERROR(VisitPublished(
      rows, "",
      [&](absl::string_view, const ledger::NewEvent& event, ledger::RecordedTime recorded) {
        bad = living->Note(event, recorded);
        return bad.ok();
      }));
  if (!bad.ok()) return absl::DataLossError(bad.message());
  living->OnDurable();
  return living;
}

absl::Status LivingRegister::Note(const ledger::NewEvent& event, ledger::RecordedTime recorded) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<mirror::Fact> fact,
                          mirror::ReadEvent(ledger::Envelope(event, "", recorded)));
  if (fact.has_value()) noted_.push_back(*std::move(fact));
  return absl::OkStatus();
}

void LivingRegister::OnDecided(const ledger::NewEvent& event, ledger::RecordedTime recorded) {
  // What the registry said a moment ago and does not understand is a bug, and the tree must not be
  // guessed.
  if (!Note(event, recorded).ok()) std::abort();
}

const RegisterState& LivingRegister::Decided() {
  if (noted_.empty()) return *decided_;
  const mirror::PermissionsOfRole permissions_of = policy::PermissionsOf;
  mirror::StateDraft draft(decided_->facts, permissions_of);
  auto next = std::make_shared<RegisterState>();
  next->known_at = decided_->known_at;
  next->latest_day = decided_->latest_day;
  for (const mirror::Fact& fact : noted_) {
    draft.Put(fact);
    if (const auto* of = std::get_if<mirror::OrganizationVersion>(&fact.what)) {
      next->known_at = std::max(next->known_at, of->version.recorded);
      next->latest_day = std::max(next->latest_day, of->version.day);
    }
  }
  noted_.clear();
  next->facts = draft.Take();
  decided_ = std::move(next);
  return *decided_;
}

void LivingRegister::OnDurable() {
  if (noted_.empty() && Now() == decided_) return;
  Decided();
  MutexLock lock(&mu_);
  durable_ = decided_;
}

std::shared_ptr<const RegisterState> LivingRegister::Now() const {
  MutexLock lock(&mu_);
  return durable_;
}

}  // namespace mingce::registry
