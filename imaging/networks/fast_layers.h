#pragma once

namespace photodesk::imaging {

/// Replaces OpenCV's 1 × 1 convolutions and 2 × 2 up-convolutions by matrix products of OpenBLAS, for the
/// whole process: they are three quarters of the six-class network, which then needs two thirds of the time.
/// Results differ in the sixth digit. Before the first network is read; any thread, any number of times.
void useFastLayers();

} // namespace photodesk::imaging
