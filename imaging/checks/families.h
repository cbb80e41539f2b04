#pragma once

#include "imaging/checks/context.h"
#include "imaging/checks/findings.h"

namespace photodesk::imaging {

// One function per family; each measures and never judges. Ids, formulas and accuracy: docs/imaging.md.
void checkFaces(const Context& context, Findings& findings);      ///< faces.count, source.face_px
void checkPose(const Context& context, Findings& findings);       ///< pose.*
void checkExpression(const Context& context, Findings& findings); ///< eyes.*, mouth.closed
void checkGaze(const Context& context, Findings& findings);       ///< gaze.*, eyes.red
void checkMouth(const Context& context, Findings& findings);     ///< mouth.teeth, mouth.covered, expression.*
void checkFraming(const Context& context, Findings& findings);   ///< face.*, head.top, eye.line, frame.*
void checkLight(const Context& context, Findings& findings);     ///< light.*
void checkSharpness(const Context& context, Findings& findings); ///< sharpness.face
void checkWearing(const Context& context, Findings& findings);   ///< head.covered, …
void checkGlasses(const Context& context, Findings& findings);   ///< glasses.*
void checkEars(const Context& context, Findings& findings);      ///< ears.*
void checkShoulders(const Context& context, Findings& findings); ///< shoulders.*
void checkJewellery(const Context& context, Findings& findings); ///< jewellery.*
void checkBackground(const Context& context, Findings& findings); ///< background.*
void checkClothes(const Context& context, Findings& findings);    ///< clothes.*

void checkColour(const Context& context, Findings& findings);      ///< colour.*
void checkNoise(const Context& context, Findings& findings);       ///< noise.level
void checkCompression(const Context& context, Findings& findings); ///< compression.*
void checkResolution(const Context& context, Findings& findings);  ///< source.*
void checkBorder(const Context& context, Findings& findings);      ///< frame.border
void checkLettering(const Context& context, Findings& findings);   ///< frame.text
void checkRecapture(const Context& context, Findings& findings);   ///< recapture.*
void checkCastShadow(const Context& context, Findings& findings);  ///< light.cast_shadow
void checkHistory(const Context& context, Findings& findings);     ///< history.*

} // namespace photodesk::imaging
