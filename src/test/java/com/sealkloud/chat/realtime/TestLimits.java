package com.sealkloud.chat.realtime;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Rate limits for tests of other packages. */
public final class TestLimits {

    private TestLimits() {}

    /** @param burst how many calls a user may make at once; one per second comes back */
    public static RateLimits ofCalls(int burst) {
        Map<String, Object> few = Map.of("chat.limits.calls.burst", burst, "chat.limits.calls.per-second", 1);
        return new RateLimits(
                new Binder(new MapConfigurationPropertySource(few)).bindOrCreate("chat.limits", LimitProperties.class));
    }
}
