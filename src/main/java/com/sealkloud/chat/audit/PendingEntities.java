package com.sealkloud.chat.audit;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Repository;

/** The changes that JPA has not written yet. As a repository, it throws Spring's exceptions. */
@Repository
class PendingEntities {

    private final EntityManager entities;

    PendingEntities(EntityManager entities) {
        this.entities = entities;
    }

    void flush() {
        entities.flush();
    }
}
