#pragma once

#include "imaging/engine.h"

#include <QByteArray>

#include <optional>

namespace photodesk::inspect {

/// One picture and where what is made of it goes; empty paths are not written.
struct Input {
    QString path;
    QString name; ///< for people and tables: relative to the folder that was asked for
    QString render, alpha, overlay;
};

/// What is asked of every picture of a run.
struct Wishes {
    Standard standard;
    imaging::Depth depth = imaging::Depth::Full;
    int thumbnail = 0; ///< longer side of the small picture in pixels, 0 for none
};

/// All that is kept of a picture: no pixels but the thumbnails.
struct Outcome {
    QString file, name;
    std::optional<Error> error; ///< no picture, or no answer
    Report report;
    imaging::StageTimes ms;
    std::optional<Error> renderError; ///< the facts still stand
    QByteArray thumbnail, delivered;  ///< JPEG

    /// A photo without a face can't be rendered and is no failure; a picture asked for and not written is
    /// one.
    [[nodiscard]] bool failed() const
    {
        return error || (renderError && renderError->code == ErrorCode::StorageFailed);
    }
};

/// Reads, measures, draws and writes one picture. Any thread, with that thread's engine.
/// Throws nothing: where memory does not suffice the outcome is an error.
[[nodiscard]] Outcome inspectPhoto(const Input& input, const Wishes& wishes, imaging::Engine& engine);

/// Pixels of the picture by its header, 0 if it has none.
[[nodiscard]] qint64 pixelsOf(const QString& path);

/// The contract of photodesk-inspect: one object a line, with its line end.
[[nodiscard]] QByteArray jsonLine(const Outcome& outcome);
[[nodiscard]] QByteArray jsonLine(const QString& file, const Error& error);

} // namespace photodesk::inspect
