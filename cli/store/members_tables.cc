#include "cli/store/members_tables.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/store/key_parts.h"
#include "cli/store/ledger_tables.h"
#include "cli/store/membership_event.h"
#include "cli/store/mirror_table.h"
#include "cli/store/revisions.h"
#include "lib/base/status_macros.h"
#include "mingce/members/storage/v1/rows.pb.h"

namespace mingce::cli::store {
namespace {

using members::storage::v1::MemberRow;
using members::storage::v1::MembershipRow;

constexpr std::uint8_t kCountTable = 0x06;
constexpr std::uint8_t kMemberTable = 0x10;
constexpr std::uint8_t kDocumentTable = 0x11;
constexpr std::uint8_t kOrganizationTable = 0x12;
constexpr std::uint8_t kMembershipTable = 0x13;
constexpr std::uint8_t kMirrorTable = 0x25;
constexpr std::size_t kTagBytes = 16;

constexpr Relation kMemberships = {
    .table = "membership",
    .missing = "EVENT_WITHOUT_ROW",
    .extra = "ROW_WITHOUT_EVENT",
    .wrong = "ROW_UNLIKE_EVENT",
    .right_zh = "每个会籍事件恰有一行，内容相同",
    .right_en = "each event of a membership has one row, which says the same"};
constexpr Relation kMembers = {
    .table = "member",
    .missing = "CURRENT_ROW_MISSING",
    .extra = "CURRENT_ROW_EXTRA",
    .wrong = "CURRENT_ROW_WRONG",
    .right_zh = "有会籍者恰有一行会员记录，其工会、状态、完整性和入库时间与会籍一致",
    .right_en =
        "who has a membership has one member's row, and both say the same of union, state, "
        "completeness and time of acceptance"};
constexpr Relation kByDocument = {
    .table = "member by document",
    .missing = "INDEX_ROW_MISSING",
    .extra = "INDEX_ROW_EXTRA",
    .wrong = "INDEX_ROW_WRONG",
    .right_zh = "每个会员在证件索引中恰有一行，指向该会员",
    .right_en = "each member has one row in the index by document, which leads to the member"};
constexpr Relation kByOrganization = {
    .table = "member by organization",
    .missing = "INDEX_ROW_MISSING",
    .extra = "INDEX_ROW_EXTRA",
    .wrong = "INDEX_ROW_WRONG",
    .right_zh = "每个会员在其曾在的每个工会的索引中恰有一行",
    .right_en = "each member has one row in the index of each union it has been with"};

// What a member's row and its memberships both say.
std::string Summary(const MembershipRow& last, std::int64_t accepted_micros) {
  MembershipRow summary = last;
  summary.set_recorded_micros(accepted_micros);
  summary.clear_time_suspect_since();
  return BytesOf(summary);
}

class Members final : public Tables {
 public:
  explicit Members(const Look& look)
      : look_(look),
        ledger_(look, "members", [this](const feed::v1::Event& event) { return Event(event); }),
        mirror_("registry", look.findings) {}

  bool Row(std::uint8_t table, absl::string_view key, absl::string_view value) override {
    switch (table) {
      case kFeedCursorTable:
        Cursor(key, value);
        return true;
      case kCountTable:
        Count(key, value);
        return true;
      case kMemberTable:
        Member(key, value);
        return true;
      case kDocumentTable:
        Document(key, value);
        return true;
      case kOrganizationTable:
        Organization(key, value);
        return true;
      case kMembershipTable:
        Membership(key, value);
        return true;
      case kMirrorTable:
        mirror_.Row(key, value);
        return true;
      default:
        return ledger_.Row(table, key, value);
    }
  }

  absl::Status End() override;

  Totals totals() const override {
    return {
        .events = ledger_.events(), .audit_entries = ledger_.audit_entries(), .members = members_};
  }

 private:
  bool Event(const feed::v1::Event& event);
  void Cursor(absl::string_view key, absl::string_view value);
  void Count(absl::string_view key, absl::string_view value);
  void Member(absl::string_view key, absl::string_view value);
  void Document(absl::string_view key, absl::string_view value);
  void Organization(absl::string_view key, absl::string_view value);
  void Membership(absl::string_view key, absl::string_view value);
  void EndOfMemberships();

  const Look look_;
  LedgerTables ledger_;
  MirrorTable mirror_;
  std::uint64_t members_ = 0;
  std::uint64_t counted_ = 0;
  std::string last_holder_;  // whom the row behind the last index leads to; "": no such row

