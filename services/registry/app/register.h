// What the verbs work with.

#ifndef MINGCE_SERVICES_REGISTRY_APP_REGISTER_H_
#define MINGCE_SERVICES_REGISTRY_APP_REGISTER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "lib/base/call.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/seal/key_ring.h"
#include "services/registry/storage/living_register.h"

namespace mingce::registry {

// The parts of one register. All outlive the calls; all are thread-safe, but for what `living` keeps for
// the writer.
struct Register {
  const kv::KvStore* store;
  ledger::Ledger* ledger;
  const seal::KeyRing* keys;
  LivingRegister* living;
  // Whether all that the roll publishes has been applied, as of a few seconds ago. Empty: nobody follows
  // it.
  std::function<bool()> members_known = nullptr;

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

// Submits one command. Every refusal of a verb is decided in there, so that it is audited, and so
// that a repeated request is answered with its first answer whatever has changed since.
template <typename Answer>
void SubmitMutation(
    const Register& parts, const Call& call, Mutation mutation, AuditSubject about,
    std::function<absl::StatusOr<std::string>(ledger::Transaction&, audit::Entry*)> decide,
    std::function<absl::StatusOr<Answer>(absl::string_view answer)> decode, Done<Answer> done) {
  ledger::Command command;
  command.audit = audit::Entry{
      .actor = call.identity,
      .action = call.action,
      .subject = std::move(about.subject),
      .organization = std::move(about.organization),
      .request_hash = std::string(seal::AsView(mutation.key.fingerprint)),
      .count = about.count,
  };
  command.weight = about.count;
  command.request = std::move(mutation.key);
  command.validate_only = mutation.validate_only;
  command.decide = std::move(decide);
  command.done = [decode = std::move(decode),
                  done = std::move(done)](const absl::StatusOr<ledger::Receipt>& receipt) {
    done(receipt.ok() ? decode(receipt->answer) : absl::StatusOr<Answer>(receipt.status()));
  };
  parts.ledger->Submit(std::move(command));
}

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_REGISTER_H_
