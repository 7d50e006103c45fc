#include "services/members/app/check_eligibility.h"

#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "lib/base/day.h"
#include "lib/base/status_macros.h"
#include "lib/gb/name.h"
#include "lib/text/utf8.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/members/app/errors.h"
#include "services/members/app/note.h"
#include "services/members/app/recognise.h"
#include "services/members/app/resolve_unit.h"
#include "services/members/domain/case_number.h"
#include "services/members/storage/profile.h"
#include "services/registry/mirror/state.h"

namespace mingce::members {
namespace {

// Of these lists, the newest versions.
constexpr char kBenefits[] = "benefit";
constexpr char kPurposes[] = "purpose";

// The question in codes, and what was typed besides: all that is to be said of it for ever.
struct Subject {
  std::string benefit;
  std::string purpose;
  std::string case_number;
};

// The code of what `text` names in the list; `unknown` says which names there are.
absl::StatusOr<std::string> Choose(const registry::mirror::State& registry, const char* list,
                                   absl::string_view text,
                                   absl::Status (*unknown)(const gb::CodeList&)) {
  const auto choices = registry.NewestList(list);
  if (choices == nullptr) return MirrorNotReady();
  const gb::CodeEntry* chosen = choices->Find(text);
  if (chosen == nullptr || !chosen->selectable) return unknown(*choices);
  return chosen->code;
}

absl::StatusOr<Subject> CheckQuestion(const registry::mirror::State& registry,
                                      const EligibilityQuestion& question) {
  const std::optional<std::string> case_number = ParseCaseNumber(question.case_number);
  if (!case_number.has_value()) return CaseNumberShape(kMostCaseNumber);
  if (case_number->empty()) return CaseNumberRequired();
  if (text::CodePointCount(question.note) > kMostNote) return NoteTooLong(kMostNote);
  if (question.persons.empty()) return NoItems();
  if (question.persons.size() > kMaxEligibilityItems) return TooManyItems(kMaxEligibilityItems);
  Subject subject{.benefit = {}, .purpose = {}, .case_number = *case_number};
  MINGCE_ASSIGN_OR_RETURN(subject.purpose,
                          Choose(registry, kPurposes, question.purpose, PurposeUnknown));
  MINGCE_ASSIGN_OR_RETURN(subject.benefit,
                          Choose(registry, kBenefits, question.benefit, BenefitUnknown));
  return subject;
}

std::string Codes(const Verdict& verdict) {
  std::string codes;
  for (const Reason reason : verdict.reasons) {
    absl::StrAppend(&codes, codes.empty() ? "" : ",", TextOf(reason).code);
  }
  return codes;
}

absl::string_view DecisionName(Decision decision) {
  switch (decision) {
    case Decision::kEligible:
      return "ELIGIBLE";
    case Decision::kNotEligible:
      return "NOT_ELIGIBLE";
    case Decision::kNeedsReview:
      return "NEEDS_REVIEW";
  }
  return "";
}

// One moment of the roll and of what is known of the registry.
struct Moment {
  const kv::Reader& reader;
  const registry::mirror::State& registry;
  const seal::KeyRing& ring;
  absl::Time now;
  absl::CivilDay today;
};

// Who is asked about, or why nobody can be.
struct Asked {
  seal::Tag document{};   // the number's blind index
  std::string match_key;  // of the name
  std::optional<absl::Status> unsound;
};

Asked ReadPerson(const Moment& moment, const PersonKey& person) {
  Asked asked;
  const absl::StatusOr<gb::IdentityDocument> document = ParseDocumentOf(person, moment.today);
  const gb::Parsed<gb::PersonName> name = gb::ParsePersonName(person.full_name);
  if (!document.ok()) {
    asked.unsound = document.status();
  } else if (!name.ok()) {
    asked.unsound = Unsound("full_name", name.findings.front());
  } else {
    asked.document = DocumentIndex(moment.ring, document->key);
    asked.match_key = name.value->MatchKey();
  }
  return asked;
}

// One number under a thousand names would be a thousand guesses of one question, and a time that is
// a thousand times as long to measure.
absl::StatusOr<std::vector<Asked>> ReadPersons(const Moment& moment,
                                               const std::vector<PersonKey>& persons) {
  std::vector<Asked> asked;
  absl::flat_hash_map<seal::Tag, std::size_t> first;
  for (const PersonKey& person : persons) {
    asked.push_back(ReadPerson(moment, person));
    if (asked.back().unsound.has_value()) continue;
    const std::size_t index = asked.size() - 1;
    const auto [known, is_new] = first.try_emplace(asked.back().document, index);
    if (!is_new) return NumberTwice(known->second, index);
  }
  return asked;
}

// The day on which the newest version of it was recorded, where that is a day that has not come by
// this machine's clock: so the clock is behind, or the registry's was ahead.
std::optional<absl::CivilDay> DayToCome(const Moment& moment, const OrganizationId& organization) {
  const auto* versions = moment.registry.VersionsOf(organization.text());
  if (versions == nullptr || versions->Newest()->recorded <= moment.now) return std::nullopt;
  const absl::CivilDay recorded = BeijingDay(versions->Newest()->recorded);
  return recorded > moment.today ? std::optional(recorded) : std::nullopt;
}

// Whether it is a "no" by a clock that is behind, and by the true one may be a "yes".
bool IsDoubtful(const Moment& moment, const OrganizationId& organization, EligibilityFacts facts) {
  const std::optional<absl::CivilDay> day = DayToCome(moment, organization);
  if (!day.has_value()) return false;
  const Decision decision = Judge(facts, /*may_read_members=*/true).decision;
  facts.organization = UnitStateOn(moment.registry, organization, *day);
  return decision != Decision::kEligible &&
         Judge(facts, /*may_read_members=*/true).decision != decision;
}

// Judges one person and fills in what the audit log shall say: also what a caller is not told. The
// same is done for a number that is not registered as for one under another name.
absl::StatusOr<EligibilityItem> JudgePerson(const Moment& moment, const access::Access& access,
                                            const Asked& asked, audit::Entry* entry) {
  EligibilityItem item;
  if (asked.unsound.has_value()) {
    item.unsound = asked.unsound;
    entry->decision = "UNSOUND";
    return item;
  }
  MINGCE_ASSIGN_OR_RETURN(const Recognised found,
                          Recognise(moment.reader, moment.ring, asked.document, asked.match_key));
  EligibilityFacts facts;
  facts.number_known = found.number_known;
  facts.name_matches = found.name_matches;
  bool may_read_members = false;
  if (found.record.has_value()) {
    const MemberRecord& member = *found.record;
    may_read_members = access.May(policy::v1::MEMBER_READ, member.organization.text());
    facts.state = member.state;
    facts.organization = UnitStateOn(moment.registry, member.organization, moment.today);
    if (IsDoubtful(moment, member.organization, facts)) return ClockBehind();
  }
  NameSubject(found, entry);
  item.verdict = Judge(facts, may_read_members);
  entry->decision = std::string(DecisionName(item.verdict.decision));
  entry->detail = Codes(Judge(facts, /*may_read_members=*/true));
  return item;
}

}  // namespace

absl::StatusOr<gb::IdentityDocument> ParseDocumentOf(const PersonKey& person,
                                                     absl::CivilDay today) {
  const std::optional<gb::DocumentType> type = gb::DocumentTypeFromCode(person.id_type_code);
  if (!type.has_value()) return DocumentTypeUnknown();
  gb::Parsed<gb::IdentityDocument> document =
      gb::ParseDocument(*type, person.id_number, person.nationality, gb::FromCivilDay(today));
  if (!document.ok()) return Unsound("id_number", document.findings.front());
  return *std::move(document.value);
}

absl::StatusOr<EligibilityAnswer> CheckEligibility(const Roll& roll, const Call& call,
                                                   const EligibilityQuestion& question) {
  const std::shared_ptr<const registry::mirror::State> registry = roll.mirror->Now();
  MINGCE_ASSIGN_OR_RETURN(const Subject subject, CheckQuestion(*registry, question));
  EligibilityAnswer answer;
  answer.members = roll.ledger->Head();  // before the snapshot, so the snapshot holds it
  answer.registry = registry->cursor();
  if (answer.registry.sequence() == 0) return MirrorNotReady();
  if (answer.members.sequence < question.min_sequence ||
      answer.registry.sequence() < question.min_registry_sequence) {
    return Behind();
  }
  MINGCE_RETURN_IF_ERROR(roll.questions->MayAsk(call.identity, question.persons.size()));
  const std::unique_ptr<kv::Reader> snapshot = roll.store->Snapshot();
  const Moment moment{.reader = *snapshot,
                      .registry = *registry,
                      .ring = *roll.ring,
                      .now = call.now,
                      .today = BeijingDay(call.now)};
  // The log is never changed: nothing that somebody typed stands in it in clear.
  audit::Entry& entry = call.audit->entry;
  entry.purpose = absl::StrCat(subject.benefit, ": ", subject.purpose);
  entry.case_ref_tag = seal::ToHex(roll.ring->KeyedTag("case/v1", {subject.case_number}));
  AddNote(*roll.ring, question.note, &entry);
  entry.count = 1;
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Asked> persons, ReadPersons(moment, question.persons));
  for (const Asked& asked : persons) {
    call.audit->items.push_back(entry);
    MINGCE_ASSIGN_OR_RETURN(EligibilityItem item,
                            JudgePerson(moment, call.access, asked, &call.audit->items.back()));
    answer.items.push_back(std::move(item));
  }
  std::vector<AskedAbout> told;
  for (const audit::Entry& item : call.audit->items) {
    if (std::optional<AskedAbout> about = AskedIn(item)) told.push_back(*std::move(about));
  }
  MINGCE_RETURN_IF_ERROR(roll.questions->Count(call.identity, told));
  return answer;
}

}  // namespace mingce::members
