package io.kaipan.command.bulk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a text file as Excel writes it in China (LEA-7), decided by the whole file: a byte order mark is
 * believed, else it is UTF-8 if all of it reads as UTF-8, else GB18030 if all of it reads as that. A file that is not
 * sound from beginning to end is refused rather than guessed at.
 *
 * @param mark how many bytes the byte order mark has, 0 without one
 */
record SheetEncoding(Charset charset, int mark) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16LE_MARK = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] UTF_16BE_MARK = {(byte) 0xFE, (byte) 0xFF};

    /**
     * So many characters beyond ASCII in a row don't read as UTF-8 by chance: a file that goes wrong only behind them is
     * damaged UTF-8, and reading it as GB18030 would store nonsense.
     */
    private static final int SURELY_UTF_8 = 16;

    /** @throws ImportRefused {@link ImportRule#ENCODING_UNKNOWN} */
    static SheetEncoding of(Path file) throws IOException {
        SheetEncoding marked = marked(file);
        if (marked != null) {
            Fault fault = marked.firstFault(file);
            if (fault != null) {
                throw new ImportRefused(ImportRule.ENCODING_UNKNOWN, "offset", fault.offset());
            }
            return marked;
        }
        SheetEncoding utf8 = new SheetEncoding(StandardCharsets.UTF_8, 0);
        Fault noUtf8 = utf8.firstFault(file);
        if (noUtf8 == null) {
            return utf8;
        }
        SheetEncoding gb18030 = new SheetEncoding(GB18030, 0);
        if (noUtf8.soundBefore() < SURELY_UTF_8 && gb18030.firstFault(file) == null) {
            return gb18030;
        }
        throw new ImportRefused(ImportRule.ENCODING_UNKNOWN, "offset", noUtf8.offset());
    }

    private static @Nullable SheetEncoding marked(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(UTF_8_MARK.length);
        }
        if (Arrays.equals(head, UTF_8_MARK)) {
            return new SheetEncoding(StandardCharsets.UTF_8, UTF_8_MARK.length);
        }
        if (startsWith(head, UTF_16LE_MARK)) {
            return new SheetEncoding(StandardCharsets.UTF_16LE, UTF_16LE_MARK.length);
        }
        if (startsWith(head, UTF_16BE_MARK)) {
            return new SheetEncoding(StandardCharsets.UTF_16BE, UTF_16BE_MARK.length);
        }
        return null;
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    /**
     * The file's text behind the mark, and {@code after} behind the text.
     *
     * @return throws {@link java.nio.charset.CharacterCodingException} where the bytes are not of this encoding
     */
    Reader open(Path file, String after) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(mark);
        InputStream tail = new ByteArrayInputStream(after.getBytes(charset));
        return new InputStreamReader(new SequenceInputStream(in, tail), strictDecoder());
    }

    private CharsetDecoder strictDecoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Where the bytes stop being of this encoding. */
    private record Fault(long offset, long soundBefore) {}

    private @Nullable Fault firstFault(Path file) throws IOException {
        CharsetDecoder decoder = strictDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer chars = CharBuffer.allocate(1 << 16);
        long decoded = mark;
        long beyondAscii = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(mark);
            boolean end;
            do {
                end = channel.read(bytes) < 0;
                bytes.flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, chars, end);
                    chars.flip();
                    beyondAscii += chars.chars().filter(c -> c > 0x7F).count();
                    chars.clear();
                } while (result.isOverflow());
                decoded += bytes.position();
                if (result.isError()) {
                    return new Fault(decoded, beyondAscii);
                }
                bytes.compact();
            } while (!end);
        }
        return null;
    }
}
