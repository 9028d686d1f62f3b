package com.sealkloud.chat;

import com.sealkloud.chat.disk.OwnerOnly;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Protects the embedded database from other users of the machine: H2 itself creates its folder and
 * files according to the umask, mostly readable for everybody. Permissions of existing files are
 * corrected.
 */
@Component
class PrivateFiles implements BeanPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(PrivateFiles.class);

    private static final String EMBEDDED = "jdbc:h2:file:";

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && pool.getJdbcUrl().startsWith(EMBEDDED)) {
            String url = pool.getJdbcUrl().substring(EMBEDDED.length());
            Path database = Path.of(url.split(";", 2)[0]).toAbsolutePath();
            try {
                enclose(database);
            } catch (IOException | RuntimeException e) {
                log.warn("Other users of this machine may be able to read {}: {}", database.getParent(), e.toString());
            }
        }
        return bean;
    }

    /**
     * An existing folder may have other purposes, such as a home directory: its permissions stay.
     */
    static void enclose(Path database) throws IOException {
        Path folder = database.getParent();
        if (folder == null) {
            return;
        }
        if (!Files.exists(folder)) {
            OwnerOnly.folder(folder);
        }
        Path store = Path.of(database + ".mv.db");
        try {
            Files.createFile(store);
        } catch (FileAlreadyExistsException fromBefore) {
            log.debug("{} already exists", store);
        }
        for (Path file : List.of(store, Path.of(database + ".trace.db"))) {
            if (Files.exists(file)) {
                OwnerOnly.file(file);
            }
        }
    }
}
