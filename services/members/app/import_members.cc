#include "services/members/app/import_members.h"

#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/beijing.h"
#include "lib/base/status_macros.h"
#include "services/members/app/errors.h"
#include "services/members/app/record_audit.h"
#include "services/members/app/unit_candidates.h"

namespace mingce::members {
namespace {

// Tells rows that name their union without a code that binds which codes they may mean.
absl::Status AddCandidates(const kv::KvStore& store, std::vector<PreparedRow>* rows) {
  std::set<std::string> names;
  for (const PreparedRow& row : *rows) {
    if (!row.unbound_union_name.empty() && names.size() < kMostCandidateNames) {
      names.insert(row.unbound_union_name);
    }
  }
  if (names.empty()) return absl::OkStatus();
  MINGCE_ASSIGN_OR_RETURN(const auto candidates, FindUnitCandidates(store, names));
  for (PreparedRow& row : *rows) {
    const auto found = candidates.find(row.unbound_union_name);
    if (found == candidates.end()) continue;
    for (form::RowFinding& finding : row.findings) {
      if (finding.reason == kUnitByName || finding.reason == kUnitUnknown) {
        finding.candidates = found->second;
      }
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<PreparedRow>> Prepare(const kv::KvStore& store, Reference* reference,
                                                 const seal::KeyRing& ring,
                                                 const ImportRequest& request, gb::Date today,
                                                 std::string* form) {
  if (request.rows.empty()) return NoRows();
  if (request.rows.size() > kMaxImportRows) return TooManyRows(kMaxImportRows);
  MINGCE_ASSIGN_OR_RETURN(const std::shared_ptr<const FormWithLists> with_lists,
                          reference->FormOfCampaign(request.campaign));
  *form = with_lists->form.id;
  MINGCE_ASSIGN_OR_RETURN(
      const std::vector<std::size_t> columns,
      ResolveColumns(with_lists->form, request.columns, request.default_organization.has_value()));
  std::vector<PreparedRow> prepared;
  prepared.reserve(request.rows.size());
  for (const ImportRow& row : request.rows) {
    prepared.push_back(
        PrepareRow(*with_lists, columns, row, request.default_organization, today, ring));
  }
  MINGCE_RETURN_IF_ERROR(AddCandidates(store, &prepared));
  return prepared;
}

}  // namespace

void ImportMembers(const kv::KvStore& store, ledger::Ledger* ledger, Reference* reference,
                   const seal::KeyRing& ring, const Call& call, const ImportRequest& request,
                   EncodeResults encode, std::function<void(absl::StatusOr<std::string>)> done) {
  const absl::CivilDay day = BeijingDay(call.now);
  const gb::Date today = {static_cast<int>(day.year()), day.month(), day.day()};
  std::string form;
  absl::StatusOr<std::vector<PreparedRow>> prepared =
      Prepare(store, reference, ring, request, today, &form);
  if (!prepared.ok()) return done(prepared.status());
  auto rows = std::make_shared<const std::vector<PreparedRow>>(*std::move(prepared));
  ledger::Command command;
  command.request = request.key;
  command.weight = static_cast<std::uint32_t>(rows->size());
  command.validate_only = request.validate_only;
  command.audit = EntryFor(call);
  command.audit->organization =
      request.default_organization.has_value() ? request.default_organization->text() : "";
  command.audit->request_hash = std::string(seal::AsView(request.key.fingerprint));
  command.audit->count = static_cast<std::uint32_t>(rows->size());
  command.decide =
      [rows, form, today, encode = std::move(encode), ring = &ring, id = request.key.request_id](
          ledger::Transaction& transaction, audit::Entry* entry) -> absl::StatusOr<std::string> {
    RowDecider decider(form, today, id, ring, &transaction);
    std::vector<RowResult> results;
    results.reserve(rows->size());
    std::size_t taken = 0;
    for (const PreparedRow& row : *rows) {
      MINGCE_ASSIGN_OR_RETURN(RowResult result, decider.Decide(row));
      if (result.outcome != RowOutcome::kRejected) ++taken;
      results.push_back(std::move(result));
    }
    entry->detail = absl::StrCat("taken=", taken);
    return encode(results);
  };
  command.done = [done = std::move(done)](absl::StatusOr<ledger::Receipt> receipt) {
    if (!receipt.ok()) return done(receipt.status());
    done(std::move(receipt->answer));
  };
  ledger->Submit(std::move(command));
}

}  // namespace mingce::members
