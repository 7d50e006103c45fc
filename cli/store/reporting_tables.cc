#include "cli/store/reporting_tables.h"

#include <optional>
#include <string>

#include "cli/store/key_parts.h"
#include "cli/store/ledger_tables.h"
#include "cli/store/mirror_table.h"
#include "cli/store/revisions.h"
#include "mingce/reporting/storage/v1/rows.pb.h"

namespace mingce::cli::store {
namespace {

using reporting::storage::v1::MembershipVersionRow;

constexpr std::uint8_t kVersionTable = 0x19;
constexpr std::uint8_t kMirrorTable = 0x40;
constexpr char kVersions[] = "membership_version";

class Reporting final : public Tables {
 public:
  explicit Reporting(const Look& look) : look_(look), mirror_("registry_mirror", look.findings) {}

  bool Row(std::uint8_t table, absl::string_view key, absl::string_view value) override {
    switch (table) {
      case kMetaTable:
        if (key != MetaKey("identity")) look_.findings->Add(UnknownRow("meta", key));
        return true;
      case kFeedCursorTable:
        Cursor(key, value);
        return true;
      case kVersionTable:
        Version(key, value);
        return true;
      case kMirrorTable:
        mirror_.Row(key, value);
        return true;
      default:
        return false;
    }
  }

  absl::Status End() override {
    EndOfVersions();
    return absl::OkStatus();
  }

  Totals totals() const override { return {.members = members_}; }

 private:
  void Cursor(absl::string_view key, absl::string_view value) {
    std::string feed;
    type::Cursor cursor;
    if (!ReadCursor(key, value, {"registry", "members"}, &feed, &cursor)) {
      return look_.findings->Add(UnreadableRow("feed_cursor", key));
    }
    if (feed == "members" && !cursor.epoch().empty()) follows_members_ = true;
  }

  void Version(absl::string_view key, absl::string_view value) {
    KeyParts parts(key, 1);
    const std::string member = parts.Text();
    const std::uint64_t day = parts.U64();
    const std::int64_t revision = parts.I64();
    if (!parts.done() || !IsId(member) || !IsDayNumber(day) || revision < 1) {
      return look_.findings->Add(UnknownRow(kVersions, key));
    }
    if (!group_.has_value() || group_->member != member) {
      EndOfVersions();
      group_.emplace();
      group_->member = member;
      ++members_;
    }
    group_->last_key = std::string(key);
    group_->revisions.Add(revision);
    MembershipVersionRow row;
    if (!Parse(value, &row) || !IsId(row.organization()) ||
        row.state() < MembershipVersionRow::ACTIVE || row.state() > MembershipVersionRow::ENDED) {
      look_.findings->Add(UnreadableRow(kVersions, key));
    }
  }

  // Of a snapshot that was not read to its end, versions may be left out: the next start throws it
  // away.
  void EndOfVersions() {
    if (!group_.has_value() || !follows_members_) return;
    group_->revisions.Check(kVersions, group_->last_key, group_->member, look_.findings);
  }

  const Look look_;
  MirrorTable mirror_;
  bool follows_members_ = false;  // its cursor stands before the versions
  std::uint64_t members_ = 0;

  // Whose versions are being read: they stand together, by day and revision.
  struct Group {
    std::string member;
    std::string last_key;
    Revisions revisions;
  };
  std::optional<Group> group_;
};

}  // namespace

std::unique_ptr<Tables> ReportingTables(const Look& look) {
  return std::make_unique<Reporting>(look);
}

}  // namespace mingce::cli::store
