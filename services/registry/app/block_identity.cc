#include "services/registry/app/block_identity.h"

#include <optional>
#include <utility>

#include "services/registry/app/document_number.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/answers.h"
#include "services/registry/storage/published.h"
#include "services/registry/storage/role_store.h"

namespace mingce::registry {
namespace {

absl::StatusOr<IdentityBlock> BlockFor(const Call& call, const IdentityChange& asked) {
  if (!IsIdentity(asked.identity)) return IdentityInvalid();
  if (asked.identity == call.identity) return RoleForOneself();
  IdentityBlock block{.identity = asked.identity,
                      .blocked = asked.blocked,
                      .document_number = {},
                      .recorded_by = call.identity,
                      .recorded = {}};
  MINGCE_ASSIGN_OR_RETURN(block.document_number,
                          DocumentNumber("document_number", asked.document_number));
  return block;
}

absl::StatusOr<IdentityBlock> Decide(IdentityBlock block, ledger::Transaction* transaction) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<IdentityBlock> before,
                          FindIdentityBlock(*transaction, block.identity));
  if (before.has_value() && before->blocked == block.blocked) return *before;
  block.recorded = transaction->now();
  PutIdentityBlock(block, transaction);
  transaction->AppendEvent(IdentityBlocked(block));
  return block;
}

}  // namespace

void BlockIdentity(const Register& parts, const Call& call, IdentityChange asked, Mutation mutation,
                   Done<IdentityBlock> done) {
  absl::StatusOr<IdentityBlock> prepared = BlockFor(call, asked);
  // An identity that is none could be anything, a person's number too.
  AuditSubject about{.subject = prepared.ok() ? asked.identity : "", .organization = ""};
  SubmitMutation<IdentityBlock>(
      parts, call, std::move(mutation), {.permission = policy::v1::ROLE_WRITE}, std::move(about),
      [prepared = std::move(prepared)](ledger::Transaction& transaction,
                                       audit::Entry* entry) -> absl::StatusOr<std::string> {
        if (!prepared.ok()) return prepared.status();
        MINGCE_ASSIGN_OR_RETURN(const IdentityBlock block, Decide(*prepared, &transaction));
        entry->detail = block.blocked ? "blocked" : "admitted";
        return EncodeAnswer(block);
      },
      [](absl::string_view answer) { return DecodeIdentityBlockAnswer(answer); }, std::move(done));
}

}  // namespace mingce::registry
