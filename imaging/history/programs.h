#pragma once

#include <QStringList>

namespace photodesk::imaging {

/// Kinds of programs in resources/editors.json.
enum class ProgramKind { Unknown, Messenger, Frames, Editor, Beauty };

/// The weightiest kind among what a file names. A name counts as a whole word only, so that firmware that
/// happens to hold its letters does not.
[[nodiscard]] ProgramKind kindOf(const QStringList& programs);

} // namespace photodesk::imaging
