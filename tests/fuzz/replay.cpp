// Runs a fuzz function without libFuzzer: each corpus file, its truncations, and seeded mutations of it.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

void mutate(Bytes& bytes, std::mt19937& random)
{
    const auto below = [&](std::size_t n) { return std::size_t(random()) % n; };
    for (std::size_t edits = 1 + below(6); edits > 0 && !bytes.empty(); --edits) {
        const std::size_t at = below(bytes.size());
        switch (below(5)) {
        case 0: bytes[at] = std::uint8_t(random()); break;
        case 1: bytes[at] = std::uint8_t(bytes[at] ^ (1u << below(8))); break;
        case 2: bytes[at] = below(2) ? 0xFF : 0x00; break;
        case 3: bytes.erase(bytes.begin() + std::ptrdiff_t(at)); break;
        default: bytes.insert(bytes.begin() + std::ptrdiff_t(at), std::uint8_t(random())); break;
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    constexpr int mutationsPerFile = 300, truncationsPerFile = 40;
    if (argc != 2)
        return 2;
    std::mt19937 random(20260101); // the same inputs on every run
    long inputs = 0;
    const auto feed = [&](const Bytes& bytes) {
        LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
        ++inputs;
    };
    feed({});
    for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
        std::ifstream file(entry.path(), std::ios::binary);
        const Bytes seed{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        feed(seed);
        for (int i = 0; i < truncationsPerFile; ++i)
            feed(Bytes(seed.begin(),
                       seed.begin() + std::ptrdiff_t(seed.size() * std::size_t(i) / truncationsPerFile)));
        for (int i = 0; i < mutationsPerFile; ++i) {
            Bytes changed = seed;
            mutate(changed, random);
            feed(changed);
        }
    }
    std::printf("%ld inputs\n", inputs);
    return inputs > 1 ? 0 : 1; // an empty corpus is a fault
}
