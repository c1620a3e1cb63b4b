package io.kaipan.query.projection;

import io.kaipan.query.projection.Table.Column;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Writes rows as PostgreSQL's binary COPY takes them. */
final class CopyStream<T> {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int FLUSH_BYTES = 1 << 16;
    private static final long POSTGRES_EPOCH_SECOND =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long POSTGRES_EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int OID_BIGINT = 20;
    private static final int OID_TEXT = 25;

    private final CopyIn copy;
    private final List<Column<T>> columns;
    private final Buffer buffer = new Buffer();
    private final DataOutputStream out = new DataOutputStream(buffer);

    CopyStream(CopyIn copy, List<Column<T>> columns) {
        this.copy = copy;
        this.columns = columns;
    }

    void write(List<T> rows) throws SQLException {
        try {
            out.write(SIGNATURE);
            out.writeInt(0); // flags
            out.writeInt(0); // length of the header's extension
            for (T row : rows) {
                write(row);
                if (buffer.size() >= FLUSH_BYTES) {
                    buffer.flushTo(copy);
                }
            }
            out.writeShort(-1);
            buffer.flushTo(copy);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes no bytes", e);
        }
    }

    private void write(T row) throws IOException {
        out.writeShort(columns.size());
        for (Column<T> column : columns) {
            write(column.type(), column.value().apply(row));
        }
    }

    private void write(Table.Type type, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
            return;
        }
        switch (type) {
            case TEXT -> text(value);
            case BIGINT -> bigint((Long) value);
            case INTEGER -> {
                out.writeInt(Integer.BYTES);
                out.writeInt((Integer) value);
            }
            case BOOLEAN -> {
                out.writeInt(1);
                out.writeBoolean((Boolean) value);
            }
            case TIMESTAMP -> {
                Instant instant = (Instant) value;
                bigint((instant.getEpochSecond() - POSTGRES_EPOCH_SECOND) * 1_000_000 + instant.getNano() / 1_000);
            }
            case DATE -> {
                out.writeInt(Integer.BYTES);
                out.writeInt((int) (((LocalDate) value).toEpochDay() - POSTGRES_EPOCH_DAY));
            }
            case BIGINTS -> array((Collection<?>) value, OID_BIGINT);
            case TEXTS -> array((Collection<?>) value, OID_TEXT);
        }
    }

    private void text(Object value) throws IOException {
        byte[] bytes = GenerationTables.clean(value).getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private void bigint(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private void array(Collection<?> values, int elementOid) throws IOException {
        int lengthAt = buffer.size();
        out.writeInt(0);
        out.writeInt(values.isEmpty() ? 0 : 1); // dimensions
        out.writeInt(0); // no nulls among the elements
        out.writeInt(elementOid);
        if (!values.isEmpty()) {
            out.writeInt(values.size());
            out.writeInt(1); // lower bound
            for (Object value : values) {
                if (elementOid == OID_BIGINT) {
                    bigint((Long) value);
                } else {
                    text(value);
                }
            }
        }
        buffer.setInt(lengthAt, buffer.size() - lengthAt - Integer.BYTES);
    }

    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(FLUSH_BYTES + (FLUSH_BYTES >> 2));
        }

        void setInt(int at, int value) {
            buf[at] = (byte) (value >>> 24);
            buf[at + 1] = (byte) (value >>> 16);
            buf[at + 2] = (byte) (value >>> 8);
            buf[at + 3] = (byte) value;
        }

        void flushTo(CopyIn copy) throws SQLException {
            copy.writeToCopy(buf, 0, count);
            reset();
        }
    }
}
