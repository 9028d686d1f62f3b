package com.sealkloud.chat.scim;

import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The users, for an identity provider. */
@RestController
@RequestMapping(
        path = ScimUserController.PATH,
        produces = {ScimUser.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
class ScimUserController {

    static final String PATH = "/scim/v2/Users";

    static final int LONGEST_PAGE = 200;

    private static final int USUAL_PAGE = 100;

    private final Provisioning provisioning;
    private final ScimUsers users;
    private final UserReader reader;
    private final JsonMapper json;

    ScimUserController(Provisioning provisioning, ScimUsers users, UserReader reader, JsonMapper json) {
        this.provisioning = provisioning;
        this.users = users;
        this.reader = reader;
        this.json = json;
    }

    /** @param startIndex of the first user; the first of all is 1 */
    @GetMapping
    ScimList<ScimUser> list(
            @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable String startIndex,
            @RequestParam(required = false) @Nullable String count) {
        ScimFilter.Condition condition =
                filter == null ? ScimFilter.Condition.NONE : ScimFilter.condition(filter, json);
        int first = Math.max(1, number("startIndex", startIndex, 1));
        int limit = Math.min(LONGEST_PAGE, Math.max(0, number("count", count, USUAL_PAGE)));
        List<ScimUser> page = limit == 0
                ? List.of()
                : users.list(condition, first - 1L, limit).stream()
                        .map(ScimUserController::shown)
                        .toList();
        return ScimList.of(users.count(condition), first, page);
    }

    @GetMapping("/{id}")
    ResponseEntity<ScimUser> show(@PathVariable String id) {
        return answer(HttpStatus.OK, provisioning.find(id));
    }

    @PostMapping
    ResponseEntity<ScimUser> create(@RequestBody(required = false) byte @Nullable [] body, Principal actor) {
        return answer(HttpStatus.CREATED, provisioning.create(reader.user(body), actor));
    }

    /** What the body does not name stays as it is (RFC 7644, section 3.5.1, leaves that open). */
    @PutMapping("/{id}")
    ResponseEntity<ScimUser> replace(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Principal actor) {
        return answer(HttpStatus.OK, provisioning.change(id, reader.user(body), ifMatch, actor));
    }

    @PatchMapping("/{id}")
    ResponseEntity<ScimUser> patch(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Principal actor) {
        return answer(HttpStatus.OK, provisioning.change(id, reader.patch(body), ifMatch, actor));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Principal actor) {
        provisioning.delete(id, ifMatch, actor);
    }

    private static ResponseEntity<ScimUser> answer(HttpStatus status, StoredUser user) {
        ScimUser shown = shown(user);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).eTag(user.version().value());
        if (status == HttpStatus.CREATED) {
            answer.header(HttpHeaders.LOCATION, shown.meta().location());
        }
        return answer.body(shown);
    }

    private static ScimUser shown(StoredUser user) {
        String location = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(PATH + "/")
                .path(user.userId())
                .toUriString();
        return ScimUser.of(user, location);
    }

    private static int number(String name, @Nullable String written, int usual) {
        try {
            return written == null ? usual : Integer.parseInt(written);
        } catch (NumberFormatException e) {
            throw ScimFailure.invalidValue(name + " must be a whole number.");
        }
    }
}
