#include "services/members/app/read_member.h"

#include <memory>
#include <utility>

#include "lib/base/day.h"
#include "lib/base/status_macros.h"
#include "lib/gb/mask.h"
#include "lib/gb/name.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/members/app/errors.h"
#include "services/members/app/recognise.h"
#include "services/members/storage/membership_store.h"
#include "services/members/storage/profile.h"
#include "services/registry/mirror/state.h"

namespace mingce::members {
namespace {

// One moment of the register, asked about a day.
class View {
 public:
  static absl::StatusOr<View> Of(const Roll& roll, const Call& call, const ReadTime& when) {
    const absl::CivilDay today = BeijingDay(call.now);
    if (when.as_of.value_or(today) > today) return DateInFuture("as_of");
    if (when.known_at.value_or(call.now) > call.now) return DateInFuture("known_at");
    return View(roll, when, when.as_of.value_or(today));
  }

  const kv::Reader& reader() const { return *reader_; }

  // nullptr where it was not known of on that day.
  const registry::mirror::Organization* Find(const OrganizationId& organization) const {
    const auto* versions = registry_->VersionsOf(organization.text());
    const auto* version = versions == nullptr ? nullptr : On(*versions);
    return version == nullptr ? nullptr : &version->value;
  }

  // nullopt where the person was not registered on that day.
  absl::StatusOr<std::optional<Membership>> MembershipOf(const MemberRecord& record) const {
    if (is_now_) return std::optional<Membership>(record.membership());
    MINGCE_ASSIGN_OR_RETURN(const Memberships memberships, MembershipsOf(*reader_, record.id));
    const MembershipVersion* version = On(memberships);
    if (version == nullptr) return std::nullopt;
    return std::optional<Membership>(version->value);
  }

 private:
  View(const Roll& roll, const ReadTime& when, absl::CivilDay day)
      : reader_(roll.store->Snapshot()),
        registry_(roll.mirror->Now()),
        day_(day),
        known_at_(when.known_at),
        is_now_(!when.as_of.has_value() && !when.known_at.has_value()) {}

  template <typename T>
  const history::Version<T>* On(const history::Timeline<T>& timeline) const {
    return known_at_.has_value() ? timeline.On(day_, *known_at_) : timeline.On(day_);
  }

