package com.sealkloud.chat.account;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * The settings of accounts as the application binds them: the defaults, and a test's own
 * values.
 */
public final class TestSettings {

    private TestSettings() {}

    /** @param logIn names below {@code chat.log-in} and their values, in turn */
    public static AccountProperties of(Object... logIn) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < logIn.length; i += 2) {
            values.put("chat.log-in." + logIn[i], logIn[i + 1]);
        }
        return bound(values);
    }

    public static AccountProperties bound(Map<String, Object> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("chat", AccountProperties.class);
    }
}
