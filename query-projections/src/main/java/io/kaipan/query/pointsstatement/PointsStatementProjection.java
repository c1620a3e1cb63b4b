package io.kaipan.query.pointsstatement;

import static io.kaipan.query.pointsstatement.StoredEntry.ENTRIES;
import static io.kaipan.query.pointsstatement.StoredHolder.HOLDERS;

import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberEvent.LedgerEvent;
import io.kaipan.domain.member.MemberEvent.MembershipApplied;
import io.kaipan.domain.member.MemberEvent.MembershipClosed;
import io.kaipan.domain.member.MemberEvent.PointsVoided;
import io.kaipan.domain.member.PointsUse;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the ledgers of points. Events of one customer must come in order; those of different customers need not. */
@Component
class PointsStatementProjection implements Projection {
    private final Sealing sealing;

    PointsStatementProjection(PersonalDataVault vault) {
        this.sealing = new Sealing(vault, PointsStatement.VIEW);
    }

    @Override
    public String view() {
        return PointsStatement.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(HOLDERS, ENTRIES);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(MembershipApplied.class, LedgerEvent.class, MembershipClosed.class, CustomerForgotten.class);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        switch (event) {
            case LedgerEvent e -> {
                wanted.row(HOLDERS, e.account());
                e.uses().forEach(use -> wanted.row(ENTRIES, StoredEntry.key(e.account(), use.entry())));
                if (e instanceof PointsVoided voided) {
                    wanted.row(ENTRIES, StoredEntry.key(e.account(), voided.voids()));
                }
            }
            case MembershipClosed e -> wanted.all(ENTRIES, StoredEntry.ACCOUNT, e.account());
            case CustomerForgotten e -> wanted.all(ENTRIES, StoredEntry.CUSTOMER, e.customer());
            default -> {}
        }
    }

    /** A customer who is forgotten, or whose membership ends, may have no entry at all. */
    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch (recorded.event()) {
            case MembershipApplied e -> rows.put(HOLDERS, new StoredHolder(e.account(), e.project()));
            case LedgerEvent e -> fold(e, recorded, rows);
            case MembershipClosed e ->
                rows.all(ENTRIES, StoredEntry.ACCOUNT, e.account()).stream()
                        .filter(entry -> entry.remains().points() > 0)
                        .forEach(entry -> rows.put(ENTRIES, entry.lapsed()));
            case CustomerForgotten e ->
                rows.all(ENTRIES, StoredEntry.CUSTOMER, e.customer())
                        .forEach(entry -> rows.put(ENTRIES, entry.blank()));
            default -> {}
        }
    }

    private void fold(LedgerEvent event, Recorded recorded, Rows rows) {
        MemberAccountId account = event.account();
        ProjectCode project = rows.get(HOLDERS, account).project();
        for (PointsUse use : event.uses()) {
            String key = StoredEntry.key(account, use.entry());
            rows.put(ENTRIES, rows.get(ENTRIES, key).used(use.points()));
        }
        if (event instanceof PointsVoided voided) {
            StoredEntry award = rows.get(ENTRIES, StoredEntry.key(account, voided.voids()));
            rows.put(ENTRIES, award.voidedBy(voided.entry()));
            project = award.project();
        }
        rows.put(ENTRIES, StoredEntry.of(event, project, recorded, sealing));
    }
}
