package io.kaipan.config.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The files of the sample data. */
final class Sheets {
    /** 2,000 leads in GB18030, as a sales office sent them. */
    static byte[] leads() {
        return read("leads.csv");
    }

    /** What importing {@link #leads()} comes to. */
    static byte[] expectedOfLeads() {
        return read("leads.expected.json");
    }

    /** A sheet of another kind. */
    static byte[] units() {
        return read("units.csv");
    }

    private static byte[] read(String name) {
        try (InputStream in = Objects.requireNonNull(Sheets.class.getResourceAsStream("/imports/" + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Sheets() {}
}
