package io.kaipan.command.bulk;

import io.kaipan.command.intake.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the columns of one sheet mean, in whatever order and language they come. */
final class SheetHeader {
    private final List<String> written;
    private final List<Optional<Column>> columns;

    private SheetHeader(List<String> written, List<Optional<Column>> columns) {
        this.written = written;
        this.columns = columns;
    }

    /**
     * Reads a header. Nameless columns are passed over.
     *
     * @param known the columns that this kind of sheet may have
     * @throws ImportRefused with every {@link ImportRule#HEADER_UNKNOWN}, {@link ImportRule#HEADER_REPEATED} and
     *     {@link ImportRule#HEADER_MISSING} there is
     */
    static SheetHeader of(List<String> written, List<Column> known) {
        List<Refusal> refusals = new ArrayList<>();
        List<Optional<Column>> columns = new ArrayList<>();
        for (String name : written) {
            Optional<Column> column =
                    known.stream().filter(one -> one.isCalled(name)).findFirst();
            if (column.isEmpty() && !name.isEmpty()) {
                refusals.add(ImportRefused.refusal(ImportRule.HEADER_UNKNOWN, Map.of("column", name)));
            }
            if (column.isPresent() && columns.contains(column)) {
                refusals.add(ImportRefused.refusal(ImportRule.HEADER_REPEATED, Map.of("column", name)));
            }
            columns.add(column);
        }
        known.stream()
                .filter(column -> column.required() && !columns.contains(Optional.of(column)))
                .map(column -> ImportRefused.refusal(
                        ImportRule.HEADER_MISSING,
                        Map.of("column", column.names().getFirst())))
                .forEach(refusals::add);
        if (!refusals.isEmpty()) {
            throw new ImportRefused(refusals);
        }
        return new SheetHeader(List.copyOf(written), List.copyOf(columns));
    }

    /** The row's cells that are not blank, by the field they fill. */
    Map<String, String> fields(SheetRow row) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < Math.min(columns.size(), row.cells().size()); i++) {
            String cell = row.cells().get(i);
            columns.get(i).filter(column -> !cell.isEmpty()).ifPresent(column -> fields.put(column.field(), cell));
        }
        return fields;
    }

    /** Whether a row has text in a cell that no column of the header stands above. */
    boolean isOverrunBy(SheetRow row) {
        for (int i = 0; i < row.cells().size(); i++) {
            boolean named = i < columns.size() && columns.get(i).isPresent();
            if (!named && !row.cells().get(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The header, as written, of the first column that fills a field or a part of it.
     *
     * @return null when the sheet has no such column, or {@code field} is null
     */
    @Nullable
    String nameOf(@Nullable String field) {
        for (int i = 0; i < columns.size(); i++) {
            String filled = columns.get(i).map(Column::field).orElse("");
            if (field != null && (filled + ".").startsWith(field + ".")) {
                return written.get(i);
            }
        }
        return null;
    }
}
