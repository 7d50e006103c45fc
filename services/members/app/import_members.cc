#include "services/members/app/import_members.h"

#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/day.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/errors.h"
#include "services/members/app/errors.h"
#include "services/members/app/resolve_unit.h"

namespace mingce::members {
namespace {

// Names looked for in one call. A workbook of one unit repeats a few; beyond them rows are refused
// just as well, only without candidates.
constexpr std::size_t kMostCandidateNames = 20;

// Tells rows that name their union without a code that binds which codes they may mean.
void AddCandidates(const access::Access& access, const registry::mirror::State& registry,
                   absl::CivilDay today, std::vector<PreparedRow>* rows) {
  std::map<std::string, std::vector<std::string>> candidates;
  for (PreparedRow& row : *rows) {
    const std::string& name = row.unbound_union_name;
    if (name.empty()) continue;
    auto found = candidates.find(name);
    if (found == candidates.end() && candidates.size() < kMostCandidateNames) {
      found = candidates.emplace(name, UnitCandidates(access, registry, name, today)).first;
    }
    if (found == candidates.end()) continue;
    for (form::RowFinding& finding : row.findings) {
      if (finding.reason == kUnitByName || finding.reason == kUnitUnknown) {
        finding.candidates = found->second;
      }
    }
  }
}

// Checks, and decides, all rows.
absl::StatusOr<std::shared_ptr<RowDecider>> Decide(const Roll& roll, const Call& call,
                                                   const ImportRequest& request) {
  const absl::CivilDay today = BeijingDay(call.now);
  if (request.rows.empty()) return NoRows();
  if (request.rows.size() > kMaxImportRows) return TooManyRows(kMaxImportRows);
  const std::shared_ptr<const registry::mirror::State> registry = roll.mirror->Now();
  // Half of a first snapshot would refuse unions that are only still to come.
  if (registry->cursor().sequence() == 0) return MirrorNotReady();
  const registry::mirror::Campaign* campaign = registry->CampaignOf(request.campaign);
  if (campaign == nullptr) return CampaignNotFound();
  const auto form = registry->FormOf(campaign->member_form);
  if (form == nullptr) return MirrorNotReady();
  MINGCE_ASSIGN_OR_RETURN(
      const std::vector<std::size_t> columns,
      ResolveColumns(form->form, request.columns, request.default_organization.has_value()));
  const gb::Date date = gb::FromCivilDay(today);
  std::vector<PreparedRow> rows;
  rows.reserve(request.rows.size());
  for (const ImportRow& row : request.rows) {
    rows.push_back(PrepareRow(*form, columns, row, request.default_organization, date, *roll.ring));
  }
  AddCandidates(call.access, *registry, today, &rows);
  auto decider = std::make_shared<RowDecider>(roll, call.identity, form->form.id, today);
  MINGCE_RETURN_IF_ERROR(decider->Decide(std::move(rows)));
  return decider;
}

// A stored answer opens for its own request only.
std::string AnswerPlace(const ledger::RequestKey& key) {
  return absl::StrCat("members/0x02/answer/1/", key.caller.size(), "/", key.caller, "/",
                      key.request_id);
}

}  // namespace

void ImportMembers(const Roll& roll, const Call& call, const ImportRequest& request,
                   EncodeResults encode, std::function<void(absl::StatusOr<std::string>)> done) {
  absl::StatusOr<std::shared_ptr<RowDecider>> decided = Decide(roll, call, request);
  if (!decided.ok()) return done(decided.status());
  ledger::Command command;
  command.request = request.key;
  command.weight = static_cast<std::uint32_t>(request.rows.size());
  command.validate_only = request.validate_only;
  command.audit = call.audit->entry;
  if (request.default_organization.has_value()) {
    command.audit->organization = request.default_organization->ResourceName();
  }
  command.audit->request_hash = std::string(seal::AsView(request.key.fingerprint));
  command.audit->count = command.weight;
  const std::string place = AnswerPlace(request.key);
  command.decide = [decider = *std::move(decided), encode = std::move(encode), ring = roll.ring,
                    place](ledger::Transaction& transaction,
                           audit::Entry* entry) -> absl::StatusOr<std::string> {
    MINGCE_ASSIGN_OR_RETURN(const std::vector<RowResult> results, decider->Put(&transaction));
    std::size_t taken = 0;
    std::size_t elsewhere = 0;  // how often the caller was told that a number is registered
    for (const RowResult& result : results) {
      if (result.outcome != RowOutcome::kRejected) ++taken;
      for (const form::RowFinding& finding : result.findings) {
        if (finding.reason == kDuplicateElsewhere) ++elsewhere;
      }
    }
    entry->detail = absl::StrCat("taken=", taken, " elsewhere=", elsewhere);
    return ring->Seal(place, encode(results));
  };
  command.done = [audit = call.audit, done = std::move(done), ring = roll.ring,
                  place](const absl::StatusOr<ledger::Receipt>& receipt) {
    audit->durable = receipt.ok() || !ledger::WasSentBack(receipt.status());
    if (!receipt.ok()) return done(receipt.status());
    done(ring->Open(place, receipt->answer));
  };
  roll.ledger->Submit(std::move(command));
}

}  // namespace mingce::members
