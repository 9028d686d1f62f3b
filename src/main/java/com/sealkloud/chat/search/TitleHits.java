package com.sealkloud.chat.search;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ReadableConversations;
import com.sealkloud.chat.conversation.ReadableConversations.ReadableConversation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds conversations by their titles and ticket numbers, the most recently active first. */
@Component
class TitleHits {

    /** More would hide the messages. */
    private static final int MOST = 5;

    /** Whose titles are compared, the most recently active. */
    private static final int MOST_COMPARED = 5_000;

    private final ReadableConversations conversations;

    TitleHits(ReadableConversations conversations) {
        this.conversations = conversations;
    }

    List<SearchHit> of(Person person, Criteria criteria, int limit) {
        if (!criteria.areTitlesSearched()) {
            return List.of();
        }
        return compared(person, criteria)
                .filter(each -> criteria.kind() == null
                        || criteria.kind() == each.conversation().kind())
                .filter(each -> hasTitle(each.conversation(), criteria))
                .filter(each ->
                        criteria.query().matches(FoldedText.of(title(each)).folded()))
                .limit(Math.min(MOST, limit))
                .map(each -> hit(criteria, each))
                .toList();
    }

    private Stream<ReadableConversation> compared(Person person, Criteria criteria) {
        return criteria.conversationId() == null
                ? conversations.newestWithArchived(person, MOST_COMPARED).stream()
                : conversations.of(person, Set.of(criteria.conversationId())).stream();
    }

    /** People are found otherwise; notes are called like their room. */
    private static boolean hasTitle(Conversation conversation, Criteria criteria) {
        return conversation.kind() != ConversationKind.DIRECT
                && (conversation.kind() != ConversationKind.NOTES || criteria.kind() == ConversationKind.NOTES);
    }

    private static String title(ReadableConversation readable) {
        String name = readable.conversation().name();
        return readable.ticketNumber() == null ? name : readable.ticketNumber() + " " + name;
    }

    private SearchHit hit(Criteria criteria, ReadableConversation readable) {
        String title = title(readable);
        Snippet snippet =
                Snippet.of(title, FoldedText.of(title), criteria.query().wanted());
        return new SearchHit(
                readable.conversationId(),
                readable.conversation().kind(),
                readable.conversation().name(),
                SearchHit.Field.TITLE,
                readable.conversation().firstSeq(),
                null,
                null,
                null,
                readable.lastEventAt(),
                snippet.text(),
                snippet.matches());
    }
}
