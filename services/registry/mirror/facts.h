// What the registry's events say, one by one, as values. An event is "put version (subject, day,
// revision)", so facts may come twice and in any order.

#ifndef MINGCE_SERVICES_REGISTRY_MIRROR_FACTS_H_
#define MINGCE_SERVICES_REGISTRY_MIRROR_FACTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "lib/form/form.h"
#include "lib/gb/code_list.h"
#include "lib/history/timeline.h"
#include "lib/policy/question_limits.h"
#include "mingce/feed/v1/feed.pb.h"

namespace mingce::registry::mirror {

// An organisation as it is from some day on. Its id stands beside it.
struct Organization {
  std::string parent = {};  // id; "" for the county
  std::string union_name = {};
  std::string unit_name = {};
  std::vector<std::string> aliases = {};  // short name and others
  std::string union_kind = {};            // code of the list union_kind
  std::string union_uscc = {};            // canonical; "" if absent
  std::string unit_uscc = {};             // canonical; "" if absent
  bool collected = false;
  bool closed = false;
  bool may_own_members = false;
  std::optional<absl::CivilDay> established_on = {};

  friend bool operator==(const Organization&, const Organization&) = default;
};

struct Quota {
  std::string section;
  std::int32_t seq = 0;  // 序号 within the section
  std::string title;
  std::int64_t target = 0;   // members
  std::string organization;  // id

  friend bool operator==(const Quota&, const Quota&) = default;
};

struct QuotaPlan {
  std::string document_number;
  std::vector<Quota> quotas;  // in the order of the document

  friend bool operator==(const QuotaPlan&, const QuotaPlan&) = default;
};

struct Campaign {
  std::string id;
  std::string title;
  std::string organization;  // id of the county federation
  absl::CivilDay start_on;
  absl::CivilDay forms_due_on;
  absl::CivilDay entry_due_on;
  std::int64_t target = 0;        // members
  std::string organization_form;  // id
  std::string member_form;        // id
};

struct OrganizationVersion {
  std::string id;
  history::Version<Organization> version;
};

struct PlanVersion {
  std::string campaign;  // id
  history::Version<QuotaPlan> version;
};

struct RoleGrant {
  std::string id;
  std::string identity;      // SPIFFE URI
  int role = 0;              // policy.v1.Role
  std::string organization;  // id; "" for the whole register
  absl::CivilDay from;
  std::optional<absl::CivilDay> until;  // the last day; absent: no end
  bool revoked = false;                 // for good
  policy::QuestionLimits question_limits = {};
};

struct Blocking {
  std::string identity;
  bool blocked = false;
  std::uint64_t sequence = 0;  // of the event, which orders them; 0 in a snapshot
};

// A clock was right from an event on, although it had been set back.
struct ClockConfirmation {
  std::string event;    // id
  absl::Time recorded;  // since when that is known
};

// Which version of what a fact is: of one place there is one fact, but for Blocking, where the
// later one stands.
struct Place {
  // On disk.
  enum class Kind : std::uint8_t {
    kCodeList = 1,
    kForm = 2,
    kOrganization = 3,
    kCampaign = 4,
    kQuotaPlan = 5,
    kRoleGrant = 6,
    kBlocking = 7,
    kClockConfirmation = 8,
  };
  Kind kind = Kind::kCodeList;
  std::string subject;         // id, an event's too, or an identity
  std::uint64_t day = 0;       // DayNumber; 0 for what has no day
  std::uint64_t revision = 0;  // 0 for what is never changed
};

struct Fact {
  Place place;
  std::variant<gb::CodeList, form::Form, OrganizationVersion, Campaign, PlanVersion, RoleGrant,
               Blocking, ClockConfirmation>
      what;
};

// nullopt for an event of unknown type that may be passed over. Errors: EVENT_TYPE_UNKNOWN,
// EVENT_UNREADABLE.
absl::StatusOr<std::optional<Fact>> ReadEvent(const feed::v1::Event& event);

}  // namespace mingce::registry::mirror

#endif  // MINGCE_SERVICES_REGISTRY_MIRROR_FACTS_H_
