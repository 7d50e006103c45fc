#include "cli/generate/write_county.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/files/text_file.h"
#include "cli/generate/person.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/workbook_writer.h"
#include "lib/text/utf8.h"

namespace mingce::cli {
namespace {

constexpr std::int64_t kSamplePersons = 200;
constexpr std::int64_t kCanaryEvery = 50;
constexpr std::size_t kCanaryNameLength = 3;  // shorter names are also words

using Fields = std::map<std::string, std::string>;
using AddRow = absl::FunctionRef<absl::Status(const Fields&)>;

// One workbook with the columns of a form, and the rows that `rows` adds.
absl::Status WriteForm(const std::string& path, const form::Form& form, const std::string& campaign,
                       absl::FunctionRef<absl::Status(AddRow)> rows) {
  MINGCE_ASSIGN_OR_RETURN(const auto writer, sheet::WorkbookWriter::Open(path));
  std::vector<sheet::ColumnSpec> columns;
  for (const form::Field& field : form.fields) {
    sheet::ColumnSpec& column = columns.emplace_back();
    column.header = field.label;
    column.required = field.requirement == form::Requirement::kRequired;
    column.width = 16;
  }
  MINGCE_ASSIGN_OR_RETURN(const sheet::SheetHandle sheet, writer->AddSheet(form.title, columns));
  MINGCE_RETURN_IF_ERROR(
      writer->AddMetadata({{"form", MakeResourceName(kForms, form.id)}, {"campaign", campaign}}));
  std::uint32_t row = writer->FirstDataRow(sheet);
  MINGCE_RETURN_IF_ERROR(rows([&](const Fields& fields) {
    std::vector<std::string> cells;
    for (const form::Field& field : form.fields) {
      const auto found = fields.find(field.key);
      cells.push_back(found == fields.end() ? "" : found->second);
    }
    return writer->WriteRow(sheet, row++, cells);
  }));
  return writer->Close();
}

// Who is written down beside the workbooks.
class Extras {
 public:
  explicit Extras(std::int64_t members)
      : stride_(std::max<std::int64_t>(1, members / kSamplePersons)) {}

  void See(std::int64_t index, const GeneratedPerson& person) {
    const std::string& name = person.fields.at("full_name");
    const std::string& number = person.fields.at("id_number");
    if (index >= next_sample_ && samples_ < kSamplePersons && !person.retained) {
      absl::StrAppend(
          &persons_,
          nlohmann::ordered_json{{"id_type", "01"}, {"id_number", number}, {"full_name", name}}
              .dump(),
          "\n");
      ++samples_;
      next_sample_ += stride_;
    }
    if (index >= next_canary_ && text::CodePointCount(name) >= kCanaryNameLength) {
      absl::StrAppend(&canaries_, name, "\n", number, "\n", person.fields.at("mobile"), "\n");
      next_canary_ += kCanaryEvery;
    }
  }

  absl::Status Write(const std::string& dir) const {
    MINGCE_RETURN_IF_ERROR(WriteTextFile(absl::StrCat(dir, "/persons.jsonl"), persons_, 0600));
    return WriteTextFile(absl::StrCat(dir, "/canaries.txt"), canaries_, 0600);
  }

 private:
  const std::int64_t stride_;
  std::int64_t samples_ = 0;
  std::int64_t next_sample_ = 0;
  std::int64_t next_canary_ = 0;
  std::string persons_;
  std::string canaries_;
};

bool IsComplete(const form::Form& form, const GeneratedPerson& person) {
  return std::all_of(form.fields.begin(), form.fields.end(), [&](const form::Field& field) {
    const auto value = person.fields.find(field.key);
    return field.requirement == form::Requirement::kOptional ||
           (value != person.fields.end() && !value->second.empty());
  });
}

// members-<section>-<seq>-<unit>.xlsx, seq with two digits.
std::string MemberFileName(const QuotaRow& quota) {
  return absl::StrFormat("members-%s-%02d-%s.xlsx", quota.section, quota.seq, quota.unit);
}

}  // namespace

absl::StatusOr<WrittenCounty> WriteCounty(const std::string& dir, const Setting& setting,
                                          const GeneratedCounty& county, Random* random,
                                          Numbers* numbers) {
  const CampaignForms& forms = *setting.forms;
  const std::string& campaign = forms.campaign.name();
  WrittenCounty written;
  const auto add_unions = [&](AddRow add) {
    for (const GeneratedUnion& one : county.unions) MINGCE_RETURN_IF_ERROR(add(one.fields));
    return absl::OkStatus();
  };
  MINGCE_RETURN_IF_ERROR(
      WriteForm(absl::StrCat(dir, "/orgs.xlsx"), forms.organization, campaign, add_unions));
  ++written.workbooks;

  std::int64_t total = 0;
  for (const GeneratedUnit& unit : county.units) total += unit.members;
  Extras extras(total);
  for (const GeneratedUnit& unit : county.units) {
    if (unit.members == 0) continue;
    const auto add_members = [&](AddRow add) {
      for (const std::size_t index : unit.unions) {
        const GeneratedUnion& base_union = county.unions[index];
        for (std::int64_t i = 0; i < base_union.members; ++i) {
          const GeneratedPerson person = MakePerson(setting, unit, base_union, random, numbers);
          extras.See(written.members, person);
          MINGCE_RETURN_IF_ERROR(add(person.fields));
          ++written.members;
          if (person.retained) ++written.retained;
          if (IsComplete(forms.member, person)) ++written.complete;
        }
      }
      return absl::OkStatus();
    };
    MINGCE_RETURN_IF_ERROR(WriteForm(absl::StrCat(dir, "/", MemberFileName(unit.quota)),
                                     forms.member, campaign, add_members));
    ++written.workbooks;
  }
  MINGCE_RETURN_IF_ERROR(extras.Write(dir));
  return written;
}

}  // namespace mingce::cli
