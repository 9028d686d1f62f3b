package com.sealkloud.chat.erasure;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.log.PersonalEvents;
import com.sealkloud.chat.retention.HoldCheck;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets nobody hold a conversation in which something is being erased: it would come too late. */
@Component
class ErasureHoldCheck implements HoldCheck {

    private final ErasureRows rows;
    private final PersonalEvents events;

    ErasureHoldCheck(ErasureRows rows, PersonalEvents events) {
        this.rows = rows;
        this.events = events;
    }

    @Override
    public Runnable requireMayBeHeld(String conversationId) {
        List<String> logs = ErasedConversations.logsOf(conversationId);
        List<String> people = rows.runningPeople();
        requireNotTouched(logs, people);
        return () -> requireNotTouched(
                logs,
                rows.runningPeople().stream()
                        .filter(userId -> !people.contains(userId))
                        .toList());
    }

    private void requireNotTouched(List<String> logs, List<String> people) {
        boolean isTouched = logs.stream().anyMatch(rows::isRunning)
                || people.stream()
                        .anyMatch(userId ->
                                !events.conversationsNaming(userId, logs).isEmpty());
        if (isTouched) {
            throw new Refusal(RefusalCode.CONFLICT, "Something is being erased in this conversation.");
        }
    }
}
