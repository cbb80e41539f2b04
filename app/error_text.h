#pragma once

#include "domain/error.h"
#include "widgets/banner.h"

namespace photodesk::app {

/// What the work was when it went wrong: the same code means different things for it.
enum class Doing {
    SigningIn,
    Deciding,
    Undoing,
    Claiming,
    LoadingPhoto,
    LoadingHistory,
    Sending,
    Returning,
    Copying,
    Reworking,
    LoadingSheet,
    OpeningPhoto,
    ApprovingTogether
};

/// Words for a person: what happened, what it means for the work, what to do; the code stands small behind.
[[nodiscard]] widgets::Banner::Text errorText(const Error& error, Doing doing);
/// The same in one line, for places without room.
[[nodiscard]] QString errorLine(const Error& error, Doing doing);

} // namespace photodesk::app
