package com.sealkloud.chat.search;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Directory.Listed;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.text.PlainText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the messages that were found. */
@Component
class MessageHits {

    private final Directory directory;

    MessageHits(Directory directory) {
        this.directory = directory;
    }

    /**
     * A message that was found, and the conversation that it is in.
     *
     * @param isFile whether {@code snippet} is the name of a file
     */
    record Match(SearchedMessage message, Conversation conversation, boolean isFile, Snippet snippet) {

        static Match of(SearchedMessage message, Conversation conversation, List<Term> terms) {
            String fileName = fileName(message, terms);
            String shown = fileName == null ? shown(message.content(), terms) : fileName;
            Snippet snippet = Snippet.of(shown, FoldedText.of(shown), terms);
            return new Match(message, conversation, fileName != null, snippet);
        }
    }

    List<SearchHit> of(Person person, List<Match> matches) {
        List<String> others = matches.stream()
                .map(Match::conversation)
                .filter(conversation -> conversation.kind() == ConversationKind.DIRECT)
                .map(conversation -> conversation.otherThan(person.userId()))
                .distinct()
                .toList();
        Map<String, Listed> people = others.isEmpty() ? Map.of() : directory.list(others);
        return matches.stream()
                .map(match -> hit(match, title(match.conversation(), person, people)))
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

    private static SearchHit hit(Match match, String title) {
        SearchedMessage message = match.message();
        return new SearchHit(
                message.conversationId(),
                match.conversation().kind(),
                title,
                match.isFile() ? SearchHit.Field.FILE : null,
                message.seq(),
                message.messageId(),
                message.senderId(),
                message.senderName(),
                message.sentAt(),
                match.snippet().text(),
                match.snippet().matches());
    }

    /** @return the words without markup, unless the markup is what was found, such as an address */
    private static String shown(String content, List<Term> terms) {
        String words = PlainText.of(content);
        String folded = FoldedText.of(words).folded();
        return !folded.isEmpty() && terms.stream().allMatch(term -> term.isIn(folded)) ? words : content;
    }

    /** @return the name of the file that was found; null if the words of the message were */
    private static @Nullable String fileName(SearchedMessage message, List<Term> terms) {
        if (hasOne(message.content(), terms)) {
            return null;
        }
        return message.fileNames().stream()
                .filter(name -> hasOne(name, terms))
                .findFirst()
                .orElse(null);
    }

    private static boolean hasOne(String text, List<Term> terms) {
        String folded = FoldedText.of(text).folded();
        return terms.isEmpty() ? !folded.isEmpty() : terms.stream().anyMatch(term -> term.isIn(folded));
    }
}
