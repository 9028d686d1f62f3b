package com.sealkloud.chat.text;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A name or title: one visible line without controls and direction overrides. In a JSON body it is
 * normalised ({@link OneLine#normal}) before the check. Null is valid.
 */
@Documented
@Constraint(validatedBy = VisibleLine.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface VisibleLine {

    /** Maximum number of code points. */
    int max();

    String message() default "must be one visible line";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports what is wrong. */
    final class Validator implements ConstraintValidator<VisibleLine, String> {

        private int max;

        @Override
        public void initialize(VisibleLine constraint) {
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return Faults.isNone(text == null ? null : OneLine.fault(text, max), context);
        }
    }
}
