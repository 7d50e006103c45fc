#ifndef MINGCE_LIB_BASE_VERSION_H_
#define MINGCE_LIB_BASE_VERSION_H_

namespace mingce {

// The version of the whole suite; CMakeLists.txt says the same.
inline constexpr char kVersion[] = "0.1.0";

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_VERSION_H_
