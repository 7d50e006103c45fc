#include "services/registry/domain/import_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace mingce::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

OrganizationId Id(char last) { return *OrganizationId::FromText(std::string(25, '0') + last); }

Organization Below(char parent, char id, const std::string& union_code,
                   const std::string& unit_code) {
  Organization out(Id(id), Id(parent));
  out.union_name = std::string("工会") + id;
  out.union_uscc = union_code;
  out.unit_uscc = unit_code;
  return out;
}

std::vector<std::string> Reasons(const RowMatch& match) {
  std::vector<std::string> out;
  for (const form::RowFinding& finding : match.findings) {
    out.push_back(finding.field + " " + finding.reason);
  }
  return out;
}

TEST(ImportMatchTest, AUnionCodeIsTheOrganisation) {
  const Organization known = Below('p', '1', "81A", "12A");
  const RowMatch match = MatchRow(Below('p', 'r', "81A", "12A"),
                                  {.union_holder = known, .unit_holder = known, .namesakes = {}});
  EXPECT_EQ(match.existing->id, known.id);
  EXPECT_THAT(match.findings, IsEmpty());
}

TEST(ImportMatchTest, ACodeHeldElsewhereIsTakenAndTheHolderIsNamed) {
  const Organization known = Below('q', '1', "81A", "");
  const RowMatch match = MatchRow(Below('p', 'r', "81A", ""),
                                  {.union_holder = known, .unit_holder = {}, .namesakes = {}});
  EXPECT_FALSE(match.existing.has_value());
  EXPECT_THAT(Reasons(match), ElementsAre("union_uscc USCC_TAKEN"));
  EXPECT_THAT(match.findings[0].message_zh, testing::HasSubstr("工会1"));
}

TEST(ImportMatchTest, AUnitCodeOfAnotherIsTaken) {
  const Organization known = Below('p', '1', "81A", "12A");
  const Organization other = Below('p', '2', "81B", "12B");
  const RowMatch match = MatchRow(Below('p', 'r', "81A", "12B"),
                                  {.union_holder = known, .unit_holder = other, .namesakes = {}});
  EXPECT_THAT(Reasons(match), ElementsAre("unit_uscc USCC_TAKEN"));
}

TEST(ImportMatchTest, AClosedHolderIsSaidToBeClosed) {
  Organization known = Below('p', '1', "81A", "");
  known.closed = true;
  EXPECT_THAT(Reasons(MatchRow(Below('p', 'r', "81A", ""),
                               {.union_holder = known, .unit_holder = {}, .namesakes = {}})),
              ElementsAre("union_uscc ORGANIZATION_CLOSED"));
}

TEST(ImportMatchTest, AUnitCodeIsTheOrganisationUnlessUnionCodesDiffer) {
  const Organization known = Below('p', '1', "", "12A");
  EXPECT_EQ(MatchRow(Below('p', 'r', "81A", "12A"),
                     {.union_holder = {}, .unit_holder = known, .namesakes = {}})
                .existing->id,
            known.id);
  const Organization coded = Below('p', '1', "81B", "12A");
  EXPECT_THAT(Reasons(MatchRow(Below('p', 'r', "81A", "12A"),
                               {.union_holder = {}, .unit_holder = coded, .namesakes = {}})),
              ElementsAre("unit_uscc USCC_TAKEN"));
}

TEST(ImportMatchTest, TheOnlyNamesakeWithoutAContradictingCodeIsMeant) {
  const Organization planned = Below('p', '1', "", "");
  const Organization coded = Below('p', '2', "81B", "");
  const RowMatch match =
      MatchRow(Below('p', 'r', "81A", ""),
               {.union_holder = {}, .unit_holder = {}, .namesakes = {planned, coded}});
  EXPECT_EQ(match.existing->id, planned.id);
}

