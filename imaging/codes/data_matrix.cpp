#include "imaging/codes/data_matrix.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// Table 7 of the standard, up to the largest symbol with one Reed-Solomon block but 52×52. Sizes with
/// finder.
struct Symbol {
    int rows, columns;
    int data, check;        ///< codewords
    int regionsY, regionsX; ///< the finder pattern divides the larger ones
};

constexpr Symbol symbols[] = {
    {10, 10, 3, 5, 1, 1},   {12, 12, 5, 7, 1, 1},    {8, 18, 5, 7, 1, 1},     {14, 14, 8, 10, 1, 1},
    {8, 32, 10, 11, 1, 2},  {16, 16, 12, 12, 1, 1},  {12, 26, 16, 14, 1, 1},  {18, 18, 18, 14, 1, 1},
    {20, 20, 22, 18, 1, 1}, {12, 36, 22, 18, 1, 2},  {22, 22, 30, 20, 1, 1},  {16, 36, 32, 24, 1, 2},
    {24, 24, 36, 24, 1, 1}, {26, 26, 44, 28, 1, 1},  {16, 48, 49, 28, 1, 2},  {32, 32, 62, 36, 2, 2},
    {36, 36, 86, 42, 2, 2}, {40, 40, 114, 48, 2, 2}, {44, 44, 144, 56, 2, 2}, {48, 48, 174, 68, 2, 2},
};
constexpr int quietZone = 1;

namespace codeword {
constexpr std::uint8_t pad = 129, digits = 130, base256 = 231, upperShift = 235, eci = 241;
}

/// Positions in the symbol scramble pads and bytes, so that runs of one value do not make plain areas (5.2.3,
/// B.2).
std::uint8_t scrambled(int value, int position, int modulus, int range)
{
    const int sum = value + (modulus * position) % range + 1;
    return std::uint8_t(sum <= range + 1 ? sum : sum - range - 1);
}

/// Two digits share a codeword; other ASCII takes one each.
Bytes asciiWords(const QByteArray& text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    Bytes words;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i + 1 < text.size() && isDigit(text[i]) && isDigit(text[i + 1])) {
            words.push_back(std::uint8_t(codeword::digits + (text[i] - '0') * 10 + (text[i + 1] - '0')));
            ++i;
        } else {
            words.push_back(std::uint8_t(text[i] + 1));
        }
    }
    return words;
}

/// ECI 000026 says UTF-8; then the bytes as they are.
Bytes utf8Words(const QByteArray& text)
{
    Bytes words{codeword::eci, 26 + 1, codeword::base256};
    const auto put = [&](int value) { words.push_back(scrambled(value, int(words.size()) + 1, 149, 255)); };
    const int size = int(text.size());
    if (size > 249)
        put(size / 250 + 249);
    put(size > 249 ? size % 250 : size);
    for (const char c : text)
        put(std::uint8_t(c));
    return words;
}

const Symbol* smallestFor(std::size_t words, MatrixShape shape, QSize most)
{
    for (const Symbol& symbol : symbols) {
        const bool square = symbol.rows == symbol.columns;
        if (std::size_t(symbol.data) < words || (shape == MatrixShape::Square && !square)
            || (shape == MatrixShape::Rectangle && square))
            continue;
        if (!most.isEmpty()
            && (symbol.columns + 2 * quietZone > most.width() || symbol.rows + 2 * quietZone > most.height()))
            continue;
        return &symbol;
    }
    return nullptr;
}

void pad(Bytes& words, const Symbol& symbol)
{
    if (words.size() < std::size_t(symbol.data))
        words.push_back(codeword::pad);
    while (words.size() < std::size_t(symbol.data))
        words.push_back(scrambled(codeword::pad, int(words.size()) + 1, 149, 253));
}

/// GF(256) over x⁸+x⁵+x³+x²+1.
std::uint8_t product(std::uint8_t a, std::uint8_t b)
{
    int result = 0;
    for (int bit = 7; bit >= 0; --bit) {
        result <<= 1;
        if (result & 0x100)
            result ^= 0x12d;
        if (b >> bit & 1)
            result ^= a;
    }
    return std::uint8_t(result);
}

void appendCheckWords(Bytes& words, const Symbol& symbol)
{
    // The generator is the product of (x - αⁱ), i = 1…check; highest power first.
    Bytes generator{1};
    std::uint8_t root = 1;
    for (int i = 0; i < symbol.check; ++i) {
        root = product(root, 2);
        generator.push_back(0);
        for (std::size_t k = generator.size() - 1; k > 0; --k)
            generator[k] = std::uint8_t(generator[k] ^ product(generator[k - 1], root));
    }
    Bytes rest(std::size_t(symbol.check), 0);
    for (const std::uint8_t word : words) {
        const std::uint8_t factor = std::uint8_t(word ^ rest.front());
        std::rotate(rest.begin(), rest.begin() + 1, rest.end());
        rest.back() = 0;
        for (std::size_t k = 0; k < rest.size(); ++k)
            rest[k] = std::uint8_t(rest[k] ^ product(generator[k + 1], factor));
    }
    words.insert(words.end(), rest.begin(), rest.end());
}

/// Annex F: the eight bits of a codeword form an L-like tile; tiles go diagonally over the mapping matrix and
/// wrap round its edges, with four special tiles at the corners.
class Placement {
public:
    Placement(const Bytes& words, int rows, int columns)
        : words_(words), rows_(rows), columns_(columns), cells_(std::size_t(rows * columns), unset)
    {
        run();
    }
    [[nodiscard]] bool dark(int row, int column) const { return cells_[at(row, column)] == 1; }

private:
    static constexpr std::int8_t unset = -1;
    struct Cell {
        int row, column;
    };

