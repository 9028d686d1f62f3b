package com.sealkloud.chat.attachment;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.log.Attachment;
import com.sealkloud.chat.log.ContentRemoved;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.message.Post;
import com.sealkloud.chat.message.PostedFiles;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of messages: which message a file belongs to, who may read it, and its end. A file goes
 * with the words of its message.
 */
@Service
class Attachments implements PostedFiles {

    private final StoredFiles files;
    private final Removals removals;
    private final ConversationAccess access;
    private final LockedConversations conversations;
    private final EventContents words;
    private final AuditLog audit;

    Attachments(
            StoredFiles files,
            Removals removals,
            ConversationAccess access,
            LockedConversations conversations,
            EventContents words,
            AuditLog audit) {
        this.files = files;
        this.removals = removals;
        this.access = access;
        this.conversations = conversations;
        this.words = words;
        this.audit = audit;
    }

    /**
     * @return the file, for whoever may read its message, or, before there is one, has uploaded it
     * @throws Refusal {@code not_found}
     */
    StoredFile require(Person reader, String attachmentId) {
        return files.find(attachmentId)
                .filter(file -> file.seq() != null || file.isOf(reader.userId()))
                .filter(file -> access.mayRead(reader, file.conversationId()) || isOwnOfProgram(reader, file))
                .orElseThrow(() -> noSuch(attachmentId));
    }

    /** Programs do not read the notes that they write. */
    private static boolean isOwnOfProgram(Person reader, StoredFile file) {
        return reader.isService() && file.isOf(reader.userId());
    }

    private static Refusal noSuch(String attachmentId) {
        return Refusal.notFound("There is no file " + attachmentId + " for you.");
    }

    /**
     * @return where the bytes of the small copy are: the picture itself, if that is no larger
     * @throws Refusal {@code not_found} if there is none, or not yet
     */
    ReadableFile thumbnail(Person reader, String attachmentId, ThumbnailSize size) {
        StoredFile file = require(reader, attachmentId);
        Thumbnails thumbnails = file.thumbnails();
        if (thumbnails == null) {
            throw Refusal.notFound("There is no thumbnail of the file " + attachmentId + ".");
        }
        String key = thumbnails.key(size);
        return key == null
                ? ReadableFile.of(file)
                : new ReadableFile(attachmentId + "-" + size.wireName(), file.name(), thumbnails.contentType(), key);
    }

    /** Not {@code @Transactional}: a refusal must leave the caller's transaction to other posts. */
    @Override
    public List<Attachment> claim(Post post, long seq) {
        List<String> ids = post.message().attachmentIds();
        Map<String, StoredFile> found = files
                .lockUnclaimed(ids, post.conversationId(), post.sender().userId())
                .stream()
                .collect(Collectors.toMap(StoredFile::attachmentId, Function.identity()));
        List<Attachment> attachments = ids.stream()
                .map(id -> {
                    StoredFile file = found.get(id);
                    if (file == null) {
                        throw noSuch(id);
                    }
                    return file.shown();
                })
                .toList();
        files.claim(ids, seq);
        return attachments;
    }

    /** In the transaction that deletes the message. */
    @EventListener
    void remove(ContentRemoved taken) {
        remove(files.lockOfMessages(taken.conversationId(), taken.seqs()));
    }

    @EventListener
    void removeUnclaimed(AccountErased erased) {
        remove(files.lockUnclaimedOf(erased.userId()));
    }

    /**
     * Removes a file: its uploader as long as no message has it, administrators always.
     *
     * @throws Refusal {@code not_found}; {@code forbidden} if a message has it
     */
    @Transactional
    public void delete(Person person, String attachmentId) {
        StoredFile file = files.find(attachmentId)
                .filter(found -> person.isAdmin() || found.isOf(person.userId()))
                .orElseThrow(() -> noSuch(attachmentId));
        if (file.seq() == null) {
            remove(List.of(files.lock(attachmentId)
                    .filter(locked -> locked.seq() == null)
                    .orElse(file)));
        } else if (person.isAdmin()) {
            moderate(person, file, file.seq());
        } else {
            throw Refusal.forbidden("The file belongs to a message by now: delete that.");
        }
    }

    private void moderate(Person admin, StoredFile file, long seq) {
        LogEntryId message = new LogEntryId(file.conversationId(), seq);
        LockedConversation conversation = conversations.lockForModeration(admin, file.conversationId());
        remove(List.of(files.lock(file.attachmentId()).orElse(file)));
        ObjectNode event = words.ofMessage(message).orElseThrow(() -> noSuch(file.attachmentId()));
        AttachmentChanged.setStatus(event, file.attachmentId(), Attachment.Status.REMOVED);
        words.replace(message, event);
        conversation.append(
                admin,
                (number, now) -> AttachmentChanged.of(
                        conversation, number, event, file, Attachment.Status.REMOVED, admin.userId(), now));
        audit.recordBy(
                admin.userId(),
                "attachment.deleted",
                "conversation:" + file.conversationId(),
                null,
                Map.of("seq", String.valueOf(seq), "attachmentId", file.attachmentId()));
    }

    private void remove(List<StoredFile> gone) {
        gone.forEach(file -> {
            if (!files.remove(file)) {
                throw new Refusal(RefusalCode.CONFLICT, "A message has claimed the file meanwhile.");
            }
        });
        removals.add(gone);
    }
}
