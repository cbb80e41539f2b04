#include "server/http/detail/spool.h"

#include "server/http/detail/sync_file.h"

#include <QDir>
#include <QFile>
#include <QUuid>

#include <boost/beast/core/file.hpp>
#include <openssl/evp.h>

using namespace Qt::StringLiterals;

namespace photodesk::server::http::detail {
namespace {

constexpr auto suffix = ".upload"_L1;

Error storageError(const boost::system::error_code& error)
{
    using boost::system::errc::errc_t;
    const auto is = [&](errc_t condition) {
        return error == boost::system::errc::make_error_condition(condition);
    };
    const bool full = is(errc_t::no_space_on_device) || is(errc_t::file_too_large)
#ifdef EDQUOT
                      || error.value() == EDQUOT
#endif
        ;
    return {full ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
            u"spool: error "_s + QString::number(error.value())};
}

using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

} // namespace

struct SpoolWriter::Open {
    QString path;
    boost::beast::file file;
    // OpenSSL rather than QCryptographicHash: it uses the CPU's SHA instructions, several times faster.
    Digest digest{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    qint64 size = 0;
    bool handedOn = false;

    Open() = default;
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    ~Open()
    {
        boost::system::error_code ignored;
        file.close(ignored);
        if (!handedOn && !path.isEmpty())
            QFile::remove(path);
    }
};

Result<void> prepareSpoolDirectory(const QString& directory)
{
    if (directory.isEmpty() || !QDir().mkpath(directory))
        return fail(ErrorCode::StorageFailed, u"the spool directory cannot be made"_s);
    QFile::setPermissions(directory,
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    const QDir dir(directory);
    for (const QString& name : dir.entryList({u"*"_s + suffix}, QDir::Files | QDir::Hidden)) {
        if (!QFile::remove(dir.filePath(name)))
            return fail(ErrorCode::StorageFailed, u"an old spool file cannot be removed"_s);
    }
    return {};
}

SpoolWriter::SpoolWriter(QString directory) : directory_(std::move(directory)) {}

SpoolWriter::~SpoolWriter() = default;

Result<void> SpoolWriter::open()
{
    if (open_)
        return {};
    auto opened = std::make_unique<Open>();
    if (!opened->digest || EVP_DigestInit_ex(opened->digest.get(), EVP_sha256(), nullptr) != 1)
        return fail(ErrorCode::Internal, u"spool: no SHA-256"_s);
    const QString path =
        QDir(directory_).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + suffix);
    boost::system::error_code error;
    opened->file.open(path.toUtf8().constData(), boost::beast::file_mode::write_new, error);
    if (error)
        return fail(storageError(error));
    opened->path = path;
    open_ = std::move(opened);
    return {};
}

Result<void> SpoolWriter::write(QByteArrayView bytes)
{
    PD_TRY(open());
    qsizetype done = 0;
    while (done < bytes.size()) {
        boost::system::error_code error;
        const std::size_t written =
            open_->file.write(bytes.data() + done, static_cast<std::size_t>(bytes.size() - done), error);
        if (error) {
            open_.reset();
            return fail(storageError(error));
        }
        done += static_cast<qsizetype>(written);
    }
    if (EVP_DigestUpdate(open_->digest.get(), bytes.data(), static_cast<std::size_t>(bytes.size())) != 1)
        return fail(ErrorCode::Internal, u"spool: SHA-256 failed"_s);
    open_->size += bytes.size();
    return {};
}

Result<SpooledBody> SpoolWriter::finish()
{
    PD_TRY(open());
    boost::system::error_code error(syncFile(open_->file.native_handle()), boost::system::generic_category());
    if (!error)
        open_->file.close(error);
    if (error) {
        open_.reset();
        return fail(storageError(error));
    }
    QByteArray hash(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    unsigned int length = 0;
    if (EVP_DigestFinal_ex(open_->digest.get(), reinterpret_cast<unsigned char*>(hash.data()), &length) != 1)
        return fail(ErrorCode::Internal, u"spool: SHA-256 failed"_s);
    hash.truncate(static_cast<qsizetype>(length));
    open_->handedOn = true;
    SpooledBody body(open_->path, open_->size, hash.toHex());
    open_.reset();
    return body;
}

} // namespace photodesk::server::http::detail
