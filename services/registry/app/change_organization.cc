#include "services/registry/app/change_organization.h"

#include <memory>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/answers.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

absl::StatusOr<std::string> Decide(const OrganizationTarget& target, const Recording& recording,
                                   const DecideChange& decide) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> current,
                          FindOrganization(*recording.transaction, target.id));
  if (!current.has_value()) return OrganizationNotFound();
  if (current->closed) return OrganizationClosed();
  if (target.etag.empty()) return FieldMissing("etag");
  if (target.etag != EtagOf(*current)) return StaleEtag();
  MINGCE_ASSIGN_OR_RETURN(const gb::Date day, EffectiveDay(target.effective_on, recording.today));
  MINGCE_ASSIGN_OR_RETURN(const Organization now, decide(recording, *current, day));
  return EncodeAnswer(now);
}

}  // namespace

void ChangeOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                        Mutation mutation, absl::StatusOr<OrganizationForm> form,
                        DecideChange decide, Done<OrganizationView> done) {
  const std::string name = target.id.ResourceName();
  SubmitMutation<OrganizationView>(
      parts, call, std::move(mutation),
      {.permission = policy::v1::ORGANIZATION_WRITE, .where = Needs::kThere, .there = target.id},
      {.subject = name, .organization = name},
      [today = BeijingToday(call.now), members_known = parts.MembersKnown(),
       target = std::move(target), form = std::move(form), decide = std::move(decide)](
          ledger::Transaction& transaction, audit::Entry*) -> absl::StatusOr<std::string> {
        if (!form.ok()) return form.status();
        const Recording recording{.transaction = &transaction,
                                  .kinds = &form->kinds,
                                  .today = today,
                                  .members_known = members_known};
        return Decide(target, recording, decide);
      },
      [keys = parts.keys](absl::string_view answer) -> absl::StatusOr<OrganizationView> {
        MINGCE_ASSIGN_OR_RETURN(Organization now, DecodeOrganizationAnswer(answer));
        return ViewOf(*keys, std::move(now));
      },
      std::move(done));
}

}  // namespace mingce::registry
