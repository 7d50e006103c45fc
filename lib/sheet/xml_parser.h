// Streams one XML document through expat, within a bound of memory.
//
// Names are given without their prefix: strict and transitional workbooks differ in nothing else
// that matters here. A document type declaration is refused before anything in it is read, so no
// entity can expand.

#ifndef MINGCE_LIB_SHEET_XML_PARSER_H_
#define MINGCE_LIB_SHEET_XML_PARSER_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/sheet/errors.h"

namespace mingce::sheet {

// The attributes of one start tag; valid only during OnStart.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}

  // The value of the attribute with this name, whatever its prefix.
  std::optional<absl::string_view> Find(absl::string_view local_name) const;

  // The same, "" when absent.
  absl::string_view Get(absl::string_view local_name) const {
    return Find(local_name).value_or(absl::string_view());
  }

  // Whether the attribute is "1" or "true".
  bool IsTrue(absl::string_view local_name) const;

 private:
  const char* const* pairs_;
};

// Receives a document in order. An error stops the parser and is returned by ParseXml as it is.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual absl::Status OnStart(absl::string_view name, const XmlAttributes& attributes) = 0;
  virtual absl::Status OnEnd(absl::string_view name) = 0;
  // May come in several pieces.
  virtual absl::Status OnText(absl::string_view text) = 0;
};

// Reads bytes into the buffer; returns how many, 0 at the end.
using ReadBytes = absl::FunctionRef<absl::StatusOr<std::size_t>(char* buffer, std::size_t size)>;

// Errors besides those of `read` and `handler`: DAMAGED_WORKBOOK (not well formed),
// XML_FORBIDDEN, WORKBOOK_BOMB (expat wants more than `max_memory`). `handler` may parse other
// documents meanwhile, on the same thread.
absl::Status ParseXml(ReadBytes read, std::uint64_t max_memory, const Place& place,
                      XmlHandler& handler);

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_XML_PARSER_H_
