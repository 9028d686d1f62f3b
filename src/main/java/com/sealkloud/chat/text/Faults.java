package com.sealkloud.chat.text;

import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Replaces the message of a constraint by the reason why this text is invalid. */
final class Faults {

    private Faults() {}

    static boolean isNone(@Nullable String fault, ConstraintValidatorContext context) {
        if (fault == null) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(fault).addConstraintViolation();
        return false;
    }
}
