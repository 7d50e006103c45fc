// What the verbs work with.

#ifndef MINGCE_SERVICES_REGISTRY_APP_REGISTER_H_
#define MINGCE_SERVICES_REGISTRY_APP_REGISTER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "lib/base/day.h"
#include "lib/base/status_macros.h"
#include "lib/call/authority.h"
#include "lib/call/call.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/errors.h"
#include "lib/ledger/ledger.h"
#include "lib/seal/key_ring.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/registry/domain/organization_id.h"
#include "services/registry/storage/living_register.h"

namespace mingce::registry {

// The parts of one register. All outlive the calls; all are thread-safe, but for the authority and
// for what `living` keeps for the writer.
struct Register {
  const kv::KvStore* store;
  ledger::Ledger* ledger;
  const seal::KeyRing* keys;
  LivingRegister* living;
  // What an identity may do at the moment of a decision, by all that was decided before. Asked on
  // the writer's thread.
  const Authority* authority;
  // Whether all that the roll publishes has been applied, as of a few seconds ago. Empty: nobody
  // follows it.
  std::function<bool()> members_known = nullptr;

  // Goes on once every service that follows this one has applied what is recorded by now, or is
  // away; with `heard` false where that has not come before `deadline` or the end of the process.
  // Empty: nobody follows.
  std::function<void(absl::Time deadline, std::function<void(bool heard)> go_on)> when_heard =
      nullptr;

  bool MembersKnown() const { return members_known && members_known(); }
};

// Completes a mutation, from the ledger's thread; must not block.
template <typename Answer>
using Done = std::function<void(absl::StatusOr<Answer>)>;

// How a mutation was asked for.
struct Mutation {
  ledger::RequestKey key;
  bool validate_only = false;
};

// What the audit log says a mutation is about.
struct AuditSubject {
  std::string subject;       // resource name; empty where the decision fills it in
  std::string organization;  // resource name; may be empty
  std::uint32_t count = 1;   // records concerned
};

// What a caller must be allowed for a mutation, when it comes and again when it is decided. Where
// what it concerns is known only after loading, `decide` looks itself.
struct Needs {
  policy::v1::Permission permission;
  enum { kEverywhere, kThere, kSomewhere } where = kEverywhere;
  std::optional<OrganizationId> there = std::nullopt;
};

// OK, or the error that `needs` unfulfilled gives: that of an organisation that is not there, or
// PERMISSION_DENIED.
absl::Status CheckNeeds(const access::Access& access, const Needs& needs);

// Submits one command. Every refusal of a verb is decided in there, so that it is audited, and so
// that a repeated request is answered with its first answer whatever has changed since.
template <typename Answer>
void SubmitMutation(
    const Register& parts, const Call& call, Mutation mutation, Needs needs, AuditSubject about,
    std::function<absl::StatusOr<std::string>(ledger::Transaction&, audit::Entry*)> decide,
    std::function<absl::StatusOr<Answer>(absl::string_view answer)> decode, Done<Answer> done) {
  ledger::Command command;
  command.audit = call.audit->entry;
  command.audit->subject = std::move(about.subject);
  command.audit->organization = std::move(about.organization);
  command.audit->request_hash = std::string(seal::AsView(mutation.key.fingerprint));
  command.audit->count = about.count;
  command.weight = about.count;
  command.request = std::move(mutation.key);
  command.validate_only = mutation.validate_only;
  command.decide = [authority = parts.authority, identity = call.identity, needs = std::move(needs),
                    decide = std::move(decide)](
                       ledger::Transaction& transaction,
                       audit::Entry* entry) -> absl::StatusOr<std::string> {
    MINGCE_RETURN_IF_ERROR(
        CheckNeeds(authority->AccessOf(identity, BeijingDay(transaction.now())), needs));
    return decide(transaction, entry);
  };
  command.done = [audit = call.audit, decode = std::move(decode),
                  done = std::move(done)](const absl::StatusOr<ledger::Receipt>& receipt) {
    audit->durable = receipt.ok() || !ledger::WasSentBack(receipt.status());
    done(receipt.ok() ? decode(receipt->answer) : absl::StatusOr<Answer>(receipt.status()));
  };
  parts.ledger->Submit(std::move(command));
}

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_REGISTER_H_
