package com.sealkloud.chat.attachment;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.attachment.AttachmentLinks.Link;
import com.sealkloud.chat.log.Attachment;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files over REST: uploading, reading, removing, and links to them. */
@RestController
@RequestMapping("/api/v1")
class AttachmentController {

    private final Uploads uploads;
    private final Attachments attachments;
    private final AttachmentLinks links;
    private final FileAnswer answer;

    AttachmentController(Uploads uploads, Attachments attachments, AttachmentLinks links, FileAnswer answer) {
        this.uploads = uploads;
        this.attachments = attachments;
        this.links = links;
        this.answer = answer;
    }

    /** @param url relative to the address of the server */
    record LinkView(String url, Instant expiresAt) {}

    /** Reads the body as it arrives; what the client says of its type does not count. */
    @PostMapping("/conversations/{conversationId}/attachments")
    @ResponseStatus(HttpStatus.CREATED)
    Attachment upload(
            @PathVariable String conversationId,
            @RequestHeader(value = HttpHeaders.CONTENT_DISPOSITION, required = false) @Nullable String disposition,
            HttpServletRequest request,
            Principal principal)
            throws IOException {
        return uploads.take(
                        Person.of(principal),
                        conversationId,
                        FileName.ofHeader(disposition),
                        request.getContentLengthLong(),
                        request.getInputStream())
                .shown();
    }

    @GetMapping("/attachments/{attachmentId}")
    ResponseEntity<Resource> read(@PathVariable String attachmentId, Principal principal) {
        return answer.of(ReadableFile.of(attachments.require(Person.of(principal), attachmentId)));
    }

    /** @param size {@code small} or {@code large} */
    @GetMapping("/attachments/{attachmentId}/thumbnail")
    ResponseEntity<Resource> thumbnail(
            @PathVariable String attachmentId, @RequestParam(defaultValue = "small") String size, Principal principal) {
        ThumbnailSize wanted =
                ThumbnailSize.parse(size).orElseThrow(() -> Refusal.badRequest("size must be small or large."));
        return answer.of(attachments.thumbnail(Person.of(principal), attachmentId, wanted));
    }

    @DeleteMapping("/attachments/{attachmentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String attachmentId, Principal principal) {
        attachments.delete(Person.of(principal), attachmentId);
    }

    @PostMapping("/attachments/{attachmentId}/links")
    @ResponseStatus(HttpStatus.CREATED)
    LinkView link(@PathVariable String attachmentId, Principal principal) {
        Person reader = Person.of(principal);
        Link link =
                links.create(reader, attachments.require(reader, attachmentId).attachmentId());
        return new LinkView(FileLinkController.PATH + link.token(), link.expiresAt());
    }
}
