#include "services/reporting/storage/membership_rows.h"

#include <utility>

#include "mingce/reporting/storage/v1/rows.pb.h"
#include "services/reporting/storage/keys.h"

namespace mingce::reporting {

using storage::v1::MembershipVersionRow;

std::string EncodeMembership(const MembershipVersion& version) {
  MembershipVersionRow row;
  row.set_organization(version.organization.text());
  row.set_state(static_cast<MembershipVersionRow::State>(version.state));
  row.set_complete(version.complete);
  row.set_verified(version.verified);
  row.set_recorded_micros(absl::ToUnixMicros(version.dates.recorded));
  row.set_time_suspect_since(version.dates.suspect_since);
  return row.SerializeAsString();
}

absl::StatusOr<MembershipVersion> DecodeMembership(absl::string_view key, absl::string_view bytes) {
  MembershipVersionRow row;
  std::string member;
  Dates dates;
  if (!ParseMembershipVersionKey(key, &member, &dates.day, &dates.revision) ||
      !row.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      row.organization().empty() || row.state() < MembershipVersionRow::ACTIVE ||
      row.state() > MembershipVersionRow::ENDED) {
    return absl::DataLossError("a membership version row of the store is not readable");
  }
  dates.recorded = absl::FromUnixMicros(row.recorded_micros());
  dates.suspect_since = row.time_suspect_since();
  return MembershipVersion{.member = MemberId(std::move(member)),
                           .organization = OrganizationId(std::move(*row.mutable_organization())),
                           .state = static_cast<MembershipState>(row.state()),
                           .complete = row.complete(),
                           .verified = row.verified(),
                           .dates = dates};
}

absl::Status ScanMemberships(const kv::Reader& reader, absl::string_view prefix,
                             absl::FunctionRef<void(const MembershipVersion&)> visit) {
  absl::Status bad;
  const absl::Status scanned =
      reader.Scan(prefix, [&](absl::string_view key, absl::string_view value) {
        const absl::StatusOr<MembershipVersion> version = DecodeMembership(key, value);
        if (version.ok()) visit(*version);
        bad = version.status();
        return bad.ok();
      });
  return scanned.ok() ? bad : scanned;
}

}  // namespace mingce::reporting
