package com.sealkloud.chat.epoch;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A random id of the state of the database. Whoever restores a backup has it changed, because the
 * numbers of the logs go back and are given again. Every node looks once a second, through the
 * database and not through the broker, and publishes {@link EpochChanged}.
 */
@Component
public class Epoch {

    private static final Logger log = LoggerFactory.getLogger(Epoch.class);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile String current = "";

    Epoch(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @PostConstruct
    void begin() {
        try {
            jdbc.sql("""
                            insert into installation (id, epoch, changed_at)
                            select 1, ?, ? where not exists (select 1 from installation)""")
                    .param(UUID.randomUUID().toString())
                    .param(utc(clock.instant()))
                    .update();
        } catch (DuplicateKeyException anotherNode) {
            log.debug("Another node has begun the epoch");
        }
        current = stored();
    }

    /** The epoch as this node knows it, at most a second late. */
    public String current() {
        return current;
    }

    /** The same as the database has it now. */
    public String look() {
        String epoch = stored();
        if (!epoch.equals(current)) {
            take(epoch);
        }
        return epoch;
    }

    private synchronized void take(String epoch) {
        if (!epoch.equals(current)) {
            log.warn("The database has another epoch: what was read of it before is forgotten");
            String former = current;
            current = epoch;
            try {
                events.publishEvent(new EpochChanged(epoch));
            } catch (RuntimeException e) {
                // Whoever has not heard of it must hear of it the next time.
                current = former;
                throw e;
            }
        }
    }

    @Scheduled(fixedDelay = 1_000)
    void follow() {
        try {
            look();
        } catch (RuntimeException e) {
            log.atLevel(DatabaseOutages.level(e)).log("The epoch cannot be read: {}", e.getMessage());
        }
    }

    /** Gives the database another epoch, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String change() {
        String epoch = UUID.randomUUID().toString();
        jdbc.sql("update installation set epoch = ?, changed_at = ?")
                .param(epoch)
                .param(utc(clock.instant()))
                .update();
        return epoch;
    }

    private String stored() {
        return jdbc.sql("select epoch from installation").query(String.class).single();
    }
}
