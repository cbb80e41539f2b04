#include "widgets/icons.h"

#include "resources/resources.h"
#include "widgets/theme.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr int iconCount = int(Icon::Note) + 1;
/// In the order of the enum.
constexpr std::array<QLatin1StringView, iconCount> files{
    "scan-face"_L1,        // Review
    "images"_L1,           // Gallery
    "layers-2"_L1,         // Batches
    "package"_L1,          // Orders
    "send"_L1,             // Delivery
    "users"_L1,            // Staff
    "scroll-text"_L1,      // Audit
    "settings"_L1,         // Settings
    "lock"_L1,             // Lock
    "log-out"_L1,          // SignOut
    "circle-user"_L1,      // Account
    "layout-dashboard"_L1, // Board
    "check"_L1,            // Check
    "x"_L1,                // Cross
    "triangle-alert"_L1,   // Alert
    "minus"_L1,            // Dash
    "circle"_L1,           // Dot
    "search"_L1,           // Search
    "list-filter"_L1,      // Filter
    "plus"_L1,             // Plus
    "minus"_L1,            // Minus
    "x"_L1,                // Close
    "chevron-down"_L1,     // ChevronDown
    "chevron-right"_L1,    // ChevronRight
    "chevron-left"_L1,     // ChevronLeft
    "chevron-up"_L1,       // ChevronUp
    "zoom-in"_L1,          // ZoomIn
    "zoom-out"_L1,         // ZoomOut
    "maximize"_L1,         // Fit
    "rotate-ccw"_L1,       // RotateLeft
    "rotate-cw"_L1,        // RotateRight
    "crop"_L1,             // Crop
    "scissors"_L1,         // Scissors
    "columns-2"_L1,        // Compare
    "layers"_L1,           // Layers
    "eye"_L1,              // Eye
    "eye-off"_L1,          // EyeOff
    "undo-2"_L1,           // Undo
    "redo-2"_L1,           // Redo
    "refresh-cw"_L1,       // Refresh
    "download"_L1,         // Download
    "upload"_L1,           // Upload
    "printer"_L1,          // Print
    "truck"_L1,            // Truck
    "map-pin"_L1,          // Address
    "copy"_L1,             // Copy
    "pencil"_L1,           // Pencil
    "trash-2"_L1,          // Trash
    "ellipsis"_L1,         // More
    "qr-code"_L1,          // QrCode
    "smartphone"_L1,       // Phone
    "mail"_L1,             // Mail
    "calendar"_L1,         // Calendar
    "clock"_L1,            // Clock
    "flag"_L1,             // Flag
    "pause"_L1,            // Hold
    "play"_L1,             // Play
    "info"_L1,             // Info
    "cloud-off"_L1,        // Offline
    "cloud"_L1,            // Online
    "camera"_L1,           // Camera
    "user"_L1,             // Person
    "history"_L1,          // History
    "keyboard"_L1,         // Keyboard
    "globe"_L1,            // Globe
    "sun"_L1,              // Sun
    "moon"_L1,             // Moon
    "key-round"_L1,        // Key
    "file"_L1,             // File
    "folder"_L1,           // Folder
    "box"_L1,              // Package
    "banknote"_L1,         // Money
    "circle-help"_L1,      // Help
    "sticky-note"_L1,      // Note
};

/// The drawing in a colour. Lines of the set take their colour from "currentColor", which QtSvg draws black.
QByteArray drawing(Icon name, const QColor& colour)
{
    const auto bytes = resources::read(u"icons/%1.svg"_s.arg(iconFile(name)));
    if (!bytes)
        qFatal("resources/icons has no %s.svg", iconFile(name).data());
    return QByteArray(*bytes).replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
}

/// Asks the theme for the colour each time it paints, so a change of theme needs no new icons.
class LineIcon : public QIconEngine {
public:
    LineIcon(Icon name, Role role) : name_(name), role_(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = std::min(rect.width(), rect.height());
        const QRect square(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side,
                           side);
        painter->drawPixmap(square,
                            iconPixmap(name_, colour(mode), side, painter->device()->devicePixelRatioF()));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(name_, colour(mode), std::min(size.width(), size.height()), 1.0);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // `size` is in device pixels here.
        const int side = std::min(size.width(), size.height());
        return iconPixmap(name_, colour(mode), qRound(side / scale), scale);
    }

    [[nodiscard]] QIconEngine* clone() const override { return new LineIcon(name_, role_); }
    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override { return {QSize(20, 20)}; }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const
    {
        const Theme& theme = Theme::current();
        return mode == QIcon::Disabled ? theme.colour(Role::Border) : theme.colour(role_);
    }

    Icon name_;
    Role role_;
};

} // namespace

QIcon icon(Icon name, Role role)
{
    return QIcon(new LineIcon(name, role));
}

QPixmap iconPixmap(Icon name, const QColor& colour, int size, qreal devicePixelRatio)
{
    const QString key =
        u"photodesk %1 %2 %3 %4"_s.arg(int(name)).arg(colour.rgb()).arg(size).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = qMax(1, qRound(size * devicePixelRatio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(drawing(name, colour));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QLatin1StringView iconFile(Icon name)
{
    return files[std::size_t(name)];
}

QList<Icon> allIcons()
{
    QList<Icon> icons;
    for (int i = 0; i < iconCount; ++i)
        icons.append(Icon(i));
    return icons;
}

} // namespace photodesk::widgets
