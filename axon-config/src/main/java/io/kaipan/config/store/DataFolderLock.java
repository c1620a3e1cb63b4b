package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One Kaipan a data folder: the operating system gives the lock back when the process ends, however it ends. */
final class DataFolderLock implements AutoCloseable {
    private static final long BEHIND_THE_TEXT = 1_000; // so that the text can be read while another holds the lock

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StartupRefused when another process holds the folder */
    static DataFolderLock on(Path home) throws IOException {
        Path file = home.resolve("kaipan.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locks(channel)) {
            channel.close();
            throw new StartupRefused(
                    "Another Kaipan (process %s) is working with the data in %s."
                            .formatted(Files.readString(file).strip(), home),
                    "Stop it first, or give this one a folder and ports of its own: KAIPAN_HOME, KAIPAN_PG_PORT,"
                            + " SERVER_PORT.");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new DataFolderLock(channel);
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(BEHIND_THE_TEXT, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