  std::unique_ptr<kv::Reader> reader_;
  std::shared_ptr<const registry::mirror::State> registry_;
  absl::CivilDay day_;
  std::optional<absl::Time> known_at_;
  bool is_now_;  // which the record says itself
};

absl::StatusOr<MaskedMember> Mask(const seal::KeyRing& ring, const View& view, MemberRecord record,
                                  Membership membership) {
  MINGCE_ASSIGN_OR_RETURN(const seal::Pii<Values> profile,
                          OpenProfile(ring, record.document_index, record.sealed_profile));
  const Values& fields = profile.Reveal();
  const auto value = [&fields](const char* key) {
    const auto found = fields.find(key);
    return found == fields.end() ? std::string() : found->second;
  };
  const registry::mirror::Organization* organization = view.Find(membership.organization);
  const bool counted = membership.state == MembershipState::kActive && organization != nullptr &&
                       !organization->closed;
  return MaskedMember{.record = std::move(record),
                      .membership = std::move(membership),
                      .full_name_masked = gb::MaskName(value("full_name")),
                      .id_type_code = value("id_type"),
                      .id_number_masked = gb::MaskNumber(value("id_number")),
                      .mobile_masked = gb::MaskMobile(value("mobile")),
                      .counted = counted};
}

bool MaySee(const Call& call, const MemberRecord& record) {
  return call.access.May(policy::v1::MEMBER_READ, record.organization.text());
}

// A member of a union that the caller may not look at now is none. Says whom the caller saw.
absl::StatusOr<MaskedMember> MaskFound(const seal::KeyRing& ring, const Call& call,
                                       const View& view, std::optional<MemberRecord> record) {
  if (!record.has_value() || !MaySee(call, *record)) return MemberNotFound();
  MINGCE_ASSIGN_OR_RETURN(std::optional<Membership> membership, view.MembershipOf(*record));
  if (!membership.has_value()) return MemberNotFound();
  MINGCE_ASSIGN_OR_RETURN(MaskedMember member,
                          Mask(ring, view, *std::move(record), *std::move(membership)));
  audit::Entry& entry = call.audit->entry;
  entry.subject = member.record.id.ResourceName();
  entry.organization = member.membership.organization.ResourceName();
  entry.count = 1;
  return member;
}

}  // namespace

absl::StatusOr<MaskedMember> GetMember(const Roll& roll, const Call& call, const MemberId& id,
                                       const ReadTime& when) {
  call.audit->entry.subject = id.ResourceName();  // found or not
  MINGCE_ASSIGN_OR_RETURN(const View view, View::Of(roll, call, when));
  MINGCE_ASSIGN_OR_RETURN(std::optional<MemberRecord> record, FindMember(view.reader(), id));
  return MaskFound(*roll.ring, call, view, std::move(record));
}

absl::StatusOr<MaskedMember> LookupMember(const Roll& roll, const Call& call,
                                          const PersonKey& person) {
  MINGCE_ASSIGN_OR_RETURN(const gb::IdentityDocument document,
                          ParseDocumentOf(person, BeijingDay(call.now)));
  const gb::Parsed<gb::PersonName> name = gb::ParsePersonName(person.full_name);
  if (!name.ok()) return Unsound("full_name", name.findings.front());
  MINGCE_RETURN_IF_ERROR(roll.questions->MayAsk(call.identity, /*persons=*/1));
  MINGCE_ASSIGN_OR_RETURN(const View view, View::Of(roll, call, {}));
  MINGCE_ASSIGN_OR_RETURN(
      Recognised found, Recognise(view.reader(), *roll.ring,
                                  DocumentIndex(*roll.ring, document.key), name.value->MatchKey()));
  NameSubject(found, &call.audit->entry);
  // A masked number has few enough numbers behind it to try them all. So a number alone finds
  // nobody, and one under another name looks like one that nobody holds.
  const bool visible = found.record.has_value() && MaySee(call, *found.record);
  const bool missed = !visible || !found.name_matches;
  MINGCE_RETURN_IF_ERROR(roll.questions->Count(
      call.identity,
      {{.subject = call.audit->entry.subject, .case_tag = std::string(), .missed = missed}}));
  if (missed) return MemberNotFound();
  return MaskFound(*roll.ring, call, view, std::move(found.record));
}

absl::StatusOr<MemberPage> ListMembers(const Roll& roll, const Call& call,
                                       const OrganizationId& organization, const ReadTime& when,
                                       absl::string_view after, std::size_t limit) {
  call.audit->entry.organization = organization.ResourceName();
  MINGCE_ASSIGN_OR_RETURN(const View view, View::Of(roll, call, when));
  if (view.Find(organization) == nullptr) return OrganizationNotFound();
  MemberPage page;
  const auto visit = [&](MemberRecord record) -> absl::StatusOr<bool> {
    if (!MaySee(call, record)) return true;
    MINGCE_ASSIGN_OR_RETURN(std::optional<Membership> membership, view.MembershipOf(record));
    if (!membership.has_value() || membership->organization != organization) return true;
    page.more = page.members.size() == limit;
    if (page.more) return false;
    MINGCE_ASSIGN_OR_RETURN(MaskedMember member,
                            Mask(*roll.ring, view, std::move(record), *std::move(membership)));
    page.members.push_back(std::move(member));
    return true;
  };
  MINGCE_RETURN_IF_ERROR(VisitMembersOf(view.reader(), organization, after, visit));
  call.audit->entry.count = static_cast<std::uint32_t>(page.members.size());
  return page;
}

}  // namespace mingce::members
