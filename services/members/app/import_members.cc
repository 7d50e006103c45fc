#include "services/members/app/import_members.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "lib/base/beijing.h"
#include "lib/base/status_macros.h"
#include "lib/gb/text.h"
#include "services/members/app/errors.h"
#include "services/members/app/record_audit.h"
#include "services/members/app/unit_candidates.h"
#include "services/members/domain/decide_import.h"
#include "services/members/storage/member_events.h"
#include "services/members/storage/member_store.h"
#include "services/members/storage/mirror_store.h"

namespace mingce::members {
namespace {

void AddFinding(gb::Severity severity, absl::string_view field, absl::string_view reason,
                absl::string_view zh, absl::string_view en, RowResult* result) {
  result->findings.push_back({.severity = severity,
                              .field = std::string(field),
                              .reason = std::string(reason),
                              .message_zh = std::string(zh),
                              .message_en = std::string(en)});
}

void AddError(absl::string_view field, absl::string_view reason, absl::string_view zh,
              absl::string_view en, RowResult* result) {
  AddFinding(gb::Severity::kError, field, reason, zh, en, result);
}

// Decides the rows of one call, in order, on the writer's thread.
class RowDecider {
 public:
  RowDecider(std::string form, std::string request_id, ledger::Transaction* transaction)
      : form_(std::move(form)), request_id_(std::move(request_id)), transaction_(transaction) {}

  absl::StatusOr<RowResult> Decide(const PreparedRow& row) {
    RowResult result{.number = row.number,
                     .outcome = RowOutcome::kRejected,
                     .findings = row.findings,
                     .member = {}};
    if (!row.member.has_value()) return result;
    const PreparedMember& member = *row.member;
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> organization, Resolve(member.unit));
    if (!CheckUnit(organization, &result)) return result;
    AddHints(member, *organization, &result);
    if (!seen_.insert(member.document).second) {
      AddError("id_number", "DUPLICATE_IN_FILE",
               "会员身份证已重复：本次提交中该证件号码出现了不止一次",
               "this number occurs more than once in the same call", &result);
      return result;
    }
    MINGCE_ASSIGN_OR_RETURN(const std::optional<MemberRecord> held,
                            FindMemberByDocument(*transaction_, member.document));
    switch (DecideImport(Compare(held, member, *organization))) {
      case ImportDecision::kAccept: {
        result.outcome = RowOutcome::kAccepted;
        MINGCE_ASSIGN_OR_RETURN(result.member, Store(member, *organization, std::nullopt));
        break;
      }
      case ImportDecision::kUpdate: {
        result.outcome = RowOutcome::kUpdated;
        MINGCE_ASSIGN_OR_RETURN(result.member, Store(member, *organization, held));
        break;
      }
      case ImportDecision::kUnchanged:
        result.outcome = RowOutcome::kUnchanged;
        result.member = held->id.text();
        break;
      case ImportDecision::kNameConflict:
        AddError(
            "full_name", "ID_NAME_CONFLICT",
            "该证件号码已登记为另一个姓名，不予覆盖；请对照证件核对，确有错误请联系县总工会更正",
            "the number is registered under another name; nothing was overwritten", &result);
        break;
      case ImportDecision::kDuplicateElsewhere:
        AddError("id_number", "DUPLICATE_ELSEWHERE",
                 "当前身份证会员信息已经存在：已在其他工会登记，请通过县总工会办理会籍转接",
                 "the person is registered with another union; ask the county for a transfer",
                 &result);
        break;
    }
    return result;
  }

 private:
  absl::StatusOr<std::optional<Organization>> Resolve(const UnitReference& unit) {
    const std::string key = unit.id.has_value() ? unit.id->text() : unit.code;
    const auto found = organizations_.find(key);
    if (found != organizations_.end()) return found->second;
    std::optional<Organization> organization;
    if (unit.id.has_value()) {
      MINGCE_ASSIGN_OR_RETURN(organization, FindOrganization(*transaction_, *unit.id));
    } else {
      MINGCE_ASSIGN_OR_RETURN(organization, FindOrganizationByCode(*transaction_, unit.code));
    }
    organizations_.emplace(key, organization);
    return organization;
  }

  static bool CheckUnit(const std::optional<Organization>& organization, RowResult* result) {
    switch (ObstacleOf(organization)) {
      case UnitObstacle::kNone:
        return true;
      case UnitObstacle::kUnknown:
        AddError("union", "UNIT_UNKNOWN",
                 "所属工会不存在：没有以该代码登记的工会组织，请先采集组织信息或核对代码",
                 "no organisation is registered under this code", result);
        return false;
      case UnitObstacle::kClosed:
        AddError("union", "UNIT_CLOSED", "所属工会已撤销，不能登记会员",
                 "the organisation is closed", result);
        return false;
      case UnitObstacle::kNotCollected:
        AddError("union", "UNIT_NOT_COLLECTED",
                 "所属工会的组织信息尚未采集，请先报送工会组织信息采集表",
                 "the organisation's form has not been collected yet", result);
        return false;
      case UnitObstacle::kOwnsNoMembers:
        AddError("union", "UNIT_OWNS_NO_MEMBERS",
                 "该工会类型不直接发展会员，请填写会员所在的基层工会",
                 "this kind of union has no members of its own; name the base union", result);
        return false;
    }
    return false;
  }

