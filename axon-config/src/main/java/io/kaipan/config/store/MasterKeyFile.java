package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The master key on disk, readable by its owner only. */
final class MasterKeyFile {
    private MasterKeyFile() {}

    static MasterKey read(Path file) {
        try {
            return MasterKey.parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new StartupRefused(
                    "The master key file %s can't be read.".formatted(file),
                    "Put the key there, or point KAIPAN_MASTER_KEY_FILE at it.",
                    e);
        }
    }

    /** Makes a new key and writes it with mode 0600 into a folder with mode 0700. */
    static MasterKey create(Path file) throws IOException {
        byte[] secret = new byte[MasterKey.LENGTH];
        new SecureRandom().nextBytes(secret);
        Files.createDirectories(file.getParent(), onlyOwner(file, "rwx------"));
        Files.createFile(file, onlyOwner(file, "rw-------"));
        Files.writeString(file, Base64.getEncoder().encodeToString(secret) + "\n");
        return read(file);
    }

    /** The permissions as far as the file system knows them; a Windows profile folder is its owner's anyway. */
    static FileAttribute<?>[] onlyOwner(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
