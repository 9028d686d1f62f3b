package com.sealkloud.chat.ownaccount;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.login.Credentials;
import com.sealkloud.chat.secondfactor.OneTimeCodes;
import com.sealkloud.chat.secondfactor.SecondFactors;
import com.sealkloud.chat.token.DeviceCookie;
import com.sealkloud.chat.token.LogInOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own second factor. Each change of it asks for the password. */
@RestController
@RequestMapping("/api/v1/me/second-factor")
class SecondFactorController {

    private final SecondFactors secondFactors;
    private final OwnPassword ownPassword;

    SecondFactorController(SecondFactors secondFactors, OwnPassword ownPassword) {
        this.secondFactors = secondFactors;
        this.ownPassword = ownPassword;
    }

    /**
     * @param required whether the caller must have one
     * @param recoveryCodesLeft how many were not used yet
     */
    record SecondFactorView(boolean enabled, boolean required, long recoveryCodesLeft) {}

    record CurrentPassword(
            @NotNull @Size(max = Credentials.LONGEST_PASSWORD)
            String current) {

        @Override
        public String toString() {
            return "CurrentPassword";
        }
    }

    record FirstCode(
            @NotNull @Pattern(regexp = OneTimeCodes.PATTERN) String code) {

        @Override
        public String toString() {
            return "FirstCode";
        }
    }

    record NewRecoveryCodes(List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "NewRecoveryCodes";
        }
    }

    @GetMapping
    SecondFactorView show(PersonAuthentication caller) {
        String userId = caller.getName();
        return new SecondFactorView(
                secondFactors.isEnabled(userId),
                secondFactors.isRequired(Person.of(caller)),
                secondFactors.recoveryCodesLeft(userId));
    }

    /** Begins to set it up; a first code confirms it. */
    @PostMapping
    SecondFactors.Shared begin(
            @Valid @RequestBody CurrentPassword password, PersonAuthentication caller, HttpServletRequest request) {
        require(password, caller, request);
        return secondFactors.begin(caller.getName());
    }

    @PutMapping
    NewRecoveryCodes confirm(
            @Valid @RequestBody FirstCode code, PersonAuthentication caller, HttpServletRequest request) {
        String userId = caller.getName();
        return ownPassword
                .counted(userId, origin(request), known -> secondFactors.confirm(userId, code.code()))
                .map(NewRecoveryCodes::new)
                .orElseThrow(SecondFactorController::wrongCode);
    }

    @PostMapping("/recovery-codes")
    NewRecoveryCodes renew(
            @Valid @RequestBody CurrentPassword password, PersonAuthentication caller, HttpServletRequest request) {
        require(password, caller, request);
        return new NewRecoveryCodes(secondFactors.renewRecoveryCodes(caller.getName()));
    }

    @PostMapping("/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@Valid @RequestBody CurrentPassword password, PersonAuthentication caller, HttpServletRequest request) {
        require(password, caller, request);
        secondFactors.removeOwn(Person.of(caller));
    }

    private void require(CurrentPassword password, PersonAuthentication caller, HttpServletRequest request) {
        ownPassword.require(caller, password.current(), origin(request));
    }

    private static LogInOrigin origin(HttpServletRequest request) {
        return LogInOrigin.of(request, DeviceCookie.hashOf(request));
    }

    private static ErrorResponseException wrongCode() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.FORBIDDEN, "The code is wrong. Is the clock of your device right?");
        problem.setProperty("reason", "wrong_code");
        return new ErrorResponseException(HttpStatus.FORBIDDEN, problem, null);
    }
}
