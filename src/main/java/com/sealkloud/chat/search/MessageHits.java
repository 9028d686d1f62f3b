package com.sealkloud.chat.search;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Directory.Listed;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ReadableConversations;
import com.sealkloud.chat.conversation.ReadableConversations.ReadableConversation;
import com.sealkloud.chat.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the messages that were found. */
@Component
class MessageHits {

    private final ReadableConversations conversations;
    private final Directory directory;

    MessageHits(ReadableConversations conversations, Directory directory) {
        this.conversations = conversations;
        this.directory = directory;
    }

    /**
     * A message that was found.
     *
     * @param isFile whether {@code snippet} is the name of a file
     */
    record Match(SearchedMessage message, boolean isFile, Snippet snippet) {

        /** @param text all that is searched of the message */
        static Match of(SearchedMessage message, FoldedText text, List<Term> terms) {
            String content = message.content();
            FoldedText folded = text.upTo(content.length());
            String fileName = hasOne(folded, terms) ? null : fileName(message, terms);
            Snippet snippet = fileName == null ? ofWords(content, folded, terms) : ofName(fileName, terms);
            return new Match(message, fileName != null, snippet);
        }
    }

    /** Without markup, unless the markup is what was found, such as an address. */
    private static Snippet ofWords(String content, FoldedText folded, List<Term> terms) {
        String words = PlainText.of(content);
        if (!words.equals(content)) {
            FoldedText text = FoldedText.of(words);
            if (!text.folded().isEmpty() && terms.stream().allMatch(term -> term.isIn(text.folded()))) {
                return Snippet.of(words, text, terms);
            }
        }
        return Snippet.of(content, folded, terms);
    }

    private static Snippet ofName(String text, List<Term> terms) {
        return Snippet.of(text, FoldedText.of(text), terms);
    }

    List<SearchHit> of(Person person, List<Match> matches) {
        if (matches.isEmpty()) {
            return List.of();
        }
        Set<String> ids =
                matches.stream().map(match -> match.message().conversationId()).collect(Collectors.toSet());
        Map<String, Conversation> found = conversations.of(person, ids).stream()
                .map(ReadableConversation::conversation)
                .collect(Collectors.toMap(Conversation::conversationId, Function.identity()));
        List<String> others = found.values().stream()
                .filter(conversation -> conversation.kind() == ConversationKind.DIRECT)
                .map(conversation -> conversation.otherThan(person.userId()))
                .toList();
        Map<String, Listed> people = others.isEmpty() ? Map.of() : directory.list(others);
        return matches.stream()
                // Somebody may have been put out of one meanwhile.
                .flatMap(match -> Optional.ofNullable(found.get(match.message().conversationId()))
                        .map(conversation -> hit(match, conversation, person, people))
                        .stream())
                .toList();
    }

    /** Direct conversations are called like the other one. */
    private static String title(Conversation conversation, Person person, Map<String, Listed> people) {
        if (conversation.kind() != ConversationKind.DIRECT) {
            return conversation.name();
        }
        String otherId = conversation.otherThan(person.userId());
        Listed other = people.get(otherId);
        return other == null ? otherId : other.person().userName();
    }

    private static SearchHit hit(Match match, Conversation conversation, Person person, Map<String, Listed> people) {
        SearchedMessage message = match.message();
        return new SearchHit(
                message.conversationId(),
                conversation.kind(),
                title(conversation, person, people),
                match.isFile() ? SearchHit.Field.FILE : null,
                message.seq(),
                message.messageId(),
                message.senderId(),
                message.senderName(),
                message.sentAt(),
                match.snippet().text(),
                match.snippet().matches());
    }

    /** @return the name of the file that was found; null if there is none */
    private static @Nullable String fileName(SearchedMessage message, List<Term> terms) {
        return message.fileNames().stream()
                .filter(name -> hasOne(FoldedText.of(name), terms))
                .findFirst()
                .orElse(null);
    }

    private static boolean hasOne(FoldedText text, List<Term> terms) {
        String folded = text.folded();
        return terms.isEmpty() ? !folded.isEmpty() : terms.stream().anyMatch(term -> term.isIn(folded));
    }
}