  // Whose memberships are being read: they stand together, by day and revision.
  struct Group {
    std::string member;
    std::string last_key;
    MembershipRow last;
    std::int64_t accepted_micros = 0;
    std::set<std::string> organizations;
    Revisions revisions;
  };
  std::optional<Group> group_;
};

bool Members::Event(const feed::v1::Event& event) {
  const std::optional<MembershipSaid> said = ReadMembershipEvent(event);
  if (!said.has_value()) return false;
  look_.matching->Expect(
      kMemberships,
      Key(kMembershipTable).Text(said->member).U64(said->day).I64(said->revision).str(),
      BytesOf(said->row), said->member);
  return true;
}

void Members::Cursor(absl::string_view key, absl::string_view value) {
  std::string feed;
  type::Cursor cursor;
  if (!ReadCursor(key, value, {"registry"}, &feed, &cursor)) {
    look_.findings->Add(UnreadableRow("feed cursor", key));
  }
}

void Members::Count(absl::string_view key, absl::string_view value) {
  if (key != Key(kCountTable).Text("members").str()) {
    return look_.findings->Add(UnknownRow("count", key));
  }
  KeyParts in(value);
  counted_ = in.U64();
  if (!in.done()) look_.findings->Add(UnreadableRow("count", key));
}

void Members::Member(absl::string_view key, absl::string_view value) {
  KeyParts parts(key, 1);
  const std::string id = parts.Text();
  if (!parts.done() || !IsId(id)) return look_.findings->Add(UnknownRow("member", key));
  ++members_;
  MemberRow row;
  if (!Parse(value, &row) || row.document_index().size() != kTagBytes ||
      row.name_tag().size() != kTagBytes || row.sealed_profile().empty() || row.revision() < 1 ||
      row.form().empty()) {
    return look_.findings->Add(UnreadableRow("member", key));
  }
  MembershipRow now;
  now.set_organization(row.organization());
  now.set_state(row.state());
  now.set_complete(row.missing_fields().empty());
  now.set_verified(row.verified());
  look_.matching->Found(kMembers, key, Summary(now, row.accepted_micros()), id);
  look_.matching->Expect(kByDocument, Key(kDocumentTable).Bytes(row.document_index()).str(), id,
                         id);
}

void Members::Document(absl::string_view key, absl::string_view value) {
  const absl::string_view index = key.substr(1);
  if (index.size() != kTagBytes) {
    return look_.findings->Add(UnknownRow("member by document", key));
  }
  // Behind all others, so that a look from any index on finds somebody.
  if (index == std::string(kTagBytes, '\xFF')) {
    last_holder_ = std::string(value);
    return;
  }
  look_.matching->Found(kByDocument, key, value, IsId(value) ? value : "");
}

void Members::Organization(absl::string_view key, absl::string_view value) {
  KeyParts parts(key, 1);
  (void)parts.Text();
  const std::string member = parts.Text();
  if (!parts.done()) return look_.findings->Add(UnknownRow("member by organization", key));
  look_.matching->Found(kByOrganization, key, value, member);
}

void Members::Membership(absl::string_view key, absl::string_view value) {
  KeyParts parts(key, 1);
  const std::string member = parts.Text();
  const std::uint64_t day = parts.U64();
  const std::int64_t revision = parts.I64();
  if (!parts.done() || !IsId(member) || !IsDayNumber(day) || revision < 1) {
    return look_.findings->Add(UnknownRow("membership", key));
  }
  if (!group_.has_value() || group_->member != member) {
    EndOfMemberships();
    group_.emplace();
    group_->member = member;
  }
  MembershipRow row;
  if (!Parse(value, &row) || !IsSound(row)) {
    return look_.findings->Add(UnreadableRow("membership", key));
  }
  look_.matching->Found(kMemberships, key, BytesOf(row), member);
  group_->revisions.Add(revision);
  group_->organizations.insert(row.organization());
  if (revision == 1) group_->accepted_micros = row.recorded_micros();
  group_->last_key = std::string(key);
  group_->last = std::move(row);
}

void Members::EndOfMemberships() {
  if (!group_.has_value() || group_->last_key.empty()) return;
  const std::string& member = group_->member;
  group_->revisions.Check("membership", group_->last_key, member, look_.findings);
  look_.matching->Expect(kMembers, Key(kMemberTable).Text(member).str(),
                         Summary(group_->last, group_->accepted_micros), member);
  for (const std::string& organization : group_->organizations) {
    look_.matching->Expect(
        kByOrganization, Key(kOrganizationTable).Text(organization).Text(member).str(), "", member);
  }
}

absl::Status Members::End() {
  EndOfMemberships();
  ledger_.End();
  if (counted_ != members_) {
    look_.findings->Add({.reason = "COUNT_WRONG",
                         .table = "count",
                         .key = Key(kCountTable).Text("members").str(),
                         .subject = absl::StrCat(counted_),
                         .right = Fill("会员数应为会员记录的行数 $0",
                                       "the count is that of the members' rows, $0", members_)});
  }
  if (last_holder_.empty()) return absl::OkStatus();  // of a register that began before it
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> holder,
                          look_.store->Get(Key(kMemberTable).Text(last_holder_).str()));
  if (!holder.has_value()) {
    look_.findings->Add(
        {.reason = "INDEX_ROW_WRONG",
         .table = kByDocument.table,
         .key = Key(kDocumentTable).Bytes(std::string(kTagBytes, '\xFF')).str(),
         .subject = IsId(last_holder_) ? last_holder_ : "",
         .right = {"末尾一行应指向一个在册的会员", "the row behind the last leads to a member"}});
  }
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<Tables> MembersTables(const Look& look) { return std::make_unique<Members>(look); }

}  // namespace mingce::cli::store
