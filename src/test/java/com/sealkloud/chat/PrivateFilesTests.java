package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTests {

    @TempDir
    Path temporary;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void newFolderAndDatabaseAreForTheirOwnerAlone() throws IOException {
        Path data = temporary.resolve("data");

        PrivateFiles.enclose(data.resolve("chat"));

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("chat.mv.db"))).isEqualTo("rw-------");
    }

    @Test
    void databaseThatOthersCouldReadIsMendedAndItsFolderLeftAlone() throws IOException {
        Path database = Files.createFile(temporary.resolve("chat.mv.db"));
        Path trace = Files.createFile(temporary.resolve("chat.trace.db"));
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));

        PrivateFiles.enclose(temporary.resolve("chat"));

        assertThat(permissions(database)).isEqualTo("rw-------");
        assertThat(permissions(trace)).isEqualTo("rw-------");
        assertThat(permissions(temporary)).isEqualTo("rwxr-xr-x");
    }
}
