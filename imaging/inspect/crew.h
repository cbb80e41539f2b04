#pragma once

#include "imaging/inspect/photo_job.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace photodesk::inspect {

/// What the crew tells the one who called it, on the caller's thread.
struct Listener {
    std::function<void(const Outcome&)> outcome;      ///< in the order of the inputs, none left out
    std::function<void(std::size_t finished)> breath; ///< a few times a second, for a progress bar
};

/// Inspects all inputs on `threads` threads, each with its own engine. Outcomes wait for those before them,
/// and no thread runs far ahead, so memory does not grow with the number of pictures. Large pictures are
/// decoded side by side only as long as they fit into a pixel budget. Setting `stop` ends the run after the
/// pictures in work; their outcomes are still delivered. Where the system gives fewer threads, these do all.
/// Errors: those of Engine::create, Overloaded (not one thread).
[[nodiscard]] Result<void> inspectAll(const std::vector<Input>& inputs, const Wishes& wishes, int threads,
                                      const std::shared_ptr<const imaging::ModelStore>& models,
                                      const std::atomic<bool>& stop, const Listener& listener);

} // namespace photodesk::inspect
