package com.sealkloud.chat.filestore;

import com.sealkloud.chat.disk.OwnerOnly;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps files in a folder. */
final class FolderStore implements FileStore {

    private static final String ARRIVALS = "arrivals";

    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public Path arrivals() throws IOException {
        return inside(ARRIVALS);
    }

    private Path inside(String name) throws IOException {
        return Files.createDirectories(OwnerOnly.folder(folder).resolve(name));
    }

    @Override
    public void put(String key, Path arrived) throws IOException {
        Path part = inside(part(key));
        try (FileOutputStream file = new FileOutputStream(arrived.toFile(), true)) {
            file.getFD().sync();
        }
        Files.move(arrived, part.resolve(key), StandardCopyOption.ATOMIC_MOVE);
        // Otherwise a power failure could take back the move.
        try (FileChannel names = FileChannel.open(part, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public long size(String key) throws IOException {
        try {
            return Files.size(path(key));
        } catch (NoSuchFileException e) {
            throw missing(e);
        }
    }

    private static FileNotFoundException missing(NoSuchFileException e) {
        return new FileNotFoundException(e.getFile());
    }

    @Override
    public InputStream open(String key, long from, long to) throws IOException {
        FileInputStream file = new FileInputStream(path(key).toFile());
        try {
            // It would skip what is not there.
            if (from > file.getChannel().size()) {
                throw new EOFException(key);
            }
            file.skipNBytes(from);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Path local(String key) {
        return path(key);
    }

    @Override
    public void remove(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    @Override
    public Set<String> keys(String beginning) throws IOException {
        Path part = folder.resolve(beginning);
        if (!Files.isDirectory(part)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(part)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static String part(String key) {
        return key.substring(0, FileStorage.PARTITION);
    }

    private Path path(String key) {
        return folder.resolve(part(key)).resolve(key);
    }
}
