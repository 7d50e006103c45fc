#include "lib/sheet/workbook_index.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "lib/base/status_macros.h"

namespace mingce::sheet {
namespace {

constexpr std::size_t kMaxSheetNameBytes = 1024;  // Excel allows 31 characters

struct Relationship {
  std::string kind;  // the last component of the type: "worksheet"
  std::string part;  // "" for one outside of the zip
};
using Relationships = std::map<std::string, Relationship, std::less<>>;  // by id

absl::string_view AfterLastSlash(absl::string_view text) {
  const std::size_t slash = text.rfind('/');
  return slash == absl::string_view::npos ? text : text.substr(slash + 1);
}

class RelationshipsHandler : public XmlHandler {
 public:
  RelationshipsHandler(const Place& place, absl::string_view source, std::uint64_t limit)
      : place_(place), source_(source), limit_(limit) {}

  absl::Status OnStart(absl::string_view name, const XmlAttributes& attributes) override {
    ++depth_;
    if (depth_ == 1 && name != "Relationships") {
      return DamagedWorkbook(place_, "not a relationships part");
    }
    if (depth_ != 2 || name != "Relationship") return absl::OkStatus();
    if (found_.size() >= limit_) return WorkbookBomb(place_, "entries");
    Relationship relationship;
    relationship.kind = std::string(AfterLastSlash(attributes.Get("Type")));
    if (attributes.Get("TargetMode") != "External") {
      relationship.part = ResolveTarget(source_, attributes.Get("Target"));
    }
    if (!found_.emplace(attributes.Get("Id"), std::move(relationship)).second) {
      return DamagedWorkbook(place_, "two relationships of one id");
    }
    return absl::OkStatus();
  }

  absl::Status OnEnd(absl::string_view) override {
    --depth_;
    return absl::OkStatus();
  }

  absl::Status OnText(absl::string_view) override { return absl::OkStatus(); }

  Relationships Take() { return std::move(found_); }

 private:
  const Place place_;
  const std::string source_;
  const std::uint64_t limit_;
  int depth_ = 0;
  Relationships found_;
};

// The relationships of the part `source`, or of the zip for "".
absl::StatusOr<Relationships> ReadRelationships(const Package& package, absl::string_view source) {
  const absl::string_view name = AfterLastSlash(source);
  const absl::string_view folder = source.substr(0, source.size() - name.size());
  const std::string part = absl::StrCat(folder, "_rels/", name, ".rels");
  const Place place{package.file(), "", part};
  RelationshipsHandler handler(place, source, package.limits().entries);
  MINGCE_RETURN_IF_ERROR(package.Parse(part, place, package.limits().small_part_bytes, handler));
  return handler.Take();
}

class WorkbookHandler : public XmlHandler {
 public:
  WorkbookHandler(const Package& package, const Place& place, const Relationships& relationships)
      : package_(package), place_(place), relationships_(relationships) {}

  absl::Status OnStart(absl::string_view name, const XmlAttributes& attributes) override {
    ++depth_;
    if (depth_ == 1 && name != "workbook") {
      return NotAWorkbook(place_.file, NotWorkbook::kOtherZip);
    }
    if (depth_ == 2) {
      in_sheets_ = name == "sheets";
      if (name == "workbookPr") index_.date1904 = attributes.IsTrue("date1904");
    }
    if (depth_ == 3 && in_sheets_ && name == "sheet") return AddSheet(attributes);
    return absl::OkStatus();
  }

  absl::Status OnEnd(absl::string_view) override {
    --depth_;
    return absl::OkStatus();
  }

  absl::Status OnText(absl::string_view) override { return absl::OkStatus(); }

  WorkbookIndex Take() { return std::move(index_); }