TEST(ImportMatchTest, TwoNamesakesAreAmbiguousOnlyWithoutACode) {
  const Organization one = Below('p', '1', "", "");
  const Organization two = Below('p', '2', "", "");
  const MatchCandidates both{.union_holder = {}, .unit_holder = {}, .namesakes = {one, two}};
  const RowMatch coded = MatchRow(Below('p', 'r', "81A", ""), both);
  EXPECT_FALSE(coded.existing.has_value());
  EXPECT_THAT(coded.findings, IsEmpty()) << "namesakes are legitimate: a third one";
  EXPECT_THAT(Reasons(MatchRow(Below('p', 'r', "", ""), both)),
              ElementsAre("union_name ORGANIZATION_AMBIGUOUS"));
}

TEST(ImportMatchTest, MergingKeepsCodesAndAliases) {
  Organization known = Below('p', '1', "81A", "");
  known.unit_uscc_absent_reason = "2";
  known.aliases = {"旧名"};
  std::vector<form::RowFinding> findings;
  const Organization merged = MergeRow(known,
                                       {{"union_uscc", ""},
                                        {"union_uscc_absent_reason", "2"},
                                        {"unit_uscc", "12A"},
                                        {"unit_uscc_absent_reason", ""},
                                        {"aliases", "新名"},
                                        {"industry", "P"}},
                                       &findings);
  EXPECT_EQ(merged.union_uscc, "81A");
  EXPECT_EQ(merged.union_uscc_absent_reason, "");
  EXPECT_EQ(merged.unit_uscc, "12A");
  EXPECT_EQ(merged.unit_uscc_absent_reason, "");
  EXPECT_THAT(merged.aliases, ElementsAre("旧名", "新名"));
  EXPECT_EQ(merged.attributes.at("industry"), "P");
  EXPECT_TRUE(merged.collected);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].reason, "USCC_KEPT");
  EXPECT_EQ(findings[0].severity, gb::Severity::kWarning);
}

TEST(ImportMatchTest, ASharedShortNameDoesNotMakeTwoCollectedUnionsOne) {
  Organization known = Below('p', '1', "", "");
  known.union_name = "甲公司工会委员会";
  known.union_short_name = "公司工会";
  Organization row = Below('p', 'r', "", "");
  row.union_name = "乙公司工会委员会";
  row.union_short_name = "公司工会";
  const MatchCandidates alike{.union_holder = {}, .unit_holder = {}, .namesakes = {known}};
  EXPECT_EQ(MatchRow(row, alike).existing->id, known.id)
      << "planned and not collected: it is meant";

  known.collected = true;
  const RowMatch match =
      MatchRow(row, {.union_holder = {}, .unit_holder = {}, .namesakes = {known}});
  EXPECT_FALSE(match.existing.has_value());
  EXPECT_THAT(Reasons(match), ElementsAre("union_name NAMESAKE_REGISTERED"));
  EXPECT_EQ(match.findings[0].severity, gb::Severity::kWarning);
  row.union_name = "甲公司 工会委员会";
  EXPECT_EQ(
      MatchRow(row, {.union_holder = {}, .unit_holder = {}, .namesakes = {known}}).existing->id,
      known.id);
}

TEST(ImportMatchTest, AUnitWhoseUnionWasAbolishedMayFoundOneAnew) {
  Organization abolished = Below('p', '1', "81A", "12A");
  abolished.closed = true;
  const RowMatch match = MatchRow(Below('p', 'r', "81B", "12A"),
                                  {.union_holder = {}, .unit_holder = abolished, .namesakes = {}});
  EXPECT_FALSE(match.existing.has_value());
  EXPECT_THAT(match.findings, IsEmpty());
}

TEST(ImportMatchTest, AnEmptyCellErasesNothing) {
  Organization known = Below('p', '1', "81A", "");
  known.union_short_name = "一中工会";
  known.attributes["industry"] = "P";
  std::vector<form::RowFinding> findings;
  const Organization merged = MergeRow(
      known, {{"union_short_name", ""}, {"industry", ""}, {"unit_name", "第一中学"}}, &findings);
  EXPECT_EQ(merged.union_short_name, "一中工会");
  EXPECT_EQ(merged.attributes.at("industry"), "P");
  EXPECT_EQ(merged.unit_name, "第一中学");
}

}  // namespace
}  // namespace mingce::registry
