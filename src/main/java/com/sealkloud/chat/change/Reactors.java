package com.sealkloud.chat.change;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.log.LogAccess;
import com.sealkloud.chat.log.LogEntryId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who has put an emoji on a message, where more have than the message names. */
@Service
class Reactors {

    private final Reactions reactions;
    private final EmojiList emojiList;
    private final LogAccess access;
    private final Directory directory;

    Reactors(Reactions reactions, EmojiList emojiList, LogAccess access, Directory directory) {
        this.reactions = reactions;
        this.emojiList = emojiList;
        this.access = access;
        this.directory = directory;
    }

    /**
     * @return sorted by their ids, also those who have left since; nobody if there is no such
     *     message
     */
    Page<Person> of(Person reader, String conversationId, long seq, String emoji, @Nullable String cursor, int limit) {
        access.requireReadable(reader, conversationId);
        List<String> found = reactions.after(
                new LogEntryId(conversationId, seq), emojiList.require(emoji), Page.idOf(cursor), limit + 1);
        List<String> page = found.subList(0, Math.min(limit, found.size()));
        Map<String, Person> byId = directory.findAllEvenDisabled(page).stream()
                .collect(Collectors.toMap(Person::userId, Function.identity()));
        return new Page<>(
                page.stream()
                        .flatMap(userId -> Stream.ofNullable(byId.get(userId)))
                        .toList(),
                found.size() > limit ? page.get(limit - 1) : null);
    }
}
