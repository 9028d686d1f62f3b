package com.sealkloud.chat.search;

import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ReadableConversations.ReadableConversation;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds conversations by their titles and ticket numbers, the most recently active first. */
@Component
class TitleHits {

    /** More would hide the messages. */
    private static final int MOST = 5;

    List<SearchHit> of(Criteria criteria, Collection<ReadableConversation> readable, int limit) {
        if (!criteria.areTitlesSearched()) {
            return List.of();
        }
        return readable.stream()
                .filter(each -> hasTitle(each.conversation(), criteria))
                .filter(each ->
                        criteria.query().matches(FoldedText.of(title(each)).folded()))
                .sorted(Comparator.comparing(ReadableConversation::lastEventAt).reversed())
                .limit(Math.min(MOST, limit))
                .map(each -> hit(criteria, each))
                .toList();
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
