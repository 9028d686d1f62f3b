package com.sealkloud.chat.inbound;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.lifecycle.NodeStopsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.amqp.core.Message;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Processes messages of {@code chat.inbound} in batches: each room's in order, several rooms in
 * parallel. A room that fails delays only this batch, and only while {@link PatientRoom} retries.
 */
@Component
class InboundBatch implements DisposableBean {

    private final InboundReader reader;
    private final InboundSenders senders;
    private final PatientRoom rooms;
    private final ExecutorService lanes;

    InboundBatch(InboundReader reader, InboundSenders senders, PatientRoom rooms, TicketProperties properties) {
        this.reader = reader;
        this.senders = senders;
        this.rooms = rooms;
        this.lanes = Executors.newFixedThreadPool(properties.lanes(), task -> new Thread(task, "chat-inbound"));
    }

    private record Placed(int place, InboundRequest request) {}

    /**
     * @return an answer to each, in the same order
     * @throws NodeStopsException if not all were processed
     */
    List<InboundAnswer> carryOut(List<Message> messages) {
        InboundAnswer[] answers = new InboundAnswer[messages.size()];
        Map<String, List<Placed>> byRoom = new LinkedHashMap<>();
        Map<String, Person> known = new HashMap<>();
        for (int place = 0; place < answers.length; place++) {
            try {
                InboundRequest request = read(messages.get(place), known);
                byRoom.computeIfAbsent(request.roomId(), missing -> new ArrayList<>())
                        .add(new Placed(place, request));
            } catch (Refusal refusal) {
                answers[place] = InboundAnswer.Refused.of(refusal);
            }
        }
        List<CompletableFuture<Void>> underWay = byRoom.values().stream()
                .map(requests -> CompletableFuture.runAsync(() -> carryOut(requests, answers), lanes))
                .toList();
        try {
            CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof NodeStopsException stopped ? stopped : e;
        }
        return Arrays.stream(answers).map(Objects::requireNonNull).toList();
    }

    private InboundRequest read(Message message, Map<String, Person> known) {
        String account = senders.accountOf(message);
        Person sender = known.get(account);
        if (sender == null) {
            sender = rooms.known(() -> senders.of(account));
            known.put(account, sender);
        }
        return reader.read(message, sender);
    }

    private void carryOut(List<Placed> requests, InboundAnswer[] answers) {
        List<InboundAnswer> given =
                rooms.carryOut(requests.stream().map(Placed::request).toList());
        for (int i = 0; i < given.size(); i++) {
            answers[requests.get(i).place()] = given.get(i);
        }
    }

    @Override
    public void destroy() {
        lanes.shutdownNow();
    }
}
