#include "app/review/rework_bench.h"

#include "resources/resources.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

QImage previewOf(const QImage& image)
{
    const int most = int(resources::limit("rework_preview_px"_L1));
    const QSize size = image.width() > most || image.height() > most
                           ? image.size().scaled(most, most, Qt::KeepAspectRatio)
                           : image.size();
    const QImage small =
        size == image.size() ? image : image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    return small.convertToFormat(QImage::Format_RGB32);
}

} // namespace

Result<std::shared_ptr<ReworkBench>> ReworkBench::open(const Source& source, imaging::Engine& engine)
{
    const imaging::DecodeLimits limits{resources::limit("upload_max_bytes"_L1),
                                       resources::limit("upload_max_pixels"_L1)};
    std::shared_ptr<ReworkBench> bench(new ReworkBench);
    PD_ASSIGN(bench->standard_, resources::standard(source.standard));
    bench->standard_.setBackground(source.background);
    bench->background_ = source.background;
    PD_ASSIGN(bench->photo_, imaging::decode(source.bytes, limits));
    bench->photo_.origin = {source.liveCapture, source.today};
    bench->preview_ = previewOf(bench->photo_.image);
    PD_ASSIGN(auto analysis, engine.analyse(bench->photo_, bench->standard_, imaging::Depth::Full));
    bench->analysis_ = std::make_shared<const imaging::Analysis>(std::move(analysis));
    return bench;
}

Result<void> ReworkBench::place(const imaging::EyePlaces& eyes, imaging::Engine& engine)
{
    PD_ASSIGN(auto analysis, engine.analyse(photo_, standard_, imaging::Depth::Full, eyes));
    analysis_ = std::make_shared<const imaging::Analysis>(std::move(analysis));
    editor_.reset();
    return {};
}

Result<void> ReworkBench::rebuild(const ReworkState& state)
{
    imaging::RenderOptions options{state.crop, state.turn};
    editor_.reset();
    PD_ASSIGN(editor_, imaging::MatteEditor::create(photo_, *analysis_, standard_, background_, options));
    shown_ = state;
    shown_.strokes.clear();
    return {};
}

Result<ReworkBench::Shown> ReworkBench::show(const ReworkState& state)
{
    const bool moved = !editor_ || shown_.crop != state.crop || shown_.turn != state.turn;
    if (moved)
        PD_TRY(rebuild(state));
    const auto apart = std::mismatch(shown_.strokes.begin(), shown_.strokes.end(), state.strokes.begin(),
                                     state.strokes.end());
    const auto common = std::size_t(apart.first - shown_.strokes.begin());
    while (shown_.strokes.size() > common && editor_->canUndo()) {
        editor_->undo();
        shown_.strokes.pop_back();
    }
    if (shown_.strokes.size() > common) // drawn too long ago to be undone: from the beginning
        PD_TRY(rebuild(state));
    Shown result;
    for (std::size_t i = shown_.strokes.size(); i < state.strokes.size(); ++i) {
        const auto done = editor_->apply(onOutput(*state.strokes[i], state, standard_.outputSize));
        if (!done && done.error().code != ErrorCode::InvalidField)
            return fail(done.error());
        if (!done)
            break; // one stroke too many, or too large for this crop
        shown_.strokes.push_back(state.strokes[i]);
    }
    result.image = editor_->image();
    result.strokes = int(shown_.strokes.size());
    return result;
}

Result<imaging::Rendered> ReworkBench::finish() const
{
    if (!editor_)
        return fail(ErrorCode::RenderFailed, u"nothing shown yet"_s);
    return editor_->finish();
}

} // namespace photodesk::app
