package com.sealkloud.chat.deadletter;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.sealkloud.chat.realtime.Refusal;
import com.sealkloud.chat.realtime.RefusalCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Looks at what stands in {@code chat.dead-letter}, sends it again, or drops it. RabbitMQ lets nobody look without taking: a look
 * takes the letters and gives them back.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class DeadLetterBox {

    /** As many as the policy of the queue lets it hold. */
    private static final int MOST = 10_000;

    private static final int LONGEST_BODY = 4_000;
    private static final int ID_OCTETS = 16;
    private static final long CONFIRM_SECONDS = 10;
    private static final String INBOUND = "chat.inbound";
    private static final Set<String> OURS = Set.of(INBOUND, "chat.notifications");

    private final RabbitTemplate template;
    private final String ownAccount;

    DeadLetterBox(RabbitTemplate template, @Value("${spring.rabbitmq.username}") String ownAccount) {
        this.template = template;
        this.ownAccount = ownAccount;
    }

    /** @return the oldest ones, at most so many */
    synchronized List<DeadLetter> list(int limit) {
        List<DeadLetter> letters = new ArrayList<>();
        browse(limit, letter -> {
            letters.add(describe(letter));
            return false;
        });
        return letters;
    }

    /** @throws Refusal {@code not_found} if it is not there, {@code conflict} if it cannot be told where it came from */
    synchronized void replay(String letterId) {
        take(letterId, this::sendAgain);
    }

    /** @throws Refusal {@code not_found} if it is not there */
    synchronized void drop(String letterId) {
        take(letterId, letter -> {});
    }

    private void take(String letterId, Consumer<GetResponse> use) {
        boolean[] found = {false};
        browse(MOST, letter -> {
            if (found[0] || !idOf(letter).equals(letterId)) {
                return false;
            }
            found[0] = true;
            use.accept(letter);
            return true;
        });
        if (!found[0]) {
            throw Refusal.notFound("There is no dead letter " + letterId + ".");
        }
    }

    /**
     * Whatever happens, what is not removed goes back to its place.
     *
     * @param isToGo looks at a letter; the first one for which it says so is removed, and nothing behind it is looked at
     */
    private void browse(int limit, Predicate<GetResponse> isToGo) {
        template.execute(channel -> {
            boolean isRemoved = false;
            try {
                for (int i = 0; i < limit && !isRemoved; i++) {
                    GetResponse letter = channel.basicGet(DeadLetters.QUEUE, false);
                    if (letter == null) {
                        break;
                    }
                    isRemoved = isToGo.test(letter);
                    if (isRemoved) {
                        channel.basicAck(letter.getEnvelope().getDeliveryTag(), false);
                    }
                }
            } finally {
                giveBack(channel);
            }
            return true;
        });
    }

    private static void giveBack(Channel channel) throws IOException {
        // Tag 0 means all that this channel has taken and not acknowledged.
        channel.basicNack(0, true, true);
    }

    private void sendAgain(GetResponse letter) {
        String origin = originOf(letter);
        if (origin == null || !OURS.contains(origin)) {
            throw new Refusal(RefusalCode.CONFLICT, "It cannot be told where this letter came from.");
        }
        boolean isInbound = origin.equals(INBOUND);
        CorrelationData correlation = new CorrelationData();
        template.send(
                isInbound ? INBOUND : "",
                isInbound ? letter.getEnvelope().getRoutingKey() : origin,
                message(letter),
                correlation);
        try {
            if (!correlation
                    .getFuture()
                    .orTimeout(CONFIRM_SECONDS, TimeUnit.SECONDS)
                    .join()
                    .ack()) {
                throw new Refusal(RefusalCode.UNAVAILABLE, "The broker did not take it; it is still there.");
            }
        } catch (CompletionException e) {
            throw new Refusal(RefusalCode.UNAVAILABLE, "The broker did not confirm it; it is still there.");
        }
    }

    /** Without what was written onto it since, and without the wish for an answer, which nobody waits for any more. */
    private Message message(GetResponse letter) {
        MessageBuilder message = MessageBuilder.withBody(letter.getBody());
        message.setDeliveryMode(MessageDeliveryMode.PERSISTENT);
        // The broker vouches for it; see InboundSenders.
        message.setUserId(ownAccount);
        Optional.ofNullable(letter.getProps().getContentType()).ifPresent(message::setContentType);
        Optional.ofNullable(letter.getProps().getMessageId()).ifPresent(message::setMessageId);
        Optional.ofNullable(letter.getProps().getCorrelationId()).ifPresent(message::setCorrelationId);
        Optional.ofNullable(header(letter, DeadLetters.ACCOUNT_HEADER))
                .ifPresent(account -> message.setHeader(DeadLetters.ACCOUNT_HEADER, account));
        return message.build();
    }

    private static DeadLetter describe(GetResponse letter) {
        String body = new String(letter.getBody(), StandardCharsets.UTF_8);
        return new DeadLetter(
                idOf(letter),
                originOf(letter),
                letter.getEnvelope().getRoutingKey(),
                header(letter, DeadLetters.ERROR_HEADER),
                header(letter, "x-first-death-reason"),
                letter.getProps().getContentType(),
                letter.getProps().getMessageId(),
                body.substring(0, Math.min(body.length(), LONGEST_BODY)));
    }

    private static @Nullable String originOf(GetResponse letter) {
        String origin = header(letter, DeadLetters.ORIGIN_HEADER);
        return origin == null ? header(letter, "x-first-death-queue") : origin;
    }

    private static @Nullable String header(GetResponse letter, String name) {
        Map<String, Object> headers = letter.getProps().getHeaders();
        return headers == null || headers.get(name) == null ? null : Objects.toString(headers.get(name));
    }

    private static String idOf(GetResponse letter) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update(letter.getBody());
        String rest = String.join(
                "\n",
                letter.getEnvelope().getRoutingKey(),
                String.valueOf(letter.getProps().getMessageId()),
                String.valueOf(letter.getProps().getCorrelationId()),
                String.valueOf(header(letter, DeadLetters.ERROR_HEADER)),
                String.valueOf(originOf(letter)));
        return HexFormat.of().formatHex(digest.digest(rest.getBytes(StandardCharsets.UTF_8)), 0, ID_OCTETS);
    }
}
