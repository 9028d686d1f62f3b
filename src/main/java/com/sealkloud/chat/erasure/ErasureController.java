package com.sealkloud.chat.erasure;

import com.fasterxml.jackson.annotation.JsonValue;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.text.VisibleLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erasure, for administrators. */
@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasAuthority('admin')")
class ErasureController {

    private final Erasures erasures;

    ErasureController(Erasures erasures) {
        this.erasures = erasures;
    }

    record ErasureRequest(@NotNull @VisibleLine(max = 500) String reason) {}

    record BegunErasure(String erasureId) {}

    /** How far an erasure is. */
    enum ErasureStatus {
        RUNNING,
        DONE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far an erasure is.
     *
     * @param done how many messages were deleted
     * @param total how many there were at the beginning
     */
    record ErasureView(String erasureId, ErasureStatus status, long done, long total) {}

    @PostMapping("/users/{userId}/erasure")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BegunErasure erasePerson(
            @PathVariable String userId, @Valid @RequestBody ErasureRequest request, Principal principal) {
        return new BegunErasure(erasures.ofPerson(userId, request.reason(), Person.of(principal)));
    }

    @PostMapping("/conversations/{conversationId}/erasure")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BegunErasure eraseConversation(
            @PathVariable String conversationId, @Valid @RequestBody ErasureRequest request, Principal principal) {
        return new BegunErasure(erasures.ofConversation(conversationId, request.reason(), Person.of(principal)));
    }

    @GetMapping("/erasures/{erasureId}")
    ErasureView show(@PathVariable String erasureId) {
        Erasure erasure = erasures.find(erasureId);
        return new ErasureView(
                erasureId,
                erasure.done() ? ErasureStatus.DONE : ErasureStatus.RUNNING,
                erasure.erased(),
                erasure.total());
    }
}
