#pragma once

#include "domain/error.h"

#include <tl/expected.hpp>

#include <utility>

namespace photodesk {

/// What can fail returns this; nothing throws across folders.
template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, QString detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(detail)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace photodesk

#define PD_CONCAT_INNER(a, b) a##b
#define PD_CONCAT(a, b) PD_CONCAT_INNER(a, b)

#define PD_TRY_INNER(temporary, ...)                                                                         \
    do {                                                                                                     \
        if (auto temporary = (__VA_ARGS__); !temporary)                                                      \
            return ::photodesk::fail(std::move(temporary).error());                                          \
    } while (false)
/// Leaves the enclosing function with the error of the expression, if it has one. May stand in another's
/// lambda.
#define PD_TRY(...) PD_TRY_INNER(PD_CONCAT(pdTry, __COUNTER__), __VA_ARGS__)

#define PD_ASSIGN_INNER(temporary, declaration, ...)                                                         \
    auto temporary = (__VA_ARGS__);                                                                          \
    if (!temporary)                                                                                          \
        return ::photodesk::fail(std::move(temporary).error());                                              \
    declaration = *std::move(temporary)
/// `PD_ASSIGN(auto photo, decode(bytes));` binds the value or leaves with the error.
#define PD_ASSIGN(declaration, ...)                                                                          \
    PD_ASSIGN_INNER(PD_CONCAT(pdAssign, __COUNTER__), declaration, __VA_ARGS__)
