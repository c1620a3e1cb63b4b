package io.kaipan.command.bulk;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file record by record, whatever its encoding and separator (comma, semicolon or tab, as its header has
 * it). Never holds more than one record. Empty lines are no records.
 */
final class SheetReader implements AutoCloseable {
    /** Characters; more in one cell means that a quotation mark is missing. */
    private static final int LONGEST_CELL = 1 << 16;

    /** A last record of our own: where it is not the last one, an open quotation mark has swallowed it. */
    private static final String END = "\u0000";

    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;
    private boolean ended;
    private int number;
    private long line;

    private SheetReader(CloseableIterator<CsvRecord> records) {
        this.records = records;
        CsvRecord first = record();
        if (first == null) {
            throw new ImportRefused(ImportRule.FILE_EMPTY);
        }
        this.header = cells(first);
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws ImportRefused {@link ImportRule#ENCODING_UNKNOWN}, {@link ImportRule#FILE_EMPTY},
     *     {@link ImportRule#CSV_MALFORMED}
     */
    static SheetReader open(Path file) throws IOException {
        SheetEncoding encoding = SheetEncoding.of(file);
        char separator = separator(encoding, file);
        CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(LONGEST_CELL)
                .ofCsvRecord(encoding.open(file, "\n" + END));
        CloseableIterator<CsvRecord> records = csv.iterator();
        try {
            return new SheetReader(records);
        } catch (ImportRefused e) {
            records.close();
            throw e;
        }
    }

    /** The separator that stands most often in the first line outside of quotation marks. */
    private static char separator(SheetEncoding encoding, Path file) throws IOException {
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        try (Reader reader = encoding.open(file, "")) {
            char[] head = new char[LONGEST_CELL];
            int length = Math.max(0, reader.read(head));
            for (int i = 0; i < length && (quoted || (head[i] != '\n' && head[i] != '\r')); i++) {
                switch (head[i]) {
                    case '"' -> quoted = !quoted;
                    case ',' -> commas += quoted ? 0 : 1;
                    case ';' -> semicolons += quoted ? 0 : 1;
                    case '\t' -> tabs += quoted ? 0 : 1;
                    default -> {}
                }
            }
        }
        if (tabs > commas && tabs > semicolons) {
            return '\t';
        }
        return semicolons > commas ? ';' : ',';
    }

    /** The header's cells, white space around them removed. */
    List<String> header() {
        return header;
    }

    /** The next record, null behind the last. @throws ImportRefused {@link ImportRule#CSV_MALFORMED} */
    @Nullable
    SheetRow next() {
        CsvRecord record = record();
        return record == null ? null : new SheetRow(++number, record.getStartingLineNumber(), cells(record));
    }

    /** The next records, at most {@code limit}; empty behind the last. */
    List<SheetRow> next(int limit) {
        List<SheetRow> rows = new ArrayList<>();
        SheetRow row;
        while (rows.size() < limit && (row = next()) != null) {
            rows.add(row);
        }
        return rows;
    }

    /** Passes over records. */
    void skip(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private @Nullable CsvRecord record() {
        if (ended) {
            return null;
        }
        try {
            if (!records.hasNext()) {
                throw new ImportRefused(ImportRule.CSV_MALFORMED, "line", line);
            }
            CsvRecord record = records.next();
            line = record.getStartingLineNumber();
            ended = record.getFieldCount() == 1 && record.getField(0).equals(END) && !records.hasNext();
            return ended ? null : record;
        } catch (CsvParseException e) {
            throw new ImportRefused(ImportRule.CSV_MALFORMED, "line", line);
        }
    }

    private static List<String> cells(CsvRecord record) {
        return record.getFields().stream()
                .map(cell -> cell.strip().replace("\r\n", "\n").replace('\r', '\n'))
                .toList();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
