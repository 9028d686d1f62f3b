import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A ticket service: creates requested tickets, closes them at "#solved", stores transcripts. */
public final class TicketService {
    private static final String QUEUE = "ticket-service.events";

    private final Map<String, String> settings = System.getenv();
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Channel channel;

    public static void main(String[] arguments) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(System.getenv("AMQP_URL"));
        new TicketService(factory.newConnection().createChannel()).listen();
        System.out.println("listening");
    }

    private TicketService(Channel channel) {
        this.channel = channel;
    }

    private void listen() throws Exception {
        channel.confirmSelect();
        channel.basicQos(1);
        channel.basicConsume(
                QUEUE,
                (tag, message) -> {
                    handle(json.readTree(message.getBody()));
                    channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
                },
                tag -> {});
    }

    private void handle(JsonNode event) throws IOException {
        try {
            switch (event.path("type").asString()) {
                case "ticket.requested" -> open(event.path("data"));
                case "message.created" -> closeIfSolved(event);
                case "ticket.changed" -> keepTranscriptIfClosed(event);
                default -> {}
            }
        } catch (Exception e) {
            // The queue keeps unacknowledged events for the next start.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void open(JsonNode asked) throws Exception {
        String requestId = asked.path("requestId").asString();
        String requesterId = asked.path("people").valueStream()
                .map(JsonNode::asString)
                .filter(person -> !person.equals(asked.path("requestedBy").asString()))
                .findFirst()
                .orElse(null);
        Map<String, String> ticket = new java.util.HashMap<>();
        ticket.put("ticketId", requestId);
        ticket.put("requestId", requestId);
        ticket.put("title", asked.path("title").asString());
        ticket.put("status", "open");
        ticket.put("requesterId", requesterId);
        ask("ticket.opened", "opened-" + requestId, ticket);
    }

    private void closeIfSolved(JsonNode event) throws Exception {
        if (event.has("ticketId")
                && event.at("/actor/role").asString().startsWith("employee")
                && event.at("/data/content").asString().strip().equals("#solved")) {
            String ticketId = event.path("ticketId").asString();
            ask("ticket.closed", "closed-" + ticketId, Map.of("ticketId", ticketId));
        }
    }

    private void keepTranscriptIfClosed(JsonNode event) throws Exception {
        if (event.at("/data/change").asString().equals("closed")) {
            Path folder = Path.of(settings.getOrDefault("TRANSCRIPTS", "transcripts"));
            String url = settings.getOrDefault("CHAT_URL", "http://localhost:3002") + "/api/v1/conversations/"
                    + event.path("roomId").asString() + "/transcript?format=text";
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .header("Authorization", "Bearer " + settings.get("CHAT_TOKEN"))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(url + ": " + answer.statusCode());
            }
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(event.path("ticketId").asString() + ".txt"), answer.body());
        }
    }

    /** @param messageId makes a repeated request safe, for instance after a crash */
    private void ask(String key, String messageId, Map<String, String> body) throws Exception {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .deliveryMode(2)
                .messageId(messageId)
                .build();
        channel.basicPublish("chat.inbound", key, properties, json.writeValueAsBytes(body));
        channel.waitForConfirmsOrDie(10_000);
    }
}
