package com.sealkloud.chat.inbound;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.BodyBinder;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.inbound.InboundCommand.Assigned;
import com.sealkloud.chat.inbound.InboundCommand.Closed;
import com.sealkloud.chat.inbound.InboundCommand.Escalate;
import com.sealkloud.chat.inbound.InboundCommand.MemberAdd;
import com.sealkloud.chat.inbound.InboundCommand.MemberRemove;
import com.sealkloud.chat.inbound.InboundCommand.MessageDelete;
import com.sealkloud.chat.inbound.InboundCommand.MessageEdit;
import com.sealkloud.chat.inbound.InboundCommand.Post;
import com.sealkloud.chat.inbound.InboundCommand.StatusChanged;
import com.sealkloud.chat.inbound.InboundCommand.TicketOpened;
import com.sealkloud.chat.program.ProgramRequest;
import com.sealkloud.chat.text.OneLine;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads a message of {@code chat.inbound}: plain JSON, or a structured CloudEvent (1.0) with the
 * same as its data.
 */
@Component
class InboundReader {

    static final int LONGEST_BODY = 256 * 1024;

    /** As the log keeps it; AMQP itself allows no more. */
    private static final int LONGEST_ID = 255;

    private static final String EXCHANGE = "chat.inbound";
    private static final String POST = "room.";

    private static final Map<String, Class<? extends InboundCommand>> COMMANDS = Map.of(
            "ticket.opened", TicketOpened.class,
            "ticket.status_changed", StatusChanged.class,
            "ticket.assigned", Assigned.class,
            "ticket.closed", Closed.class,
            "ticket.escalate", Escalate.class,
            "member.add", MemberAdd.class,
            "member.remove", MemberRemove.class,
            "message.edit", MessageEdit.class,
            "message.delete", MessageDelete.class);

    private final BodyBinder binder;

    InboundReader(BodyBinder binder) {
        this.binder = binder;
    }

    /**
     * The body of a message, and what the envelope around it, if there is one, identifies it by.
     */
    private record Content(JsonNode body, @Nullable String eventKey) {}

    /**
     * @param sender in whose name it is carried out
     * @throws Refusal if it is nothing that could be carried out, ever
     */
    InboundRequest read(Message message, Person sender) {
        MessageProperties properties = message.getMessageProperties();
        if (message.getBody().length > LONGEST_BODY) {
            throw new Refusal(RefusalCode.TOO_LARGE, "The body is longer than " + LONGEST_BODY + " bytes.");
        }
        requireRightDoor(properties);
        String correlationId = properties.getCorrelationId();
        String fault =
                correlationId == null || correlationId.isEmpty() ? null : OneLine.fault(correlationId, LONGEST_ID);
        if (fault != null) {
            throw Refusal.badRequest("The correlation-id " + fault + ".");
        }
        String routingKey = properties.getReceivedRoutingKey();
        Content content = content(message);
        InboundCommand command = command(routingKey == null ? "" : routingKey, content.body(), sender);
        return new InboundRequest(
                command,
                new ProgramRequest(
                        sender,
                        key(command, properties.getMessageId(), content.eventKey()),
                        digest(routingKey + "\n" + content.body()),
                        correlationId));
    }

    /**
     * A queue of this name could be bound elsewhere by whoever may write to the exchange and read
     * another one. What comes that way is nobody's request. What an administrator puts into the
     * queue itself comes by the default exchange.
     */
    private static void requireRightDoor(MessageProperties properties) {
        String exchange = properties.getReceivedExchange();
        if (exchange != null && !exchange.isEmpty() && !exchange.equals(EXCHANGE)) {
            throw Refusal.forbidden("Requests come by the exchange " + EXCHANGE + ", not by " + exchange + ".");
        }
    }

    private InboundCommand command(String routingKey, JsonNode body, Person sender) {
        if (routingKey.startsWith(POST)) {
            Post post = binder.bind(body, Post.class);
            if (!routingKey.equals(POST + post.roomId())) {
                throw Refusal.badRequest("The roomId is not that of the routing key.");
            }
            requireOwnName(post, sender);
            return post;
        }
        Class<? extends InboundCommand> type = COMMANDS.get(routingKey);
        if (type == null) {
            throw Refusal.badRequest("There is nothing to do for the routing key " + routingKey + ".");
        }
        return binder.bind(body, type);
    }

    private static void requireOwnName(Post post, Person sender) {
        if (post.senderName() != null && !OneLine.normal(post.senderName()).equals(OneLine.normal(sender.userName()))) {
            throw new Refusal(RefusalCode.IDENTITY_MISMATCH, "The field senderName is not the sender's.");
        }
    }

    private Content content(Message message) {
        String type = message.getMessageProperties().getContentType();
        String mediaType = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (mediaType) {
            // What a publisher leaves out, Spring fills in with application/octet-stream.
            case "", "application/json", MessageProperties.CONTENT_TYPE_BYTES ->
                new Content(binder.object(message.getBody()), null);
            case "application/cloudevents+json" -> event(binder.object(message.getBody()));
            default -> throw Refusal.badRequest("The content type " + mediaType + " is not known.");
        };
    }

    private static Content event(JsonNode event) {
        if (!"1.0".equals(event.path("specversion").asString(""))) {
            throw Refusal.badRequest("A CloudEvent has the specversion 1.0.");
        }
        for (String field : new String[] {"id", "source", "type"}) {
            if (!event.path(field).isString() || event.path(field).stringValue().isEmpty()) {
                throw Refusal.badRequest("A CloudEvent has the field " + field + ".");
            }
        }
        String key =
                event.path("source").stringValue() + "\n" + event.path("id").stringValue();
        return new Content(BodyBinder.requireObject(event.path("data"), "The data of a CloudEvent"), key);
    }

    /**
     * What others choose freely is hashed: it may be longer than an id, and must not meet a {@code
     * clientMessageId}.
     */
    private static @Nullable String key(InboundCommand command, @Nullable String messageId, @Nullable String eventKey) {
        if (command instanceof Post post && post.clientMessageId() != null) {
            return post.clientMessageId();
        }
        if (messageId != null && !messageId.isEmpty()) {
            return "m-" + digest(messageId);
        }
        return eventKey == null ? null : "e-" + digest(eventKey);
    }

    private static String digest(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(DigestUtils.sha256(text));
    }
}
