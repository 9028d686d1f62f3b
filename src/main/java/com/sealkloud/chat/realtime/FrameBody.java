package com.sealkloud.chat.realtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter of a {@code @MessageMapping} method that takes the frame's JSON body. Binding
 * is strict: malformed JSON, a wrong type, a missing or invalid field (Bean Validation), a {@code
 * type} that contradicts the destination, or a foreign identity is refused before the method runs.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface FrameBody {}
