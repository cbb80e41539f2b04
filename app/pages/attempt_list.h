#pragma once

#include "app/client/api_types.h"
#include "domain/reason.h"

#include <QScrollArea>

class QVBoxLayout;

namespace photodesk::app {

/// All attempts of one record, newest first: when, from where, what the machine found, what the student
/// wrote, what was decided by whom, with the reasons. Text only; names are masked by the server.
class AttemptList : public QScrollArea {
    Q_OBJECT
public:
    explicit AttemptList(const ReasonCatalogue& reasons, QWidget* parent = nullptr);

    void setAttempts(std::vector<Attempt> newestFirst);
    void step(int rows); ///< scrolls, for keys that work anywhere on the page
    /// All of it in one string, as read aloud.
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    [[nodiscard]] QWidget* card(const Attempt& attempt) const;
    void addDecision(QVBoxLayout* box, const PastDecision& decision) const;

    const ReasonCatalogue& reasons_;
    std::vector<Attempt> attempts_;
    QVBoxLayout* column_;
};

} // namespace photodesk::app
