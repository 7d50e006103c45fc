#include "lib/gb/vectors_for_test.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "lib/text/utf8.h"

namespace mingce::gb {
namespace {

std::string Unescape(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out.push_back(text[i]);
      continue;
    }
    const char kind = text[++i];
    if (kind == 'u' || kind == 'U') {
      const std::size_t digits = kind == 'u' ? 4 : 8;
      text::AppendUtf8(static_cast<char32_t>(std::stoul(text.substr(i + 1, digits), nullptr, 16)),
                       &out);
      i += digits;
    } else {
      out.push_back(kind == 't' ? '\t' : kind);
    }
  }
  return out;
}

}  // namespace

std::string ReadTestdata(const std::string& file) {
  std::ifstream stream(std::string(MINGCE_GB_TESTDATA) + "/" + file, std::ios::binary);
  EXPECT_TRUE(stream.is_open()) << file;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<Vector> ReadVectors(const std::string& file) {
  std::vector<Vector> rows;
  int line = 0;
  for (const std::string& text :
       std::vector<std::string>(absl::StrSplit(ReadTestdata(file), '\n'))) {
    if (++line == 1 || text.empty()) continue;
    const std::vector<std::string> cells = absl::StrSplit(text, '\t');
    if (cells.size() != 4) {
      ADD_FAILURE() << file << ":" << line << " has " << cells.size() << " columns";
      continue;
    }
    const std::string code = cells[3].substr(0, cells[3].find_first_of(": "));
    rows.push_back({line, Unescape(cells[0]), cells[1], Unescape(cells[2]), code, cells[3]});
  }
  EXPECT_FALSE(rows.empty()) << file;
  return rows;
}

std::string VerdictOf(bool has_value, const std::vector<Finding>& findings) {
  bool error = false;
  for (const Finding& finding : findings) {
    error = error || finding.severity == Severity::kError;
    EXPECT_FALSE(finding.reason.empty());
    EXPECT_FALSE(finding.message_zh.empty());
    EXPECT_FALSE(finding.message_en.empty());
  }
  EXPECT_NE(has_value, error);
  if (!has_value) return "invalid";
  return findings.empty() ? "valid" : "warn";
}

std::string DecidingReason(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::kError) return std::string(finding.reason);
  }
  if (findings.size() > 1) return "SEVERAL";
  return findings.empty() ? "OK" : std::string(findings[0].reason);
}

std::mt19937_64 SeededGenerator(const std::string& purpose) {
  std::uint64_t seed = 20190925;
  if (const char* given = std::getenv("MINGCE_SEED")) {
    EXPECT_TRUE(absl::SimpleAtoi(given, &seed)) << "MINGCE_SEED is not a number";
  }
  std::cout << purpose << ": MINGCE_SEED=" << seed << "\n";
  return std::mt19937_64(seed);
}

int Below(std::mt19937_64* generator, int bound) {
  return static_cast<int>((*generator)() % static_cast<std::uint64_t>(bound));
}

}  // namespace mingce::gb
