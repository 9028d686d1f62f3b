package com.sealkloud.chat.scim;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A refusal as SCIM says it (RFC 7644, section 3.12). */
final class ScimFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final @Nullable String scimType;

    private ScimFailure(HttpStatus status, @Nullable String scimType, String detail) {
        super(detail);
        this.status = status;
        this.scimType = scimType;
    }

    static ScimFailure invalidSyntax(String detail) {
        return new ScimFailure(HttpStatus.BAD_REQUEST, "invalidSyntax", detail);
    }

    static ScimFailure invalidFilter(String detail) {
        return new ScimFailure(HttpStatus.BAD_REQUEST, "invalidFilter", detail);
    }

    static ScimFailure invalidPath(String detail) {
        return new ScimFailure(HttpStatus.BAD_REQUEST, "invalidPath", detail);
    }

    static ScimFailure invalidValue(String detail) {
        return new ScimFailure(HttpStatus.BAD_REQUEST, "invalidValue", detail);
    }

    static ScimFailure noTarget(String detail) {
        return new ScimFailure(HttpStatus.BAD_REQUEST, "noTarget", detail);
    }

    static ScimFailure mutability(String detail) {
        return new ScimFailure(HttpStatus.BAD_REQUEST, "mutability", detail);
    }

    static ScimFailure uniqueness(String detail) {
        return new ScimFailure(HttpStatus.CONFLICT, "uniqueness", detail);
    }

    static ScimFailure notFound(String detail) {
        return new ScimFailure(HttpStatus.NOT_FOUND, null, detail);
    }

    static ScimFailure changedMeanwhile() {
        return new ScimFailure(
                HttpStatus.PRECONDITION_FAILED, null, "The user has changed since. Read it again before changing it.");
    }

    HttpStatus status() {
        return status;
    }

    ScimError error() {
        return ScimError.of(status.value(), scimType, getMessage());
    }

    /** The detail is always there. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
