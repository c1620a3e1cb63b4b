package io.kaipan.command.bulk;

import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Correlation;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.command.intake.Refusal;
import io.kaipan.command.intake.StoreUnavailable;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.TypeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends the rows of one import through the intake. A row's idempotency key and the id of its record follow from what the
 * row says (under a key of this installation, so that neither gives it away): the same row again, in whatever file,
 * changes nothing (LEA-7).
 */
final class RowSender {
    private final Intake intake;
    private final PersonalDataVault vault;
    private final Patience patience;
    private final Sheet sheet;
    private final SheetHeader header;
    private final String job;
    private final String scope;

    RowSender(Intake intake, PersonalDataVault vault, Patience patience, Sheet sheet, SheetHeader header, String job) {
        this.intake = intake;
        this.vault = vault;
        this.patience = patience;
        this.sheet = sheet;
        this.header = header;
        this.job = job;
        this.scope = "import:" + sheet.kind();
    }

    /** A row and the command it becomes, still without id. @param lane as for {@link Sheet#lane} */
    record Prepared(SheetRow row, ObjectNode command, String lane) {}

    /** What became of a row. */
    sealed interface Fate {
        /** It made a new record. */
        record Accepted() implements Fate {}

        /** The record was there, or the row was imported before. */
        record AlreadyThere() implements Fate {}

        /** It was refused. */
        record Rejected(ImportRejection rejection) implements Fate {}
    }

    Prepared prepare(SheetRow row) {
        ObjectNode command = patience.outlast(() -> sheet.command(header.fields(row)));
        return new Prepared(row, command, sheet.lane(command));
    }

    /**
     * Sends the rows of a lane, one after the other. Their events carry the job's id as correlation id (G-4).
     *
     * @param actor the user with the roles and projects of this moment
     * @param logPosition the head of the log before the first of them was sent
     * @param maybeSent whether this job may have sent them before, and been cut off before it could count them
     * @throws StoreUnavailable when patience ended
     * @throws io.kaipan.command.intake.AccessRefused when the user may not send them any more
     */
    List<Fate> send(List<Prepared> lane, Actor actor, long logPosition, boolean maybeSent) {
        List<Fate> fates = new ArrayList<>();
        Set<String> made = new HashSet<>();
        MDC.put(Correlation.KEY, job);
        try {
            for (Prepared row : lane) {
                fates.add(
                        header.isOverrunBy(row.row())
                                ? overrun(row.row())
                                : send(row, actor, made, logPosition, maybeSent));
            }
        } finally {
            MDC.remove(Correlation.KEY);
        }
        return fates;
    }

    /** @param made the ids of the records that the lane has made; is added to */
    private Fate send(Prepared prepared, Actor actor, Set<String> made, long logPosition, boolean maybeSent) {
        byte[] fingerprint = vault.fingerprint(scope, prepared.command().toString());
        ObjectNode body = prepared.command().deepCopy();
        if (!body.has(sheet.idField())) {
            body.put(sheet.idField(), TypeId.of(sheet.idPrefix(), Cells.uuid(fingerprint)));
        }
        String id = body.get(sheet.idField()).asString();
        String key = HexFormat.of().formatHex(fingerprint);
        Attempts attempts =
                new Attempts(new CommandRequest(sheet.commandName(), body, actor, scope, key, false), maybeSent);
        return switch (patience.outlast(attempts::next)) {
            case Outcome.Refused(List<Refusal> refusals) -> rejected(prepared.row(), refusals.getFirst());
            case Outcome.Accepted(Receipt receipt) -> {
                boolean ours = !receipt.replayed() || (attempts.uncertain && receipt.position() > logPosition);
                boolean meant = receipt.id().equals(id) || !sheet.makesRecords();
                yield ours && meant && made.add(id) ? new Fate.Accepted() : new Fate.AlreadyThere();
            }
        };
    }

    /** One row's tries: behind the first one, an earlier try may have been carried out without our hearing of it. */
    private final class Attempts {
        private final CommandRequest request;
        private boolean uncertain;

        Attempts(CommandRequest request, boolean maybeSent) {
            this.request = request;
            this.uncertain = maybeSent;
        }

        Outcome next() {
            try {
                return intake.accept(request);
            } catch (RuntimeException e) {
                uncertain = true;
                throw e;
            }
        }
    }

    private Fate overrun(SheetRow row) {
        return rejected(row, ImportRefused.refusal(ImportRule.CELL_WITHOUT_HEADER, Map.of()));
    }

    private Fate rejected(SheetRow row, Refusal refusal) {
        @Nullable String column = header.nameOf(refusal.field());
        return new Fate.Rejected(new ImportRejection(
                row.number(), row.line(), column, refusal.code(), refusal.ruleId(), refusal.details()));
    }
}
