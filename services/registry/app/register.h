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
#include "lib/gb/date.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/errors.h"
#include "lib/ledger/ledger.h"
#include "lib/seal/key_ring.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/registry/domain/organization_id.h"
#include "services/registry/storage/answers.h"
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

gb::Date BeijingToday(absl::Time now);

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

// What a mutation is decided with, on the ledger's thread.
struct Decision {
  ledger::Transaction* transaction;
  audit::Entry* entry;
  // What the caller may do, by all that was decided before.
  access::Access access;
  gb::Date today;      // Beijing, when the call came
  bool members_known;  // the roll had been heard of when the call came
  bool validate_only;
};

// Submits one command. Every refusal of a verb is decided in there, so that it is audited, and so
// that a repeated request is answered with its first answer whatever has changed since. What was
// decided is stored as storage/answers.h spells it, and shown as `view` makes it.
template <typename Answer, typename View>
void SubmitMutation(const Register& parts, const Call& call, Mutation mutation, Needs needs,
                    AuditSubject about,
                    std::function<absl::StatusOr<Answer>(const Decision&)> decide,
                    std::function<absl::StatusOr<View>(Answer)> view, Done<View> done) {
  ledger::Command command;
  command.audit = call.audit->entry;
  command.audit->subject = std::move(about.subject);
  command.audit->organization = std::move(about.organization);
  command.audit->request_hash = std::string(seal::AsView(mutation.key.fingerprint));
  command.audit->count = about.count;
  command.weight = about.count;
  command.request = std::move(mutation.key);
  command.validate_only = mutation.validate_only;
  command.decide =
      [authority = parts.authority, identity = call.identity, today = BeijingToday(call.now),
       members_known = parts.MembersKnown(), validate_only = mutation.validate_only,
       needs = std::move(needs), decide = std::move(decide)](
          ledger::Transaction& transaction, audit::Entry* entry) -> absl::StatusOr<std::string> {
    const Decision decision{.transaction = &transaction,
                            .entry = entry,
                            .access = authority->AccessOf(identity, BeijingDay(transaction.now())),
                            .today = today,
                            .members_known = members_known,
                            .validate_only = validate_only};
    MINGCE_RETURN_IF_ERROR(CheckNeeds(decision.access, needs));
    MINGCE_ASSIGN_OR_RETURN(const Answer answer, decide(decision));
    return EncodeAnswer(answer);
  };
  command.done = [audit = call.audit, view = std::move(view),
                  done = std::move(done)](const absl::StatusOr<ledger::Receipt>& receipt) {
    audit->durable = receipt.ok() || !ledger::WasSentBack(receipt.status());
    if (!receipt.ok()) return done(receipt.status());
    absl::StatusOr<Answer> answer = DecodeAnswer<Answer>(receipt->answer);
    done(answer.ok() ? view(*std::move(answer)) : absl::StatusOr<View>(answer.status()));
  };
  parts.ledger->Submit(std::move(command));
}

// The same of what is shown as it was decided.
template <typename Answer>
void SubmitMutation(const Register& parts, const Call& call, Mutation mutation, Needs needs,
                    AuditSubject about,
                    std::function<absl::StatusOr<Answer>(const Decision&)> decide,
                    Done<Answer> done) {
  SubmitMutation<Answer, Answer>(
      parts, call, std::move(mutation), std::move(needs), std::move(about), std::move(decide),
      [](Answer answer) -> absl::StatusOr<Answer> { return answer; }, std::move(done));
}

struct RegisterStatus {
  ledger::Cursor head;  // the newest durable event
  std::uint64_t audit_entries = 0;
  std::int64_t organizations = 0;  // closed ones included
};

RegisterStatus GetStatus(const Register& parts);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_REGISTER_H_
