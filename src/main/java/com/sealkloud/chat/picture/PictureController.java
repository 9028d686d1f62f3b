package com.sealkloud.chat.picture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.picture.PeoplePictures.Shown;
import com.sealkloud.chat.realtime.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pictures of people over REST. */
@RestController
@RequestMapping("/api/v1")
class PictureController {

    /** An address with a version never has another content. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    private final PeoplePictures pictures;
    private final RateLimits limits;

    PictureController(PeoplePictures pictures, RateLimits limits) {
        this.pictures = pictures;
        this.limits = limits;
    }

    /** @param picture its version */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PictureView(@Nullable String picture) {}

    /** What the client says of its type does not count. */
    @PutMapping("/me/picture")
    PictureView replace(HttpServletRequest request, PersonAuthentication caller) throws IOException {
        limits.spend(caller, RateLimits.Action.PROFILE);
        return new PictureView(
                pictures.replace(Person.of(caller), request.getInputStream()).picture());
    }

    @DeleteMapping("/me/picture")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(PersonAuthentication caller) {
        limits.spend(caller, RateLimits.Action.PROFILE);
        pictures.remove(Person.of(caller));
    }

    /** @param version of the picture that is wanted; a later one is not kept by caches */
    @GetMapping("/users/{userId}/picture")
    ResponseEntity<Resource> read(
            @PathVariable String userId,
            @RequestParam(name = "v", required = false) @Nullable String version,
            Principal principal) {
        Shown shown = pictures.require(Person.of(principal), userId);
        return ResponseEntity.ok()
                .eTag(shown.version())
                .cacheControl(
                        shown.version().equals(version)
                                ? FOR_EVER
                                : CacheControl.noCache().cachePrivate())
                .contentType(MediaType.IMAGE_JPEG)
                .header("X-Content-Type-Options", "nosniff")
                .body(pictures.read(shown));
    }

    @DeleteMapping("/users/{userId}/picture")
    @PreAuthorize("hasAuthority('admin')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeOf(@PathVariable String userId) {
        pictures.removeOf(userId);
    }
}
