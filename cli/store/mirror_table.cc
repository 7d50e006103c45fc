#include "cli/store/mirror_table.h"

#include <utility>

#include "cli/store/key_parts.h"
#include "cli/store/look.h"
#include "mingce/registry/events/v1/events.pb.h"

namespace mingce::cli::store {
namespace {

namespace events = registry::events::v1;

// Kinds of rows; on disk.
constexpr std::uint64_t kCodeList = 1;
constexpr std::uint64_t kForm = 2;
constexpr std::uint64_t kOrganization = 3;
constexpr std::uint64_t kCampaign = 4;
constexpr std::uint64_t kQuotaPlan = 5;
constexpr std::uint64_t kRoleGrant = 6;
constexpr std::uint64_t kBlocking = 7;
constexpr std::uint64_t kClockConfirmation = 8;

// Where a row belongs; `subject` is "" for what no key can hold.
struct Place {
  std::uint64_t kind = 0;
  std::string subject = {};
  std::uint64_t day = 0;
  std::int64_t revision = 0;
};

Place PlaceOf(const events::OrganizationVersion& version) {
  return {.kind = kOrganization,
          .subject = IdIn(version.name(), "organizations"),
          .day = DayNumberOf(version.effective_on()).value_or(0),
          .revision = version.revision()};
}

Place PlaceOf(const events::RoleGrant& grant) {
  return {.kind = kRoleGrant,
          .subject = IdIn(grant.name(), "roleGrants"),
          .revision = grant.revoked() ? 1 : 0};
}

Place PlaceOf(const events::OrganizationCreated& data, const feed::v1::Event&) {
  return PlaceOf(data.organization());
}
Place PlaceOf(const events::OrganizationUpdated& data, const feed::v1::Event&) {
  return PlaceOf(data.organization());
}
Place PlaceOf(const events::OrganizationMoved& data, const feed::v1::Event&) {
  return PlaceOf(data.organization());
}
Place PlaceOf(const events::OrganizationClosed& data, const feed::v1::Event&) {
  return PlaceOf(data.organization());
}
Place PlaceOf(const events::RoleGranted& data, const feed::v1::Event&) {
  return PlaceOf(data.grant());
}
Place PlaceOf(const events::RoleRevoked& data, const feed::v1::Event&) {
  return PlaceOf(data.grant());
}
Place PlaceOf(const events::CodeListPublished& data, const feed::v1::Event&) {
  return {.kind = kCodeList, .subject = IdIn(data.code_list().name(), "codeLists")};
}
Place PlaceOf(const events::FormPublished& data, const feed::v1::Event&) {
  return {.kind = kForm, .subject = IdIn(data.form().name(), "forms")};
}
Place PlaceOf(const events::CampaignCreated& data, const feed::v1::Event&) {
  return {.kind = kCampaign, .subject = IdIn(data.campaign(), "campaigns")};
}
Place PlaceOf(const events::QuotaPlanSet& data, const feed::v1::Event&) {
  return {.kind = kQuotaPlan,
          .subject = IdIn(data.campaign(), "campaigns"),
          .day = DayNumberOf(data.effective_on()).value_or(0),
          .revision = data.revision()};
}
// What was said last counts, so the event's own place is part of it.
Place PlaceOf(const events::IdentityBlocked& data, const feed::v1::Event& event) {
  return {.kind = kBlocking,
          .subject = data.identity(),
          .revision = static_cast<std::int64_t>(event.sequence())};
}
Place PlaceOf(const events::ClockConfirmed& data, const feed::v1::Event&) {
  return {.kind = kClockConfirmation, .subject = data.event()};
}

// Whether the event is a `Data`; then `*place` is where it belongs.
template <typename Data>
bool Take(const feed::v1::Event& event, Place* place) {
  Data data;
  if (!event.data().Is<Data>() || !Parse(event.data().value(), &data)) return false;
  *place = PlaceOf(data, event);
  return true;
}

std::optional<Place> Read(absl::string_view value) {
  feed::v1::Event event;
  if (!Parse(value, &event)) return std::nullopt;
  Place place;
  const bool is_known =
      Take<events::OrganizationCreated>(event, &place) ||
      Take<events::OrganizationUpdated>(event, &place) ||
      Take<events::OrganizationMoved>(event, &place) ||
      Take<events::OrganizationClosed>(event, &place) ||
      Take<events::CodeListPublished>(event, &place) ||
      Take<events::FormPublished>(event, &place) || Take<events::CampaignCreated>(event, &place) ||
      Take<events::QuotaPlanSet>(event, &place) || Take<events::RoleGranted>(event, &place) ||
      Take<events::RoleRevoked>(event, &place) || Take<events::IdentityBlocked>(event, &place) ||
      Take<events::ClockConfirmed>(event, &place);
  if (!is_known || place.subject.empty()) return std::nullopt;
  return place;
}

}  // namespace

void MirrorTable::Row(absl::string_view key, absl::string_view value) {
  ++rows_;
  KeyParts parts(key, 1);
  const std::uint64_t kind = parts.U64();
  (void)parts.Text();
  (void)parts.Bytes(16);  // day and revision
  if (!parts.done() || kind < kCodeList || kind > kClockConfirmation) {
    return findings_->Add(UnknownRow(table_, key));
  }
  const std::optional<Place> place = Read(value);
  if (!place.has_value()) return findings_->Add(UnreadableRow(table_, key));
  const std::string right = Key(static_cast<std::uint8_t>(key.front()))
                                .U64(place->kind)
                                .Text(place->subject)
                                .U64(place->day)
                                .I64(place->revision)
                                .str();
  if (right != key) findings_->Add(MisplacedRow(table_, key));
}

}  // namespace mingce::cli::store
