// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/jobmark.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QtEndian>

namespace belayer::engine {

namespace {

constexpr char MarkName[] = "BELAYER_JOB=";
constexpr rlim_t NoLimit = Q_UINT64_C(1) << 62; ///< 146,000 years; what is below it tells one id from another

} // namespace

JobMark newMark(const JobId &id)
{
    const QByteArray name = id.text().toLatin1();
    const QByteArray chance = QByteArray::number(QRandomGenerator::global()->generate64(), 36);
    const QByteArray hash = QCryptographicHash::hash(name, QCryptographicHash::Sha256);
    return {MarkName + name + '/' + chance, NoLimit | qFromBigEndian<quint64>(hash.constData()) >> 2};
}

QByteArray withoutChance(const QByteArray &variable)
{
    return variable.left(variable.lastIndexOf('/') + 1);
}

QByteArrayView markName()
{
    return MarkName;
}

} // namespace belayer::engine
