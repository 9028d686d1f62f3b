package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.ConversationViews.Cursor;
import com.sealkloud.chat.text.Folding;
import com.sealkloud.chat.ticket.TicketFilter.Selection;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Finds a page of tickets. What is not asked for is not in the statement, so that the database
 * chooses an index for what is.
 */
@Repository
class TicketSearch {

    /** A part of a name that fits more people says nothing. */
    private static final int MOST_PEOPLE = 200;

    private final EntityManager entities;
    private final Directory directory;

    TicketSearch(EntityManager entities, Directory directory) {
        this.entities = entities;
        this.directory = directory;
    }

    List<TicketState> find(Person person, TicketFilter filter, @Nullable Cursor after, int limit) {
        Statement statement = new Statement();
        statement.where("t.closed = " + (filter.selection() == Selection.closed));
        select(statement, person, filter);
        filter(statement, filter);
        boolean newestFirst = filter.isNewestFirst();
        if (after != null) {
            statement.after(after, newestFirst ? "<" : ">");
        }
        return statement.page(newestFirst ? " desc" : "", limit);
    }

    private static void select(Statement statement, Person person, TicketFilter filter) {
        switch (filter.selection()) {
            case waiting -> statement.where("t.assigneeId is null");
            case mine -> statement.where("t.assigneeId = :me").with("me", person.userId());
            case offered -> statement.where("""
                                exists (select 1 from Handover h where h.conversationId = t.conversationId
                                  and h.toId = :me and h.outcome = Outcome.OPEN)""").with("me", person.userId());
            case open, closed -> {}
        }
        Set<Tier> tiers = tiers(person, filter);
        if (tiers.size() == 1) {
            statement.where("t.tier = :tier").with("tier", tiers.iterator().next());
        } else if (tiers.size() < Tier.values().length) {
            statement.where("t.tier in :tiers").with("tiers", tiers);
        }
    }

    private static Set<Tier> tiers(Person person, TicketFilter filter) {
        if (filter.tier() != null) {
            return EnumSet.of(filter.tier());
        }
        Set<Tier> all = EnumSet.allOf(Tier.class);
        if (filter.selection() == Selection.waiting && person.isStaff()) {
            all.removeIf(tier -> !tier.isServedBy(person.userRole()));
        }
        return all;
    }

    private void filter(Statement statement, TicketFilter filter) {
        if (filter.ownerId() != null) {
            statement.where("t.assigneeId = :owner").with("owner", filter.ownerId());
        }
        if (filter.status() != null) {
            statement.where("t.status = :status").with("status", filter.status());
        }
        if (filter.before() != null) {
            statement.where("t.since <= :before").with("before", filter.before());
        }
        if (filter.query() != null) {
            statement
                    .where("(coalesce(t.searchName, lower(t.name)) like :pattern escape '!'"
                            + " or coalesce(t.searchNumber, lower(t.number)) like :pattern escape '!'"
                            + " or t.requesterId in :people or t.assigneeId in :people)")
                    .with("pattern", Folding.patternFor(filter.query()))
                    .with("people", directory.idsMatching(filter.query(), MOST_PEOPLE));
        }
    }

    /** Conditions, all of which must hold. */
    private final class Statement {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Statement where(String condition) {
            conditions.add(condition);
            return this;
        }

        Statement with(String name, Object value) {
            values.put(name, value);
            return this;
        }

        /** The first bound is the one that the database begins its range of an index at. */
        void after(Cursor cursor, String beyond) {
            where("t.since " + beyond + "= :since")
                    .with("since", cursor.time())
                    .where("(t.since " + beyond + " :since or t.conversationId " + beyond + " :id)")
                    .with("id", cursor.id());
        }

        List<TicketState> page(String direction, int limit) {
            var query = entities.createQuery(
                    "select t from TicketState t where " + String.join(" and ", conditions) + " order by t.since"
                            + direction + ", t.conversationId" + direction,
                    TicketState.class);
            values.forEach(query::setParameter);
            return query.setMaxResults(limit).getResultList();
        }
    }
}
