package com.sealkloud.chat.log;

import com.sealkloud.chat.encryption.Sealings;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Payloads that are stored as they are, without a server. */
public final class PlainPayloads {

    private PlainPayloads() {}

    public static StoredPayloads of(JdbcClient jdbc) {
        return new StoredPayloads(Sealings.off(jdbc), new UnreadableEvents(jdbc, JsonMapper.shared()));
    }
}
