package com.sealkloud.chat.change;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.change.MessageDeleted.Reason;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Who may change which message, of people who may write into its conversation. The one place that
 * decides it. A closed ticket allows changes as it allows messages, which is asked elsewhere.
 */
@Component
class ChangePolicy {

    private final ChangeProperties properties;
    private final Clock clock;

    ChangePolicy(ChangeProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** @throws Refusal {@code forbidden}; {@code conflict} if it was deleted */
    void requireMayEdit(Person person, Message message) {
        if (!message.isOf(person.userId()) || !message.isWritten()) {
            throw Refusal.forbidden("Messages are edited by whoever has written them.");
        }
        requirePresent(message);
        requireWindow(message);
    }

    /**
     * @return on whose account it is deleted
     * @throws Refusal {@code forbidden}
     */
    Reason requireMayDelete(Person person, Message message) {
        boolean isAuthor = message.isOf(person.userId()) && message.isWritten();
        if (person.isAdmin() && !(isAuthor && isInWindow(message))) {
            return Reason.MODERATION;
        }
        if (!isAuthor) {
            throw Refusal.forbidden("Messages are deleted by whoever has written them, and by administrators.");
        }
        if (!message.isDeleted()) {
            requireWindow(message);
        }
        return Reason.AUTHOR;
    }

    /** @throws Refusal {@code conflict} if it was deleted, or cannot be read */
    void requirePresent(Message message) {
        if (message.isDeleted()) {
            throw new Refusal(RefusalCode.CONFLICT, "The message was deleted.");
        }
        if (message.isUnreadable()) {
            throw new Refusal(RefusalCode.CONFLICT, "The message cannot be read.");
        }
    }

    /** @throws Refusal {@code forbidden} for everybody but staff */
    void requireMaySeeRevisions(Person person) {
        if (!person.isStaff()) {
            throw Refusal.forbidden("Former words are for staff.");
        }
    }

    private void requireWindow(Message message) {
        if (!isInWindow(message)) {
            throw Refusal.forbidden("The message is too old to be changed.");
        }
    }

    private boolean isInWindow(Message message) {
        return clock.instant().isBefore(message.sentAt().plus(properties.editWindow()));
    }
}
