// What a parser has to say about a text: errors, for which there is no value, and warnings, which
// leave the value standing.
//
// A finding never holds any part of the input: it may be logged, counted and shown in a report. Its
// reason is stable once released; its sentences are for people and may be improved.

#ifndef MINGCE_LIB_GB_FINDING_H_
#define MINGCE_LIB_GB_FINDING_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace mingce::gb {

enum class Severity { kError, kWarning };

// A reason with its two sentences, all string literals. Each parser keeps its own table of them.
struct Message {
  absl::string_view reason;  // UPPER_SNAKE
  absl::string_view zh;      // what is wrong and what would be right
  absl::string_view en;
};

struct Finding {
  Severity severity;
  absl::string_view reason;  // static: outlives everything
  std::string message_zh;
  std::string message_en;
};

inline Finding ErrorFinding(const Message& m) {
  return {Severity::kError, m.reason, std::string(m.zh), std::string(m.en)};
}

inline Finding WarningFinding(const Message& m) {
  return {Severity::kWarning, m.reason, std::string(m.zh), std::string(m.en)};
}

// The outcome of a parser. The value is present if and only if no finding is an error.
template <typename T>
struct Parsed {
  std::optional<T> value;
  std::vector<Finding> findings;

  bool ok() const { return value.has_value(); }
};

template <typename T>
Parsed<T> Refused(const Message& m) {
  Parsed<T> out;
  out.findings.push_back(ErrorFinding(m));
  return out;
}

template <typename T>
Parsed<T> Refused(std::vector<Finding> findings) {
  Parsed<T> out;
  out.findings = std::move(findings);
  return out;
}

template <typename T>
Parsed<T> Accepted(T value, std::vector<Finding> findings = {}) {
  return Parsed<T>{std::optional<T>(std::move(value)), std::move(findings)};
}

// Every parser refuses bytes that are not UTF-8 with this; files are decoded before they get here.
inline constexpr Message kNotUtf8 = {"NOT_UTF8", "文字编码有误，应为UTF-8，请重新录入",
                                     "the text is not valid UTF-8; enter it anew"};

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_FINDING_H_
