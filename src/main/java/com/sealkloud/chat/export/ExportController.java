package com.sealkloud.chat.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.export.Export.ExportState;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Exports over REST. */
@RestController
@RequestMapping("/api/v1/users/{userId}/exports")
class ExportController {

    private final Exports exports;

    ExportController(Exports exports) {
        this.exports = exports;
    }

    record BegunExport(String exportId) {}

    /** @param size of the file in bytes */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExportView(
            String exportId,
            ExportState status,
            @Nullable Long size,
            @Nullable Instant expiresAt) {

        static ExportView of(Export export) {
            return new ExportView(export.exportId(), export.state(), export.size(), export.expiresAt());
        }
    }

    record ExportList(List<ExportView> items) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    BegunExport begin(@PathVariable String userId, Principal principal) {
        return new BegunExport(exports.begin(Person.of(principal), userId));
    }

    @GetMapping
    ExportList list(@PathVariable String userId, Principal principal) {
        return new ExportList(exports.list(Person.of(principal), userId).stream()
                .map(ExportView::of)
                .toList());
    }

    @GetMapping("/{exportId}")
    ExportView show(@PathVariable String userId, @PathVariable String exportId, Principal principal) {
        return ExportView.of(exports.find(Person.of(principal), userId, exportId));
    }

    @GetMapping("/{exportId}/file")
    ResponseEntity<Resource> download(@PathVariable String userId, @PathVariable String exportId, Principal principal) {
        Resource file = exports.download(Person.of(principal), userId, exportId);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType("application", "zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("export-" + userId + ".zip")
                                .build()
                                .toString())
                .body(file);
    }
}
