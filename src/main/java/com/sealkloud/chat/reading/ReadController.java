package com.sealkloud.chat.reading;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.realtime.FrameBody;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code read} over STOMP, and the same over REST. */
@RestController
class ReadController {

    private final Reading reading;

    ReadController(Reading reading) {
        this.reading = reading;
    }

    record ReadRequest(@NotNull @PositiveOrZero Long seq) {}

    record ReadBody(
            @NotNull @Pattern(regexp = Ids.PATTERN) String conversationId,
            @NotNull @PositiveOrZero Long seq) {}

    @PutMapping("/api/v1/conversations/{conversationId}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable String conversationId, @Valid @RequestBody ReadRequest request, Principal principal) {
        reading.read(Person.of(principal), conversationId, request.seq());
    }

    @MessageMapping("/read")
    void read(@FrameBody ReadBody body, Principal principal) {
        reading.read(Person.of(principal), body.conversationId(), body.seq());
    }
}
