package com.sealkloud.chat.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.change.MessageDeleted.Reason;
import com.sealkloud.chat.log.LogEntryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Authors change their messages for a while, administrators delete at any time. */
class ChangePolicyTests {

    private static final Instant SENT = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Person CAROL = new Person("carol", "Carol", Role.CLIENT);
    private static final Person ADA = new Person("ada", "Ada", Role.ADMIN);

    private final Message message = new Message(
            new LogEntryId("direct-carol-lena", 7),
            JsonNodeFactory.instance
                    .objectNode()
                    .put("senderId", "carol")
                    .put("content", "Hello")
                    .put("timestamp", SENT.toString()));

    private static ChangePolicy policy(Duration window, Duration age) {
        return new ChangePolicy(new ChangeProperties(window, 100, 50), Clock.fixed(SENT.plus(age), ZoneOffset.UTC));
    }

    @Test
    void authorsEditAndDeleteUntilTheWindowEnds() {
        ChangePolicy before = policy(WINDOW, WINDOW.minusMillis(1));
        ChangePolicy after = policy(WINDOW, WINDOW);

        assertThatCode(() -> before.requireMayEdit(CAROL, message)).doesNotThrowAnyException();
        assertThat(before.requireMayDelete(CAROL, message)).isEqualTo(Reason.AUTHOR);
        assertThatThrownBy(() -> after.requireMayEdit(CAROL, message)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> after.requireMayDelete(CAROL, message)).isInstanceOf(Refusal.class);
    }

    @Test
    void aWindowOfNothingLetsNobodyEdit() {
        ChangePolicy never = policy(Duration.ZERO, Duration.ZERO);

        assertThatThrownBy(() -> never.requireMayEdit(CAROL, message)).isInstanceOf(Refusal.class);
    }

    @Test
    void administratorsDeleteAtAnyTimeAndEditNothingOfOthers() {
        ChangePolicy late = policy(WINDOW, Duration.ofDays(400));

        assertThat(late.requireMayDelete(ADA, message)).isEqualTo(Reason.MODERATION);
        assertThatThrownBy(() -> late.requireMayEdit(ADA, message)).isInstanceOf(Refusal.class);
    }
}
