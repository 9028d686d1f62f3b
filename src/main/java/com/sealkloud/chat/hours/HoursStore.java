package com.sealkloud.chat.hours;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The opening hours: those of the configuration until an administrator has changed them. They are
 * read from the database each time, so that a change counts on all nodes at once.
 */
@Repository
public class HoursStore {

    private static final String ONLY = "opening";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final HoursProperties properties;

    HoursStore(JdbcClient jdbc, JsonMapper json, HoursProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.properties = properties;
    }

    public OpeningHours hours() {
        return stored("").map(HoursDocument::parsed).orElseGet(properties::openingHours);
    }

    public HoursDocument document() {
        return stored("").orElseGet(this::configured);
    }

    /** @return the hours, which nobody else changes until the transaction ends */
    HoursDocument lock() {
        return stored(" for update").orElseGet(this::configured);
    }

    private HoursDocument configured() {
        return HoursDocument.of(properties.openingHours());
    }

    private Optional<HoursDocument> stored(String lock) {
        return jdbc.sql("select document from opening_hours where hours_id = ?" + lock)
                .param(ONLY)
                .query(String.class)
                .optional()
                .map(document -> json.readValue(document, HoursDocument.class));
    }

    /**
     * @throws org.springframework.dao.DuplicateKeyException if somebody else has changed them for
     *     the first time meanwhile
     */
    void save(HoursDocument hours) {
        String document = json.writeValueAsString(hours);
        int changed = jdbc.sql("update opening_hours set document = ? where hours_id = ?")
                .param(document)
                .param(ONLY)
                .update();
        if (changed == 0) {
            jdbc.sql("insert into opening_hours (document, hours_id) values (?, ?)")
                    .param(document)
                    .param(ONLY)
                    .update();
        }
    }
}
