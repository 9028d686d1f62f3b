package com.sealkloud.chat.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.encryption.Sealing;
import com.sealkloud.chat.testing.Chat;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Logs that are too long to be counted before the connection is closed. */
public final class UncountedEvents extends PersonalEvents {

    public UncountedEvents(Chat chat) {
        super(
                chat.bean(JdbcClient.class),
                chat.bean(PersonalRows.class),
                chat.bean(Sealing.class),
                chat.bean(JsonMapper.class));
    }

    @Override
    public long countWritten(@Nullable String actorId, Collection<String> conversationIds) {
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .as("whether something is locked, or fails with this")
                .isFalse();
        throw new QueryTimeoutException("too long a log");
    }
}