  static void AddHints(const PreparedMember& member, const Organization& organization,
                       RowResult* result) {
    const auto warn = [result](absl::string_view field, absl::string_view reason,
                               absl::string_view zh, absl::string_view en) {
      AddFinding(gb::Severity::kWarning, field, reason, zh, en, result);
    };
    if (!member.unit.name_hint.empty()) {
      const std::string hint = gb::NormalizeLabel(member.unit.name_hint);
      bool known = hint == gb::NormalizeLabel(organization.union_name);
      for (const std::string& alias : organization.aliases) {
        known = known || hint == gb::NormalizeLabel(alias);
      }
      if (!known) {
        warn("union", "NAME_HINT_MISMATCH", "所属工会的名称与代码不一致，已按代码登记，请核对",
             "the union's name does not agree with its code; the code was used");
      }
    }
    if (!member.work_unit_name.empty() && !organization.unit_name.empty() &&
        gb::NormalizeLabel(member.work_unit_name) != gb::NormalizeLabel(organization.unit_name)) {
      warn("work_unit_name", "EMPLOYER_NAME_NOT_OFFICIAL",
           "工作单位与所属工会登记的单位全称不一致，请核对",
           "the employer's name is not the unit's registered name");
    }
  }

  static std::optional<HeldRecord> Compare(const std::optional<MemberRecord>& held,
                                           const PreparedMember& member,
                                           const Organization& organization) {
    if (!held.has_value()) return std::nullopt;
    return HeldRecord{.same_name = held->name_tag == seal::AsView(member.name_tag),
                      .same_organization = held->organization == organization.id,
                      .same_content = held->profile_tag == seal::AsView(member.profile.tag) &&
                                      held->membership == member.membership &&
                                      held->missing_fields == member.missing_fields};
  }

  absl::StatusOr<std::string> Store(const PreparedMember& member, const Organization& organization,
                                    const std::optional<MemberRecord>& held) {
    MemberRecord record{
        .id = held.has_value() ? held->id : member.new_id,
        .organization = organization.id,
        .membership = member.membership,
        .missing_fields = member.missing_fields,
        .verified = held.has_value() && held->verified,
        .accepted_time = held.has_value() ? held->accepted_time : transaction_->now(),
        .changed_time = transaction_->now(),
        .revision = held.has_value() ? held->revision + 1 : 1,
        .document_index = std::string(seal::AsView(member.document)),
        .sealed_profile = member.profile.bytes,
        .name_tag = std::string(seal::AsView(member.name_tag)),
        .profile_tag = std::string(seal::AsView(member.profile.tag)),
        .form = form_};
    MINGCE_RETURN_IF_ERROR(PutMember(record, !held.has_value(), transaction_));
    AppendMemberEvent(record, !held.has_value(), request_id_, transaction_);
    return record.id.text();
  }

  const std::string form_;
  const std::string request_id_;
  ledger::Transaction* const transaction_;
  absl::flat_hash_map<std::string, std::optional<Organization>> organizations_;
  std::set<seal::Tag> seen_;
};

// Tells rows that name their union without its code which codes they may mean.
absl::Status AddCandidates(const kv::KvStore& store, std::vector<PreparedRow>* rows) {
  std::set<std::string> names;
  for (const PreparedRow& row : *rows) {
    if (!row.bare_union_name.empty() && names.size() < kMostCandidateNames) {
      names.insert(row.bare_union_name);
    }
  }
  if (names.empty()) return absl::OkStatus();
  MINGCE_ASSIGN_OR_RETURN(const auto candidates, FindUnitCandidates(store, names));
  for (PreparedRow& row : *rows) {
    const auto found = candidates.find(row.bare_union_name);
    if (found == candidates.end()) continue;
    for (form::RowFinding& finding : row.findings) {
      if (finding.reason == kUnitByName) finding.candidates = found->second;
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<PreparedRow>> Prepare(const kv::KvStore& store, Reference* reference,
                                                 const seal::KeyRing& ring, const Call& call,
                                                 const ImportRequest& request, std::string* form) {
  if (request.rows.empty()) return NoRows();
  if (request.rows.size() > kMaxImportRows) return TooManyRows(kMaxImportRows);
  MINGCE_ASSIGN_OR_RETURN(const std::shared_ptr<const FormWithLists> with_lists,
                          reference->FormOfCampaign(request.campaign));
  *form = with_lists->form.id;
  MINGCE_ASSIGN_OR_RETURN(
      const std::vector<std::size_t> columns,
      ResolveColumns(with_lists->form, request.columns, request.default_organization.has_value()));
  const absl::CivilDay day = BeijingDay(call.now);
  const gb::Date today = {static_cast<int>(day.year()), day.month(), day.day()};
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

seal::Digest KeyedFingerprint(const seal::KeyRing& ring, const seal::Digest& fingerprint) {
  return seal::Sha256({seal::AsView(ring.KeyedTag("request/v1", {seal::AsView(fingerprint)}))});
}

void ImportMembers(const kv::KvStore& store, ledger::Ledger* ledger, Reference* reference,
                   const seal::KeyRing& ring, const Call& call, const ImportRequest& request,
                   EncodeResults encode, std::function<void(absl::StatusOr<std::string>)> done) {
  std::string form;
  absl::StatusOr<std::vector<PreparedRow>> prepared =
      Prepare(store, reference, ring, call, request, &form);
  if (!prepared.ok()) return done(prepared.status());
  auto rows = std::make_shared<const std::vector<PreparedRow>>(*std::move(prepared));
  ledger::Command command;
  command.request = request.key;
  command.validate_only = request.validate_only;
  command.audit = EntryFor(call);
  command.audit->organization =
      request.default_organization.has_value() ? request.default_organization->text() : "";
  command.audit->request_hash = std::string(seal::AsView(request.key.fingerprint));
  command.audit->count = static_cast<std::uint32_t>(rows->size());
  command.decide = [rows, form, encode = std::move(encode), id = request.key.request_id](
                       ledger::Transaction& transaction,
                       audit::Entry* entry) -> absl::StatusOr<std::string> {
    RowDecider decider(form, id, &transaction);
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
