package com.sealkloud.chat.attachment;

import com.sealkloud.chat.attachment.AttachmentLinks.Target;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Files by a link, without a login. */
@RestController
class FileLinkController {

    static final String PATH = "/files/";

    private final AttachmentLinks links;
    private final Attachments attachments;
    private final FileAnswer answer;

    FileLinkController(AttachmentLinks links, Attachments attachments, FileAnswer answer) {
        this.links = links;
        this.attachments = attachments;
        this.answer = answer;
    }

    @GetMapping(PATH + "{token}")
    ResponseEntity<Resource> read(@PathVariable String token) {
        Target target = links.require(token);
        return answer.of(ReadableFile.of(attachments.require(target.reader(), target.attachmentId())));
    }
}
