// Personal data that cannot be printed by mistake.
//
// Pii<T> holds a name, a number, a phone, a birth date. It has no operator<<, no AbslStringify, no
// conversion to T or to a view: putting it into a stream, a log line, StrCat or StrFormat does not
// compile. The value comes out by one word that is easy to search for: Reveal. GoogleTest shows
// "<pii>".
//
// It is a fence against mistakes, not a vault: the memory is ordinary and is not zeroised.
// As thread-safe as T.

#ifndef MINGCE_LIB_SEAL_PII_H_
#define MINGCE_LIB_SEAL_PII_H_

#include <ostream>
#include <utility>

namespace mingce::seal {

template <typename T>
class Pii {
 public:
  Pii() = default;
  explicit Pii(T value) : value_(std::move(value)) {}

  const T& Reveal() const& { return value_; }
  T Reveal() && { return std::move(value_); }  // so that a temporary's value does not dangle

  friend bool operator==(const Pii&, const Pii&) = default;

  template <typename Char, typename Traits>
  friend std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>&,
                                                      const Pii&) = delete;
  template <typename Sink>
  friend void AbslStringify(Sink&, const Pii&) = delete;

  // For GoogleTest, which prefers it to operator<<.
  friend void PrintTo(const Pii&, std::ostream* out) { *out << "<pii>"; }

 private:
  T value_{};
};

}  // namespace mingce::seal

#endif  // MINGCE_LIB_SEAL_PII_H_
