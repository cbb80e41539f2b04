#include "server/services/random.h"

#include <QUuid>

#include <sodium.h>

namespace photodesk::server::services {

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), std::size_t(bytes.size()));
    return bytes;
}

quint32 randomBelow(quint32 bound)
{
    return randombytes_uniform(bound);
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

bool initialiseCrypto()
{
    return sodium_init() >= 0;
}

} // namespace photodesk::server::services
