// Rows of one import call against the register: decided by a worker, put by the writer.
//
// The worker reads what the register holds, decides, and seals what is to be stored. The writer
// looks whether the record and the unit are still those the worker saw. It puts what is ready, or
// decides anew, so that a row is sealed once in all but the rare case and the one writer compares
// and puts.

#ifndef MINGCE_SERVICES_MEMBERS_APP_DECIDE_ROWS_H_
#define MINGCE_SERVICES_MEMBERS_APP_DECIDE_ROWS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "lib/form/form.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/transaction.h"
#include "services/members/app/prepare_row.h"
#include "services/members/app/roll.h"
#include "services/members/domain/decide_row.h"
#include "services/members/storage/member_store.h"
#include "services/registry/mirror/state.h"

namespace mingce::members {

struct RowResult {
  std::uint32_t number = 0;
  RowOutcome outcome = RowOutcome::kRejected;
  std::vector<form::RowFinding> findings;
  std::string member;  // id; "" for a refused row
};

// What a row is decided to be, and what it was decided by.
struct DecidedRow {
  RowResult result;
  std::optional<Unit> unit;
  std::optional<MemberRecord> held;
  bool number_seen = false;
  // What is to be stored; absent where nothing is.
  std::optional<MemberRecord> record;
  StateDay state_day;
};

// Used for one call, on one thread at a time.
class RowDecider {
 public:
  using Registry = std::shared_ptr<const registry::mirror::State>;

  // `form` is the id of the form that the rows were checked by, on `today`. A union with which
  // `identity` may not register members is none. `roll` outlives it.
  RowDecider(const Roll& roll, std::string identity, std::string form, absl::CivilDay today)
      : roll_(roll), identity_(std::move(identity)), form_(std::move(form)), today_(today) {}

  // Decides all rows by one moment of the register. An error means a broken store; everything else
  // is in the results.
  absl::Status Decide(std::vector<PreparedRow> rows);

  // Stages what was decided, deciding anew where the register has changed meanwhile; on the
  // writer's thread, once. Errors as Decide.
  absl::StatusOr<std::vector<RowResult>> Put(ledger::Transaction* transaction);

 private:
  // One moment of the register and of what the caller may do in it.
  struct Moment {
    const kv::Reader& reader;
    const Registry& registry;
    const access::Access& access;
  };

  absl::StatusOr<DecidedRow> DecideOne(const Moment& moment, const PreparedRow& row,
                                       bool number_seen) const;
  absl::StatusOr<bool> Stands(const Moment& moment, const PreparedRow& row,
                              const DecidedRow& decided) const;
  absl::Status PutOne(DecidedRow* decided, ledger::Transaction* transaction) const;

  const Roll roll_;
  const std::string identity_;
  const std::string form_;
  const absl::CivilDay today_;
  std::vector<PreparedRow> rows_;
  Registry registry_;                // by which they were decided
  std::vector<DecidedRow> decided_;  // one a row
};

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_DECIDE_ROWS_H_
