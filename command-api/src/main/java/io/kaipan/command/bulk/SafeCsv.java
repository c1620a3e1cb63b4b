package io.kaipan.command.bulk;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes CSV that spreadsheet programs open as text, whatever people have typed into the cells: the one way out for
 * every export. UTF-8 with byte order mark, so that Excel reads Chinese.
 */
public final class SafeCsv implements Closeable {
    /** What a cell begins with that a spreadsheet program takes for a formula; full-width forms count in East Asia. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private final CsvWriter csv;

    /** Starts a file. @param out is closed with this writer */
    public SafeCsv(OutputStream out) throws IOException {
        out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** Writes one record. */
    public void record(String... cells) {
        csv.writeRecord(Arrays.stream(cells).map(SafeCsv::neutral).toArray(String[]::new));
    }

    /** The cell's text, with an apostrophe in front where it would be taken for a formula. */
    public static String neutral(String cell) {
        return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
