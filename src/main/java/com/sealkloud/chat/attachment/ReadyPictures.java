package com.sealkloud.chat.attachment;

import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.log.Attachment;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.LogEntryId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends the processing of a picture, and tells everybody who can read its message. */
@Service
class ReadyPictures {

    private final ThumbnailRows queue;
    private final StoredFiles files;
    private final Removals removals;
    private final LockedConversations conversations;
    private final EventContents words;
    private final TransactionTemplate transactions;

    ReadyPictures(
            ThumbnailRows queue,
            StoredFiles files,
            Removals removals,
            LockedConversations conversations,
            EventContents words,
            TransactionTemplate transactions) {
        this.queue = queue;
        this.files = files;
        this.removals = removals;
        this.conversations = conversations;
        this.words = words;
        this.transactions = transactions;
    }

    /** @param made null if it has no small copies */
    void tell(String attachmentId, @Nullable Thumbnails made) {
        boolean kept = Boolean.TRUE.equals(transactions.execute(status -> keepUnclaimed(attachmentId, made)))
                || Boolean.TRUE.equals(transactions.execute(status -> keepInMessage(attachmentId, made)));
        if (!kept && made != null) {
            keys(made).forEach(removals::hasten);
        }
    }

    private static Stream<String> keys(Thumbnails made) {
        return Stream.of(made.smallKey(), made.largeKey()).filter(Objects::nonNull);
    }

    private boolean keepUnclaimed(String attachmentId, @Nullable Thumbnails made) {
        return queue.finishUnclaimed(attachmentId, made) && keep(made);
    }

    private boolean keepInMessage(String attachmentId, @Nullable Thumbnails made) {
        StoredFile file = files.find(attachmentId).orElse(null);
        if (file == null || file.seq() == null) {
            return false;
        }
        LogEntryId message = new LogEntryId(file.conversationId(), file.seq());
        LockedConversation conversation = conversations.lockForService(file.conversationId());
        // Behind the lock: the message may have been deleted meanwhile, and the file with it.
        if (!queue.finish(attachmentId, made)) {
            return false;
        }
        words.ofMessage(message).ifPresent(event -> {
            AttachmentChanged.setStatus(event, attachmentId, Attachment.Status.READY);
            words.replace(message, event);
            conversation.append(
                    Cause.SYSTEM,
                    (seq, now) -> AttachmentChanged.of(
                            conversation, seq, event, file, Attachment.Status.READY, file.uploaderId(), now));
        });
        return keep(made);
    }

    private boolean keep(@Nullable Thumbnails made) {
        if (made != null) {
            keys(made).forEach(this::takeBack);
        }
        return true;
    }

    private void takeBack(String key) {
        if (!removals.takeBack(key)) {
            throw new IllegalStateException("The small copy of a picture was removed before it was ready");
        }
    }
}