    [[nodiscard]] std::size_t at(int row, int column) const { return std::size_t(row * columns_ + column); }
    [[nodiscard]] bool isFree(int row, int column) const { return cells_[at(row, column)] == unset; }

    void put(std::array<Cell, 8> tile)
    {
        const std::uint8_t word = next_ < words_.size() ? words_[next_] : std::uint8_t(0);
        ++next_;
        for (std::size_t bit = 0; bit < 8; ++bit) {
            auto [row, column] = tile[bit];
            if (row < 0) {
                row += rows_;
                column += 4 - (rows_ + 4) % 8;
            }
            if (column < 0) {
                column += columns_;
                row += 4 - (columns_ + 4) % 8;
            }
            cells_[at(row, column)] = std::int8_t(word >> (7 - bit) & 1);
        }
    }
    void putStandard(int r, int c)
    {
        put({{{r - 2, c - 2},
              {r - 2, c - 1},
              {r - 1, c - 2},
              {r - 1, c - 1},
              {r - 1, c},
              {r, c - 2},
              {r, c - 1},
              {r, c}}});
    }
    void putCorners(int r, int c)
    {
        const int R = rows_, C = columns_;
        if (r == R && c == 0)
            put({{{R - 1, 0},
                  {R - 1, 1},
                  {R - 1, 2},
                  {0, C - 2},
                  {0, C - 1},
                  {1, C - 1},
                  {2, C - 1},
                  {3, C - 1}}});
        if (r == R - 2 && c == 0 && C % 4 != 0)
            put({{{R - 3, 0},
                  {R - 2, 0},
                  {R - 1, 0},
                  {0, C - 4},
                  {0, C - 3},
                  {0, C - 2},
                  {0, C - 1},
                  {1, C - 1}}});
        if (r == R - 2 && c == 0 && C % 8 == 4)
            put({{{R - 3, 0},
                  {R - 2, 0},
                  {R - 1, 0},
                  {0, C - 2},
                  {0, C - 1},
                  {1, C - 1},
                  {2, C - 1},
                  {3, C - 1}}});
        if (r == R + 4 && c == 2 && C % 8 == 0)
            put({{{R - 1, 0},
                  {R - 1, C - 1},
                  {0, C - 3},
                  {0, C - 2},
                  {0, C - 1},
                  {1, C - 3},
                  {1, C - 2},
                  {1, C - 1}}});
    }
    void run()
    {
        int row = 4, column = 0;
        do {
            putCorners(row, column);
            for (; row >= 0 && column < columns_; row -= 2, column += 2) {
                if (row < rows_ && column >= 0 && isFree(row, column))
                    putStandard(row, column);
            }
            row += 1;
            column += 3;
            for (; row < rows_ && column >= 0; row += 2, column -= 2) {
                if (row >= 0 && column < columns_ && isFree(row, column))
                    putStandard(row, column);
            }
            row += 3;
            column += 1;
        } while (row < rows_ || column < columns_);
        // Some sizes leave a 2×2 corner over.
        if (isFree(rows_ - 1, columns_ - 1)) {
            cells_[at(rows_ - 1, columns_ - 1)] = 1;
            cells_[at(rows_ - 2, columns_ - 2)] = 1;
        }
    }

    const Bytes& words_;
    int rows_, columns_;
    std::vector<std::int8_t> cells_;
    std::size_t next_ = 0;
};

/// Every region gets a solid border left and below, a dotted one above and right.
Modules withFinder(const Placement& placement, const Symbol& symbol)
{
    Modules result{symbol.columns, symbol.rows, quietZone, quietZone, {}};
    result.bits.assign(std::size_t(symbol.rows * symbol.columns), false);
    const int regionRows = symbol.rows / symbol.regionsY, regionColumns = symbol.columns / symbol.regionsX;
    for (int row = 0; row < symbol.rows; ++row) {
        for (int column = 0; column < symbol.columns; ++column) {
            const int y = row % regionRows, x = column % regionColumns;
            bool dark = false;
            if (x == 0 || y == regionRows - 1)
                dark = true;
            else if (y == 0)
                dark = x % 2 == 0;
            else if (x == regionColumns - 1)
                dark = y % 2 == 1;
            else
                dark = placement.dark(row - 1 - 2 * (row / regionRows),
                                      column - 1 - 2 * (column / regionColumns));
            result.bits[std::size_t(row * symbol.columns + column)] = dark;
        }
    }
    return result;
}

} // namespace

Result<Modules> encodeDataMatrix(const QByteArray& text, MatrixShape shape, QSize most)
{
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return std::uint8_t(c) < 0x80; });
    if (text.size() > 400)
        return fail(ErrorCode::InvalidField, u"text too long for a Data Matrix"_s);
    Bytes words = ascii ? asciiWords(text) : utf8Words(text);
    const Symbol* symbol = smallestFor(words.size(), shape, most);
    if (symbol == nullptr)
        return fail(ErrorCode::InvalidField, u"text too long for a Data Matrix of that shape"_s);
    pad(words, *symbol);
    appendCheckWords(words, *symbol);
    const Placement placement(words, symbol->rows - 2 * symbol->regionsY,
                              symbol->columns - 2 * symbol->regionsX);
    return withFinder(placement, *symbol);
}

} // namespace photodesk::imaging