 private:
  absl::Status AddSheet(const XmlAttributes& attributes) {
    Place place = place_;
    const absl::string_view name = attributes.Get("name");
    if (name.empty() || name.size() > kMaxSheetNameBytes) {
      return DamagedWorkbook(place, "name of a sheet");
    }
    place.sheet = std::string(name);
    const auto found = relationships_.find(attributes.Get("id"));
    if (found == relationships_.end()) return DamagedWorkbook(place, "sheet without relationship");
    const Relationship& relationship = found->second;
    if (relationship.kind != "worksheet") return absl::OkStatus();  // charts, old macro sheets
    if (!package_.Has(relationship.part)) return DamagedWorkbook(place, "sheet without a part");
    // A thousand sheets of one part would be read a thousand times.
    if (!parts_.insert(absl::AsciiStrToLower(relationship.part)).second) {
      return DamagedWorkbook(place, "two sheets of one part");
    }
    const absl::string_view state = attributes.Get("state");
    index_.sheets.push_back({place.sheet, state == "hidden" || state == "veryHidden"});
    index_.sheet_parts.push_back(relationship.part);
    return absl::OkStatus();
  }

  const Package& package_;
  const Place place_;
  const Relationships& relationships_;
  int depth_ = 0;
  bool in_sheets_ = false;
  std::set<std::string> parts_;  // in lower case: the zip is read without regard to it
  WorkbookIndex index_;
};

// The workbook part; "" when this zip is none.
absl::StatusOr<std::string> FindWorkbookPart(const Package& package) {
  if (!package.Has("_rels/.rels")) return std::string();
  MINGCE_ASSIGN_OR_RETURN(const Relationships root, ReadRelationships(package, ""));
  for (const auto& [id, relationship] : root) {
    if (relationship.kind == "officeDocument") return relationship.part;
  }
  return std::string();
}

}  // namespace

std::string ResolveTarget(absl::string_view source, absl::string_view target) {
  std::string whole;
  if (absl::StartsWith(target, "/")) {
    whole = std::string(target);
  } else {
    const std::size_t slash = source.rfind('/');
    const absl::string_view folder =
        slash == absl::string_view::npos ? absl::string_view() : source.substr(0, slash);
    whole = absl::StrCat(folder, "/", target);
  }
  std::vector<absl::string_view> kept;
  for (const absl::string_view component : absl::StrSplit(whole, absl::ByAnyChar("/\\"))) {
    if (component.empty() || component == ".") continue;
    if (component == "..") {
      if (!kept.empty()) kept.pop_back();
      continue;
    }
    kept.push_back(component);
  }
  return absl::StrJoin(kept, "/");
}

absl::StatusOr<WorkbookIndex> ReadWorkbookIndex(const Package& package) {
  MINGCE_ASSIGN_OR_RETURN(const std::string part, FindWorkbookPart(package));
  if (part.empty()) return NotAWorkbook(package.file(), NotWorkbook::kOtherZip);
  if (absl::EndsWithIgnoreCase(part, ".bin")) {
    return NotAWorkbook(package.file(), NotWorkbook::kXlsb);
  }
  Relationships relationships;
  const absl::string_view folder =
      absl::string_view(part).substr(0, part.size() - AfterLastSlash(part).size());
  if (package.Has(absl::StrCat(folder, "_rels/", AfterLastSlash(part), ".rels"))) {
    MINGCE_ASSIGN_OR_RETURN(relationships, ReadRelationships(package, part));
  }
  const Place place{package.file(), "", part};
  WorkbookHandler handler(package, place, relationships);
  MINGCE_RETURN_IF_ERROR(package.Parse(part, place, package.limits().small_part_bytes, handler));
  WorkbookIndex index = handler.Take();
  if (index.sheets.empty()) return NoSheets(package.file());
  for (const auto& [id, relationship] : relationships) {
    if (relationship.kind == "sharedStrings") index.shared_strings_part = relationship.part;
    if (relationship.kind == "styles") index.styles_part = relationship.part;
  }
  return index;
}

}  // namespace mingce::sheet
