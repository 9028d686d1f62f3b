package com.sealkloud.chat.text;

import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Makes the message of a constraint say what is wrong with this very text. */
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
