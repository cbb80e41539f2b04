#pragma once

#include "widgets/tokens.h"

#include <QIcon>
#include <QPixmap>

namespace photodesk::widgets {

/// resources/icons/*.svg: one line set, 20 px, 1.5 px stroke. iconFile() gives the file's name.
enum class Icon {
    Review,
    Gallery,
    Batches,
    Orders,
    Delivery,
    Staff,
    Audit,
    Settings,
    Lock,
    SignOut,
    Account,
    Board,
    Check,
    Cross,
    Alert,
    Dash,
    Dot,
    Search,
    Filter,
    Plus,
    Minus,
    Close,
    ChevronDown,
    ChevronRight,
    ChevronLeft,
    ChevronUp,
    ZoomIn,
    ZoomOut,
    Fit,
    RotateLeft,
    RotateRight,
    Crop,
    Scissors,
    Compare,
    Layers,
    Eye,
    EyeOff,
    Undo,
    Redo,
    Refresh,
    Download,
    Upload,
    Print,
    Truck,
    Address,
    Copy,
    Pencil,
    Trash,
    More,
    QrCode,
    Phone,
    Mail,
    Calendar,
    Clock,
    Flag,
    Hold,
    Play,
    Info,
    Offline,
    Online,
    Camera,
    Person,
    History,
    Keyboard,
    Globe,
    Sun,
    Moon,
    Key,
    File,
    Folder,
    Package,
    Money,
    Help,
    Note,
};

/// Follows theme changes by itself, is sharp at any device pixel ratio; disabled it is drawn muted.
[[nodiscard]] QIcon icon(Icon name, Role role = Role::Text);
/// One picture of `size` logical pixels.
[[nodiscard]] QPixmap iconPixmap(Icon name, const QColor& colour, int size, qreal devicePixelRatio);
[[nodiscard]] QLatin1StringView iconFile(Icon name);
[[nodiscard]] QList<Icon> allIcons();

} // namespace photodesk::widgets
