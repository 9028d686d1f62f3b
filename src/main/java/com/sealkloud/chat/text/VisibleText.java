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
 * User text: any number of lines with something visible, and without controls except tab, CR and
 * LF. Null is valid.
 */
@Documented
@Constraint(validatedBy = VisibleText.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface VisibleText {

    /** Maximum number of code points. */
    int max() default Integer.MAX_VALUE;

    /** Whether there may be nothing at all: something else may say it. */
    boolean mayBeEmpty() default false;

    String message() default "must be visible text";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports what is wrong. */
    final class Validator implements ConstraintValidator<VisibleText, String> {

        private int max;
        private boolean mayBeEmpty;

        @Override
        public void initialize(VisibleText constraint) {
            max = constraint.max();
            mayBeEmpty = constraint.mayBeEmpty();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null || mayBeEmpty && text.isEmpty()) {
                return true;
            }
            return Faults.isNone(fault(text, max), context);
        }

        private static @Nullable String fault(String text, int longest) {
            if (Characters.isBlank(text)) {
                return "must not be blank";
            }
            String fault = Characters.fault(text);
            return fault == null && Characters.length(text) > longest
                    ? "must have at most " + longest + " characters"
                    : fault;
        }
    }
}
