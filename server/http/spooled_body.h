#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace photodesk::server::http {

/// A request body that was streamed to a temporary file, complete and flushed to the disk. The file is
/// removed with the last copy of this handle unless a handler took it. Copies share one file.
class SpooledBody {
public:
    SpooledBody(QString path, qint64 size, QByteArray sha256Hex);

    [[nodiscard]] QString path() const;
    [[nodiscard]] qint64 size() const;
    /// 64 lower-case hexadecimal digits.
    [[nodiscard]] QByteArray sha256() const;
    /// The file now belongs to the caller, who renames or removes it. (Renaming without take() is fine too:
    /// what has moved away is not removed.) Const, as handlers see a const Request.
    QString take() const;

private:
    struct File;
    std::shared_ptr<File> file_;
};

} // namespace photodesk::server::http
