package com.sealkloud.chat.people;

import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.token.OwnSession;
import com.sealkloud.chat.token.OwnSessions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a user is logged in, for administrators. */
@RestController
@RequestMapping("/api/v1/users/{userId}/sessions")
@PreAuthorize("hasAuthority('admin')")
class UserSessionsController {

    private static final Logger log = LoggerFactory.getLogger(UserSessionsController.class);

    private final OwnSessions sessions;
    private final AccountService accounts;

    UserSessionsController(OwnSessions sessions, AccountService accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    record UserSessions(List<OwnSession> items) {}

    @GetMapping
    UserSessions list(@PathVariable String userId, PersonAuthentication actor) {
        if (accounts.find(userId).isEmpty()) {
            throw notFound("There is no such user.");
        }
        return new UserSessions(sessions.list(userId, actor));
    }

    @DeleteMapping("/{sessionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String userId, @PathVariable String sessionId, PersonAuthentication actor) {
        if (!sessions.end(userId, sessionId, actor)) {
            throw notFound("There is no such session.");
        }
        log.info("{} has ended a session of {}", actor.getName(), userId);
    }

    private static ErrorResponseException notFound(String detail) {
        return new ErrorResponseException(
                HttpStatus.NOT_FOUND, ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail), null);
    }
}
