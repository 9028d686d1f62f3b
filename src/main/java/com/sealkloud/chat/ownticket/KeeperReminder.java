package com.sealkloud.chat.ownticket;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reminds at the start to say who keeps the tickets. By default it is this service; where a program
 * keeps them, each ticket of a client would exist twice, or only here.
 */
@Component
class KeeperReminder {

    private static final Logger log = LoggerFactory.getLogger(KeeperReminder.class);

    private static final int MOST_NAMED = 5;

    private final Environment environment;
    private final JdbcClient jdbc;

    KeeperReminder(Environment environment, JdbcClient jdbc) {
        this.environment = environment;
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void remind() {
        if (environment.containsProperty("chat.tickets")
                || environment.getProperty("chat.demo", Boolean.class, false)) {
            return;
        }
        List<String> programs = jdbc.sql(
                        "select user_id from account where user_role = 'SERVICE' and enabled order by user_id limit ?")
                .param(MOST_NAMED)
                .query(String.class)
                .list();
        if (!programs.isEmpty()) {
            log.warn(
                    "CHAT_TICKETS is not set, so this service keeps the tickets itself. If one of the programs with an"
                            + " account ({}) keeps them, set it to external; else set it to own",
                    String.join(", ", programs));
        }
    }
}
