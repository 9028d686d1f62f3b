package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters, for administrators. Always empty without RabbitMQ. */
@RestController
@RequestMapping("/api/v1/dead-letters")
@PreAuthorize("hasAuthority('admin')")
class DeadLetterController {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);

    private final ObjectProvider<DeadLetterBox> box;
    private final DeadLetterPages pages;

    DeadLetterController(ObjectProvider<DeadLetterBox> box, DeadLetterPages pages) {
        this.box = box;
        this.pages = pages;
    }

    @GetMapping
    Page<DeadLetter> list(
            @RequestParam(required = false) @Nullable @Size(max = 255) String sender,
            @RequestParam(required = false) @Nullable @Size(max = 255) String origin,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        DeadLetterPages.check(cursor);
        return box.getIfAvailable() == null ? new Page<>(List.of(), null) : pages.list(sender, origin, cursor, limit);
    }

    /** How many letters are gone. */
    record Dropped(int dropped) {}

    /** Those of one sender from one queue; both may be unknown, and are empty then. */
    @DeleteMapping
    Dropped dropAll(@RequestParam @Size(max = 255) String sender, @RequestParam @Size(max = 255) String origin) {
        DeadLetterBox available = box.getIfAvailable();
        int dropped = available == null ? 0 : available.dropAll(sender, origin);
        log.info("{} dead letters were dropped", dropped);
        return new Dropped(dropped);
    }

    @PostMapping("/{letterId}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replay(@PathVariable String letterId) {
        change(letterId, available -> available.replay(letterId));
        log.info("The dead letter {} was replayed", letterId);
    }

    @DeleteMapping("/{letterId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String letterId) {
        change(letterId, available -> available.drop(letterId));
        log.info("The dead letter {} was dropped", letterId);
    }

    private void change(String letterId, Consumer<DeadLetterBox> change) {
        DeadLetterBox available = box.getIfAvailable();
        if (available == null) {
            throw Refusal.notFound("There is no dead letter " + letterId + ".");
        }
        try {
            change.accept(available);
        } catch (AmqpException e) {
            throw away(e);
        }
    }

    private static Refusal away(AmqpException reason) {
        log.warn("RabbitMQ did not answer: {}", reason.getMessage());
        return new Refusal(RefusalCode.UNAVAILABLE, "RabbitMQ does not answer. Try again in a moment.");
    }
}
