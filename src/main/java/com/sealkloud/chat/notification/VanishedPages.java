package com.sealkloud.chat.notification;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.presence.PeopleWentOffline;
import com.sealkloud.chat.push.WebPush;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Pushes what was sent to the pages of users who turn out to have been gone, as after the lid of a
 * laptop was closed. Nobody can tell whether a page that has ended still showed it, so what is
 * unread is shown again, on the devices; those who have none see it when they come back.
 */
@Component
class VanishedPages {

    private static final Logger log = LoggerFactory.getLogger(VanishedPages.class);

    /**
     * Missing heartbeats are noticed after 30 s, and a user is announced as offline some seconds
     * later.
     */
    private static final Duration UNNOTICED = Duration.ofSeconds(45);

    private final NotificationLedger ledger;
    private final NotificationSender sender;
    private final WebPush push;
    private final Clock clock;

    VanishedPages(NotificationLedger ledger, NotificationSender sender, WebPush push, Clock clock) {
        this.ledger = ledger;
        this.sender = sender;
        this.push = push;
        this.clock = clock;
    }

    @EventListener
    void on(PeopleWentOffline left) {
        try {
            Set<String> withDevice = push.reachable(left.userIds());
            if (!withDevice.isEmpty()
                    && ledger.sendAgain(withDevice, clock.instant().minus(UNNOTICED))) {
                sender.wake();
            }
        } catch (DataAccessException | TransactionException e) {
            log.atLevel(DatabaseOutages.level(e))
                    .log(
                            "What pages of {} users may not have shown is not pushed: {}",
                            left.userIds().size(),
                            e.getMessage());
        }
    }
}
