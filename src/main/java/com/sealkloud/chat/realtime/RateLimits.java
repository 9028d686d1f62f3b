package com.sealkloud.chat.realtime;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.security.Principal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Counts the actions of a user against the rate limits, over STOMP and REST; {@link SharedSpending}
 * adds the other nodes.
 */
@Component
public class RateLimits {

    /** What is counted separately. */
    public enum Action {
        MESSAGE,
        TYPING,
        CONNECT,
        OTHER,
        /**
         * The question for the first page, one for each connection, and for the members of a room
         * that a session has joined already; counted by each node, because it costs as much as all
         * who are online, or in the room.
         */
        JOIN,
        /**
         * Another name or picture, of which everybody is told who sees the user; counted by each
         * node, because nodes of an older version do not know it.
         */
        PROFILE,
        /** A REST call. Counted by each node, because it protects the node's processor. */
        CALL,
        /** A search, which is a call besides; counted by each node like one. */
        SEARCH,
        /**
         * A byte of a frame or of the body of a call, most of which are kept in the database;
         * counted by each node, because it protects the disk and not the second.
         */
        TEXT,
        /**
         * A ticket that a client opens for themselves: closed ones stay, and each is compared in
         * every sweep. Counted by each node.
         */
        TICKET
    }

    private static final Set<Action> OF_NODE =
            EnumSet.of(Action.JOIN, Action.PROFILE, Action.CALL, Action.SEARCH, Action.TEXT, Action.TICKET);

    private static final Duration IDLE = Duration.ofMinutes(2);

    /** A user's remaining budget on this node, and what they have spent here beyond half of it. */
    private record Budget(Bucket bucket, AtomicLong spentPastHalf, long capacity) {

        static Budget of(LimitProperties.Rate rate) {
            Bucket bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.added(), rate.period()))
                    .withNanosecondPrecision()
                    .build();
            return new Budget(bucket, new AtomicLong(), rate.burst());
        }

        void spent(long left) {
            if (left < capacity / 2) {
                spentPastHalf.incrementAndGet();
            }
        }
    }

    /** Each of them hears of the room, and is told to the others, as by a message. */
    private static final int MEMBERS_LIKE_A_MESSAGE = 20;

    /** All who listen get them; many of the longest at this pace would fill their connections. */
    private static final int OCTETS_LIKE_A_MESSAGE = 8_000;

    private final Map<Action, LoadingCache<String, Budget>> budgets = new EnumMap<>(Action.class);

    RateLimits(LimitProperties properties) {
        budgets.put(Action.MESSAGE, budgets(properties.messages()));
        budgets.put(Action.TYPING, budgets(properties.typing()));
        budgets.put(Action.CONNECT, budgets(properties.connects()));
        budgets.put(Action.JOIN, budgets(properties.connects()));
        budgets.put(Action.OTHER, budgets(properties.other()));
        budgets.put(Action.PROFILE, budgets(properties.profiles()));
        budgets.put(Action.CALL, budgets(properties.calls()));
        budgets.put(Action.SEARCH, budgets(properties.searches()));
        budgets.put(Action.TEXT, budgets(properties.text()));
        budgets.put(Action.TICKET, budgets(properties.tickets()));
    }

    private static LoadingCache<String, Budget> budgets(LimitProperties.Rate rate) {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(untilFull(rate))
                .build(userId -> Budget.of(rate));
    }

    /** A budget that is forgotten earlier would be full again too soon. */
    private static Duration untilFull(LimitProperties.Rate rate) {
        Duration refill = rate.period().multipliedBy(rate.burst()).dividedBy(rate.added());
        return refill.compareTo(IDLE) > 0 ? refill : IDLE;
    }

    private Budget budget(Action action, String userId) {
        return Objects.requireNonNull(budgets.get(action)).get(userId);
    }

    /**
     * Counts one action of this user.
     *
     * @throws Refusal {@code rate_limited} with the time when to retry
     */
    public void spend(Principal principal, Action action) {
        spend(principal, action, 1);
    }

    /**
     * Counts the bytes of a frame, or of a call's body: a long one also as several messages.
     *
     * @throws Refusal {@code rate_limited} with the time when to retry
     */
    public void spendForText(Principal principal, long octets) {
        if (octets > 0) {
            spend(principal, Action.TEXT, octets);
            count(principal, Action.MESSAGE, octets / OCTETS_LIKE_A_MESSAGE);
        }
    }

    private void spend(Principal principal, Action action, long tokens) {
        Budget budget = budget(action, principal.getName());
        ConsumptionProbe probe = budget.bucket().tryConsumeAndReturnRemaining(Math.min(tokens, budget.capacity()));
        if (!probe.isConsumed()) {
            throw new Refusal(
                    RefusalCode.RATE_LIMITED,
                    "Too many at once; slow down.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(1));
        }
        budget.spent(probe.getRemainingTokens());
    }

    /**
     * Counts calls that can no longer be refused, such as the parts of a long answer; later ones
     * may be.
     */
    public void count(Principal principal, Action action, long calls) {
        charge(action, principal.getName(), calls);
    }

    /** Counts a room that is opened, and those who are in it from the beginning. */
    public void spendForRoom(Principal opener, int members) {
        spend(opener, Action.MESSAGE);
        if (members >= MEMBERS_LIKE_A_MESSAGE) {
            charge(Action.MESSAGE, opener.getName(), members / MEMBERS_LIKE_A_MESSAGE);
        }
    }

    /** @return what users have spent here beyond half of their budget */
    List<Spending> nearTheLimit() {
        return budgets.entrySet().stream()
                .filter(action -> !OF_NODE.contains(action.getKey()))
                .flatMap(action -> action.getValue().asMap().entrySet().stream()
                        .filter(person -> person.getValue().spentPastHalf().get() > 0)
                        .map(person -> new Spending(
                                action.getKey(),
                                person.getKey(),
                                person.getValue().spentPastHalf().get())))
                .toList();
    }

    /** Subtracts what a user has spent elsewhere from the local budget, below zero if necessary. */
    void charge(Action action, String userId, long tokens) {
        if (tokens == 0) {
            return;
        }
        Budget budget = budget(action, userId);
        budget.bucket().consumeIgnoringRateLimits(Math.min(tokens, budget.capacity()));
    }
}
